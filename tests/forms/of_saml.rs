//! SAML messages, 1 to 15 of the list.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::messages::{
    artifact, assertion, assertion1, base64, body, percent, redirect, request, response, wrapped, zlib,
};
use crate::{Row, row};

pub(crate) fn rows() -> Vec<Row> {
    let wresult = format!(
        "<t:RequestSecurityTokenResponse xmlns:t=\"http://schemas.xmlsoap.org/ws/2005/02/trust\"><t:RequestedSecurityToken>{}\
         </t:RequestedSecurityToken></t:RequestSecurityTokenResponse>",
        assertion1()
    );
    let soap = format!(
        "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><samlp:ArtifactResponse \
         xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_x\" Version=\"2.0\">{}</samlp:ArtifactResponse></S:Body></S:Envelope>",
        response()
    );
    let page = format!(
        "<!DOCTYPE html><html><body><form method=\"post\" action=\"https://sp.example/acs\"><input type=\"hidden\" name=\"SAMLResponse\" value=\"{}\"/></form></body></html>",
        base64(response()).replace('+', "&#x2b;")
    );
    vec![
        row(1, "bare base64", base64(response()), &["form:base64", "saml-response"]),
        row(
            2,
            "wrapped base64",
            wrapped(&base64(response()), 76, "\r\n"),
            &["base64/white-space", "saml-response"],
        ),
        row(
            3,
            "URL-encoded twice",
            percent(&percent(&base64(response()))),
            &["form:percent", "saml-response"],
        ),
        row(4, "form body", body(), &["form:parameters", "saml-response"]),
        row(5, "redirect URL", redirect(), &["form:parameters", "form:deflate", "saml-authn-request"]),
        row(
            6,
            "redirect value, with a zlib header",
            base64(zlib(&request())),
            &["deflate/zlib", "saml-authn-request"],
        ),
        row(
            7,
            "base64url, and base64 of base64",
            base64(URL_SAFE_NO_PAD.encode(response())),
            &["form:base64", "saml-response"],
        ),
        row(8, "raw XML", response(), &["form:xml", "saml-response"]),
        row(
            9,
            "XML inside JSON",
            serde_json::json!({ "saml": response() }).to_string(),
            &["form:json", "saml-response"],
        ),
        row(10, "bare Assertion", assertion(), &["form:xml", "saml-assertion"]),
        row(11, "auto-post page", page, &["form:html_form", "saml-response"]),
        row(
            12,
            "artifact",
            format!("https://sp.example/acs?SAMLart={}", percent(&artifact())),
            &["form:artifact", "saml-artifact"],
        ),
        row(13, "SOAP", soap, &["form:xml", "saml-response"]),
        row(
            14,
            "WS-Federation with SAML 1.1",
            format!("wa=wsignin1.0&wresult={}", percent(&wresult)),
            &["form:parameters", "saml-assertion"],
        ),
        row(
            15,
            "other parameters",
            format!("grant_type=x&assertion={}", URL_SAFE_NO_PAD.encode(assertion())),
            &["form:parameters", "saml-assertion"],
        ),
    ]
}
