//! The commands through Tauri's own door, permissions included, without a window system.
#![allow(clippy::unwrap_used, clippy::panic)] // a test

use serde_json::{Value, json};
use ssoscope_desktop::{Given, Held};
use tauri::WebviewWindowBuilder;
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager};

/// The program without a window system.
struct Program(App<MockRuntime>);

impl Program {
    fn new() -> Self {
        let builder = ssoscope_desktop::window(mock_builder(), Held::default(), Given::default());
        Program(builder.build(ssoscope_desktop::context()).unwrap())
    }

    fn ask(&self, command: &str, body: Value) -> Result<InvokeResponseBody, Value> {
        self.ask_from("main", command, body)
    }

    fn ask_from(&self, window: &str, command: &str, body: Value) -> Result<InvokeResponseBody, Value> {
        let open = self.0.get_webview_window(window);
        let window = open.unwrap_or_else(|| {
            WebviewWindowBuilder::new(&self.0, window, Default::default()).build().unwrap()
        });
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(body),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_string(),
        };
        get_ipc_response(&window, request)
    }

    fn json(&self, command: &str, body: Value) -> Value {
        self.ask(command, body).unwrap().deserialize().unwrap()
    }

    fn examine(&self, pastes: Value) -> Value {
        self.json("examine", json!({ "given": { "pastes": pastes } }))
    }
}

fn says(refusal: &Value) -> (&str, &str) {
    (refusal["id"].as_str().unwrap(), refusal["says"].as_str().unwrap())
}

/// `eyJhbGciOiJub25lIn0` is `{"alg":"none"}`, `eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUifQ` a claim of an issuer.
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUifQ.";

#[test]
fn a_paste_becomes_a_report_and_its_layers_can_be_asked_for() {
    let program = Program::new();
    let report = program.examine(json!([{ "name": "clipboard", "text": TOKEN, "role": "capture" }]));
    assert_eq!(report["schema"], "ssoscope-report/1");
    assert_eq!(report["layers"][0]["name"], "clipboard");
    let claims = layer_with(&program, &report, "https://op.example").expect("a layer with the claims");
    let way = program.json("trace", json!({ "span": { "layer": claims, "start": 2, "end": 5 } }));
    let paste = way.as_array().unwrap().last().unwrap();
    let (start, end) = (paste["start"].as_u64().unwrap() as usize, paste["end"].as_u64().unwrap() as usize);
    assert!("eyJpc3Mi".contains(&TOKEN[start..end]), "{paste}");
}

fn layer_with(program: &Program, report: &Value, text: &str) -> Option<u64> {
    let layers = report["layers"].as_array().unwrap().iter().map(|layer| layer["id"].as_u64().unwrap());
    layers.into_iter().find(|id| {
        let InvokeResponseBody::Raw(bytes) = program.ask("layer_bytes", json!({ "layer": id })).unwrap()
        else {
            panic!("bytes come as bytes")
        };
        String::from_utf8_lossy(&bytes).contains(text)
    })
}

#[test]
fn base64_and_text_are_the_same_paste() {
    let program = Program::new();
    let of = |paste: Value| program.examine(json!([paste]))["headline"].clone();
    let text = of(json!({ "name": "a", "text": "hello", "role": "capture" }));
    assert_eq!(text, of(json!({ "name": "a", "base64": "aGVsbG8=", "role": "capture" })));
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let program = Program::new();
    let refused = |command: &str, body: Value| program.ask(command, body).unwrap_err();
    assert_eq!(
        says(&refused("rendered", json!({ "format": "markdown", "hidden": [] }))),
        ("nothing-examined", "Nothing has been examined yet.")
    );
    let given = |given: Value| refused("examine", json!({ "given": given }));
    assert_eq!(says(&given(json!({ "pastes": [{ "name": "x.bin", "held": 7 }] }))).0, "no-longer-held");
    assert_eq!(says(&given(json!({ "pastes": [{ "name": "x.bin", "base64": "?" }] }))).0, "no-content");
    assert_eq!(says(&given(json!({ "at": "tomorrow" }))).0, "instant");
    assert_eq!(says(&given(json!({ "skew": "3 weeks" }))).0, "skew");
    let unknown = given(json!({ "expect": [["saml.sp.entityid", "x"]] }));
    assert!(says(&unknown).1.contains("saml.sp.entity_id"), "{unknown}");
    program.examine(json!([{ "name": "a", "text": "hello" }]));
    assert_eq!(says(&refused("layer_bytes", json!({ "layer": 99 }))).1, "There is no layer 99 in this case.");
    assert_eq!(says(&refused("sample", json!({ "id": "saml/none" }))).0, "no-such-sample");
    assert_eq!(says(&refused("explain", json!({ "id": "saml/none" }))).0, "no-such-check");
}

#[test]
fn every_sample_of_the_menu_comes_to_the_verdict_that_it_promises() {
    let program = Program::new();
    let lines = program.json("samples", json!({}));
    let lines = lines.as_array().unwrap();
    assert!(lines.len() >= 18, "{} samples", lines.len());
    let comes_to = |line: &Value| {
        let given = program.json("sample", json!({ "id": line["id"] }));
        program.json("examine", json!({ "given": given }))["verdict"].clone()
    };
    let broken: Vec<String> = lines
        .iter()
        .map(|line| (line, comes_to(line)))
        .filter(|(line, verdict)| *verdict != line["verdict"])
        .map(|(line, verdict)| format!("{} promises {}, comes to {verdict}", line["id"], line["verdict"]))
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_check_can_be_explained() {
    let program = Program::new();
    for check in ssoscope_core::check::all() {
        assert_eq!(program.json("explain", json!({ "id": check.id }))["title"], check.title);
    }
}

#[test]
fn other_windows_and_plugin_commands_are_refused() {
    let program = Program::new();
    let refused =
        |answer: Result<InvokeResponseBody, Value>| answer.unwrap_err().to_string().contains("not allowed");
    assert!(refused(program.ask_from("other", "samples", json!({}))));
    for command in
        ["plugin:dialog|open", "plugin:window|close", "plugin:event|listen", "plugin:path|resolve_directory"]
    {
        assert!(refused(program.ask(command, json!({}))), "{command}");
    }
}

#[test]
fn what_goes_on_can_be_stopped_and_what_comes_after_is_not() {
    let program = Program::new();
    assert!(program.ask("stop", json!({})).is_ok());
    let report = program.examine(json!([{ "name": "token", "text": TOKEN }]));
    assert_eq!(report["messages"][0]["kind"].as_str().map(|kind| kind.is_empty()), Some(false));
}
