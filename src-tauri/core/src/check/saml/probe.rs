//! What the tests of this family look at: one good Response, unsigned, and signed in both places by xmlsec1.

use crate::case::{Artefact, Case, Content, Paste, Role};
use crate::check::{Check, Look, Verdict};
use crate::decode::decode;
use crate::expect::{Expectations, Playbook};

/// A good Response that nobody signed.
pub(crate) const RESPONSE: &str = include_str!("probe/response.xml");
/// The same, its Assertion signed by [`CERTIFICATE`].
pub(crate) const SIGNED_ASSERTION: &str = include_str!("probe/signed_assertion.xml");
/// The same, the Response signed instead.
pub(crate) const SIGNED_RESPONSE: &str = include_str!("probe/signed_response.xml");
/// The certificate that signed them.
pub(crate) const CERTIFICATE: &str = include_str!("probe/idp.crt");
/// The certificate of somebody else.
pub(crate) const OTHER_CERTIFICATE: &str = include_str!("probe/other.crt");

const NOON: &str = "2026-01-01T12:00:00Z";

/// What a check says of a message at noon.
pub(crate) fn verdict(check: &Check, xml: &str, expect: &[&str]) -> Verdict {
    at(NOON, check, xml, expect)
}

/// What a check says of a message at an instant.
pub(crate) fn at(instant: &str, check: &Check, xml: &str, expect: &[&str]) -> Verdict {
    let mut case = Case::default();
    add(&mut case, Paste::capture("capture.xml", xml), Content::Xml);
    judge(&mut case, instant, check, expect)
}

/// What a check says of a message at noon, with metadata and certificates given as support.
pub(crate) fn supported(check: &Check, xml: &str, support: &[&str]) -> Verdict {
    let mut case = Case::default();
    add(&mut case, Paste::capture("capture.xml", xml), Content::Xml);
    for text in support {
        match text.contains("-----BEGIN") {
            true => add_certificate(&mut case, text),
            false => add(&mut case, Paste::support("support.xml", *text), Content::Xml),
        }
    }
    judge(&mut case, NOON, check, &[])
}

/// The same document without the first element of a name.
pub(crate) fn without(xml: &str, name: &str) -> String {
    let start = xml.find(&format!("<{name}")).expect("the element is there");
    let end_tag = format!("</{name}>");
    let end = start + xml[start..].find(&end_tag).expect("it ends") + end_tag.len();
    format!("{}{}", &xml[..start], &xml[end..])
}

fn add_certificate(case: &mut Case, pem: &str) {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, body).expect("base64");
    add(
        case,
        Paste { name: "support.crt".to_owned(), bytes: der, role: Role::Support, kept: None },
        Content::Der,
    );
}

fn add(case: &mut Case, paste: Paste, content: Content) {
    let layer = case.add_paste(paste).expect("room for a paste");
    let at = case.layer(layer).expect("the layer").span();
    case.artefacts.push(Artefact { at, content });
}

fn judge(case: &mut Case, instant: &str, check: &Check, expect: &[&str]) -> Verdict {
    let single: Vec<String> = expect.iter().map(|pair| (*pair).to_owned()).collect();
    by(case, instant, check, Playbook::read("", &single).expect("a playbook"))
}

/// What a check says of a message at noon by a playbook.
pub(crate) fn by_playbook(check: &Check, xml: &str, toml: &str) -> Verdict {
    let mut case = Case::default();
    add(&mut case, Paste::capture("capture.xml", xml), Content::Xml);
    by(&mut case, NOON, check, Playbook::read(toml, &[]).expect("a playbook"))
}

fn by(case: &mut Case, instant: &str, check: &Check, playbook: Playbook) -> Verdict {
    let expectations = Expectations::new(playbook);
    let messages = decode(case, &expectations);
    let now = instant.parse().expect("an instant");
    (check.run)(&Look::new(case, &messages, &expectations, now))
}
