//! Words alone name their cause, and mislead nobody who reads on.

use super::*;
use crate::knowledge::find_error_texts;
use crate::knowledge::{error_texts, plain_words};
use crate::{Clock, Expectations, Paste, examine};

fn causes(pastes: &[&str]) -> Vec<(&'static str, Confidence)> {
    let pastes = pastes.iter().map(|text| Paste::capture("paste", *text)).collect();
    let now = crate::instant::parse("2026-11-23T08:00:00Z").unwrap_or_default();
    let examined = examine(pastes, &Expectations::default(), Clock::Given(now));
    examined.report.causes.iter().map(|cause| (cause.id, cause.confidence)).collect()
}

#[test]
fn every_kind_names_causes_that_there_are_and_is_used() {
    for kind in kinds::all() {
        for id in kind.causes {
            assert!(all().any(|cause| cause.id == *id), "{}: there is no cause {id}", kind.id);
        }
        let told = kind.means.ends_with('.') && kind.proof.ends_with('.');
        assert!(told && (kind.id == "no-failure" || !kind.fixes.is_empty()), "{}", kind.id);
        assert!(error_texts().iter().any(|text| text.kind == kind.id), "no words name {}", kind.id);
    }
    for text in error_texts().iter().chain(plain_words()) {
        assert!(kinds::of(text.kind).is_some(), "{}: there is no kind {}", text.code(), text.kind);
    }
}

