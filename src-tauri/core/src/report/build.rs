//! Puts the report together; says, and doesn't judge.

use crate::case::Case;
use crate::check::{Judged, Look, Verdict};
use crate::decode::Message;
use crate::diagnose::Ranked;
use crate::instant::{Instant, stamp};

use super::shape::{CauseShape, CheckShape, JudgedAt, LayerShape, Outcome, Report, SCHEMA, State};

/// What the report takes from the look beside the verdicts.
pub struct Facts {
    skew_seconds: i32,
}

impl Facts {
    /// Takes it.
    pub fn of(look: &Look) -> Self {
        Facts { skew_seconds: i32::try_from(look.skew.num_seconds()).unwrap_or(i32::MAX) }
    }
}

/// Puts the report together.
pub fn report(case: &Case, _messages: &[Message], instant: &Instant, judged: Vec<Judged>, causes: Vec<Ranked>, facts: Facts) -> Report {
    Report {
        schema: SCHEMA,
        verdict: Outcome::Undetermined,
        headline: String::new(),
        instant: JudgedAt { at: stamp(instant.at), source: instant.source, why: instant.why.clone(), span: instant.span },
        skew: facts.skew_seconds,
        layers: case.layers().iter().map(layer).collect(),
        messages: Vec::new(),
        unread: case.unread.clone(),
        checks: judged.into_iter().map(check).collect(),
        causes: causes.into_iter().map(cause).collect(),
        needs: Vec::new(),
        times: Vec::new(),
    }
}

fn layer(layer: &crate::case::Layer) -> LayerShape {
    LayerShape {
        id: layer.id,
        kind: layer.kind,
        name: layer.name.clone(),
        role: layer.role,
        from: layer.from,
        length: layer.bytes.len() as u32,
        content: None,
        cracks: layer.cracks.clone(),
    }
}

fn check(judged: Judged) -> CheckShape {
    let check = judged.check;
    let (verdict, needs) = match &judged.verdict {
        Verdict::Pass(_) => (State::Pass, None),
        Verdict::Fail(_) => (State::Fail, None),
        Verdict::Silent => (State::Silent, None),
        Verdict::Needs(need) => (State::Needs, Some(need.what.clone())),
    };
    CheckShape {
        id: check.id,
        verdict,
        severity: check.verb.severity(),
        title: check.title,
        spec: check.spec.to_vec(),
        why: check.why,
        findings: judged.verdict.findings().to_vec(),
        needs,
    }
}

fn cause(ranked: Ranked) -> CauseShape {
    let (cause, diagnosis) = (ranked.cause, ranked.diagnosis);
    CauseShape {
        id: cause.id,
        title: cause.title,
        confidence: diagnosis.confidence,
        owner: diagnosis.owner,
        happened: diagnosis.happened,
        remedy: diagnosis.remedy,
        prevention: cause.prevention,
        explains: ranked.explains,
        at: diagnosis.at,
        settle: diagnosis.settle,
    }
}
