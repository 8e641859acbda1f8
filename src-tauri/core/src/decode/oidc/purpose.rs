//! What a token is for: its place tells, else its content.

use super::{Claimed, JoseHeader, Object, Purpose, TokenKind};
use crate::span::Span;

/// The header in which a signature of the body travels, as open banking calls it.
pub const BODY_SIGNATURE: &str = "x-jws-signature";

/// Judges by place and content.
pub(super) fn of(
    place: Option<&str>,
    header: &JoseHeader,
    claims: Option<&Object>,
    claimed: &Claimed,
) -> Purpose {
    let by_place = place.filter(|place| !borrows(place, claimed)).and_then(by_place);
    let content = by_content(header, claims, claimed);
    let by_content = content.as_ref().map(|seen| seen.kind);
    let why = match (by_place, &content) {
        (Some(_), _) => format!("It travelled as {}.", place.unwrap_or_default()),
        (None, Some(seen)) => seen.why.clone(),
        (None, None) => "Nothing in it tells what it is for.".to_owned(),
    };
    let kind = by_place.or(by_content).unwrap_or(TokenKind::Unknown);
    let certain = content.as_ref().is_some_and(|seen| seen.certain);
    Purpose { kind, by_place, by_content, certain, why, at: content.and_then(|seen| seen.at) }
}

/// Whether an ID token was put into the header of an access token, as some applications do with their own services.
fn borrows(place: &str, claimed: &Claimed) -> bool {
    place == "Authorization" && by_hashes(claimed).is_some()
}

/// The names of parameters, members and headers that say what a token is.
fn by_place(place: &str) -> Option<TokenKind> {
    Some(match place {
        "id_token" => TokenKind::IdToken,
        "id_token_hint" => TokenKind::IdTokenHint,
        "access_token" | "Authorization" => TokenKind::AccessToken,
        "refresh_token" => TokenKind::RefreshToken,
        "logout_token" => TokenKind::LogoutToken,
        "client_assertion" => TokenKind::ClientAssertion,
        "request" => TokenKind::RequestObject,
        "response" => TokenKind::AuthorizationResponse,
        "userinfo" => TokenKind::UserInfo,
        "DPoP" => TokenKind::DpopProof,
        header if header.eq_ignore_ascii_case(BODY_SIGNATURE) => TokenKind::BodySignature,
        _ => return None,
    })
}

/// What content tells, and where.
struct Seen {
    kind: TokenKind,
    certain: bool,
    why: String,
    at: Option<Span>,
}

fn seen(kind: TokenKind, why: impl Into<String>, at: impl Into<Option<Span>>) -> Option<Seen> {
    Some(Seen { kind, certain: false, why: why.into(), at: at.into() })
}

fn by_content(header: &JoseHeader, claims: Option<&Object>, claimed: &Claimed) -> Option<Seen> {
    let certain = by_type(header)
        .or_else(|| by_own_word(claims?))
        .or_else(|| by_events(claims?))
        .or_else(|| by_introspection(claims?))
        .or_else(|| by_disclosures(claims?));
    let certain = certain.map(|seen| Seen { certain: true, ..seen });
    certain.or_else(|| guess(claims?, claimed))
}

fn guess(claims: &Object, claimed: &Claimed) -> Option<Seen> {
    by_hashes(claimed)
        .or_else(|| by_response(claimed))
        .or_else(|| by_request(claims))
        .or_else(|| by_self_issue(claimed))
        .or_else(|| by_scope(claims))
        .or_else(|| by_claims(claimed))
}

/// The header's `typ` (RFC 7515, section 4.1.9; RFC 8725, section 3.11).
fn by_type(header: &JoseHeader) -> Option<Seen> {
    let typ = header.typ.as_ref()?;
    let name = typ.value.to_ascii_lowercase();
    let kind = match name.strip_prefix("application/").unwrap_or(&name) {
        "at+jwt" => TokenKind::AccessToken,
        "logout+jwt" => TokenKind::LogoutToken,
        "oauth-authz-req+jwt" => TokenKind::RequestObject,
        "dpop+jwt" => TokenKind::DpopProof,
        "client-authentication+jwt" => TokenKind::ClientAssertion,
        "token-introspection+jwt" => TokenKind::Introspection,
        "dc+sd-jwt" | "vc+sd-jwt" | "sd+jwt" | "kb+jwt" => TokenKind::SdJwt,
        _ => return None,
    };
    seen(kind, format!("Its header says typ {}.", typ.value), typ.at)
}

