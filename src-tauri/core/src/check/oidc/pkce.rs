//! The verifier at the token endpoint is the one that the challenge was made of (PKCE).

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use ssoscope_crypto::{Hash, digest};

use super::needs;
use super::sign_ins::{plain_requests, request_behind, token_requests};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::{AuthorizationRequest, TokenRequest};

/// The verifier at the token endpoint is the one that the challenge was made of.
pub static CHECK: Check = Check {
    id: "oidc/pkce",
    title: "The verifier is not the one that the challenge was made of (PKCE)",
    verb: Verb::Must,
    spec: &[
        cite("RFC 7636", "4.1"),
        cite("RFC 7636", "4.6"),
        cite("RFC 9700", "2.1.1"),
        cite("RFC 9700", "4.8.2"),
    ],
    why: "The verifier proves that who redeems the code also asked for it. Without it, or with another, the provider \
          refuses the code.",
    remedy_idp: "Refuse a verifier where no challenge came, and look for a proxy that drops code_challenge.",
    remedy_sp: "Keep the verifier of each sign-in beside its state, and send the hash of it: SHA-256, base64url, no padding.",
    run,
};

fn run(look: &Look) -> Verdict {
    let challenges = plain_requests(look).into_iter().map(challenge);
    let redeemed = token_requests(look).into_iter().filter(|request| request.redeems());
    Verdict::merge(challenges.chain(redeemed.map(|redeemed| of(look, redeemed))))
}

/// A challenge that can't be a hash is refused whatever the verifier is (RFC 7636, section 4.2).
fn challenge(request: &AuthorizationRequest) -> Verdict {
    let Some(challenge) = request.code_challenge.as_ref().filter(|_| is_hashed(request)) else {
        return Verdict::Silent;
    };
    let hash = URL_SAFE_NO_PAD.decode(&challenge.value).is_ok_and(|bytes| bytes.len() == 32);
    if hash {
        return Verdict::Silent;
    }
    if challenge.value.len() < PLACEHOLDER {
        return Verdict::needs(needs::challenge());
    }
    let says = "code_challenge is no SHA-256 hash in base64url, as the method S256 wants it.";
    Verdict::fail(Finding::new(says).at(challenge.at).expected("43 letters, digits, - and _"))
}

/// A hash that is shorter was never one: somebody wrote something in its place before showing it.
const PLACEHOLDER: usize = 16;

fn of(look: &Look, redeemed: &TokenRequest) -> Verdict {
    let request = request_behind(look, redeemed);
    let challenge = request.and_then(|request| request.code_challenge.as_ref());
    match (&redeemed.code_verifier, request, challenge) {
        (Some(verifier), ..) if !is_verifier(&verifier.value) => malformed(verifier),
        (Some(verifier), Some(request), Some(challenge)) => compare(verifier, request, challenge),
        (None, Some(_), Some(challenge)) => missing(redeemed, challenge),
        (Some(verifier), Some(request), None) => unasked(verifier, request),
        (Some(_), None, _) => Verdict::needs(needs::challenge()),
        (None, ..) => Verdict::Silent,
    }
}

/// 43 to 128 letters, digits and -._~ (RFC 7636, section 4.1).
fn is_verifier(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(allowed)
}

fn malformed(verifier: &Spanned<String>) -> Verdict {
    let says = format!(
        "code_verifier has {} characters; it has to have 43 to 128, all of them letters, digits or -._~.",
        verifier.value.chars().count()
    );
    Verdict::fail(Finding::new(says).at(verifier.at))
}

fn is_hashed(request: &AuthorizationRequest) -> bool {
    request.code_challenge_method.as_ref().is_some_and(|method| method.value == "S256")
}

