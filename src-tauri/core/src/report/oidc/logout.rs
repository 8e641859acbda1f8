//! Requests to end a session, in a person's words.

use crate::decode::oidc::{EndSessionRequest, FrontChannelLogout};
use crate::report::describe::Described;

use super::fields::{Fields, or};

pub(super) fn end_session(request: &EndSessionRequest) -> Described {
    let fields = Fields::default()
        .text("client_id", &request.client_id)
        .text("post_logout_redirect_uri", &request.post_logout_redirect_uri)
        .text("state", &request.state)
        .text("logout_hint", &request.logout_hint)
        .text("ui_locales", &request.ui_locales)
        .secret("id_token_hint", &request.id_token_hint);
    let client = or(&request.client_id, "An application");
    let summary = match &request.post_logout_redirect_uri {
        Some(_) => format!(
            "{client} asks the provider to end the session, and to send the browser to {} then.",
            or(&request.post_logout_redirect_uri, "")
        ),
        None => format!("{client} asks the provider to end the session."),
    };
    Described {
        kind: "end-session-request",
        title: "Logout request (end_session)".to_owned(),
        summary,
        fields: fields.0,
    }
}

pub(super) fn front_channel(logout: &FrontChannelLogout) -> Described {
    let fields =
        Fields::default().text("iss", &logout.iss).text("sid", &logout.sid).text("sent to", &logout.sent_to);
    Described {
        kind: "front-channel-logout",
        title: "Front-channel logout".to_owned(),
        summary: format!(
            "{} has the browser end a session at the application.",
            or(&logout.iss, "A provider")
        ),
        fields: fields.0,
    }
}
