//! A body is as it was signed, where its signature travels beside it.

use super::examined::{BODY_SIGNATURE, each};
use super::{evidence, needs};
use crate::check::signatures::jws::{Attempt, JwsSignature, JwsState};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// A body is as it was signed, where its signature travels beside it.
pub static CHECK: Check = Check {
    id: "oidc/detached_signature",
    title: "The body is not what the signature beside it is over",
    verb: Verb::Must,
    spec: &[cite("RFC 7515", "5.2"), cite("RFC 7515", "F"), cite("RFC 7797", "5")],
    why: "A detached signature is over every byte of the body. A gateway that parses the JSON and writes it anew, a changed character set or \
          a line break more, and it fits no more, though the body says the same.",
    remedy_idp: "Sign the bytes that are sent, after the last step that writes them.",
    remedy_sp: "Verify the body as it arrived, before any parser or filter, with the signer's present key.",
    run,
};

fn run(look: &Look) -> Verdict {
    each(look, BODY_SIGNATURE, |examined| {
        let signature = look.signatures.jws.iter().find(|signature| signature.message == examined.message.id);
        signature.map_or(Verdict::Silent, of)
    })
}

fn of(signature: &JwsSignature) -> Verdict {
    let finding = |says: String| Finding::new(says).at(signature.at).also(signature.body, "the body");
    match &signature.state {
        JwsState::Verified(key) | JwsState::VerifiedByOtherKid(key) => {
            Verdict::pass(finding(format!("The signature is over the body, with {}.", key.called())))
        }
        JwsState::FitsUnvouched(key) => {
            let says = format!(
                "The signature is over the body, with {}. Nobody vouched for that key.",
                key.called()
            );
            Verdict::pass(finding(says))
        }
        JwsState::PayloadApart => Verdict::needs(needs::signed_body()),
        JwsState::NoKeys | JwsState::NoSuchKid { .. } => Verdict::needs(needs::signing_key()),
        JwsState::Unsupported(why) => Verdict::needs(needs::signature_support(why)),
        JwsState::Unreadable | JwsState::NotShown => Verdict::Silent,
        JwsState::AlgNone => {
            Verdict::fail(finding("Nothing is signed: the header says alg none.".to_owned()))
        }
        JwsState::Stripped => {
            Verdict::fail(finding("The signature is missing: nothing stands behind the last dot.".to_owned()))
        }
        JwsState::Mismatch | JwsState::KeyKind { .. } | JwsState::Worthless => {
            Verdict::fail(finding(misfit(signature)))
        }
    }
}

fn misfit(signature: &JwsSignature) -> String {
    let vouched = signature.attempts.iter().filter(|attempt| attempt.vouched);
    let tried: Vec<String> = vouched.map(|attempt: &Attempt| attempt.key.called()).take(5).collect();
    let why = signature.evidence.first().map(|confusion| format!(" {}", evidence::says(confusion)));
    format!(
        "The signature fits the body with no key; tried: {}.{}",
        tried.join(", "),
        why.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::case::Role;
    use crate::expect::{Expectations, Keys};
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use ssoscope_crypto::{Hash, Secret, hmac_tag};

    const BODY: &str = r#"{"Data":{"ConsentId":"c-1"},"Risk":{}}"#;

    fn header(b64: &str) -> String {
        URL_SAFE_NO_PAD.encode(format!("{{\"alg\":\"HS256\"{b64}}}"))
    }

    fn detached(b64: &str, payload: &str) -> String {
        let secret = Secret::from(b"secret".as_slice());
        let input = format!("{}.{payload}", header(b64));
        let tag = hmac_tag(Hash::Sha256, &secret, input.as_bytes());
        format!("{}..{}", header(b64), URL_SAFE_NO_PAD.encode(tag.expose()))
    }

    /// What is said of pastes that are peeled as people give them, with the secret lent.
    fn said(pastes: Vec<Paste>) -> Verdict {
        let mut keys = Keys::default();
        keys.add("secret.txt", b"secret".to_vec()).unwrap();
        let expectations = Expectations::default().with_keys(keys);
        let mut case = crate::peel::peel(pastes);
        let messages = crate::decode::decode(&mut case, &expectations);
        let now = chrono::DateTime::from_timestamp(1_795_420_640, 0).unwrap();
        (CHECK.run)(&Look::new(&case, &messages, &expectations, now))
    }

    fn request(token: &str, body: &str) -> Vec<Paste> {
        let text = format!(
            "POST /open-banking/v3.1/aisp/account-access-consents HTTP/1.1\r\nHost: api.bank.example\r\n\
             x-jws-signature: {token}\r\nContent-Type: application/json\r\n\r\n{body}"
        );
        vec![Paste::capture("request.http", text)]
    }

    #[test]
    fn the_body_of_the_same_request_is_what_is_signed() {
        for (b64, payload) in
            [("", URL_SAFE_NO_PAD.encode(BODY)), (r#","b64":false,"crit":["b64"]"#, BODY.to_owned())]
        {
            let token = detached(b64, &payload);
            assert!(matches!(said(request(&token, BODY)), Verdict::Pass(_)), "{b64}");
            assert!(matches!(said(request(&token, &format!("{BODY}\n"))), Verdict::Pass(_)), "{b64}");
            assert!(said(request(&token, &BODY.replace("c-1", "c-2"))).failed(), "{b64}");
        }
    }

    #[test]
    fn a_body_that_is_pasted_beside_it_will_do_and_without_one_it_is_asked_for() {
        let token = detached("", &URL_SAFE_NO_PAD.encode(BODY));
        let alone = Paste::capture("signature.txt", token);
        for role in [Role::Capture, Role::Support] {
            let body = Paste { role, ..Paste::capture("body.json", BODY) };
            assert!(matches!(said(vec![alone.clone(), body]), Verdict::Pass(_)));
        }
        assert!(matches!(said(vec![alone]), Verdict::Needs(need) if need.what.contains("body")));
    }

    #[test]
    fn a_log_of_the_network_holds_both() {
        let token = detached("", &URL_SAFE_NO_PAD.encode(BODY));
        let log = serde_json::json!({ "log": { "entries": [{
            "startedDateTime": "2026-11-23T08:00:00.000Z",
            "request": {
                "method": "POST", "url": "https://api.bank.example/consents",
                "headers": [{ "name": "x-jws-signature", "value": token }],
                "postData": { "mimeType": "application/json", "text": BODY }
            },
            "response": { "status": 201, "headers": [], "content": {} }
        }] } });
        assert!(matches!(said(vec![Paste::capture("log.har", log.to_string())]), Verdict::Pass(_)));
    }
}
