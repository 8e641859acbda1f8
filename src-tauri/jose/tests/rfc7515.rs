//! The examples of RFC 7515, appendix A.
#![allow(clippy::unwrap_used, clippy::panic)]

use ssoscope_jose::{
    Alg, AttemptOutcome, Candidate, Compact, Evidence, Jwks, Jws, Limits, Verification, compact, json, verify,
};

const PAYLOAD: &str =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

fn jws(token: &str) -> Jws {
    match compact::read(token.as_bytes(), &Limits::DEFAULT) {
        Compact::Jws(jws) => *jws,
        _ => panic!("no JWS: {token}"),
    }
}

fn keys(jwk: &str) -> Jwks {
    Jwks::read(&json::read(jwk.as_bytes(), &Limits::DEFAULT), &Limits::DEFAULT)
}

fn verification(token: &str, jwk: &str) -> Verification {
    let keys = keys(jwk);
    let candidates: Vec<Candidate<'_>> = keys.keys.iter().filter_map(Candidate::of).collect();
    assert!(!candidates.is_empty());
    verify(&jws(token), &candidates)
}

const HS256_KEY: &str = r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;
const RS256_KEY: &str = r#"{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#;
const ES256_KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
const ES512_KEY: &str = r#"{"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}"#;

fn examples() -> [(String, &'static str); 4] {
    [
        (format!("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{PAYLOAD}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), HS256_KEY),
        (
            format!("eyJhbGciOiJSUzI1NiJ9.{PAYLOAD}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"),
            RS256_KEY,
        ),
        (format!("eyJhbGciOiJFUzI1NiJ9.{PAYLOAD}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"), ES256_KEY),
        ("eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn".to_owned(), ES512_KEY),
    ]
}

#[test]
fn a1_to_a4_verify_and_stop_verifying_when_changed() {
    for (token, key) in examples() {
        let verification = verification(&token, key);
        assert!(verification.accepted().is_some(), "{token}");
        let changed = token.replacen(".e", ".f", 1).replacen(".UG", ".UH", 1);
        assert_eq!(self::verification(&changed, key).attempts[0].outcome, AttemptOutcome::Invalid);
    }
}

#[test]
fn a5_has_no_signature_and_nothing_is_tried() {
    let token = format!("eyJhbGciOiJub25lIn0.{PAYLOAD}.");
    let verification = verification(&token, HS256_KEY);
    assert_eq!(verification.alg, Some(Alg::None));
    assert!(verification.attempts.is_empty() && verification.accepted().is_none());
}

#[test]
fn a1_is_read_with_its_places() {
    let (token, _) = &examples()[0];
    let jws = jws(token);
    assert!(jws.problems.is_empty());
    assert_eq!(jws.header.text("typ").unwrap().value, "JWT");
    let claims = jws.claims.as_ref().unwrap();
    let exp = claims.member("exp").unwrap();
    assert_eq!(exp.number(), Some("1300819380"));
    let from = jws.payload.origin.trace(exp.at.clone()).unwrap();
    use base64::Engine;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let traced = engine.decode(&token[from.start as usize..from.end as usize]).unwrap();
    assert!(String::from_utf8(traced).unwrap().contains("1300819380"));
    assert_eq!(jws.signing_input, 0..token.rfind('.').unwrap() as u32);
}

#[test]
fn another_kind_of_key_is_named_and_never_judged() {
    let examples = examples();
    let (rs256, es256) = (&examples[1].0, &examples[2].0);
    assert!(matches!(verification(rs256, HS256_KEY).attempts[0].outcome, AttemptOutcome::KeyKind { .. }));
    assert!(matches!(verification(es256, ES512_KEY).attempts[0].outcome, AttemptOutcome::Curve { .. }));
}

#[test]
fn a_key_that_says_it_is_for_something_else_does_not_accept() {
    let token = &examples()[1].0;
    for own in [r#""use":"enc""#, r#""alg":"RS512""#, r#""alg":"RSA-OAEP""#, r#""key_ops":["encrypt"]"#] {
        let verification = verification(token, &RS256_KEY.replace("\"kty\"", &format!("{own},\"kty\"")));
        assert_eq!(verification.attempts[0].outcome, AttemptOutcome::Valid);
        assert_eq!(verification.attempts[0].objections.len(), 1, "{own}");
        assert!(verification.accepted().is_none());
    }
}

#[test]
fn a_header_that_names_another_algorithm_is_found_out() {
    let (token, key) = &examples()[1];
    let signature = &token[token.rfind('.').unwrap()..];
    let header = "eyJhbGciOiJQUzI1NiJ9";
    // The signature covers the header, so only a token whose signer lied can show this: verify the original input.
    let mut jws = jws(&format!("{header}.{PAYLOAD}{signature}"));
    jws.signed = token.as_bytes()[..token.rfind('.').unwrap()].to_vec();
    let keys = keys(key);
    let verification = verify(&jws, &[Candidate::of(&keys.keys[0]).unwrap()]);
    assert_eq!(verification.evidence, [Evidence::OtherAlgorithm { candidate: 0, name: "RS256" }]);
    assert!(verification.accepted().is_none());
}

#[test]
fn the_number_of_parts_is_told() {
    for (token, count) in [("a.b", 2), ("a.b.c.d", 4), ("a.b.c.d.e.f", 6), ("abc", 1)] {
        let Compact::Other(other) = compact::read(token.as_bytes(), &Limits::DEFAULT) else { panic!() };
        assert_eq!((other.count, other.problems[0].kind.id()), (count, "token/parts"));
    }
}

/// RSA alone tells that the key is the right one and the text is not.
#[test]
fn an_altered_payload_is_told_from_another_key() {
    let [_, (token, key), ..] = examples();
    let altered = token.replacen(PAYLOAD, "eyJpc3MiOiJtYWxsb3J5In0", 1);
    assert_eq!(verification(&altered, key).evidence, [Evidence::OtherBytes { candidate: 0 }]);
    let another = key.replacen("ofgW", "ofgX", 1);
    assert_eq!(verification(&altered, &another).evidence, []);
}
