//! What happened between the parties, as the report tells it: flows, parties, clocks. Queries and values stay out of it.

use serde::Serialize;

use crate::case::Case;
use crate::check::{Judged, Look, Verdict};
use crate::decode::{Body, Message, MessageId};
use crate::exchange::Exchange;
use crate::flow::{Clock, Deed, End, Evidence, Flow, FlowKind, Party, PartyRole, Step, TieKind, Traffic};
use crate::instant::stamp;
use crate::limits::Limits;
use crate::span::Span;

/// One sign-in or sign-out, step by step.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct FlowShape {
    /// What it is.
    pub kind: FlowKind,
    /// One line: who asks whom.
    pub title: String,
    /// The flow inside whose sign-in it took place, counted from 0.
    #[cfg_attr(test, ts(optional = nullable))]
    pub within: Option<usize>,
    /// Its steps, in order.
    pub steps: Vec<StepShape>,
    /// How many steps are not told, because there are too many.
    pub untold: usize,
    /// What ties its messages together.
    pub ties: Vec<TieShape>,
}

/// One step: a request and its answer, or a message that came alone.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct StepShape {
    /// What it does for the sign-in.
    pub deed: Deed,
    /// When it was started, RFC 3339 in UTC.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<String>,
    /// How long it took, in milliseconds.
    #[cfg_attr(test, ts(optional = nullable))]
    pub took: Option<f64>,
    /// The method.
    #[cfg_attr(test, ts(optional = nullable))]
    pub method: Option<String>,
    /// The URL that it went to, without query and fragment.
    #[cfg_attr(test, ts(optional = nullable))]
    pub url: Option<String>,
    /// The status of the answer.
    #[cfg_attr(test, ts(optional = nullable))]
    pub status: Option<u16>,
    /// The part that its receiver plays, where that is known.
    #[cfg_attr(test, ts(optional = nullable))]
    pub to: Option<PartyRole>,
    /// What it carries, in a few words: "AuthnRequest".
    #[cfg_attr(test, ts(optional = nullable))]
    pub carries: Option<String>,
    /// The messages that it carries.
    pub messages: Vec<MessageId>,
    /// Which step of the capture's all it is, counted from 0.
    pub number: usize,
    /// Which one led to it, by [`StepShape::number`].
    #[cfg_attr(test, ts(optional = nullable))]
    pub from: Option<usize>,
    /// Where it is written.
    #[cfg_attr(test, ts(optional = nullable))]
    pub span: Option<Span>,
    /// The failed checks whose findings point into it.
    pub faults: Vec<&'static str>,
}

/// One value that ties two places together.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct TieShape {
    /// What kind of value.
    pub kind: TieKind,
    /// The step that gave it out, by [`StepShape::number`]; absent for what stands beside the capture.
    #[cfg_attr(test, ts(optional = nullable))]
    pub given_in: Option<usize>,
    /// Where it was given out.
    pub given: Span,
    /// The step that brings it back.
    #[cfg_attr(test, ts(optional = nullable))]
    pub back_in: Option<usize>,
    /// Where it comes back.
    pub back: Span,
}

/// A party, and what shows that it is one.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct PartyShape {
    /// What part it plays.
    pub role: PartyRole,
    /// What it calls itself.
    #[cfg_attr(test, ts(optional = nullable))]
    pub name: Option<String>,
    /// The hosts that it serves.
    pub hosts: Vec<String>,
    /// What shows it.
    pub evidence: Vec<EvidenceShape>,
}

/// One thing that shows what part a party plays.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct EvidenceShape {
    /// What was seen.
    pub says: &'static str,
    /// Where.
    pub at: Span,
}

/// How a party's clock stands to the browser's.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct ClockShape {
    /// The host.
    pub host: String,
    /// The part that it plays.
    pub role: PartyRole,
    /// By how many seconds it is ahead of the browser's clock; negative where it is behind.
    pub offset: f64,
    /// How far the truth can be from that, in seconds.
    pub error: f64,
    /// How many times it was read.
    pub readings: usize,
    /// How many of the readings agree.
    pub agreeing: usize,
    /// The same in a sentence.
    pub says: String,
    /// The narrowest readings.
    pub at: Vec<Span>,
}

/// Everything that is told of what happened.
pub(super) struct Happened {
    pub(super) flows: Vec<FlowShape>,
    pub(super) parties: Vec<PartyShape>,
    pub(super) clocks: Vec<ClockShape>,
}

/// Tells what happened, with the faults on the steps.
pub(super) fn happened(look: &Look, judged: &[Judged]) -> Happened {
    let telling = Telling { case: look.case, messages: look.messages, traffic: &look.traffic };
    let faults = telling.faults(judged);
    Happened {
        flows: look.traffic.flows.iter().map(|flow| telling.flow(flow, &faults)).collect(),
        parties: look.traffic.parties.iter().map(party).collect(),
        clocks: look.traffic.clocks.iter().map(clock).collect(),
    }
}

struct Telling<'a> {
    case: &'a Case,
    messages: &'a [Message],
    traffic: &'a Traffic,
}

