//! What differs between two sign-ins, a good one and a bad one: identifiers, times and signatures set aside, for those
//! differ always.

use super::difference::Difference;
use crate::case::Role;
use crate::report::{MessageShape, Report, State};

/// Fields that differ between any two sign-ins.
const ALWAYS: &[&str] = &[
    "ID",
    "InResponseTo",
    "IssueInstant",
    "NotBefore",
    "NotOnOrAfter",
    "SessionIndex",
    "SessionNotOnOrAfter",
    "AuthnInstant",
    "SignatureValue",
    "DigestValue",
    "RelayState",
    "nonce",
    "state",
    "code",
    "code_challenge",
    "code_verifier",
    "iat",
    "nbf",
    "exp",
    "auth_time",
    "jti",
    "sid",
    "session_state",
    "at_hash",
    "c_hash",
    "s_hash",
    "access_token",
    "id_token",
    "refresh_token",
    "expires_in",
];

/// What the one has and the other has not; checks that come out otherwise stand last.
pub fn sign_in_differences(good: &Report, bad: &Report) -> Vec<Difference> {
    let mut found = Vec::new();
    for kind in kinds(good, bad) {
        let (one, other) = (of_kind(good, kind), of_kind(bad, kind));
        match (one, other) {
            (Some(one), Some(other)) => fields(&mut found, one, other),
            (one, other) => {
                let told = |message: Option<&MessageShape>| message.map(|message| message.title.clone());
                found.push(Difference {
                    of: "the sign-in".to_owned(),
                    what: kind.to_owned(),
                    before: told(one),
                    after: told(other),
                });
            }
        }
    }
    for (one, other) in
        good.checks.iter().zip(&bad.checks).filter(|(one, other)| one.verdict != other.verdict)
    {
        let word = |state| match state {
            State::Pass => Some("holds".to_owned()),
            State::Fail => Some("fails".to_owned()),
            State::Needs => Some("can't be told".to_owned()),
            State::Silent => None,
        };
        let what = format!("{} ({})", one.title, one.id);
        found.push(Difference {
            of: "the checks".to_owned(),
            what,
            before: word(one.verdict),
            after: word(other.verdict),
        });
    }
    found
}

fn kinds<'r>(good: &'r Report, bad: &'r Report) -> Vec<&'r str> {
    let mut kinds: Vec<&str> = Vec::new();
    let captured = good.messages.iter().chain(&bad.messages).filter(|message| message.role == Role::Capture);
    for message in captured {
        if !kinds.contains(&message.kind) {
            kinds.push(message.kind);
        }
    }
    kinds
}

fn of_kind<'r>(report: &'r Report, kind: &str) -> Option<&'r MessageShape> {
    report.messages.iter().find(|message| message.role == Role::Capture && message.kind == kind)
}

fn fields(found: &mut Vec<Difference>, one: &MessageShape, other: &MessageShape) {
    let mut names: Vec<&str> = Vec::new();
    for field in one.fields.iter().chain(&other.fields) {
        if !names.contains(&field.name.as_str()) && !ALWAYS.contains(&field.name.as_str()) {
            names.push(&field.name);
        }
    }
    for name in names {
        let values = |message: &MessageShape| {
            let own: Vec<&str> = message
                .fields
                .iter()
                .filter(|field| field.name == name)
                .map(|field| field.value.as_str())
                .collect();
            (!own.is_empty()).then(|| own.join(", "))
        };
        let (before, after) = (values(one), values(other));
        if before != after {
            found.push(Difference { of: one.title.clone(), what: name.to_owned(), before, after });
        }
    }
}
