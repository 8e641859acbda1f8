//! Messages of OpenID Connect and OAuth, 16 to 25 of the list.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::messages::id_token;
use crate::{Row, row};

pub(crate) fn rows() -> Vec<Row> {
    let unsigned = format!(
        "{}.{}.",
        URL_SAFE_NO_PAD.encode("{\"alg\":\"none\"}"),
        URL_SAFE_NO_PAD.encode("{\"iss\":\"https://op.example\",\"nonce\":\"n\"}")
    );
    let authorize = "https://op.example/authorize?response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid&state=s1&nonce=n1";
    let answer = format!(
        "{{\"access_token\":\"at\",\"id_token\":\"{}\",\"token_type\":\"Bearer\",\"expires_in\":3599}}",
        id_token()
    );
    let discovery = "{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/a\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"]}";
    vec![
        row(
            16,
            "JWS behind Bearer",
            format!("Authorization: Bearer {}", id_token()),
            &["form:bearer", "form:token"],
        ),
        row(17, "token without signature", unsigned, &["form:token"]),
        row(
            18,
            "SD-JWT",
            format!("{}~{}~", id_token(), URL_SAFE_NO_PAD.encode("[\"salt\",\"name\",\"value\"]")),
            &["form:sd_jwt", "form:token"],
        ),
        row(19, "authorize URL", authorize, &["form:parameters", "authorization-request"]),
        row(
            20,
            "callback with a fragment",
            format!("https://app.example/cb#id_token={}&state=s1", id_token()),
            &["form:parameters", "form:token"],
        ),
        row(
            21,
            "error callback",
            "https://app.example/cb?error=invalid_scope&error_description=AADSTS70011%3A+x&state=s1",
            &["form:parameters", "authorization-response"],
        ),
        row(22, "token response", answer, &["form:json", "token-response"]),
        row(23, "discovery", discovery, &["form:json", "discovery"]),
        row(
            24,
            "JWKS",
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\"}]}",
            &["form:json", "jwks"],
        ),
        row(
            25,
            "other tokens by name",
            format!("client_assertion={}&grant_type=x", id_token()),
            &["form:parameters", "form:token"],
        ),
    ]
}
