//! Pastes that were damaged the way people damage them: the damage is named, what can be put right is put right to the
//! byte, and the signature fits where it did before.

#![allow(clippy::unwrap_used)] // a test may stop

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::Value;
use ssoscope_core::expect::Keys;
use ssoscope_core::report::{Report, State};
use ssoscope_core::{Case, Clock, Examined, Expectations, Paste, examine};
use ssoscope_crypto::{Hash, digest};
use ssoscope_tests::{inside, said, shared};

/// How each kind of damage is named: by a crack, by what is unread, by a kind of layer, or by the kind of a message.
const NAMED: &[(&str, &[&str])] = &[
    ("none", &[]),
    ("base64", &["layer:base64"]),
    ("base64-encoded-twice", &["layer:base64"]),
    ("base64url-alphabet", &["base64/url-safe"]),
    ("browser-xml-view-banner", &["viewer"]),
    ("curl-command-bash", &["form:curl"]),
    ("curl-command-windows-cmd", &["form:curl"]),
    ("decoded-claims-only", &["decoded"]),
    ("decoded-xml", &["message:saml-response"]),
    ("devtools-copy-as-fetch", &["form:fetch"]),
    ("devtools-form-data-panel", &["form:form_panel"]),
    ("email-message", &["form:mail"]),
    ("first-37-characters-missing", &["head-missing/cut", "head-missing"]),
    ("gzip", &["deflate/gzip"]),
    ("gzip-instead-of-plain", &["deflate/gzip"]),
    ("har-sanitised-cookies-removed", &["har/no-cookies", "layer:json-string"]),
    ("html-escaped", &["parameters/html-escaped", "character-references"]),
    ("html-escaped-base64", &["character-references"]),
    ("html-escaped-xml", &["character-references"]),
    ("http-header-around", &["layer:header"]),
    ("http-response-head", &["form:raw_http"]),
    ("ie-xml-view-dashes", &["viewer"]),
    ("inside-a-link", &["form:anchor"]),
    ("json-string-escaped", &["layer:json-string"]),
    ("json-string-escaped-twice", &["layer:json-string"]),
    ("line-ends-crlf", &["message:saml-response"]),
    ("line-wrapped", &["base64/white-space", "token/white-space", "wrapped"]),
    ("line-wrapped-crlf", &["base64/white-space", "token/white-space", "wrapped"]),
    ("mail-quote-prefix", &["mail-quote"]),
    ("middle-cut-by-viewer", &["ellipsis/cut"]),
    ("mime-base64-body", &["mail/base64"]),
    ("non-breaking-spaces", &["invisible"]),
    ("padding-stripped", &["base64/unpadded"]),
    ("parameter-value-still-url-encoded", &["layer:percent"]),
    ("parameter-value-url-decoded", &["layer:deflate"]),
    ("percent-escapes-lowercased", &["layer:parameter"]),
    ("plus-turned-to-space", &["base64/lost-plus"]),
    ("powershell-command", &["form:powershell"]),
    ("query-parameters-reordered", &["layer:parameter"]),
    ("quoted-printable-soft-breaks", &["quoted-printable"]),
    ("signature-part-empty", &["cause:damaged_paste"]),
    ("signature-part-missing", &["token/no-signature"]),
    ("signature-part-redacted", &["mask"]),
    ("smart-quotes", &["typographic"]),
    ("smart-quotes-around", &["typographic"]),
    ("syslog-prefix-on-every-line", &["log-prefix"]),
    ("token-response-json", &["message:token-response"]),
    ("truncated-4096", &["cut/limit"]),
    ("truncated-600", &["cut/limit"]),
    ("truncated-tail", &["cause:damaged_paste"]),
    ("two-messages-in-one-paste", &["layer:excerpt"]),
    ("url-encoded-twice", &["layer:percent"]),
    ("url-encoded-with-unreserved", &["layer:percent"]),
    ("utf16le-with-bom", &["charset"]),
    ("utf8-bom", &["charset"]),
    ("whole-form-body", &["layer:parameter"]),
    ("whole-html-form-page", &["layer:parameter"]),
    ("whole-url", &["layer:parameter"]),
    ("whole-url-with-fragment", &["layer:parameter"]),
    ("wrapped-in-link-rewriter", &["rewritten-link"]),
    ("xml-pretty-printed", &["cause:altered_after_signing", "cause:damaged_paste"]),
    ("zero-width-spaces", &["invisible"]),
];

struct Damaged {
    name: String,
    folder: PathBuf,
    facts: Value,
}

