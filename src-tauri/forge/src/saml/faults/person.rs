//! Who it is about, what it says of them, and how they signed in.

use super::super::parties::{EMAIL, PERSISTENT};
use super::super::response::NameId;
use super::flow::Flow;
use crate::bench::{Fault, Part, fault};

const NAME: &[&str] = &["name_id_mismatch"];
const MISSING: &[&str] = &["missing_attribute"];
const IDP: &[&str] = &["idp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "name-id-format",
        Part::Subject,
        "the application wants another NameID format",
        NAME,
        IDP,
        other_format,
    ),
    fault(
        "name-id-unspecified",
        Part::Subject,
        "the IdP sends the format unspecified, the application wants an address",
        NAME,
        IDP,
        unspecified,
    ),
    fault("no-name-id", Part::Subject, "the assertion names nobody", NAME, IDP, no_name),
    fault(
        "name-is-the-idp",
        Part::Subject,
        "everybody is named by the IdP's own name",
        NAME,
        &["sp-admin"],
        named_as_idp,
    ),
    fault(
        "comment-in-name",
        Part::Subject,
        "a comment splits the NameID",
        &["comment_in_name"],
        &["sp-admin"],
        comment,
    ),
    fault(
        "no-bearer",
        Part::Subject,
        "the confirmation is not one for bearers",
        &["incomplete_message"],
        IDP,
        no_bearer,
    ),
    fault(
        "no-authn-statement",
        Part::Context,
        "the assertion does not say that anybody signed in",
        &["incomplete_message"],
        IDP,
        no_statement,
    ),
    fault(
        "session-over",
        Part::Time,
        "the session at the IdP was over before the answer came",
        &["short_lifetime"],
        IDP,
        session_over,
    ),
    fault(
        "context-weaker",
        Part::Context,
        "the application wants a second factor, the person used a password",
        &["authn_context_mismatch"],
        IDP,
        weaker,
    ),
    fault(
        "attribute-missing",
        Part::Attributes,
        "an attribute that the application needs is not released",
        MISSING,
        IDP,
        attribute_missing,
    ),
    fault(
        "attribute-empty",
        Part::Attributes,
        "the person has no value for an attribute",
        MISSING,
        IDP,
        attribute_empty,
    ),
    fault(
        "attribute-renamed",
        Part::Attributes,
        "the application looks for the same fact under another name",
        MISSING,
        &["sp-admin"],
        attribute_renamed,
    ),
    fault(
        "attribute-case",
        Part::Attributes,
        "the application writes the attribute's name with a capital",
        MISSING,
        &["sp-admin"],
        attribute_case,
    ),
    fault("attributes-none", Part::Attributes, "nothing at all is released", MISSING, IDP, no_attributes),
    fault(
        "groups-by-link",
        Part::Attributes,
        "too many groups: the IdP sends a link in their place",
        &["overage"],
        IDP,
        groups_by_link,
    ),
];

fn other_format(flow: &mut Flow) -> Option<()> {
    let own = flow.sign_in.parties.person.name_id_format;
    flow.expect("saml.sp.name_id_format", if own == PERSISTENT { EMAIL } else { PERSISTENT });
    Some(())
}

fn unspecified(flow: &mut Flow) -> Option<()> {
    let name = flow.sign_in.parties.person.name_id;
    flow.assertion().name_id =
        Some(NameId::plain("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", name));
    flow.expect("saml.sp.name_id_format", EMAIL);
    Some(())
}

fn no_name(flow: &mut Flow) -> Option<()> {
    flow.assertion().name_id = None;
    Some(())
}

fn named_as_idp(flow: &mut Flow) -> Option<()> {
    let issuer = flow.sign_in.parties.idp.entity_id;
    flow.assertion().name_id =
        Some(NameId::plain("urn:oasis:names:tc:SAML:2.0:nameid-format:entity", issuer));
    flow.expect("saml.sp.name_id_format", EMAIL);
    Some(())
}

fn comment(flow: &mut Flow) -> Option<()> {
    let name = flow.assertion().name_id.as_mut()?;
    let whole = name.parts.concat();
    let (one, other) = whole.split_at(4);
    name.parts = vec![one.to_owned(), other.to_owned()];
    flow.is_open().then_some(())
}

fn no_bearer(flow: &mut Flow) -> Option<()> {
    flow.assertion().confirmation.method = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key";
    Some(())
}

fn no_statement(flow: &mut Flow) -> Option<()> {
    flow.assertion().authn = None;
    Some(())
}

fn session_over(flow: &mut Flow) -> Option<()> {
    let ends = flow.sign_in.stamp(-300);
    flow.assertion().authn.as_mut()?.session_ends = Some(ends);
    Some(())
}

fn weaker(flow: &mut Flow) -> Option<()> {
    flow.expect("saml.sp.authn_context", "https://refeds.org/profile/mfa");
    Some(())
}

fn attribute_missing(flow: &mut Flow) -> Option<()> {
    flow.needs.push("costCentre".to_owned());
    Some(())
}

fn attribute_empty(flow: &mut Flow) -> Option<()> {
    let needed = flow.needs.first()?.clone();
    let attribute = flow.assertion().attributes.iter_mut().find(|(name, _)| *name == needed)?;
    attribute.1 = vec![String::new()];
    Some(())
}

fn attribute_renamed(flow: &mut Flow) -> Option<()> {
    let names = ["email", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"];
    let own = flow.needs.first_mut()?;
    let at = names.iter().position(|name| name == own)?;
    names[1 - at].clone_into(own);
    Some(())
}

fn attribute_case(flow: &mut Flow) -> Option<()> {
    let own = flow.needs.first_mut()?;
    (own == "email").then(|| "Email".clone_into(own))
}

fn no_attributes(flow: &mut Flow) -> Option<()> {
    flow.assertion().attributes.clear();
    Some(())
}

fn groups_by_link(flow: &mut Flow) -> Option<()> {
    const GROUPS: &str = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";
    const LINK: &str = "http://schemas.microsoft.com/claims/groups.link";
    let link = "https://graph.windows.net/72f988bf/users/5b1e/getMemberObjects".to_owned();
    flow.assertion().attributes.push((LINK, vec![link]));
    flow.needs.push(GROUPS.to_owned());
    Some(())
}
