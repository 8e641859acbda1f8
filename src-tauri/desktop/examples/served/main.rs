//! The program without its window: its page and its commands over HTTP on this machine, so that another browser shows them.
//!
//!     cargo run -p ssoscope-desktop --example served -- FILE…
//!
//! Takes the window's command line and prints the page's address. The page is the one that the program holds, under its own
//! security policy; the commands pass Tauri's door, permissions included. What needs a window system does nothing here:
//! native dialogs, dropped files, and what the program tells the page unasked.
#![allow(clippy::unwrap_used)] // a tool for tests and developers: it ends where something is wrong

use std::convert::Infallible;

use clap::Parser;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use ssoscope_desktop::{Arguments, Held};
use tauri::async_runtime::{spawn, spawn_blocking};
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{AppHandle, Manager, RunEvent};
use tokio::net::TcpListener;

/// What Tauri would put into the page: asks the commands below `/ipc`.
const INTERNALS: &str = include_str!("internals.js");
const JSON: &str = "application/json";

type Program = AppHandle<MockRuntime>;
type Answer = Response<Full<Bytes>>;

fn main() {
    let held = Held::default();
    let given = Arguments::parse().read(&held).unwrap();
    let program = ssoscope_desktop::window(mock_builder(), held, given);
    program.build(ssoscope_desktop::context()).unwrap().run(|program, event| {
        if let RunEvent::Ready = event {
            spawn(serve(program.clone()));
        }
    });
}

async fn serve(program: Program) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("http://{}/", listener.local_addr().unwrap());
    while let Ok((connection, _)) = listener.accept().await {
        let program = program.clone();
        let answer = service_fn(move |request| answer(program.clone(), request));
        spawn(http1::Builder::new().serve_connection(TokioIo::new(connection), answer));
    }
}

async fn answer(program: Program, request: Request<Incoming>) -> Result<Answer, Infallible> {
    let path = request.uri().path().to_owned();
    Ok(match path.strip_prefix("/ipc/") {
        Some(command) => {
            let (command, given) = (command.to_owned(), request.collect().await.unwrap().to_bytes());
            spawn_blocking(move || command_answered(&program, command, &given)).await.unwrap()
        }
        None if path == "/internals.js" => answered(INTERNALS, "text/javascript"),
        None => page(&program, path.trim_start_matches('/')),
    })
}

/// Asks a command as the page in the window does.
fn command_answered(program: &Program, command: String, given: &[u8]) -> Answer {
    let given: Value = serde_json::from_slice(given).unwrap();
    let request = InvokeRequest {
        cmd: command,
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(given),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    match get_ipc_response(&program.get_webview_window("main").unwrap(), request) {
        Ok(InvokeResponseBody::Json(json)) => answered(json, JSON),
        Ok(InvokeResponseBody::Raw(bytes)) => answered(bytes, "application/octet-stream"),
        Err(refusal) => with_status(answered(refusal.to_string(), JSON), StatusCode::BAD_REQUEST),
    }
}

/// A file of the page under the program's own policy, which asks the commands from where it was served.
fn page(program: &Program, path: &str) -> Answer {
    let path = if path.is_empty() { "index.html" } else { path };
    let Some(asset) = program.asset_resolver().get(path.to_owned()) else {
        return with_status(answered("", "text/plain"), StatusCode::NOT_FOUND);
    };
    let Some(policy) = asset.csp_header else { return answered(asset.bytes, &asset.mime_type) };
    let html = String::from_utf8(asset.bytes).unwrap();
    let html = html.replacen("<head>", "<head><script src=\"/internals.js\"></script>", 1);
    let mut answer = answered(html, &asset.mime_type);
    let policy = policy.replace("connect-src", "connect-src 'self'");
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy.parse().unwrap());
    answer
}

fn answered(content: impl Into<Bytes>, kind: &str) -> Answer {
    let mut answer = Response::new(Full::new(content.into()));
    answer.headers_mut().insert(CONTENT_TYPE, kind.parse().unwrap());
    answer
}

fn with_status(mut answer: Answer, status: StatusCode) -> Answer {
    *answer.status_mut() = status;
    answer
}
