//! A token as a viewer shows it: its header and its claims in JSON, and nothing of its signature.

use super::object::{self, Document};
use super::other::{HEADER_ALONE, is_header};
use super::{Json, Object};
use crate::case::Case;
use crate::decode::{Body, Message, Spanned};

/// What is said of it.
pub(super) const SAYS: &str = "A viewer shows the header or the claims of a token here, and not the token: without its signature nothing can be verified.";

/// The header, where it is shown, and the claims.
pub(super) struct Shown {
    pub(super) header: Option<Object>,
    pub(super) claims: Object,
}

/// Reads a document that holds the claims of a token, or header and claims; what an endpoint answered is none.
pub(super) fn read(case: &Case, document: &Document) -> Option<Shown> {
    let Spanned { value: Json::Object(object), at } = document.root.as_ref()? else { return None };
    let bodies = case.exchanges().iter().filter_map(|exchange| exchange.answer.body.as_ref());
    if bodies.filter_map(|body| body.layer).any(|layer| layer == at.layer) {
        return None;
    }
    if is_claims(object) {
        return Some(Shown { header: None, claims: object.clone() });
    }
    let part = |name: &str| match &object.member(name)?.value {
        Json::Object(part) => Some(part.clone()),
        _ => None,
    };
    let header = part("header").filter(is_header);
    let claims = part("payload").or_else(|| part("claims")).or_else(|| part("body"))?;
    (header.is_some() || is_claims(&claims)).then_some(Shown { header, claims })
}

/// Who issued, and for whom or when: what no other document of a sign-in has together (RFC 7519, section 4.1).
fn is_claims(object: &Object) -> bool {
    let has = |name: &&str| object.has(name);
    object.text("iss").is_some() && !object.has("active") && ["aud", "exp", "iat", "sub"].iter().any(has)
}

/// Takes the header that stands before the claims, where the last message is one.
pub(super) fn header_before(case: &Case, claims: &Object, messages: &mut Vec<Message>) -> Option<Object> {
    let last = messages.last()?;
    let beneath = |layer| case.layer(layer).and_then(|layer| layer.from).map(|from| from.layer);
    let alone = matches!(&last.body, Body::Other(other) if other.looks_like == HEADER_ALONE);
    if !alone || beneath(last.at.layer).is_none() || beneath(last.at.layer) != beneath(claims.at.layer) {
        return None;
    }
    let read = object::read(case.bytes(last.at), last.at, "The header");
    let Some(Spanned { value: Json::Object(header), .. }) = read.root else { return None };
    messages.pop();
    Some(header)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Expectations, Paste};

    fn tokens(text: &str) -> Vec<(bool, Option<String>)> {
        let mut case = crate::peel::peel(vec![Paste::capture("paste", text)]);
        let messages = crate::decode::decode(&mut case, &Expectations::default());
        let token = |message: &Message| match &message.body {
            Body::Token(token) => {
                Some((token.is_shown_decoded(), token.jose.alg.as_ref().map(|alg| alg.value.clone())))
            }
            _ => None,
        };
        messages.iter().filter_map(token).collect()
    }

    const CLAIMS: &str =
        r#"{"iss":"https://op.example","aud":"app","sub":"u","exp":2000000000,"iat":1,"nonce":"n"}"#;

    #[test]
    fn header_and_claims_are_one_token_however_they_stand() {
        let header = r#"{"alg":"ES256","kid":"k"}"#;
        let alg = Some("ES256".to_owned());
        assert_eq!(tokens(&format!("{header}.{CLAIMS}.[Signature]")), [(true, alg.clone())]);
        assert_eq!(tokens(&format!("Header\n{header}\nPayload\n{CLAIMS}\n")), [(true, alg.clone())]);
        assert_eq!(tokens(&format!("{{\"header\":{header},\"payload\":{CLAIMS}}}")), [(true, alg)]);
        assert_eq!(tokens(CLAIMS), [(true, None)]);
        assert_eq!(tokens(&format!("{{\"expected\":\"a\",\"claims\":{CLAIMS}}}")), [(true, None)]);
        assert!(tokens(r#"{"issuer":"https://op.example","aud":"app"}"#).is_empty());
        assert!(tokens(r#"{"active":true,"iss":"https://op.example","aud":"app"}"#).is_empty());
    }
}
