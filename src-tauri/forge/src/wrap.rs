//! The forms that a message travels in and is pasted in: base64, form body, redirect URL, HTML page, quoted mail.

use std::io::Write;

use base64::prelude::{BASE64_STANDARD, Engine};
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Base64 on one line.
pub(crate) fn base64(message: &str) -> String {
    BASE64_STANDARD.encode(message)
}

/// Bytes in base64, on one line.
pub(crate) fn base64_bytes(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// A text broken into lines of so many characters.
pub(crate) fn lines_of(text: &str, width: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = characters.chunks(width).map(|line| line.iter().collect()).collect();
    lines.join("\n")
}

/// What a browser posts: each value form-encoded.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
    pairs.join("&")
}

/// A SAMLResponse as a browser posts it.
pub(crate) fn saml_form(response: &str, relay_state: &str) -> String {
    form(&[("SAMLResponse", &base64(response)), ("RelayState", relay_state)])
}

/// The page by which an IdP makes the browser post its answer.
pub(crate) fn html_page(acs: &str, response: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html>\n<head><title>Signing in</title></head>\n<body onload=\"document.forms[0].submit()\">\n\
         <noscript><p>Press Continue once to go on.</p></noscript>\n<form method=\"post\" action=\"{acs}\">\n\
         <input type=\"hidden\" name=\"SAMLResponse\" value=\"{}\"/>\n\
         <noscript><input type=\"submit\" value=\"Continue\"/></noscript>\n</form>\n</body>\n</html>\n",
        base64(response)
    )
}

/// A SAML message in the query of a URL (SAML Bindings 2.0, section 3.4.4.1).
pub(crate) fn redirect(location: &str, parameter: &str, message: &str, relay_state: &str) -> String {
    format!("{location}?{}", form(&[(parameter, &deflated(message)), ("RelayState", relay_state)]))
}

/// A message compressed and in base64, as the redirect binding has it.
pub(crate) fn deflated(message: &str) -> String {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(message.as_bytes()).expect("memory takes bytes");
    BASE64_STANDARD.encode(deflate.finish().expect("memory takes bytes"))
}

/// A text as a mail program quotes it in an answer.
pub(crate) fn quoted_mail(who: &str, text: &str) -> String {
    let quoted: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
    format!("{who} wrote:\n{}\n", quoted.join("\n"))
}

/// A request as a browser copies it for Windows' command line.
pub(crate) fn curl_for_windows(url: &str, body: &str) -> String {
    let escaped = |text: &str| text.replace('%', "^%").replace('&', "^&");
    let kind = "content-type: application/x-www-form-urlencoded";
    format!("curl ^\"{}^\" ^\n  -H ^\"{kind}^\" ^\n  --data-raw ^\"{}^\"\n", escaped(url), escaped(body))
}

/// A text whose quotation marks an office program set as it sees fit: an opening and a closing one in turns.
pub(crate) fn typographic(text: &str) -> String {
    let mut open = false;
    let mut mark = || {
        open = !open;
        if open { '“' } else { '”' }
    };
    text.chars().map(|character| if character == '"' { mark() } else { character }).collect()
}

/// Percent-encoding of all but the unreserved characters (RFC 3986, section 2.3).
pub(crate) fn percent(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            other => out += &format!("%{other:02X}"),
        }
    }
    out
}
