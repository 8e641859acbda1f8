//! A case as a file: saved and opened when the person says so, never by itself. Secrets stay out of it unless they are
//! asked for: keys, client secrets, and pastes in which a private key was found.

use std::collections::BTreeSet;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::{Deserialize, Serialize};
use ssoscope_core::Case;
use ssoscope_core::case::Content;

use crate::files;
use crate::given::{Given, GivenPaste};
use crate::held::Held;
use crate::refusal::Refusal;

/// What the file's `schema` member says.
const SCHEMA: &str = "ssoscope-case/1";
/// How the file's name ends.
pub(crate) const EXTENSION: &str = "ssoscope";

/// The file: what was given, with the bytes in it, and the names of what was left out.
#[derive(Deserialize, Serialize)]
struct CaseFile {
    schema: String,
    #[serde(flatten)]
    given: Given,
}

/// Whether a file is a case, by its name.
pub(crate) fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

/// Opens a case file; bytes that are not sent to the page are held here.
pub(crate) fn open(path: &Path, held: &Held) -> Result<Given, Refusal> {
    let name = files::name(path);
    let unreadable = |why: String| Refusal::NoCase { name: name.clone(), why };
    let file: CaseFile =
        serde_json::from_slice(&files::read(path)?).map_err(|error| unreadable(error.to_string()))?;
    if file.schema != SCHEMA {
        return Err(unreadable(format!("it says schema “{}”; this program reads “{SCHEMA}”", file.schema)));
    }
    let take = |paste: GivenPaste| paste.with_bytes(held);
    let pastes = file.given.pastes.into_iter().map(take).collect::<Result<Vec<_>, Refusal>>()?;
    let keys = file.given.keys.into_iter().map(take).collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Given {
        pastes: pastes.into_iter().map(|paste| held.paste(paste)).collect(),
        keys: keys.into_iter().map(|key| held.key(key.name, key.bytes)).collect(),
        ..file.given
    })
}

/// The text of the file; `case` is the examined one, which knows where private keys stand.
pub(crate) fn text(given: Given, secrets: bool, held: &Held, case: Option<&Case>) -> Result<String, Refusal> {
    let private = case.map(with_private_key).unwrap_or_default();
    let mut left_out = Vec::new();
    let mut pastes = Vec::new();
    for (number, paste) in given.pastes.into_iter().enumerate() {
        if !secrets && private.contains(&number) {
            left_out.push(paste.name);
        } else {
            pastes.push(written(paste, held)?);
        }
    }
    let mut keys = Vec::new();
    for key in given.keys {
        if secrets { keys.push(written(key, held)?) } else { left_out.push(key.name) }
    }
    // where a playbook lies is of no use to another start
    let given = Given { pastes, keys, left_out, book: None, ..given };
    let file = CaseFile { schema: SCHEMA.to_owned(), given };
    serde_json::to_string_pretty(&file).map_err(|_| Refusal::Fault)
}

/// A paste with its bytes in it.
fn written(paste: GivenPaste, held: &Held) -> Result<GivenPaste, Refusal> {
    let (name, role) = (paste.name.clone(), paste.role);
    Ok(match String::from_utf8(paste.with_bytes(held)?.bytes) {
        Ok(text) => GivenPaste { name, role, text: Some(text), ..GivenPaste::default() },
        Err(bytes) => {
            let base64 = Some(BASE64_STANDARD.encode(bytes.as_bytes()));
            GivenPaste { name, role, base64, ..GivenPaste::default() }
        }
    })
}

/// The pastes, by their place, in which a private key was found.
fn with_private_key(case: &Case) -> BTreeSet<usize> {
    let roots: Vec<_> =
        case.layers().iter().filter(|layer| layer.from.is_none()).map(|layer| layer.id).collect();
    let keys = case.artefacts.iter().filter(|artefact| artefact.content == Content::PrivateKey);
    let root = |mut layer| {
        while let Some(from) = case.layer(layer).and_then(|layer| layer.from) {
            layer = from.layer;
        }
        layer
    };
    keys.filter_map(|key| roots.iter().position(|id| *id == root(key.at.layer))).collect()
}

#[cfg(test)]
mod tests {
    use ssoscope_core::{Paste, Role};

    use super::*;

    fn paste(name: &str, role: Role, bytes: &[u8]) -> Paste {
        Paste { name: name.to_owned(), bytes: bytes.to_vec(), role, kept: None }
    }

    fn given(held: &Held) -> Given {
        Given {
            pastes: vec![
                held.paste(paste("a.txt", Role::Capture, b"hello")),
                held.paste(paste("b.bin", Role::Support, b"\xff\x00")),
            ],
            keys: vec![held.key("client-secret".into(), b"Kestrel-7".to_vec())],
            expect: vec![("saml.sp.entity_id".into(), "https://app.example".into())],
            ..Given::default()
        }
    }

    fn reopened(secrets: bool) -> (Given, String, Held) {
        let held = Held::default();
        let text = text(given(&held), secrets, &held, None).unwrap();
        let path =
            std::env::temp_dir().join(format!("ssoscope-{}-{secrets}.{EXTENSION}", std::process::id()));
        files::replace(&path, &text).unwrap();
        let opened = open(&path, &held).unwrap();
        std::fs::remove_file(&path).unwrap();
        (opened, text, held)
    }

    #[test]
    fn a_case_comes_back_as_it_was_without_its_secrets() {
        let (opened, text, held) = reopened(false);
        assert!(!text.contains("Kestrel-7"));
        assert_eq!(opened.left_out, ["client-secret"]);
        assert_eq!(opened.pastes[0].text.as_deref(), Some("hello"));
        assert_eq!(held.file(opened.pastes[1].held.unwrap()).unwrap().0, b"\xff\x00");
        assert_eq!(opened.expect[0].1, "https://app.example");
    }

    #[test]
    fn secrets_are_saved_where_they_are_asked_for() {
        let (opened, text, held) = reopened(true);
        assert!(text.contains("Kestrel-7") && opened.left_out.is_empty());
        assert_eq!(held.file(opened.keys[0].held.unwrap()).unwrap().0, b"Kestrel-7");
    }

    #[test]
    fn a_paste_with_a_private_key_counts_as_a_secret() {
        let held = Held::default();
        let key = include_bytes!("../../core/src/expect/keys/protected.pem");
        let plain = held.paste(paste("plain", Role::Capture, b"hello"));
        let given = || Given {
            pastes: vec![plain.clone(), held.paste(paste("sp.key", Role::Support, key))],
            ..Given::default()
        };
        let question = given().question(&held, chrono::Utc::now()).unwrap();
        let examined = ssoscope_core::examine(question.pastes, &question.expectations, question.clock);
        let text = text(given(), false, &held, Some(&examined.case)).unwrap();
        assert!(text.contains("hello") && !text.contains("PRIVATE KEY"), "{text}");
    }

    #[test]
    fn another_file_is_refused_in_a_sentence() {
        let path = std::env::temp_dir().join(format!("ssoscope-{}-none.{EXTENSION}", std::process::id()));
        std::fs::write(&path, "{\"schema\":\"x/9\",\"pastes\":[]}").unwrap();
        let says = open(&path, &Held::default()).unwrap_err().to_string();
        std::fs::remove_file(&path).unwrap();
        assert!(says.contains("x/9"), "{says}");
    }
}
