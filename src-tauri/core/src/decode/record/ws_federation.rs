//! A request of WS-Federation's passive profile: `wa=wsignin1.0&wtrealm=…` (WS-Federation 1.2, section 13.1).

use super::{Record, push};
use crate::case::Case;
use crate::decode::Message;
use crate::decode::oidc::parameters_at;
use crate::span::Span;

/// The parameters that tell, in the order of the specification.
const NAMES: &[&str] = &["wa", "wtrealm", "wreply", "wctx", "wct", "whr", "wauth", "wfresh", "wreq"];

/// Decodes parameters of WS-Federation that carry no token; whether they were some.
pub(in crate::decode) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) -> bool {
    if memchr::memmem::find(case.bytes(at), b"wa=wsign").is_none() {
        return false;
    }
    let parameters = parameters_at(case, at);
    let wanted = parameters.first("wa").is_some_and(|wa| wa.value.starts_with("wsign"));
    if !wanted || parameters.has(&["wresult"]) {
        return wanted;
    }
    let mut record =
        Record { kind: "ws-federation-request", title: "A request of WS-Federation", fields: Vec::new() };
    for name in NAMES {
        if let Some(value) = parameters.first(name) {
            record.tell(name, value);
        }
    }
    push(case, at, record, messages);
    true
}
