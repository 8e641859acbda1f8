//! Tokens in a person's words, and the time that they are good for.

use crate::decode::Opening;
use crate::decode::oidc::{Token, TokenKind};
use crate::report::WindowKind;
use crate::report::describe::{Described, RawWindow};

use super::fields::{Fields, or};

pub(super) fn describe(token: &Token) -> Described {
    let fields = Fields::default()
        .text("alg", &token.jose.alg)
        .text("enc", &token.jose.enc)
        .text("kid", &token.jose.kid)
        .text("typ", &token.jose.typ);
    Described {
        kind: kind(token),
        title: title(token),
        summary: summary(token),
        fields: claims(fields, token).0,
    }
}

fn claims(fields: Fields, token: &Token) -> Fields {
    let claimed = &token.claimed;
    fields
        .text("iss", &claimed.iss)
        .text("sub", &claimed.sub)
        .text("aud", &claimed.aud)
        .text("azp", &claimed.azp)
        .time("iat", &claimed.iat)
        .time("nbf", &claimed.nbf)
        .time("exp", &claimed.exp)
        .time("auth_time", &claimed.auth_time)
        .text("nonce", &claimed.nonce)
        .text("acr", &claimed.acr)
        .text("amr", &claimed.amr)
        .text("at_hash", &claimed.at_hash)
        .text("c_hash", &claimed.c_hash)
        .text("s_hash", &claimed.s_hash)
        .text("sid", &claimed.sid)
        .text("email", &claimed.email)
        .text("name", &claimed.name)
        .text("preferred_username", &claimed.preferred_username)
        .text("scope", &claimed.scope)
        .text("client_id", &claimed.client_id)
        .secret("code", &claimed.code)
        .text("state", &claimed.state)
        .text("error", &claimed.error)
        .text("error_description", &claimed.error_description)
}

fn kind(token: &Token) -> &'static str {
    match token.purpose.kind {
        TokenKind::IdToken => "id-token",
        TokenKind::IdTokenHint => "id-token-hint",
        TokenKind::AccessToken => "access-token",
        TokenKind::LogoutToken => "logout-token",
        TokenKind::AuthorizationResponse => "authorization-response-token",
        TokenKind::UserInfo => "userinfo-token",
        TokenKind::ClientAssertion => "client-assertion",
        TokenKind::RequestObject => "request-object",
        TokenKind::DpopProof => "dpop-proof",
        TokenKind::Introspection => "introspection-token",
        TokenKind::SdJwt => "sd-jwt",
        TokenKind::BodySignature => "body-signature",
        TokenKind::RefreshToken => "refresh-token",
        TokenKind::Unknown => "token",
    }
}

/// Its name with a capital, and whether it is sealed.
fn title(token: &Token) -> String {
    let name = token.purpose.kind.name();
    let mut letters = name.chars();
    let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    match token.dialect.filter(|_| token.purpose.kind == TokenKind::AccessToken) {
        Some(dialect) => format!("{title} ({})", dialect.name()),
        None if token.is_encrypted() => format!("{title}, encrypted"),
        None if token.is_shown_decoded() => format!("{title}, as a viewer shows it"),
        None => title,
    }
}

fn summary(token: &Token) -> String {
    if let (true, None) = (token.is_encrypted(), &token.claims) {
        return sealed(token);
    }
    if token.inner.is_some() {
        return "It is signed, and holds another token.".to_owned();
    }
    if token.purpose.kind == TokenKind::BodySignature {
        return "It signs the body that travels beside it, and holds nothing itself.".to_owned();
    }
    if token.claims.is_none() {
        return "Its claims can't be read.".to_owned();
    }
    let claimed = &token.claimed;
    let (iss, sub) = (or(&claimed.iss, "Nobody"), or(&claimed.sub, "somebody"));
    let audiences: Vec<&str> = claimed.aud.iter().map(|aud| aud.value.as_str()).collect();
    let aud = if audiences.is_empty() { "nobody in particular".to_owned() } else { audiences.join(" and ") };
    match token.purpose.kind {
        TokenKind::IdToken | TokenKind::IdTokenHint => format!("{iss} tells {aud} that {sub} signed in."),
        TokenKind::LogoutToken => format!("{iss} tells {aud} that {sub} signed out."),
        TokenKind::UserInfo => format!("{iss} tells {aud} about {sub}."),
        TokenKind::AccessToken => format!("{iss} lets its bearer use {aud}. {}", token.purpose.why),
        TokenKind::AuthorizationResponse => format!("{iss} answers {aud}."),
        TokenKind::ClientAssertion => format!("{iss} shows {aud} who it is."),
        TokenKind::RequestObject => {
            format!("{} asks {aud} to sign somebody in.", or(&claimed.client_id, "An application"))
        }
        TokenKind::Introspection => format!("{iss} tells {aud} whether a token is good."),
        TokenKind::DpopProof
        | TokenKind::SdJwt
        | TokenKind::BodySignature
        | TokenKind::RefreshToken
        | TokenKind::Unknown => token.purpose.why.clone(),
    }
}

fn sealed(token: &Token) -> String {
    match &token.opening {
        Some(Opening::Opened { key, .. }) => format!("It is encrypted, and opens with {key}."),
        _ => "It is encrypted; only its header can be read.".to_owned(),
    }
}

/// From nbf, or iat, to exp; and the moment when the person signed in.
pub(super) fn windows(token: &Token) -> Vec<RawWindow> {
    let claimed = &token.claimed;
    let opens = claimed.nbf.as_ref().or(claimed.iat.as_ref());
    let instant = |time: &crate::decode::Spanned<crate::decode::Time>| time.value.instant;
    let good = (opens.is_some() || claimed.exp.is_some()).then(|| RawWindow {
        kind: WindowKind::Token,
        label: title(token),
        from: opens.and_then(instant),
        until: claimed.exp.as_ref().and_then(instant),
        at: claimed.exp.as_ref().or(opens).map(|time| time.at),
    });
    let signed_in = claimed.auth_time.as_ref().map(|time| RawWindow {
        kind: WindowKind::Moment,
        label: "The person signed in".to_owned(),
        from: instant(time),
        until: instant(time),
        at: Some(time.at),
    });
    good.into_iter()
        .chain(signed_in)
        .filter(|window| window.from.is_some() || window.until.is_some())
        .collect()
}
