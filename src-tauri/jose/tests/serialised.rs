//! Signed content in JSON: what is wrong with its form is told with its place.
#![allow(clippy::unwrap_used)]

use ssoscope_jose::{Candidate, Jwks, Limits, json, serialised, verify};

/// RFC 7515 appendix A.6: one payload, two signatures, a header of each that is not signed.
const GENERAL: &str = r#"{"payload":"eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ","signatures":[{"protected":"eyJhbGciOiJSUzI1NiJ9","header":{"kid":"2010-12-29"},"signature":"cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"},{"protected":"eyJhbGciOiJFUzI1NiJ9","header":{"kid":"e9bc097a-ce51-4036-9562-d2ade882db0d"},"signature":"DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"}]}"#;
const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","kid":"e9bc097a-ce51-4036-9562-d2ade882db0d"}"#;

fn read(text: &str) -> Option<serialised::Serialised> {
    let document = json::read(text.as_bytes(), &Limits::DEFAULT);
    serialised::read(text.as_bytes(), &document, &Limits::DEFAULT)
}

fn problems(text: &str) -> Vec<(&'static str, String)> {
    let read = read(text).unwrap();
    let of = |jws: &ssoscope_jose::Jws| jws.problems.clone();
    let at = |at: &std::ops::Range<u32>| text[at.start as usize..at.end as usize].to_owned();
    read.signatures.iter().flat_map(of).map(|problem| (problem.kind.id(), at(&problem.at))).collect()
}

#[test]
fn each_signature_has_its_own_headers_and_places() {
    let read = read(GENERAL).unwrap();
    assert!(read.is_general && read.signatures.len() == 2);
    let document = json::read(KEY.as_bytes(), &Limits::DEFAULT);
    let keys = Jwks::read(&document, &Limits::DEFAULT);
    let candidates = [Candidate::of(&keys.keys[0]).unwrap()];
    let fits: Vec<bool> =
        read.signatures.iter().map(|jws| verify(jws, &candidates).accepted().is_some()).collect();
    assert_eq!(fits, [false, true]);
    assert_eq!(read.signatures[0].kid(), Some("2010-12-29"));
    let place = read.signatures[1].signature.at.clone();
    assert!(GENERAL[place.start as usize..place.end as usize].starts_with("DtEhU3"));
}

#[test]
fn what_may_not_stand_in_a_header_is_told() {
    let flat = |protected: &str, header: &str| {
        format!(
            "{{\"payload\":\"e30\",\"protected\":\"{protected}\",\"header\":{header},\"signature\":\"AA\"}}"
        )
    };
    let alg = "eyJhbGciOiJFUzI1NiJ9";
    assert_eq!(problems(&flat(alg, r#"{"kid":"k"}"#)), []);
    assert_eq!(problems(&flat(alg, r#"{"alg":"none"}"#)), [("token/header-twice", "\"alg\"".to_owned())]);
    assert_eq!(problems(&flat(alg, r#"{"crit":["b64"]}"#))[0].0, "token/unprotected");
    assert_eq!(problems(&flat("e30", "{}"))[0], ("token/algorithm", "e30".to_owned()));
    assert_eq!(problems(&flat("", r#"{"alg":"HS256"}"#)), []);
    assert_eq!(problems(&flat("eyJ=", "{}"))[0], ("base64url/padding", "=".to_owned()));
}

#[test]
fn other_documents_are_none() {
    for text in ["{}", r#"{"payload":"e30"}"#, r#"{"signatures":[]}"#, r#"{"signature":"x"}"#, "[1]", ""] {
        assert!(read(text).is_none(), "{text}");
    }
}
