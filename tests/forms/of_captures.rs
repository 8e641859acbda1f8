//! Captures, requests and archives, 29 to 34 and 39 of the list.

use crate::messages::{base64, body, metadata, redirect, response, zip};
use crate::{Row, binary, row};

pub(crate) fn rows() -> Vec<Row> {
    let har = serde_json::json!({ "log": { "version": "1.2", "entries": [{ "startedDateTime": "2026-11-23T08:00:00Z", "request": {
        "method": "POST", "url": "https://sp.example/acs", "headers": [], "postData": { "mimeType": "x", "text": body() } },
        "response": { "status": 302, "headers": [], "content": {} } }] } });
    let tracer = serde_json::json!({ "requests": [{ "method": "POST", "url": "https://sp.example/acs", "requestHeaders": [], "responseHeaders":
        [["Date", "Mon, 23 Nov 2026 08:00:00 GMT"]], "post": [["SAMLResponse", base64(response())]], "saml": response() }] });
    let masked = serde_json::json!({ "requests": [{ "method": "POST", "url": "https://sp.example/acs", "post":
        [["SAMLResponse", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]], "saml": response() }] });
    let net = serde_json::json!({ "constants": { "timeTickOffset": 1_795_420_000_000_i64 }, "events": [
        { "params": { "method": "GET", "url": redirect() }, "source": { "id": 7 }, "time": "514000", "type": 2 },
        { "params": { "headers": ["HTTP/1.1 302", "location: https://sp.example/"] }, "source": { "id": 7 }, "time": "514100", "type": 3 }] });
    let raw = format!("POST /acs HTTP/1.1\r\nHost: sp.example\r\n\r\n{}", body());
    let answer = format!(
        "HTTP/1.1 302 Found\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nLocation: {}\r\n\r\n",
        redirect()
    );
    let saz =
        zip(&[("raw/01_c.txt", raw.clone().into_bytes()), ("raw/01_s.txt", answer.clone().into_bytes())]);
    let in_base64 = |text: &str| format!("<![CDATA[{}]]>", base64(text));
    let burp = format!(
        "<?xml version=\"1.0\"?>\n<items burpVersion=\"2025.1\"><item><time>Mon Nov 23 08:00:00 UTC 2026</time>\
         <request base64=\"true\">{}</request><response base64=\"true\">{}</response></item></items>",
        in_base64(&raw),
        in_base64(&answer)
    );
    let path = redirect().replace("https://idp.example", "");
    vec![
        row(29, "HAR", har.to_string(), &["form:har", "saml-response"]),
        row(30, "SAML-tracer", tracer.to_string(), &["form:saml_tracer", "saml-response"]),
        row(30, "SAML-tracer, masked", masked.to_string(), &["form:saml_tracer", "saml-response"]),
        binary(31, "Fiddler SAZ", saz, &["form:saz", "saml-response", "saml-authn-request"]),
        row(31, "Burp Suite", burp, &["form:burp", "saml-response", "saml-authn-request"]),
        row(31, "Chrome net-export", net.to_string(), &["form:net_export", "saml-authn-request"]),
        row(
            32,
            "cURL for bash",
            format!("curl 'https://sp.example/acs' \\\n  -H 'x: y' \\\n  --data-raw '{}'", body()),
            &["form:curl", "saml-response"],
        ),
        row(
            32,
            "cURL for cmd",
            format!(
                "curl ^\"https://sp.example/acs^\" ^\n  --data-raw ^\"{}^\"",
                body().replace('%', "^%").replace('&', "^&")
            ),
            &["form:curl", "saml-response"],
        ),
        row(
            32,
            "fetch",
            format!(
                "fetch(\"https://sp.example/acs\", {{\n  \"body\": \"{}\",\n  \"method\": \"POST\"\n}});",
                body()
            ),
            &["form:fetch", "saml-response"],
        ),
        row(
            32,
            "PowerShell",
            format!(
                "Invoke-WebRequest -Uri \"https://sp.example/acs\" `\n-Method \"POST\" `\n-Body @{{ \"SAMLResponse\"=\"{}\" }}",
                base64(response())
            ),
            &["form:powershell", "saml-response"],
        ),
        row(33, "raw HTTP", raw, &["form:raw_http", "saml-response"]),
        row(
            33,
            "access log",
            format!("203.0.113.7 - - [23/Nov/2026:08:00:00 +0000] \"GET {path} HTTP/1.1\" 302 0\n"),
            &["form:access_log", "saml-authn-request"],
        ),
        row(
            34,
            "header block",
            format!(
                "Date: Mon, 23 Nov 2026 08:00:00 GMT\nSet-Cookie: s=1; SameSite=Lax\nLocation: {}",
                redirect()
            ),
            &["form:header_block", "http-headers"],
        ),
        row(
            34,
            "panel of parameters",
            format!("Form Data\nSAMLResponse: \n{}\nRelayState: \n/home", base64(response())),
            &["form:form_panel", "saml-response"],
        ),
        binary(
            39,
            "ZIP",
            zip(&[("a/b.txt", body().into_bytes()), ("../idp.xml", metadata().into_bytes())]),
            &["form:zip", "saml-response", "saml-metadata", "zip/path"],
        ),
        row(
            39,
            "data: URL",
            format!("data:text/xml;base64,{}", base64(response())),
            &["form:data_url", "saml-response"],
        ),
    ]
}
