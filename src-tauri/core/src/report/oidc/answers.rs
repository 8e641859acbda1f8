//! What a provider answers, in a person's words.

use crate::decode::Spanned;
use crate::decode::oidc::{AuthorizationResponse, ErrorPage, Json, Side, TokenResponse, UserInfo};
use crate::report::FieldShape;
use crate::report::describe::Described;

use super::fields::{Fields, or, seconds};
use crate::check::saml::identify::quoted;

pub(super) fn token_response(answer: &TokenResponse) -> Described {
    let opaque = answer.access_token_is_opaque();
    let access_token = if opaque { "an opaque access token" } else { "an access token" };
    let parts = [
        (answer.id_token.is_some(), "an ID token"),
        (answer.access_token.is_some(), access_token),
        (answer.refresh_token.is_some(), "a refresh token"),
    ];
    let fields = Fields::default()
        .text("error", &answer.error)
        .text("error_description", &answer.error_description)
        .text("error_uri", &answer.error_uri)
        .text("token_type", &answer.token_type)
        .text("scope", &answer.scope)
        .text("expires_in", &seconds(&answer.expires_in))
        .secret("access_token", &answer.access_token)
        .secret("id_token", &answer.id_token)
        .hidden("refresh_token", answer.refresh_token);
    Described {
        kind: "token-response",
        title: "Token response".to_owned(),
        summary: summary(&answer.error, &parts),
        fields: fields.0,
    }
}

pub(super) fn authorization_response(answer: &AuthorizationResponse) -> Described {
    let parts = [
        (answer.code.is_some(), "a code"),
        (answer.id_token.is_some(), "an ID token"),
        (answer.access_token.is_some(), "an access token"),
        (answer.response.is_some(), "its answer in a token"),
    ];
    let fields = Fields::default()
        .text("error", &answer.error)
        .text("error_description", &answer.error_description)
        .text("error_uri", &answer.error_uri)
        .text("iss", &answer.iss)
        .text("state", &answer.state)
        .secret("code", &answer.code)
        .secret("id_token", &answer.id_token)
        .secret("access_token", &answer.access_token)
        .text("token_type", &answer.token_type)
        .text("sent to", &answer.sent_to);
    Described {
        kind: "authorization-response",
        title: "Authorization response".to_owned(),
        summary: summary(&answer.error, &parts),
        fields: fields.0,
    }
}

/// What is brought, in a sentence.
fn summary(error: &Option<Spanned<String>>, parts: &[(bool, &str)]) -> String {
    let brought: Vec<&str> = parts.iter().filter(|(there, _)| *there).map(|(_, name)| *name).collect();
    match (error, brought.as_slice()) {
        (Some(_), _) => format!("The provider answers with the error {}.", or(error, "")),
        (None, []) => "The provider brings nothing that is known here.".to_owned(),
        (None, [one]) => format!("The provider brings {one}."),
        (None, [first @ .., last]) => format!("The provider brings {} and {last}.", first.join(", ")),
    }
}

pub(super) fn user_info(info: &UserInfo) -> Described {
    let field = |member: &crate::decode::oidc::Member| FieldShape {
        name: member.name.value.clone(),
        value: quoted(&shown(&member.value.value)),
        at: Some(member.value.at),
    };
    Described {
        kind: "userinfo",
        title: "UserInfo answer".to_owned(),
        summary: format!("What the provider tells about {}.", or(&info.sub, "somebody")),
        fields: info.claims.members.iter().map(field).collect(),
    }
}

fn shown(value: &Json) -> String {
    match value {
        Json::Array(items) => items.iter().map(|item| shown(&item.value)).collect::<Vec<_>>().join(", "),
        Json::Object(object) => {
            object.members.iter().map(|member| member.name.value.as_str()).collect::<Vec<_>>().join(", ")
        }
        other => other.scalar().unwrap_or("null").to_owned(),
    }
}

/// The query of a callback holds a code.
fn without_query(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or_default().to_owned()
}

pub(super) fn error_page(page: &ErrorPage) -> Described {
    let whose = match page.side {
        Side::Provider => "provider",
        Side::Application => "application",
    };
    let fields = Fields::default()
        .text("url", &Some(page.url.clone().map(|url| without_query(&url))))
        .text("error", &page.error)
        .text("says", &Some(page.says.clone()));
    Described {
        kind: "error-page",
        title: format!("Error page of the {whose}"),
        summary: format!("The {whose} shows {}.", page.called()),
        fields: fields.0,
    }
}
