//! The windows of time that a SAML message speaks of.

use chrono::{DateTime, Utc};

use crate::check::signatures::Signatures;
use crate::decode::saml::{Assertion, Entity, KeyMaterial, SamlBody, SamlMessage};
use crate::decode::{MessageId, Spanned, Time};
use crate::report::WindowKind;
use crate::report::describe::RawWindow;
use crate::report::x509::window as of_certificate;
use crate::span::Span;

/// The windows of time that it speaks of.
pub(in crate::report) fn windows(
    id: MessageId,
    message: &SamlMessage,
    signatures: &Signatures,
) -> Vec<RawWindow> {
    let mut windows = Vec::new();
    if let Some(head) = message.head() {
        windows.extend(moment(&format!("IssueInstant of the {}", message.called()), &head.issue_instant));
    }
    message.assertions().iter().for_each(|assertion| of_assertion(assertion, &mut windows));
    match &message.body {
        SamlBody::LogoutRequest(request) => {
            windows.extend(between(WindowKind::Conditions, "LogoutRequest", &None, &request.not_on_or_after));
        }
        SamlBody::Entity(entity) => of_entity(entity, &mut windows),
        _ => windows.extend(embedded(id, signatures)),
    }
    windows
}

fn of_assertion(assertion: &Assertion, windows: &mut Vec<RawWindow>) {
    windows.extend(moment("IssueInstant of the Assertion", &assertion.issue_instant));
    if let Some(conditions) = &assertion.conditions {
        let kind = WindowKind::Conditions;
        windows.extend(between(kind, "Conditions", &conditions.not_before, &conditions.not_on_or_after));
    }
    let confirmations = assertion.subject.iter().flat_map(|subject| &subject.confirmations);
    for data in confirmations.filter_map(|confirmation| confirmation.data.as_ref()) {
        let kind = WindowKind::SubjectConfirmation;
        windows.extend(between(kind, "SubjectConfirmation", &data.not_before, &data.not_on_or_after));
    }
    for statement in &assertion.authn_statements {
        let (from, until) = (&statement.authn_instant, &statement.session_not_on_or_after);
        match until {
            Some(_) => windows.extend(between(WindowKind::Session, "Session", from, until)),
            None => windows.extend(moment("AuthnInstant", from)),
        }
    }
}

fn of_entity(entity: &Entity, windows: &mut Vec<RawWindow>) {
    let name = entity.entity_id.as_ref().map_or("an unnamed entity", |id| id.value.as_str());
    let label = format!("Metadata of {name}");
    windows.extend(between(WindowKind::Metadata, &label, &None, &entity.valid_until));
    let signing = entity.roles.iter().flat_map(|role| &role.keys).filter(|key| key.signs());
    let certificates = signing.flat_map(|key| &key.material).filter_map(KeyMaterial::certificate);
    windows.extend(certificates.map(of_certificate));
}

/// The certificates that the message's signatures bring along.
fn embedded(id: MessageId, signatures: &Signatures) -> impl Iterator<Item = RawWindow> {
    let own = signatures.xml.iter().filter(move |signature| signature.message == id);
    own.flat_map(|signature| &signature.embedded).filter_map(KeyMaterial::certificate).map(of_certificate)
}

fn between(
    kind: WindowKind,
    label: &str,
    from: &Option<Spanned<Time>>,
    until: &Option<Spanned<Time>>,
) -> Option<RawWindow> {
    let at = match (from, until) {
        (Some(from), Some(until)) if from.at.layer == until.at.layer => {
            Some(Span::new(from.at.layer, from.at.start.min(until.at.start)..from.at.end.max(until.at.end)))
        }
        (from, until) => until.as_ref().or(from.as_ref()).map(|bound| bound.at),
    };
    let window = RawWindow { kind, label: label.to_owned(), from: instant(from), until: instant(until), at };
    (window.from.is_some() || window.until.is_some()).then_some(window)
}

fn moment(label: &str, at: &Option<Spanned<Time>>) -> Option<RawWindow> {
    let instant = instant(at)?;
    let at = at.as_ref().map(|time| time.at);
    Some(RawWindow {
        kind: WindowKind::Moment,
        label: label.to_owned(),
        from: Some(instant),
        until: Some(instant),
        at,
    })
}

fn instant(time: &Option<Spanned<Time>>) -> Option<DateTime<Utc>> {
    time.as_ref()?.value.instant
}