fn compare(
    verifier: &Spanned<String>,
    request: &AuthorizationRequest,
    challenge: &Spanned<String>,
) -> Verdict {
    let hash = digest(Hash::Sha256, verifier.value.as_bytes());
    let hashed = URL_SAFE_NO_PAD.encode(&hash);
    let computed = if is_hashed(request) { &hashed } else { &verifier.value };
    if *computed == challenge.value {
        let says = "The verifier is the one that the challenge was made of.";
        return Verdict::pass(Finding::new(says).at(verifier.at).also(challenge.at, "the challenge"));
    }
    let how = how_it_fits(&challenge.value, &verifier.value, &hash, is_hashed(request));
    let says = format!("The verifier does not fit the challenge of the request.{how}");
    let finding = Finding::new(says).at(verifier.at).also(challenge.at, "the challenge");
    // Of a plain challenge the verifier itself would be shown.
    Verdict::fail(if is_hashed(request) {
        finding.expected(challenge.value.clone()).observed(hashed)
    } else {
        finding
    })
}

/// The ways in which applications make the challenge wrong.
fn how_it_fits(challenge: &str, verifier: &str, hash: &[u8], hashed: bool) -> &'static str {
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let of_hex = URL_SAFE_NO_PAD.encode(&hex);
    match (challenge, hashed) {
        (text, true) if text == verifier => " The challenge is the verifier itself, not its hash.",
        (text, false) if text == URL_SAFE_NO_PAD.encode(hash) => {
            " The challenge is its hash, but the request does not say code_challenge_method=S256, so the provider \
             compares it unhashed."
        }
        (text, _) if text == STANDARD.encode(hash) || text == URL_SAFE.encode(hash) => {
            " The challenge is its hash in another base64: it has to be base64url without padding."
        }
        (text, _) if text == hex || text == of_hex => " The challenge is its hash in hexadecimal.",
        _ => "",
    }
}

fn missing(redeemed: &TokenRequest, challenge: &Spanned<String>) -> Verdict {
    let says = "The authorization request sent a challenge, and the token request has no code_verifier.";
    Verdict::fail(
        Finding::new(says).at(redeemed.at).also(challenge.at, "the challenge").expected("code_verifier"),
    )
}

fn unasked(verifier: &Spanned<String>, request: &AuthorizationRequest) -> Verdict {
    let says = "The token request has a code_verifier, and the authorization request had no code_challenge: it was left \
                out, or taken out on the way.";
    Verdict::fail(
        Finding::new(says).at(verifier.at).also(request.at, "the request").expected("code_challenge"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn said(asked: &str, redeemed: &str) -> Verdict {
        let request = format!("https://op.example/a?response_type=code&client_id=app&state=s&{asked}");
        let token = format!("grant_type=authorization_code&code=c&{redeemed}");
        of_pastes(&CHECK, &[Paste::capture("a", request), Paste::capture("b", token)], &[])
    }

    #[test]
    fn the_specifications_own_example() {
        let asked = format!("code_challenge={CHALLENGE}&code_challenge_method=S256");
        let sent = format!("code_verifier={VERIFIER}");
        assert!(matches!(said(&asked, &sent), Verdict::Pass(_)));
        assert!(said(&asked, &sent.replace('d', "e")).failed());
        assert!(said(&asked, "x=1").findings()[0].says.contains("no code_verifier"));
        assert!(said("x=1", &sent).findings()[0].says.contains("left out"));
        assert!(said(&asked, "code_verifier=short").failed());
    }

    #[test]
    fn a_lost_method_and_an_unhashed_challenge_are_told() {
        let sent = format!("code_verifier={VERIFIER}");
        let lost = said(&format!("code_challenge={CHALLENGE}"), &sent);
        assert!(lost.findings()[0].says.contains("code_challenge_method=S256"));
        assert!(!format!("{lost:?}").contains(VERIFIER));
        let plain = said(&format!("code_challenge={VERIFIER}&code_challenge_method=S256"), &sent);
        assert!(plain.findings().iter().any(|finding| finding.says.contains("verifier itself")));
    }
}
