//! Sentences that nobody wrote for us, and what they are taken for.

use super::*;

fn said(text: &str) -> Option<Said> {
    find(&Folded::of(text.as_bytes()))
}

fn kind(text: &str) -> Option<&'static str> {
    said(text).map(|said| said.text.kind)
}

#[test]
fn every_line_is_read() {
    let lines = DATA.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '=']));
    assert_eq!(lines.count(), TABLE.rules.len());
}

#[test]
fn sentences_of_nobody_in_particular_are_understood() {
    let sentences = [
        (
            "Invalid audience. Expected: https://sp.example.com/saml  Got: https://sp.example.com/saml/",
            "audience",
        ),
        ("SAML: The response's audience does not match this service", "audience"),
        ("jwt audience invalid. expected: my-client", "client-audience"),
        ("The state parameter does not match", "two-sign-ins"),
        ("OAuth error: state mismatch", "two-sign-ins"),
        ("ID token nonce does not match the one in the session", "nonce"),
        ("JWT signature does not match locally computed signature", "token-key"),
        ("Unable to find a signing key that matches: 'abc123' (kid)", "token-key"),
        ("Signature validation failed for SAML response", "signing-key"),
        ("The SAML assertion has expired", "too-late"),
        ("id_token expired at 2026-01-01", "id-token-late"),
        ("Message was rejected due to issue instant expiration", "clock"),
        ("Token used before issued (iat is in the future)", "too-early"),
        ("The Destination of the response is not valid: https://a.example", "destination"),
        ("Recipient mismatch in SubjectConfirmationData", "recipient"),
        ("InResponseTo does not match the id of the request", "correlation"),
        ("redirect_uri is not registered for this client", "redirect-uri"),
        ("Client secret is incorrect", "client-secret"),
        ("Authorization code has expired or was already used", "code"),
        ("PKCE verification failed", "pkce"),
        ("Failed to decrypt assertion", "decryption"),
        ("This assertion has already been used", "replay"),
        ("Required attribute 'mail' is missing from the assertion", "attribute"),
        ("The response is not signed", "unsigned"),
        ("Signature algorithm rsa-sha1 is not allowed", "weak-signature"),
        ("The IdP certificate has expired", "key-rollover"),
        ("Issuer mismatch: got https://b.example", "issuer"),
        ("Die Signatur der Antwort ist ungültig", "signing-key"),
        ("La audience est invalide", "audience"),
        ("Login failed: no user with this e-mail address found", "no-account"),
        ("Signature verification failed", "signing-key"),
        ("No nonce in the session", "nonce-lost"),
        ("<h1>Login failed</h1><p>The user does not exist.</p><small>SAML SSO</small>", "no-account"),
    ];
    let misread = sentences.into_iter().filter(|(sentence, wanted)| kind(sentence) != Some(wanted));
    let misread: Vec<String> =
        misread.map(|(sentence, wanted)| format!("{sentence}: {:?}, not {wanted}", kind(sentence))).collect();
    assert!(misread.is_empty(), "{misread:#?}");
}

#[test]
fn what_tells_of_no_failure_is_not_taken_for_one() {
    let benign = [
        "Signature verified successfully, audience ok",
        "If the audience is invalid, compare the entity ID of both sides.",
        "Make sure the redirect_uri is not missing from the list",
        "State of the union: the different regions of the country",
        "The user signed in. Everything is different now.",
        "Welcome back! You have no new messages.",
        "We validated the signature of the assertion and its conditions",
        "The certificate is valid until 2027",
        "Build failed: signature of artifact foo.jar is invalid",
        "Mail delivery failed: recipient unknown",
        "Destination host unreachable, error 3",
        "curl: (60) SSL certificate problem: certificate has expired",
        "The requested scope of work is not included in this contract.",
        "error[E0425]: cannot find value `token` in this scope",
        "2026-01-01 10:00:00 INFO fetched JWKS in 120 ms, 3 keys",
        "Your session has expired. Log in again.",
        "too many redirects while fetching https://feeds.example/all.xml",
        "SAML response verified, 14 attributes, roles mapped",
        "ExpiredTokenException: The security token included in the request is expired",
        "",
    ];
    let taken: Vec<&str> = benign.into_iter().filter(|text| kind(text).is_some()).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}

#[test]
fn the_place_is_that_of_the_words() {
    let text = "Error:\n  the  <b>audience</b> does not match.";
    let said = said(text).expect("understood");
    assert_eq!(&text[said.at], "audience</b> does not match");
}