/// Members in which a product says what it issued: Keycloak's `typ`, Cognito's `token_use`.
fn by_own_word(claims: &Object) -> Option<Seen> {
    ["typ", "token_use"].into_iter().find_map(|name| {
        let kind = match claims.text(name)?.to_ascii_lowercase().as_str() {
            "id" => TokenKind::IdToken,
            "bearer" | "access" => TokenKind::AccessToken,
            "refresh" | "offline" => TokenKind::RefreshToken,
            "logout" => TokenKind::LogoutToken,
            _ => return None,
        };
        let at = claims.member(name).map(|value| value.at);
        seen(kind, format!("Its claim {name} says so."), at)
    })
}

/// The name of the event that a logout token tells of (Back-Channel Logout 1.0, section 2.4).
const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn by_events(claims: &Object) -> Option<Seen> {
    let events = claims.member("events")?;
    let super::Json::Object(named) = &events.value else { return None };
    let logout = named.has(LOGOUT_EVENT);
    logout.then(|| seen(TokenKind::LogoutToken, "Its claim events tells of a logout.", events.at))?
}

/// RFC 9701, section 5.
fn by_introspection(claims: &Object) -> Option<Seen> {
    let said = claims.member("token_introspection")?;
    seen(TokenKind::Introspection, "It has the claim token_introspection.", said.at)
}

/// SD-JWT, section 4.2.
fn by_disclosures(claims: &Object) -> Option<Seen> {
    let hidden = claims.member("_sd").or_else(|| claims.member("_sd_alg"))?;
    seen(TokenKind::SdJwt, "It holds hashes of what its holder may show (_sd).", hidden.at)
}

fn by_hashes(claimed: &Claimed) -> Option<Seen> {
    let named = [("nonce", &claimed.nonce), ("at_hash", &claimed.at_hash), ("c_hash", &claimed.c_hash)];
    let (name, value) = named.into_iter().find_map(|(name, value)| Some((name, value.as_ref()?)))?;
    seen(TokenKind::IdToken, format!("It has the claim {name}, which ID tokens have."), value.at)
}

fn by_response(claimed: &Claimed) -> Option<Seen> {
    let answer = claimed.code.as_ref().or(claimed.error.as_ref())?;
    let nobody = claimed.sub.is_none();
    nobody.then(|| {
        seen(TokenKind::AuthorizationResponse, "It holds a code or an error, and names nobody.", answer.at)
    })?
}

fn by_request(claims: &Object) -> Option<Seen> {
    let kind = claims.member("response_type")?;
    seen(TokenKind::RequestObject, "It holds the parameters of a request.", kind.at)
}

fn by_self_issue(claimed: &Claimed) -> Option<Seen> {
    let (iss, sub) = (claimed.iss.as_ref()?, claimed.sub.as_ref()?);
    let own = iss.value == sub.value && claimed.aud.iter().any(|aud| aud.value.contains("://"));
    own.then(|| seen(TokenKind::ClientAssertion, "Its issuer and its subject are the same.", sub.at))?
}

fn by_scope(claims: &Object) -> Option<Seen> {
    let value = ["scope", "scp", "cid", "realm_access"]
        .into_iter()
        .find_map(|name| Some((name, claims.member(name)?)));
    let (name, value) = value?;
    seen(TokenKind::AccessToken, format!("It has {name} and no nonce, as access tokens have."), value.at)
}

fn by_claims(claimed: &Claimed) -> Option<Seen> {
    let who = claimed.sub.as_ref().or(claimed.iss.as_ref())?;
    let dated = claimed.exp.is_some() || claimed.iat.is_some() || !claimed.aud.is_empty();
    dated.then(|| seen(TokenKind::IdToken, "It has the claims of an ID token.", who.at))?
}
