//! What programs write a message as: a command, a log, a page, an escaped string.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::kept::{Kept, Kind};
use crate::trial::{Damaged, Way, way};
use Kind::{Address, Armour, Blob, Body, Json, Markup, Token, Words};

pub(crate) fn percent(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn some(text: String, kind: Kind) -> Option<Damaged> {
    Some(Damaged::Text(text, kind))
}

/// The body that posts a text.
fn posted(kept: &Kept) -> String {
    match kept.kind {
        Blob => format!("SAMLResponse={}&RelayState=%2Fhome", percent(&kept.text)),
        Token => format!("id_token={}&state=s1", kept.text),
        _ => kept.text.clone(),
    }
}

fn json_string(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(crate) fn ways() -> Vec<Way> {
    vec![
        way("percent once", &[Blob], &["layer:percent"], |kept| some(percent(&kept.text), Body)),
        way("percent twice", &[Blob], &["layer:percent"], |kept| some(percent(&percent(&kept.text)), Body)),
        way("percent thrice", &[Blob], &["layer:percent"], |kept| {
            some(percent(&percent(&percent(&kept.text))), Body)
        }),
        way("percent, XML", &[Markup], &["layer:percent"], |kept| some(percent(&kept.text), Body)),
        way("base64 twice", &[Blob], &["layer:base64"], |kept| {
            some(base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &kept.text), Blob)
        }),
        way("url-safe, unpadded", &[Blob], &["base64/url-safe", "base64/unpadded"], |kept| {
            some(kept.text.replace('+', "-").replace('/', "_").replace('=', ""), Blob)
        }),
        way("JSON string", &[Blob, Token, Markup, Address, Body], &[], |kept| {
            some(json_string(&kept.text), Json)
        }),
        way("JSON member", &[Blob, Token, Markup, Json, Armour], &["layer:json-string"], |kept| {
            some(format!("{{\"level\":\"debug\",\"message\":{},\"n\":1}}", json_string(&kept.text)), Json)
        }),
        way("JSON twice", &[Blob, Token, Markup, Json], &["layer:json-string"], |kept| {
            some(
                format!("{{\"log\":{}}}", json_string(&format!("{{\"m\":{}}}", json_string(&kept.text)))),
                Json,
            )
        }),
        way("JSON, escaped slashes and unicode", &[Markup], &["layer:json-string"], |kept| {
            let text =
                json_string(&kept.text).replace('/', "\\/").replace('<', "\\u003c").replace('>', "\\u003e");
            some(format!("{{\"saml\":{text}}}"), Json)
        }),
        way("XML-escaped", &[Markup], &["character-references"], |kept| some(escaped(&kept.text), Markup)),
        way("XML-escaped twice", &[Markup], &["character-references"], |kept| {
            some(escaped(&escaped(&kept.text)), Markup)
        }),
        way("XML-escaped in an element", &[Markup], &["character-references", "layer:xml-text"], |kept| {
            some(format!("<log><message>{}</message></log>", escaped(&kept.text)), Markup)
        }),
        way("CDATA", &[Markup], &["layer:xml-text", "layer:excerpt"], |kept| {
            some(format!("<log><![CDATA[{}]]></log>", kept.text), Markup)
        }),
        way("references in base64", &[Blob], &["character-references"], |kept| {
            some(kept.text.replace('+', "&#x2b;").replace('/', "&#x2f;").replace('=', "&#x3d;"), Markup)
        }),
        way("auto-post page", &[Blob], &["form:html_form"], |kept| {
            some(
                format!(
                    "<!DOCTYPE html><html><body onload=\"document.forms[0].submit()\"><form method=\"post\" action=\"https://app.ledgerline.example/saml/acs\"><input type=\"hidden\" name=\"SAMLResponse\" value=\"{}\"/><input type=\"hidden\" name=\"RelayState\" value=\"/home\"/></form></body></html>",
                    kept.text
                ),
                Markup,
            )
        }),
        way("one input of a page", &[Blob], &["layer:excerpt", "layer:parameter"], |kept| {
            some(format!("<input type=\"hidden\" name=\"SAMLResponse\" value=\"{}\" />", kept.text), Markup)
        }),
        way("cURL, bash", &[Blob, Token, Body], &["form:curl"], |kept| {
            some(
                format!(
                    "curl 'https://app.ledgerline.example/saml/acs' \\\n  -H 'content-type: application/x-www-form-urlencoded' \\\n  --data-raw '{}' \\\n  --compressed",
                    posted(kept)
                ),
                Words,
            )
        }),
        way("cURL, cmd", &[Blob, Token, Body], &["form:curl"], |kept| {
            some(
                format!(
                    "curl ^\"https://app.ledgerline.example/saml/acs^\" ^\r\n  -H ^\"content-type: application/x-www-form-urlencoded^\" ^\r\n  --data-raw ^\"{}^\"",
                    posted(kept).replace('%', "^%").replace('&', "^&")
                ),
                Words,
            )
        }),
        way("PowerShell", &[Blob, Token, Body], &["form:powershell"], |kept| {
            some(
                format!(
                    "Invoke-WebRequest -UseBasicParsing -Uri \"https://app.ledgerline.example/saml/acs\" `\n-Method \"POST\" `\n-ContentType \"application/x-www-form-urlencoded\" `\n-Body \"{}\"",
                    posted(kept)
                ),
                Words,
            )
        }),
        way("fetch", &[Blob, Token, Body], &["form:fetch"], |kept| {
            some(
                format!(
                    "await fetch(\"https://app.ledgerline.example/saml/acs\", {{\n    \"headers\": {{ \"Content-Type\": \"application/x-www-form-urlencoded\" }},\n    \"body\": \"{}\",\n    \"method\": \"POST\"\n}});",
                    posted(kept)
                ),
                Words,
            )
        }),
        way("raw HTTP", &[Blob, Token, Body], &["form:raw_http"], |kept| {
            let body = posted(kept);
            some(
                format!(
                    "POST /saml/acs HTTP/1.1\r\nHost: app.ledgerline.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                ),
                Words,
            )
        }),
        way("Location header", &[Address], &["layer:header", "form:raw_http", "form:header_block"], |kept| {
            some(
                format!(
                    "HTTP/1.1 302 Found\r\nDate: Tue, 10 Mar 2026 08:15:31 GMT\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
                    kept.text
                ),
                Words,
            )
        }),
        way("access log", &[Address], &["form:access_log"], |kept| {
            let path = kept.text.splitn(4, '/').nth(3).unwrap_or_default();
            some(
                format!(
                    "203.0.113.9 - - [10/Mar/2026:08:15:31 +0000] \"GET /{path} HTTP/1.1\" 302 0 \"-\" \"Mozilla/5.0\""
                ),
                Words,
            )
        }),
        way("a link in a page", &[Address], &["form:anchor"], |kept| {
            some(format!("<a class=\"btn\" href=\"{}\">Sign in</a>", escaped(&kept.text)), Markup)
        }),
        way("meta refresh", &[Address], &["form:anchor", "form:page"], |kept| {
            some(format!("<meta http-equiv=\"refresh\" content=\"0;url={}\">", escaped(&kept.text)), Markup)
        }),
        way("bearer header", &[Token], &["layer:header"], |kept| {
            some(format!("Authorization: Bearer {}", kept.text), Words)
        }),
        way("python bytes", &[Blob, Token, Markup], &[], |kept| {
            some(format!("b'{}'", kept.text.replace('\n', "\\n")), Words)
        }),
        way("python dict", &[Blob, Token], &[], |kept| {
            some(format!("{{'SAMLResponse': '{}', 'RelayState': '/home'}}", kept.text), Words)
        }),
        way("PHP array", &[Blob, Token], &[], |kept| {
            some(
                format!("Array\n(\n    [SAMLResponse] => {}\n    [RelayState] => /home\n)\n", kept.text),
                Words,
            )
        }),
        way("PHP var_dump", &[Blob, Token, Markup], &[], |kept| {
            some(format!("string({}) \"{}\"\n", kept.text.len(), kept.text), Words)
        }),
        way("YAML", &[Blob, Token], &[], |kept| {
            some(format!("saml_response: {}\nrelay_state: /home\n", kept.text), Words)
        }),
        way("YAML block", &[Armour, Markup], &[], |kept| {
            let lines: String = kept.text.lines().map(|line| format!("    {line}\n")).collect();
            some(format!("idp:\n  value: |\n{lines}  name: x\n"), Words)
        }),
        way("one line PEM", &[Armour], &[], |kept| some(kept.text.replace('\n', "\\n"), Words)),
        way("PEM without armour", &[Armour], &[], |kept| {
            some(kept.text.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join("\n"), Blob)
        }),
        way("PEM in spaces", &[Armour], &[], |kept| some(kept.text.replace('\n', " "), Words)),
        way("CSV cell", &[Blob, Token, Markup, Json], &["layer:excerpt", "doubled-quotes"], |kept| {
            some(
                format!(
                    "time,user,message\r\n2026-03-10 08:15:31,mira,\"{}\"\r\n",
                    kept.text.replace('"', "\"\"")
                ),
                Words,
            )
        }),
        way(
            "log line",
            &[Blob, Token, Markup, Address, Json],
            &["layer:excerpt", "form:application_log"],
            |kept| {
                some(
                    format!(
                        "2026-03-10 08:15:31,123 DEBUG [http-nio-8443-exec-7] c.l.sso.Acs - received {}",
                        kept.text
                    ),
                    Words,
                )
            },
        ),
        way(
            "log line, named",
            &[Blob, Token],
            &["layer:excerpt", "form:application_log", "layer:parameter"],
            |kept| {
                some(
                    format!("2026-03-10T08:15:31.123Z INFO sso: SAMLResponse={} RelayState=/home", kept.text),
                    Words,
                )
            },
        ),
        way("log line, in brackets", &[Blob, Token], &["layer:excerpt", "form:application_log"], |kept| {
            some(format!("[2026-03-10 08:15:31] sso.DEBUG: response [{}] []", kept.text), Words)
        }),
        way("syslog", &[Blob, Token, Markup], &["layer:excerpt", "form:application_log"], |kept| {
            some(format!("<134>1 2026-03-10T08:15:31Z sp1 app 911 - - msg=\"{}\"", kept.text), Words)
        }),
        way("HAR", &[Blob, Token, Body], &["form:har"], |kept| {
            some(serde_json::json!({"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[{"startedDateTime":"2026-03-10T08:15:31.000Z","time":12,"request":{"method":"POST","url":"https://app.ledgerline.example/saml/acs","httpVersion":"HTTP/1.1","headers":[],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":-1,"postData":{"mimeType":"application/x-www-form-urlencoded","text":posted(kept)}},"response":{"status":200,"statusText":"OK","httpVersion":"HTTP/1.1","headers":[],"cookies":[],"content":{"size":0,"mimeType":"text/html"},"redirectURL":"","headersSize":-1,"bodySize":-1},"cache":{},"timings":{"send":0,"wait":1,"receive":0}}]}}).to_string(), Json)
        }),
        way("form panel", &[Blob, Token], &["form:form_panel"], |kept| {
            some(format!("SAMLResponse: {}\nRelayState: /home", kept.text), Words)
        }),
    ]
}
