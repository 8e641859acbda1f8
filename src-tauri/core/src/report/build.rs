//! Puts the report together; says, and doesn't judge.

use std::collections::HashSet;

use chrono::TimeDelta;

use crate::case::{Case, Layer};
use crate::check::products::Seen;
use crate::check::said::Heard;
use crate::check::signatures::Signatures;
use crate::check::{Judged, Look, Verdict};
use crate::decode::{Body, Message};
use crate::diagnose::Ranked;
use crate::expect::Playbook;
use crate::instant::{Instant, stamp};

use super::describe;
use super::flow::{self, Happened};
use super::oidc::secret;
use super::outcome::{Grounds, needs};
use super::saml::coverage;
use super::shape::{
    CauseShape, CheckShape, FileShape, JudgedAt, LayerShape, MessageShape, Report, SCHEMA, State, Window,
};
use super::{products, said, ticket, trust};

/// What was judged, ready to be told.
pub struct Told<'a> {
    /// The layers.
    pub case: &'a Case,
    /// What was decoded.
    pub messages: &'a [Message],
    /// When it was judged.
    pub instant: &'a Instant,
    /// What the checks said.
    pub judged: Vec<Judged>,
    /// The causes, best first.
    pub causes: &'a [Ranked],
    /// What became of each signature.
    pub signatures: &'a Signatures,
    /// The tolerance.
    pub skew: TimeDelta,
    playbook: &'a Playbook,
    happened: Happened,
    heard: &'a [Heard],
    /// Which products take part.
    pub(super) products: &'a [Seen],
}

impl<'a> Told<'a> {
    /// Gathers what is told of a look.
    pub fn new(look: &'a Look<'a>, instant: &'a Instant, judged: Vec<Judged>, causes: &'a [Ranked]) -> Self {
        let (case, messages, signatures) = (look.case, look.messages, &look.signatures);
        let happened = flow::happened(look, &judged);
        Told {
            case,
            messages,
            instant,
            judged,
            causes,
            signatures,
            skew: look.skew,
            playbook: &look.expect.playbook,
            happened,
            heard: look.heard(),
            products: look.products(),
        }
    }

    /// The report.
    pub fn report(self) -> Report {
        let grounds = Grounds {
            messages: self.messages,
            judged: &self.judged,
            causes: self.causes,
            unread: &self.case.unread,
        };
        Report {
            schema: SCHEMA,
            verdict: grounds.outcome(),
            headline: grounds.headline(),
            instant: self.judged_at(),
            skew: i32::try_from(self.skew.num_seconds()).unwrap_or(i32::MAX),
            layers: self.case.layers().iter().map(|layer| self.layer(layer)).collect(),
            messages: self.messages.iter().map(|message| self.message(message)).collect(),
            unread: self.case.unread.clone(),
            causes: self.causes.iter().map(cause).collect(),
            said: said::said(self.heard, self.causes),
            products: self.products.iter().map(products::shape).collect(),
            consumers: products::consumers(&self.judged),
            ticket: ticket::ticket(&self),
            needs: needs(&self.judged),
            times: self.times(),
            flows: self.happened.flows,
            parties: self.happened.parties,
            clocks: self.happened.clocks,
            signatures: trust::signatures(self.messages, self.signatures),
            exposed: trust::exposed(self.messages, self.signatures),
            checks: self.judged.into_iter().map(check).collect(),
        }
    }

    fn message(&self, message: &Message) -> MessageShape {
        let mut shape = describe::message(self.case, message);
        if let Body::Saml(saml) = &message.body {
            shape.fields.extend(coverage::fields(message, saml, self.signatures));
        }
        shape
    }

    fn judged_at(&self) -> JudgedAt {
        let Instant { at, source, why, span, stands_in: _ } = self.instant;
        JudgedAt { at: stamp(*at), source: *source, why: why.clone(), span: *span }
    }

    fn layer(&self, layer: &Layer) -> LayerShape {
        let held = self.case.artefacts.iter().find(|artefact| artefact.at.layer == layer.id);
        LayerShape {
            id: layer.id,
            kind: layer.kind,
            name: layer.name.clone(),
            role: layer.role,
            from: layer.from,
            length: layer.bytes.len() as u32,
            content: held.map(|artefact| artefact.content),
            cracks: layer.cracks.clone(),
            form: layer.form,
            file: layer.kept.as_ref().map(FileShape::of),
        }
    }

    fn times(&self) -> Vec<Window> {
        let windows = self.messages.iter().flat_map(|message| describe::windows(message, self.signatures));
        let windows = windows.chain(secret::noted(self.playbook));
        // What two papers say alike, such as a message's certificate that metadata holds too, is drawn once.
        let mut seen = HashSet::new();
        let once = windows
            .filter(|window| seen.insert((window.kind, window.label.clone(), window.from, window.until)));
        once.map(|window| window.judged(self.instant.at, self.skew)).collect()
    }
}

fn check(judged: Judged) -> CheckShape {
    let check = judged.check;
    let (verdict, findings, needs) = match judged.verdict {
        Verdict::Pass(findings) => (State::Pass, findings, None),
        Verdict::Fail(findings) => (State::Fail, findings, None),
        Verdict::Silent => (State::Silent, Vec::new(), None),
        Verdict::Needs(need) => (State::Needs, Vec::new(), Some(need.what)),
    };
    CheckShape {
        id: check.id,
        verdict,
        severity: judged.severity,
        overruled: judged.overruled,
        title: check.title,
        spec: check.spec,
        why: check.why,
        findings,
        needs,
    }
}

fn cause(ranked: &Ranked) -> CauseShape {
    let (cause, diagnosis) = (ranked.cause, &ranked.diagnosis);
    CauseShape {
        id: cause.id,
        title: cause.title,
        confidence: diagnosis.confidence,
        owner: diagnosis.owner,
        happened: diagnosis.happened.clone(),
        remedy: diagnosis.remedy.clone(),
        prevention: cause.prevention,
        explains: ranked.explains.clone(),
        at: diagnosis.at.clone(),
        settle: diagnosis.settle.clone(),
    }
}
