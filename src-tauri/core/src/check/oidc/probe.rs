//! For the tests of this family: tokens made by hand, and what one check says of them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;

use crate::case::{Artefact, Case, Content, LayerKind, Paste};
use crate::check::{Check, Look, Verdict};
use crate::expect::{Expectations, Keys, Playbook};
use crate::span::{LayerId, Map, Span};

/// A header.
pub(in crate::check) const HEADER: &str = r#"{"alg":"RS256","kid":"k1"}"#;

/// Claims of an ID token that was issued a minute before [`NOW`].
pub(in crate::check) const CLAIMS: &str =
    r#"{"iss":"https://op.example","sub":"u1","aud":"app","exp":1795424240,"iat":1795420580,"nonce":"n1"}"#;

/// Claims of a logout token that was issued a minute before [`NOW`].
pub(super) const LOGOUT_CLAIMS: &str = r#"{"iss":"https://op.example","sub":"u1","aud":"app","iat":1795420580,"exp":1795420700,"jti":"j1","sid":"s1","events":{"http://schemas.openid.net/event/backchannel-logout":{}}}"#;

/// A key set that knows the key of [`HEADER`] (RFC 7517, appendix A.1).
pub(super) const JWKS: &str = r#"{"keys":[{"kty":"RSA","kid":"k1","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB"}]}"#;

/// A token that is signed (RFC 7515, appendix A.3).
pub(super) const SIGNED: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

/// The key that signed it.
pub(super) const SIGNERS: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"e1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;

/// The instant that is judged at.
pub(super) const NOW: i64 = 1_795_420_640;

/// A token with a signature that is none.
pub(in crate::check) fn token(header: &str, claims: &str) -> String {
    format!("{}.{}.c2ln", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims))
}

/// What a check says of one paste.
pub(super) fn verdict(check: &Check, paste: &str, expect: &[&str]) -> Verdict {
    of_pastes(check, &[Paste::capture("paste", paste)], expect)
}

/// What a check says of several pastes, each all of one thing.
pub(super) fn of_pastes(check: &Check, pastes: &[Paste], expect: &[&str]) -> Verdict {
    let single: Vec<String> = expect.iter().map(|pair| (*pair).to_owned()).collect();
    judged(check, pastes, &Expectations::new(Playbook::read("", &single).unwrap()))
}

/// What a check says with a playbook's text.
pub(in crate::check) fn with_playbook(check: &Check, pastes: &[Paste], playbook: &str) -> Verdict {
    judged(check, pastes, &Expectations::new(Playbook::read(playbook, &[]).unwrap()))
}

/// What a check says of a token with a client secret lent.
pub(super) fn with_secret(check: &Check, token: &str, secret: &str) -> Verdict {
    let mut keys = Keys::default();
    keys.add("secret.txt", secret.as_bytes().to_vec()).unwrap();
    judged(check, &[Paste::capture("id_token.jwt", token)], &Expectations::default().with_keys(keys))
}

/// What a check says of an authorization response whose id_token, its last parameter, is opened as peeling would.
pub(super) fn in_response(check: &Check, parameters: &str) -> Verdict {
    let mut case = Case::default();
    add(&mut case, Paste::capture("response", parameters));
    let start = parameters.rfind("id_token=").unwrap() + "id_token=".len();
    let from = Span::new(LayerId(0), start as u32..parameters.len() as u32);
    let bytes = case.bytes(from).to_vec();
    let id = case
        .add_layer(LayerKind::Parameter, "id_token", from, bytes, Map::copied(from.start, from.len()))
        .unwrap();
    let layer = case.layer_mut(id).unwrap();
    layer.travel.parameter = Some("id_token".to_owned());
    let at = layer.span();
    case.artefacts.push(Artefact { at, content: Content::Jws });
    of_case(check, case, &Expectations::default())
}

fn judged(check: &Check, pastes: &[Paste], expectations: &Expectations) -> Verdict {
    let mut case = Case::default();
    for paste in pastes {
        add(&mut case, paste.clone());
    }
    of_case(check, case, expectations)
}

fn of_case(check: &Check, mut case: Case, expectations: &Expectations) -> Verdict {
    let messages = crate::decode::decode(&mut case, expectations);
    let now = DateTime::from_timestamp(NOW, 0).unwrap();
    (check.run)(&Look::new(&case, &messages, expectations, now))
}

/// A paste as an artefact by hand, so that a check's test rests on no form of peeling. A name that ends in `.jwt` says
/// in front of it what the token travelled as: `id_token.jwt`.
fn add(case: &mut Case, paste: Paste) {
    let content = match paste.bytes.first() {
        Some(b'{' | b'[') => Content::Json,
        _ if paste.bytes.contains(&b'&') || paste.bytes.contains(&b'?') => Content::Parameters,
        _ if paste.bytes.iter().filter(|byte| **byte == b'.').count() == 4 => Content::Jwe,
        _ => Content::Jws,
    };
    let travelled = paste.name.strip_suffix(".jwt").map(str::to_owned);
    let id = case.add_paste(paste).unwrap();
    let layer = case.layer_mut(id).unwrap();
    layer.travel.parameter = travelled;
    let query = layer.bytes.iter().position(|byte| *byte == b'?').map_or(0, |mark| mark as u32 + 1);
    let start = if content == Content::Parameters { query } else { 0 };
    let at = Span::new(id, start..layer.bytes.len() as u32);
    case.artefacts.push(Artefact { at, content });
}