impl Damaged {
    fn read(folder: &Path) -> Option<Damaged> {
        let facts = serde_json::from_slice(&fs::read(folder.join("facts.json")).ok()?).ok()?;
        Some(Damaged {
            name: folder.file_name()?.to_string_lossy().into_owned(),
            folder: folder.to_owned(),
            facts,
        })
    }

    fn damage(&self) -> impl Iterator<Item = &str> {
        self.facts["damage"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }

    fn says(&self, key: &str) -> Option<bool> {
        self.facts[key].as_bool()
    }

    /// The sign-in that the paste was made of, where it is here.
    fn source(&self) -> Option<PathBuf> {
        let case = self.facts["source"]["case"].as_str()?;
        Some(self.folder.parent()?.parent()?.join(case)).filter(|folder| folder.is_dir())
    }

    fn examine(&self) -> Examined {
        let paste = self.facts["paste"].as_str().unwrap();
        let mut pastes = vec![Paste::capture(paste, fs::read(self.folder.join(paste)).unwrap())];
        let mut keys = Keys::default();
        let source = self.source();
        for file in ["idp-metadata.xml", "sp-metadata.xml", "jwks.json", "discovery.json"] {
            let read = source.as_ref().and_then(|folder| fs::read(folder.join(file)).ok());
            pastes.extend(read.map(|bytes| Paste::support(file, bytes)));
        }
        for file in ["keys/sp-encryption.key", "keys/rp-decryption.jwk.json"] {
            if let Some(key) = source.as_ref().and_then(|folder| fs::read(folder.join(file)).ok()) {
                keys.add(file, key).unwrap();
            }
        }
        examine(
            pastes,
            &Expectations::default().with_keys(keys),
            Clock::CaptureOr(DateTime::<Utc>::UNIX_EPOCH),
        )
    }

    /// What is not as it should be.
    fn differences(&self) -> Vec<String> {
        let examined = self.examine();
        let said = said(&examined.report);
        let mut wrong: Vec<String> = Vec::new();
        for damage in self.damage() {
            let names = NAMED.iter().find(|(known, _)| *known == damage).map(|(_, names)| *names);
            match names {
                Some([]) => {}
                Some(names) if names.iter().any(|name| said.contains(*name)) => {}
                Some(_) => wrong.push(format!("{damage} is not named")),
                None => wrong.push(format!("{damage} is not known to this test")),
            }
        }
        if self.says("recoverable") == Some(true) && !self.is_recovered(&examined.case) {
            wrong.push("what was pasted does not come out".to_owned());
        }
        wrong.extend(self.signature(&examined.report));
        wrong
    }

    /// Whether a layer holds what the paste was made of, byte for byte; or a message of the kind, where it can't be the same bytes.
    fn is_recovered(&self, case: &Case) -> bool {
        let Some(wanted) = self.facts["original_sha256"].as_str() else { return !case.artefacts.is_empty() };
        let folded = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let artefacts = case.artefacts.iter().map(|artefact| case.bytes(artefact.at));
        let mut texts = case.layers().iter().map(|layer| layer.bytes.as_slice()).chain(artefacts);
        let same = texts.any(|text| sha256(text) == wanted || sha256(folded(text).as_bytes()) == wanted);
        let shown = self.damage().any(|damage| damage == "xml-pretty-printed");
        same || shown && !case.artefacts.is_empty()
    }

    fn signature(&self, report: &Report) -> Option<String> {
        let wanted = self.says("signature_valid_after_recovery")?;
        let verdicts: Vec<State> = report
            .checks
            .iter()
            .filter(|check| ["saml/signature_verifies", "oidc/signature"].contains(&check.id))
            .map(|check| check.verdict)
            .collect();
        let fits = verdicts.contains(&State::Pass);
        let redirect = self.facts["original_kind"].as_str().is_some_and(|kind| kind.contains("redirect"));
        let known = self.source().is_some()
            || self.facts["original_kind"].as_str().is_some_and(|kind| kind.starts_with("saml"));
        (known && !redirect && fits != wanted && self.facts["original_kind"] != "har")
            .then(|| format!("the signature: {verdicts:?} where the facts say {wanted}"))
    }
}

fn sha256(bytes: &[u8]) -> String {
    digest(Hash::Sha256, bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn damage_is_named_and_put_right() {
    let Some(folder) = shared("captures") else { return };
    let folders = inside(&folder.join("D"));
    let (mut right, mut wrong) = (0, Vec::new());
    for damaged in folders.iter().filter_map(|folder| Damaged::read(folder)) {
        let differences = damaged.differences();
        match differences.is_empty() {
            true => right += 1,
            false => wrong.push(format!("{}: {}", damaged.name, differences.join("; "))),
        }
    }
    println!("{right} damaged pastes as the facts have them");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
