//! Laws across the whole: what the tests share, which is where things lie.

pub mod law;
pub mod truth;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};
use ssoscope_core::report::{LayerShape, Report};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A folder of real sign-ins or of other projects' vectors, which is not part of the checkout: in `SSOSCOPE_SHARED`,
/// else in `shared` beside the checkout. Where it is absent, says so loudly.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("SSOSCOPE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = shared.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: there is no folder {folder} in {}; nothing of it was tested", shared.display());
    None
}

/// The captures of a group, each a folder, sorted; none where they are absent.
pub fn captures(group: &str) -> Vec<PathBuf> {
    shared("captures").map(|captures| inside(&captures.join(group))).unwrap_or_default()
}

/// What lies in a folder, sorted.
///
/// # Panics
///
/// Where the folder can't be read.
#[allow(clippy::unwrap_used)] // a test stops where what it has to read is gone
pub fn inside(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// The files below a folder whose names end in `ending`, sorted.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// All that a report names: cracks, what is unread, kinds of layers and messages, forms and causes, the latter each with a
/// word before it that tells them apart.
pub fn said(report: &Report) -> BTreeSet<String> {
    let cracks = report.layers.iter().flat_map(|layer| &layer.cracks).map(|crack| crack.id.to_owned());
    let unread = report.unread.iter().map(|unread| unread.id.to_owned());
    let kind = |layer: &LayerShape| {
        let kind = serde_json::to_value(layer.kind).unwrap_or_default();
        format!("layer:{}", kind.as_str().unwrap_or_default())
    };
    let layers = report.layers.iter().map(kind);
    let forms = report.layers.iter().filter_map(|layer| layer.form).map(|form| format!("form:{}", form.form));
    let messages = report.messages.iter().map(|message| format!("message:{}", message.kind));
    let causes = report.causes.iter().map(|cause| format!("cause:{}", cause.id));
    cracks.chain(unread).chain(layers).chain(forms).chain(messages).chain(causes).collect()
}

/// The exchanges between the servers of a captured sign-in, as a HAR, which is what a proxy in front of either keeps.
pub fn server_log(folder: &Path) -> Option<String> {
    let kept: Value = serde_json::from_slice(&std::fs::read(folder.join("backchannel.json")).ok()?).ok()?;
    let entries: Vec<Value> = kept.as_array()?.iter().map(har_entry).collect();
    Some(json!({ "log": { "version": "1.2", "entries": entries } }).to_string())
}

fn har_entry(exchange: &Value) -> Value {
    let headers = |name: &str| -> Vec<Value> {
        let pairs = exchange[name].as_array().into_iter().flatten();
        pairs.map(|pair| json!({ "name": pair[0], "value": pair[1] })).collect()
    };
    let (sent, came) = (headers("reqHeaders"), headers("resHeaders"));
    let media = media_type(&came);
    let mut request = json!({ "method": exchange["method"], "url": exchange["url"], "headers": sent });
    if exchange["reqBody"].as_str().is_some_and(|body| !body.is_empty()) {
        request["postData"] = json!({ "text": exchange["reqBody"] });
    }
    let content = json!({ "mimeType": media, "text": exchange["resBody"] });
    json!({
        "startedDateTime": exchange["t"],
        "time": exchange["ms"],
        "request": request,
        "response": { "status": exchange["status"], "headers": came, "content": content },
    })
}

fn media_type(headers: &[Value]) -> Value {
    let named = |header: &&Value| {
        header["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case("content-type"))
    };
    headers.iter().find(named).map_or(Value::Null, |header| header["value"].clone())
}

/// An element and what is inside it, texts left aside.
#[derive(Debug, Default)]
pub struct Outline {
    /// Its name.
    pub name: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// Its elements.
    pub children: Vec<Outline>,
}

/// The elements of an XML document, read by somebody else's reader.
///
/// # Panics
/// A document that is not well-formed.
#[allow(clippy::expect_used, clippy::panic)] // a test that can't go on has to stop
pub fn xml_outline(document: &str) -> Outline {
    let mut reader = Reader::from_str(document);
    let mut open = vec![Outline::default()];
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                let inner = element(&start);
                open.last_mut().expect("something is open").children.push(inner);
            }
            Event::End(_) => {
                let inner = open.pop().expect("something is open");
                open.last_mut().expect("something is open").children.push(inner);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.pop().and_then(|mut root| root.children.pop()).expect("there is a root")
}

#[allow(clippy::expect_used)] // a test that can't go on has to stop
fn element(start: &BytesStart) -> Outline {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let attributes = start.attributes().map(|attribute| attribute.expect("an attribute"));
    Outline {
        name: text(start.name().as_ref().as_ref()),
        attributes: attributes
            .map(|attribute| (text(attribute.key.as_ref().as_ref()), text(attribute.value.as_ref().as_ref())))
            .collect(),
        children: Vec::new(),
    }
}
