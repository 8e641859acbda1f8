//! Of which protocol words are that both have: “audience”, “issuer” and “signature” stand in SAML and in OpenID Connect.

use crate::case::Role;
use crate::check::Look;
use crate::check::said::Heard;
use crate::decode::Body;

/// Kinds of fault that both protocols have, as SAML's words name them and as OpenID Connect's do.
const TWINS: &[(&str, &str)] = &[
    ("audience", "client-audience"),
    ("issuer", "op-issuer"),
    ("too-late", "token-late"),
    ("too-late", "id-token-late"),
    ("signing-key", "token-key"),
    ("decryption", "token-encryption"),
];

/// The kind that some words name in the protocol of this case; as they name it, where the case does not tell.
pub(super) fn kind(look: &Look, heard: &Heard) -> &'static str {
    let kind = heard.text.kind;
    match is_saml(look, heard) {
        Some(true) => TWINS.iter().find(|(_, oidc)| *oidc == kind).map_or(kind, |(saml, _)| saml),
        Some(false) => TWINS.iter().find(|(saml, _)| *saml == kind).map_or(kind, |(_, oidc)| oidc),
        None => kind,
    }
}

/// Whether the case is one of SAML alone, or of OpenID Connect alone: by its messages, else by the text that the words stand in.
fn is_saml(look: &Look, heard: &Heard) -> Option<bool> {
    let captured = || look.messages.iter().filter(|message| message.role == Role::Capture);
    let saml = captured().any(|message| matches!(message.body, Body::Saml(_)));
    let oidc = captured().any(|message| is_of_oidc(&message.body));
    if saml || oidc {
        return (saml != oidc).then_some(saml);
    }
    let text = look.case.layer(heard.at.layer)?.text()?.to_ascii_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let (saml, oidc) =
        (names(&["saml", "assertion"]), names(&["jwt", "oidc", "openid", "oauth", "id_token"]));
    (saml != oidc).then_some(saml)
}

fn is_of_oidc(body: &Body) -> bool {
    use Body::{
        AuthorizationRequest, AuthorizationResponse, Discovery, Jwks, Token, TokenRequest, TokenResponse,
    };
    matches!(
        body,
        AuthorizationRequest(_)
            | AuthorizationResponse(_)
            | Discovery(_)
            | Jwks(_)
            | Token(_)
            | TokenRequest(_)
            | TokenResponse(_)
    )
}
