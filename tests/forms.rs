//! The forty forms in which people paste a sign-in: each is recognised as what it is, everything in it can be traced to the
//! paste, and it is still found where a mail or an editor damaged it on its way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::collections::BTreeSet;
use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ssoscope_core::report::Report;
use ssoscope_core::{Clock, Examined, Expectations, Paste, examine};
use ssoscope_tests::law;

/// A form of the list, by its number there.
struct Row {
    number: u8,
    name: &'static str,
    example: Vec<u8>,
    /// What has to be said of it: the form that opens it, and the kind of a message, a crack or an unread thing.
    says: &'static [&'static str],
    /// Whether it is text, so that mails and editors can damage it.
    text: bool,
}

fn row(number: u8, name: &'static str, example: impl Into<Vec<u8>>, says: &'static [&'static str]) -> Row {
    Row { number, name, example: example.into(), says, text: true }
}

fn binary(number: u8, name: &'static str, example: Vec<u8>, says: &'static [&'static str]) -> Row {
    Row { number, name, example, says, text: false }
}

fn response() -> String {
    let assertion = assertion();
    format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r1\" Version=\"2.0\" \
         IssueInstant=\"2026-11-23T08:00:00Z\" Destination=\"https://sp.example/acs\"><samlp:Status><samlp:StatusCode \
         Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>{assertion}</samlp:Response>"
    )
}

fn assertion() -> String {
    "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a1\" Version=\"2.0\" \
     IssueInstant=\"2026-11-23T08:00:00Z\"><saml:Issuer>https://idp.example/?a=1&amp;b=2</saml:Issuer></saml:Assertion>"
        .to_owned()
}

fn assertion1() -> String {
    "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\" MajorVersion=\"1\" MinorVersion=\"1\" AssertionID=\"_a1\" \
     Issuer=\"https://idp.example\" IssueInstant=\"2026-11-23T08:00:00Z\"><saml:Conditions \
     NotOnOrAfter=\"2026-11-23T09:00:00Z\"><saml:AudienceRestrictionCondition><saml:Audience>urn:app</saml:Audience>\
     </saml:AudienceRestrictionCondition></saml:Conditions></saml:Assertion>"
        .to_owned()
}

fn request() -> String {
    "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_q1\" Version=\"2.0\" \
     IssueInstant=\"2026-11-23T08:00:00Z\" AssertionConsumerServiceURL=\"https://sp.example/acs\"/>"
        .to_owned()
}

fn metadata() -> String {
    "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://idp.example\"><md:IDPSSODescriptor \
     protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/></md:EntityDescriptor>"
        .to_owned()
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

fn percent(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn deflated(text: &str) -> Vec<u8> {
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(text.as_bytes()).unwrap();
    deflate.finish().unwrap()
}

fn zlib(text: &str) -> Vec<u8> {
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(text.as_bytes()).unwrap();
    deflate.finish().unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn token(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!(
        "{}.{}.{}",
        part("{\"alg\":\"RS256\",\"kid\":\"k1\"}"),
        part(claims),
        URL_SAFE_NO_PAD.encode([7_u8; 64])
    )
}

fn id_token() -> String {
    token(
        "{\"iss\":\"https://op.example\",\"sub\":\"alice\",\"aud\":\"app\",\"exp\":1795424114,\"iat\":1795420514,\"nonce\":\"n1\"}",
    )
}

fn redirect() -> String {
    format!(
        "https://idp.example/sso?SAMLRequest={}&RelayState=%2Fhome",
        percent(&base64(deflated(&request())))
    )
}

fn body() -> String {
    format!("RelayState=%2Fhome&SAMLResponse={}", percent(&base64(response())))
}

fn wrapped(text: &str, width: usize, end: &str) -> String {
    text.as_bytes()
        .chunks(width)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect::<Vec<_>>()
        .join(end)
}

fn artifact() -> String {
    let mut bytes = vec![0, 4, 0, 0];
    bytes.extend(ssoscope_crypto::digest(ssoscope_crypto::Hash::Sha1, b"https://idp.example"));
    bytes.extend([9; 20]);
    base64(bytes)
}

/// A ZIP file of stored files.
fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let le16 = |value: usize| (value as u16).to_le_bytes();
    let le32 = |value: usize| (value as u32).to_le_bytes();
    for (name, bytes) in files {
        let at = out.len();
        let sizes = [le32(bytes.len()), le32(bytes.len())].concat();
        out.extend(
            [
                b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice(),
                &sizes,
                &le16(name.len()),
                &[0, 0],
                name.as_bytes(),
                bytes,
            ]
            .concat(),
        );
        let fixed = [
            b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice(),
            &sizes,
            &le16(name.len()),
            &[0; 12],
        ]
        .concat();
        directory.extend([fixed.as_slice(), &le32(at), name.as_bytes()].concat());
    }
    let (start, len) = (out.len(), directory.len());
    out.extend(directory);
    let count = [le16(files.len()), le16(files.len())].concat();
    out.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &le32(len), &le32(start), &[0, 0]].concat());
    out
}

fn saml_messages() -> Vec<Row> {
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

fn oidc_messages() -> Vec<Row> {
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

fn trust() -> Vec<Row> {
    let der = STANDARD.decode(CERTIFICATE.lines().collect::<String>()).unwrap();
    let one_line =
        format!("-----BEGIN CERTIFICATE----- {} -----END CERTIFICATE-----", CERTIFICATE.replace('\n', " "));
    let page = format!(
        "<!DOCTYPE html>\n<html><body><h1>Metadata</h1><pre>{}</pre></body></html>",
        escaped(&metadata())
    );
    let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n";
    vec![
        row(26, "metadata saved as a page", page, &["form:page", "saml-metadata"]),
        row(27, "PEM on one line", one_line, &["form:pem", "certificate"]),
        row(27, "PEM without its header", wrapped(&base64(&der), 64, "\n"), &["form:base64", "certificate"]),
        row(27, "fingerprint", ["AB"; 20].join(":"), &["form:fingerprint", "certificate-fingerprint"]),
        binary(27, "PKCS#7", pkcs7(&der), &["form:pkcs7", "certificate"]),
        row(28, "private key", key, &["form:pem", "private-key"]),
    ]
}

/// Signed data without signers around a certificate, as `openssl crl2pkcs7 -nocrl` writes it.
fn pkcs7(certificate: &[u8]) -> Vec<u8> {
    let wrap = |tag: u8, content: &[u8]| {
        let len = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x82, len[0], len[1]], content].concat()
    };
    const DATA: &[u8] = &[0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
    const SIGNED: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
    let parts = [&[0x02, 0x01, 0x01, 0x31, 0x00], DATA, &wrap(0xA0, certificate), &[0x31, 0x00]].concat();
    wrap(0x30, &[SIGNED, &wrap(0xA0, &wrap(0x30, &parts))].concat())
}

fn captures() -> Vec<Row> {
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
    let path = redirect().replace("https://idp.example", "");
    vec![
        row(29, "HAR", har.to_string(), &["form:har", "saml-response"]),
        row(30, "SAML-tracer", tracer.to_string(), &["form:saml_tracer", "saml-response"]),
        row(30, "SAML-tracer, masked", masked.to_string(), &["form:saml_tracer", "saml-response"]),
        binary(31, "Fiddler SAZ", saz, &["form:saz", "saml-response", "saml-authn-request"]),
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

fn words() -> Vec<Row> {
    let okta = "{\"eventType\":\"user.authentication.sso\",\"published\":\"2026-11-23T08:00:00Z\",\"actor\":{\"alternateId\":\"a@x.example\"},\"outcome\":{\"result\":\"FAILURE\",\"reason\":\"x\"}}";
    let entra = "Date (UTC),Request ID,User,Username,Application,Status,Sign-in error code,Failure reason\n2026-11-23T08:00:00Z,1,A,a@x.example,App,Failure,50011,\"The reply URL, sent\"\n";
    let sentinel = "{\"TimeGenerated\":\"2026-11-23T08:00:00Z\",\"UserPrincipalName\":\"a@x.example\",\"AppDisplayName\":\"App\",\"ResultType\":\"50011\",\"ResultDescription\":\"x\"}";
    let keycloak = "{\"time\":1795420514000,\"type\":\"LOGIN_ERROR\",\"realmId\":\"r\",\"clientId\":\"app\",\"error\":\"invalid_redirect_uri\"}";
    let mail = "It does not work. Here is what I have:\n\n";
    vec![
        row(
            35,
            "Keycloak's log",
            "2026-11-23 08:00:00,123 WARN  [org.keycloak.events] (executor-1) type=IDENTITY_PROVIDER_RESPONSE_ERROR, realmId=r, clientId=app, error=invalid_saml_response, reason=x\n",
            &["form:application_log", "keycloak-log"],
        ),
        row(
            35,
            "go-oidc",
            "oidc: id token issued by a different provider, expected \"https://op.example\" got \"https://op.example/\"",
            &["form:application_log", "go-oidc-error"],
        ),
        row(
            36,
            "vendor error",
            "AADSTS50011: The reply URL 'https://sp.example/acs' specified in the request does not match. Correlation ID: 0a1b2c3d-0000-1111-2222-333344445555",
            &["form:application_log", "entra-error"],
        ),
        row(
            36,
            "certificate printed by openssl",
            "Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number: 1 (0x1)\n    Signature Algorithm: sha256WithRSAEncryption\n        Issuer: CN=idp\n        Subject: CN=idp\n",
            &["form:application_log", "printed-certificate"],
        ),
        row(
            37,
            "Okta System Log",
            format!("{okta}\n{}\n", okta.replace("FAILURE", "SUCCESS")),
            &["form:ndjson", "okta-system-log"],
        ),
        row(37, "Entra, CSV", entra, &["form:sign_in_table", "entra-sign-in"]),
        row(37, "Entra, Sentinel", format!("[{sentinel}]"), &["form:json", "entra-sign-in"]),
        row(37, "Keycloak event", keycloak, &["form:json", "keycloak-event"]),
        row(
            38,
            "among words",
            format!("{mail}{}\n\nThanks", redirect()),
            &["form:excerpts", "saml-authn-request"],
        ),
        row(
            40,
            "setup table",
            "| Entity ID | https://sp.example |\n| ACS URL | https://sp.example/acs |\n",
            &["form:setup_table", "setup-table"],
        ),
    ]
}

fn rows() -> Vec<Row> {
    [saml_messages(), oidc_messages(), trust(), captures(), words()].into_iter().flatten().collect()
}

/// What mails and editors do to a text.
static DAMAGES: &[(&str, fn(&str) -> Vec<u8>)] = &[
    ("marked", |text| format!("\u{feff}{text}").into_bytes()),
    ("UTF-16", |text| {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }),
    ("quoted", |text| text.lines().map(|line| format!("> {line}\n")).collect::<String>().into_bytes()),
    ("mail, base64", |text| {
        format!(
            "From: a@x.example\nSubject: x\nContent-Transfer-Encoding: base64\n\n{}\n",
            wrapped(&base64(text), 76, "\n")
        )
        .into_bytes()
    }),
    ("mail, quoted-printable", |text| {
        format!(
            "From: a@x.example\nSubject: x\nContent-Transfer-Encoding: quoted-printable\n\n{}\n",
            quoted_printable(text)
        )
        .into_bytes()
    }),
    ("doubled", |text| format!("{text}\n{text}").into_bytes()),
];

fn quoted_printable(text: &str) -> String {
    let escaped = text.replace('=', "=3D").replace('\r', "=0D");
    escaped.lines().map(|line| soft(line)).collect::<Vec<_>>().join("\n")
}

/// A line in soft lines; an escape is never cut.
fn soft(line: &str) -> String {
    let (mut out, mut len) = (String::new(), 0);
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let taken = if first == '=' { 3 } else { first.len_utf8() };
        if len + taken > 72 {
            out += "=\n";
            len = 0;
        }
        let (piece, more) = rest.split_at(taken.min(rest.len()));
        out += piece;
        len += taken;
        rest = more;
    }
    out
}

fn examined(bytes: &[u8]) -> Examined {
    let clock = Clock::Given(chrono::DateTime::from_timestamp(1_795_420_600, 0).unwrap());
    examine(vec![Paste::capture("paste", bytes)], &Expectations::default(), clock)
}

fn said(report: &Report) -> BTreeSet<String> {
    let forms = report.layers.iter().filter_map(|layer| layer.form).map(|form| format!("form:{}", form.form));
    let cracks = report.layers.iter().flat_map(|layer| &layer.cracks).map(|crack| crack.id.to_owned());
    let kinds = report.messages.iter().map(|message| message.kind.to_owned());
    let unread = report.unread.iter().map(|unread| unread.id.to_owned());
    forms.chain(cracks).chain(kinds).chain(unread).collect()
}

/// What is missing of what has to be said.
fn missing(row: &Row, said: &BTreeSet<String>) -> Vec<&'static str> {
    row.says.iter().copied().filter(|name| !said.contains(*name)).collect()
}

#[test]
fn forty_forms_are_recognised_traced_and_repaired() {
    let mut wrong: Vec<String> = Vec::new();
    println!("{:>2}  {:36} {:10} {:>6}  damaged and repaired", "", "form", "recognised", "traced");
    for row in rows() {
        let examined = examined(&row.example);
        let lacks = missing(&row, &said(&examined.report));
        let traced = law::check_all(&examined.case);
        let outlived = if row.text { outlived(&row, &mut wrong) } else { "binary".to_owned() };
        let spans = traced.as_ref().map_or("no".to_owned(), usize::to_string);
        println!(
            "{:2}  {:36} {:10} {spans:>6}  {outlived}",
            row.number,
            row.name,
            if lacks.is_empty() { "yes" } else { "no" }
        );
        if !lacks.is_empty() {
            wrong.push(format!("{}: not said: {lacks:?}; said: {:?}", row.name, said(&examined.report)));
        }
        wrong.extend(traced.err().map(|says| format!("{}: {says}", row.name)));
    }
    let numbers: BTreeSet<u8> = rows().iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=40).collect(), "a number of the list is missing");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Which damages the form outlives; what is wrong goes to the list.
fn outlived(row: &Row, wrong: &mut Vec<String>) -> String {
    let text = String::from_utf8_lossy(&row.example).into_owned();
    let mut told = Vec::new();
    for (name, damage) in DAMAGES {
        let examined = examined(&damage(&text));
        let lacks = missing(row, &said(&examined.report));
        match lacks.is_empty() {
            true => told.push(*name),
            false => wrong.push(format!(
                "{}, {name}: not said: {lacks:?}; said: {:?}",
                row.name,
                said(&examined.report)
            )),
        }
        if let Err(says) = law::check_all(&examined.case) {
            wrong.push(format!("{}, {name}: {says}", row.name));
        }
    }
    format!("{}/{}", told.len(), DAMAGES.len())
}

/// Made for these tests: CN=idp.example, P-256.
const CERTIFICATE: &str = "MIIBgTCCASegAwIBAgIUKfRVqO52LFPdTRLvFGsRfQmqArcwCgYIKoZIzj0EAwIw\n\
     FjEUMBIGA1UEAwwLaWRwLmV4YW1wbGUwHhcNMjYxMTI0MTkyOTM4WhcNMzYxMTIx\n\
     MTkyOTM4WjAWMRQwEgYDVQQDDAtpZHAuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG\n\
     SM49AwEHA0IABAl4fpNGeso/4+B+FmtrqaJQakJBi1nVHAQ3JbYA9LtXsXdYK2nq\n\
     mT+bHdftPlWSaItYkWVI5lXMQD/BK9D5ZwmjUzBRMB0GA1UdDgQWBBTW/K0MHJ8W\n\
     erxVwPrMryxU8njdxDAfBgNVHSMEGDAWgBTW/K0MHJ8WerxVwPrMryxU8njdxDAP\n\
     BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQC48sC6fkm9RSdQn+gO\n\
     MXWjW9SQVX31ftk0/3nigeOh3AIgRFMwN46A86Yiew2S3MdzSXMq3tmlqtkRWmIg\n\
     t1aY3jc=";
