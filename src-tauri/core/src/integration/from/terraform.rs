//! From Terraform: `okta_app_saml`, `okta_app_oauth`, `azuread_application`. Only what is written out is taken; what a
//! variable or a function would bring is named in a comment.

use hcl::{Block, Body, Expression};

use super::FromError;
use crate::case::Paste;
use crate::integration::draft::{Draft, Entry, list, quoted};

pub(super) fn write(draft: &mut Draft, file: &Paste) -> Result<(), FromError> {
    let unread = |why: String| FromError::Terraform { name: file.name.clone(), why };
    let text = std::str::from_utf8(&file.bytes).map_err(|error| unread(error.to_string()))?;
    let body: Body = hcl::from_str(text).map_err(|error| unread(error.to_string()))?;
    let resources = body.blocks().filter(|block| block.identifier() == "resource");
    let mut known = resources.filter(|block| READERS.iter().any(|(kind, _)| kind_of(block) == Some(kind)));
    let Some(first) = known.next() else { return Err(FromError::Unknown(file.name.clone())) };
    let more = known.count();
    if more > 0 {
        draft.remark(format!("{} has {more} more applications; only the first is written down.", file.name));
    }
    let mut resource = Resource { block: first, file: &file.name, draft };
    if let Some((_, read)) = READERS.iter().find(|(kind, _)| kind_of(first) == Some(kind)) {
        read(&mut resource);
    }
    Ok(())
}

type Read = fn(&mut Resource);

static READERS: &[(&str, Read)] =
    &[("okta_app_saml", okta_saml), ("okta_app_oauth", okta_oauth), ("azuread_application", azuread)];

fn kind_of(block: &Block) -> Option<&str> {
    block.labels().first().map(|label| label.as_str())
}

struct Resource<'a> {
    block: &'a Block,
    file: &'a str,
    draft: &'a mut Draft,
}

impl Resource<'_> {
    fn says(&self, name: &str) -> String {
        format!("{name} in {}", self.file)
    }

    /// Sets a text; an expression that is not written out is told.
    fn put(&mut self, path: &str, name: &str) {
        let Some(expression) = attribute(self.block.body(), name) else { return };
        match text(expression) {
            Some(value) => self.draft.put(path, quoted(value), self.says(name)),
            None => self.told(path, name, expression),
        }
    }

    fn put_list(&mut self, path: &str, name: &str, body: &hcl::Body) {
        let Some(expression) = attribute(body, name) else { return };
        match texts(expression) {
            Some(values) => self.draft.put_list(path, &values, &format!("{name} in {}", self.file)),
            None => self.told(path, name, expression),
        }
    }

    fn told(&mut self, path: &str, name: &str, expression: &Expression) {
        let written = expression.to_string();
        self.draft
            .remark(format!("{path} comes from {name} = {written}, which only Terraform can work out."));
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match attribute(self.block.body(), name)? {
            Expression::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    fn blocks(&self, name: &'static str) -> impl Iterator<Item = &Block> {
        self.block.body().blocks().filter(move |block| block.identifier() == name)
    }
}

fn attribute<'b>(body: &'b hcl::Body, name: &str) -> Option<&'b Expression> {
    body.attributes().find(|attribute| attribute.key() == name).map(|attribute| attribute.expr())
}

fn text(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::String(text) => Some(text),
        _ => None,
    }
}

fn texts(expression: &Expression) -> Option<Vec<&str>> {
    match expression {
        Expression::Array(items) => items.iter().map(text).collect(),
        _ => None,
    }
}

fn okta_saml(resource: &mut Resource) {
    resource.put("integration.name", "label");
    resource.draft.put("integration.product", "\"Okta\"", "");
    resource.put("saml.sp.entity_id", "audience");
    if let Some(acs) = attribute(resource.block.body(), "sso_url").and_then(text) {
        let mut all = vec![acs];
        all.extend(attribute(resource.block.body(), "acs_endpoints").and_then(texts).unwrap_or_default());
        resource.draft.put("saml.sp.acs", list(&all), resource.says("sso_url"));
    }
    resource.put("saml.sp.name_id_format", "subject_name_id_format");
    let signed = match (resource.flag("assertion_signed"), resource.flag("response_signed")) {
        (Some(true), Some(true)) => Some("both"),
        (Some(true), _) => Some("assertion"),
        (_, Some(true)) => Some("response"),
        _ => None,
    };
    let says = resource.says("assertion_signed and response_signed");
    resource.draft.put_text("saml.sp.signed", signed, &says);
    let mut attributes = Vec::new();
    for statement in resource.blocks("attribute_statements") {
        let Some(name) = attribute(statement.body(), "name").and_then(text) else { continue };
        let groups = attribute(statement.body(), "type").and_then(text) == Some("GROUP");
        let mut entries = vec![Entry::new("name", quoted(name), resource.says("attribute_statements"))];
        if groups {
            entries.push(Entry::new("many", "true", "groups"));
        }
        attributes.push(entries);
    }
    attributes.into_iter().for_each(|entries| resource.draft.list("saml.attribute", entries));
}

fn okta_oauth(resource: &mut Resource) {
    resource.put("integration.name", "label");
    resource.draft.put("integration.product", "\"Okta\"", "");
    resource.put("oidc.rp.client_id", "client_id");
    resource.put("oidc.rp.token_auth_method", "token_endpoint_auth_method");
    let body = resource.block.body();
    resource.put_list("oidc.rp.redirect_uri", "redirect_uris", body);
    if let Some([kind]) = attribute(body, "response_types").and_then(texts).as_deref() {
        let says = resource.says("response_types");
        resource.draft.put_text("oidc.rp.response_type", Some(kind), &says);
    }
}

fn azuread(resource: &mut Resource) {
    resource.put("integration.name", "display_name");
    resource.draft.put("integration.product", "\"Microsoft Entra ID\"", "");
    let block = resource.block;
    let identifiers = attribute(block.body(), "identifier_uris").and_then(texts).unwrap_or_default();
    let saml = block.body().blocks().any(|inner| {
        inner.identifier() == "feature_tags"
            && matches!(attribute(inner.body(), "custom_single_sign_on"), Some(Expression::Bool(true)))
    });
    let path = if saml { "saml.sp.acs" } else { "oidc.rp.redirect_uri" };
    for kind in ["web", "single_page_application", "public_client"] {
        for inner in block.body().blocks().filter(|inner| inner.identifier() == kind) {
            resource.put_list(path, "redirect_uris", inner.body());
        }
    }
    if saml {
        let says = resource.says("identifier_uris");
        resource.draft.put_text("saml.sp.entity_id", identifiers.first().copied(), &says);
    }
    let (token, section) = if saml { ("saml2_token", "saml.attribute") } else { ("id_token", "oidc.claim") };
    let optional = block.body().blocks().filter(|inner| inner.identifier() == "optional_claims");
    let claims = optional.flat_map(|inner| inner.body().blocks()).filter(|inner| inner.identifier() == token);
    for claim in claims {
        let Some(name) = attribute(claim.body(), "name").and_then(text) else { continue };
        let essential = matches!(attribute(claim.body(), "essential"), Some(Expression::Bool(true)));
        let from = resource.says("optional_claims");
        resource.draft.list(
            section,
            vec![
                Entry::new("name", quoted(name), from),
                Entry::new("required", essential.to_string(), "essential"),
            ],
        );
    }
}