#[test]
fn words_alone_name_their_cause() {
    for (words, cause) in [
        (
            "Invalid Audience. The audience https://a did not match the expected audience https://b",
            "audience_mismatch",
        ),
        ("AADSTS50105: Der angemeldete Benutzer ist nicht zugewiesen", "consent_or_policy"),
        ("AADSTS50011: The reply URL does not match", "redirect_uri_mismatch"),
        ("Certificates do not match. Expect CN=a, actual CN=b", "stale_certificate"),
        (
            "<html><body><p>The Assertion of the Response is not signed and the SP require it</p></body></html>",
            "not_signed_as_wanted",
        ),
        (
            "oidc: id token issued by a different provider, expected \"https://a\" got \"https://b\"",
            "wrong_issuer",
        ),
        ("IDX10214: Audience validation failed.", "wrong_client"),
        (
            "MSIS7042: The same client browser session has made '6' requests in the last '5' seconds.",
            "redirect_loop",
        ),
        // Answers of APIs, and what they say of a token.
        (r#"{"statusCode":401,"error":"Unauthorized","message":"jwt expired"}"#, "token_too_old"),
        (
            r#"{"errors":[{"detail":"Signature validation failed. SAML Response rejected"}]}"#,
            "stale_certificate",
        ),
        (
            r#"Bearer error="invalid_token", error_description="The audience 'api://x' is invalid""#,
            "wrong_client",
        ),
    ] {
        assert_eq!(causes(&[words]).first().map(|cause| cause.0), Some(cause), "{words}");
    }
}

#[test]
fn misleading_words_are_only_possible() {
    let said = causes(&["2026-11-23 08:02:11 ERROR [org.keycloak.broker.saml] Assertion expired."]);
    assert!(said.first().is_some_and(|(_, sure)| *sure == Confidence::Possible), "{said:?}");
}

#[test]
fn a_text_that_blames_nobody_blames_nobody() {
    for text in [
        // A manual's page on errors.
        "Troubleshooting SAML\n\nInvalid Audience. The audience is wrong.\nAADSTS50011: the reply URL does not match.\n\
         AADSTS50105: the user is not assigned.\nAADSTS7000215: the secret is wrong.\nSAML assertion expired: check the clock.\n\
         InResponseTo is not valid: cookies were lost.\nInvalid signature on document: the certificate was rotated.\n\
         AADSTS700016: the application was not found.\n",
        // A page of OAuth errors, as the specifications list them.
        "The error codes are invalid_request, unauthorized_client, access_denied, unsupported_response_type, invalid_scope, \
         server_error, temporarily_unavailable, invalid_client, invalid_grant and unsupported_grant_type.",
        // What went well.
        "2026-11-23T08:00:00Z INFO sign-in of mira@halden.example succeeded, session 7 opened\n\
         2026-11-23T08:00:01Z INFO SAML response accepted, issuer https://idp.example\n",
        "2026-11-23 08:00:00,123 INFO  [org.keycloak.events] (executor-thread-1) type=LOGIN, realmId=r, clientId=app, userId=u1, ipAddress=198.51.100.7\n",
        // Somebody else's trouble.
        "Traceback (most recent call last):\n  File \"report.py\", line 12, in <module>\n    total = sums['march']\nKeyError: 'march'\n",
        "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"name\" is null\n\tat com.example.Invoice.print(Invoice.java:33)\n",
        "panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n",
    ] {
        assert_eq!(causes(&[text]), [], "{text}");
    }
}

#[test]
fn an_article_about_one_fault_blames_nobody_and_its_sentence_alone_does() {
    let fault = "Signature validation failed. SAML Response rejected";
    let about = "Certificates end, and whoever copied one has to copy the next one in good time. ".repeat(15);
    let article = format!("# SAML\n{about}\n## Why\n{about}\n## {fault}\n{about}\n## What to do\n{about}\n");
    assert_eq!(causes(&[&article]), []);
    assert_eq!(causes(&[fault]).first().map(|cause| cause.0), Some("stale_certificate"));
    // A log is as long, and has no headings.
    let log = format!("{}\n{fault}\n", about.repeat(4));
    assert_eq!(causes(&[&log]).first().map(|cause| cause.0), Some("stale_certificate"));
}

#[test]
fn words_tell_whose_turn_it_is() {
    let owner = |text: &str| {
        let now = crate::instant::parse("2026-11-23T08:00:00Z").unwrap_or_default();
        let pastes = vec![Paste::capture("paste", text)];
        let examined = examine(pastes, &Expectations::default(), Clock::Given(now));
        examined.report.causes.first().map(|cause| (cause.id, cause.owner))
    };
    use Owner::{IdpAdmin, Network, SpAdmin, User};
    for (words, cause, who) in [
        ("JWT \"nonce\" (nonce) claim missing", "wrong_nonce", Network),
        ("unexpected \"state\" response parameter value", "two_sign_ins", User),
        ("InResponseTo is missing from response", "not_asked_for", SpAdmin),
        ("error_description: interaction session id cookie not found", "cookies_gone", User),
        (
            "The response was received at http://a.example/acs instead of https://a.example/acs",
            "own_address_unknown",
            SpAdmin,
        ),
        ("Cannot GET /saml/acs", "post_redirected", Network),
        ("PayloadTooLargeError: request entity too large", "message_too_large", SpAdmin),
        (
            "<html><head><title>413 Request Entity Too Large</title></head><body><center>nginx</center></body></html>",
            "message_too_large",
            Network,
        ),
        (
            "Deprecated signature algorithm found: http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            "weak_algorithm",
            IdpAdmin,
        ),
        (
            "[AuthFailure] Invalid authentication via OAuth2: unable to obtain CSRF cookie",
            "cookie_kept_back",
            SpAdmin,
        ),
        (
            "The requested redirect_uri is missing in the client configuration",
            "redirect_uri_mismatch",
            IdpAdmin,
        ),
        (
            "upstream sent too big header while reading response header from upstream, client: 10.0.0.1",
            "message_too_large",
            Network,
        ),
        ("login.OAuthLogin(state mismatch)", "two_sign_ins", User),
        ("AADSTS75005: The request is not a valid Saml2 protocol message.", "idp_refused", SpAdmin),
        ("MSIS7085: The server requires a signed SAML authentication request", "unsigned_request", SpAdmin),
    ] {
        assert_eq!(owner(words), Some((cause, who)), "{words}");
    }
}

#[test]
fn a_number_that_is_in_no_table_is_told_by_what_stands_beside_it() {
    let said = causes(&["AADSTS987654: The reply URL specified in the request does not match."]);
    assert_eq!(said.first().map(|cause| cause.0), Some("redirect_uri_mismatch"));
    let said =
        causes(&["Could not authenticate you from SAML because \"Audience mismatch in the assertion\"."]);
    assert_eq!(said.first().map(|cause| cause.0), Some("audience_mismatch"));
}

#[test]
fn a_step_that_went_well_is_no_fault() {
    assert!(causes(&["Source: AD FS Event ID 1200 The Federation Service issued a valid token."]).is_empty());
    let usual = "WARN Shibboleth.AttributeResolver.Query : can't attempt attribute query, either no NameID or no metadata to use";
    assert!(causes(&[usual]).is_empty());
    let is_heard = |text: &[u8]| !find_error_texts(text).is_empty();
    assert!(is_heard(b"AADSTS50105") && !is_heard(b"nothing of the kind"));
}