impl Telling<'_> {
    fn flow(&self, flow: &Flow, faults: &[(usize, &'static str)]) -> FlowShape {
        let told = flow.steps.iter().take(Limits::STEPS_TOLD);
        FlowShape {
            kind: flow.kind,
            title: self.title(flow),
            within: flow.within,
            steps: told.filter_map(|step| self.step(*step, faults)).collect(),
            untold: flow.steps.len().saturating_sub(Limits::STEPS_TOLD),
            ties: flow.ties.iter().map(tie).collect(),
        }
    }

    fn title(&self, flow: &Flow) -> String {
        let host = |deed| {
            let step = flow.first(&self.traffic.steps, deed)?;
            crate::flow::host(&self.traffic.exchange(self.case, step)?.url.value)
        };
        let (application, provider) = (host(Deed::Answer).or(host(Deed::Start)), host(Deed::Ask));
        match (flow.kind, application, provider) {
            (FlowKind::SignOut, ..) => "Sign-out".to_owned(),
            (FlowKind::Unasked, Some(application), _) => {
                format!("Sign-in that {application} did not ask for")
            }
            (FlowKind::Unasked, None, _) => "Sign-in that nobody asked for".to_owned(),
            (FlowKind::SignIn, Some(application), Some(provider)) => {
                format!("Sign-in to {application} by {provider}")
            }
            (FlowKind::SignIn, None, Some(provider)) => format!("Sign-in by {provider}"),
            (FlowKind::SignIn, Some(application), None) => format!("Sign-in to {application}"),
            (FlowKind::SignIn, None, None) => "Sign-in".to_owned(),
        }
    }

    fn step(&self, number: usize, faults: &[(usize, &'static str)]) -> Option<StepShape> {
        let step = self.traffic.steps.get(number)?;
        let exchange = step.exchange.and_then(|place| self.case.exchanges().get(place));
        let url = exchange.map(|exchange| exchange.address().to_owned()).or_else(|| self.sent_to(step));
        let to = url.as_deref().and_then(|url| self.traffic.party_at(url)).map(|party| party.role);
        Some(StepShape {
            deed: step.deed,
            at: step.when.map(stamp),
            took: exchange.and_then(|exchange| exchange.timings.total),
            method: exchange.map(|exchange| exchange.method().to_owned()),
            status: exchange.map(Exchange::status).filter(|status| *status > 0),
            to,
            carries: self.carries(step),
            messages: step.carried.iter().map(|carried| carried.message).collect(),
            number,
            from: step.from.map(|lead| lead.step),
            span: exchange
                .map(|exchange| exchange.at)
                .or_else(|| self.message(step).map(|message| message.at)),
            faults: faults.iter().filter(|(at, _)| *at == number).map(|(_, id)| *id).collect(),
            url,
        })
    }

    fn message(&self, step: &Step) -> Option<&Message> {
        self.messages.get(step.carried.first()?.message.0 as usize)
    }

    fn sent_to(&self, step: &Step) -> Option<String> {
        let layer = self.case.layer(self.message(step)?.at.layer)?;
        layer.travel.sent_to.as_ref().map(|(url, _)| url.clone())
    }

    fn carries(&self, step: &Step) -> Option<String> {
        self.message(step).map(|message| match &message.body {
            Body::Saml(message) => message.called().to_owned(),
            Body::AuthorizationRequest(_) => "authorization request".to_owned(),
            Body::AuthorizationResponse(answer) => match &answer.error {
                Some(error) => format!("authorization response: {}", error.value),
                None => "authorization response".to_owned(),
            },
            Body::TokenRequest(_) => "token request".to_owned(),
            Body::TokenResponse(_) => "token response".to_owned(),
            Body::UserInfo(_) => "UserInfo".to_owned(),
            Body::Token(token) => token.purpose.kind.name().to_owned(),
            Body::Discovery(_) => "discovery".to_owned(),
            Body::Jwks(_) => "keys".to_owned(),
            Body::EndSessionRequest(_) | Body::FrontChannelLogout(_) => "logout request".to_owned(),
            _ => "something else".to_owned(),
        })
    }

    /// Which failed check points into which step.
    fn faults(&self, judged: &[Judged]) -> Vec<(usize, &'static str)> {
        let mut faults = Vec::new();
        let failed = judged.iter().filter(|judged| matches!(judged.verdict, Verdict::Fail(_)));
        for judged in failed {
            for at in judged.verdict.findings().iter().filter_map(|finding| finding.at) {
                let found = self.step_at(at).map(|step| (step, judged.check.id));
                faults.extend(found.filter(|fault| !faults.contains(fault)));
            }
        }
        faults
    }

    fn step_at(&self, at: Span) -> Option<usize> {
        let way = self.case.trace(at);
        self.traffic.steps.iter().position(|step| {
            let exchange = step.exchange.and_then(|place| self.case.exchanges().get(place));
            match exchange {
                Some(exchange) => way.iter().any(|place| exchange.at.covers(*place)),
                None => self
                    .message(step)
                    .is_some_and(|message| way.iter().any(|place| message.at.covers(*place))),
            }
        })
    }
}

fn tie(tie: &crate::flow::Tie) -> TieShape {
    let End { step: given_in, at: given } = tie.given;
    let End { step: back_in, at: back } = tie.back;
    TieShape { kind: tie.kind, given_in, given, back_in, back }
}

fn party(party: &Party) -> PartyShape {
    let evidence = |Evidence { says, at }: &Evidence| EvidenceShape { says, at: *at };
    PartyShape {
        role: party.role,
        name: party.name.as_ref().map(|name| name.value.clone()),
        hosts: party.hosts.clone(),
        evidence: party.evidence.iter().map(evidence).collect(),
    }
}

fn clock(clock: &Clock) -> ClockShape {
    let seconds = |time: chrono::TimeDelta| time.num_milliseconds() as f64 / 1000.0;
    ClockShape {
        host: clock.host.clone(),
        role: clock.role,
        offset: seconds(clock.offset()),
        error: seconds(clock.error()),
        readings: clock.readings.len(),
        agreeing: clock.agreeing,
        says: clock.says(),
        at: clock.readings.iter().take(3).map(|reading| reading.at).collect(),
    }
}
