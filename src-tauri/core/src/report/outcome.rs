//! Whether the sign-in would be accepted, and the one sentence that sums it up.

use crate::case::{Role, Unread};
use crate::check::{Judged, Need, Severity, Verb, Verdict};
use crate::decode::saml::SamlBody;
use crate::decode::{Body, Message};
use crate::diagnose::{Confidence, Ranked};

use super::shape::Outcome;

/// Everything that the outcome rests on.
pub(super) struct Grounds<'a> {
    pub(super) messages: &'a [Message],
    pub(super) judged: &'a [Judged],
    pub(super) causes: &'a [Ranked],
    pub(super) unread: &'a [Unread],
}

impl Grounds<'_> {
    /// Rejected where something that must hold fails; accepted only where an answer was judged and nothing that
    /// decides is missing.
    pub(super) fn outcome(&self) -> Outcome {
        if self.failures(Severity::Error).next().is_some() {
            return Outcome::Rejected;
        }
        let undecided =
            self.judged.iter().any(|judged| matches!(&judged.verdict, Verdict::Needs(need) if need.decides));
        let judged = self
            .judged
            .iter()
            .any(|judged| judged.check.verb == Verb::Must && matches!(judged.verdict, Verdict::Pass(_)));
        if undecided || !judged || !self.has_answer() { Outcome::Undetermined } else { Outcome::Accepted }
    }

    /// One sentence.
    pub(super) fn headline(&self) -> String {
        match self.outcome() {
            Outcome::Rejected => self.fault(),
            Outcome::Accepted => self.accepted(),
            Outcome::Undetermined => self.undetermined(),
        }
    }

    fn failures(&self, severity: Severity) -> impl Iterator<Item = &Judged> {
        self.judged.iter().filter(move |judged| judged.verdict.failed() && judged.severity == severity)
    }

    /// What is merely possible is not told as if it were known.
    fn fault(&self) -> String {
        if let Some(first) = self.causes.first() {
            return match first.diagnosis.confidence {
                Confidence::Possible => format!("It may be that {}.", first.cause.as_clause()),
                _ => format!("{}.", first.cause.title),
            };
        }
        let check = self.failures(Severity::Error).next().map(|judged| judged.check.title);
        format!("{}.", check.unwrap_or("Something that must hold does not"))
    }

    fn accepted(&self) -> String {
        let warnings = self.failures(Severity::Warning).count();
        match warnings {
            0 => "Everything that must hold for this sign-in holds.".to_owned(),
            1 => "Everything that must hold for this sign-in holds; one thing should be better.".to_owned(),
            n => format!("Everything that must hold for this sign-in holds; {n} things should be better."),
        }
    }

    fn undetermined(&self) -> String {
        let missing = self.judged.iter().find_map(deciding_need);
        match (missing, self.unread.first()) {
            (Some(need), _) => format!("It can't be told without {}.", need.what),
            (None, Some(unread)) if self.messages.is_empty() => unread.says.clone(),
            (None, _) if self.messages.is_empty() => "There is nothing to examine yet.".to_owned(),
            (None, _) => "There is no answer of an identity provider here to accept or refuse.".to_owned(),
        }
    }

    /// Whether the examined messages hold an answer: a SAML response or assertion, an ID token, a logout message.
    fn has_answer(&self) -> bool {
        self.messages.iter().filter(|message| message.role == Role::Capture).any(|message| {
            match &message.body {
                Body::Saml(saml) => !matches!(saml.body, SamlBody::Entity(_) | SamlBody::AuthnRequest(_)),
                Body::Token(token) => token.is_answer(),
                _ => false,
            }
        })
    }
}

fn deciding_need(judged: &Judged) -> Option<&Need> {
    match &judged.verdict {
        Verdict::Needs(need) if need.decides => Some(need),
        _ => None,
    }
}

/// What is missing, each thing once, the deciding ones first.
pub(super) fn needs(judged: &[Judged]) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for judged in judged {
        let Verdict::Needs(need) = &judged.verdict else { continue };
        match needs.iter_mut().find(|known| known.what == need.what) {
            Some(known) => known.decides |= need.decides,
            None => needs.push((**need).clone()),
        }
    }
    needs.sort_by_key(|need| !need.decides);
    needs
}
