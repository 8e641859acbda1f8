//! Sign-ins and sign-outs, told apart: which step belongs to which.

use std::collections::BTreeMap;

use serde::Serialize;

use super::deed::Deed;
use super::lead::LeadKind;
use super::step::Step;
use super::tie::Tie;
use crate::case::Case;
use crate::decode::Message;
use crate::place::host;

/// One sign-in or sign-out.
#[derive(Clone, Debug)]
pub struct Flow {
    /// What it is.
    pub kind: FlowKind,
    /// Its steps, by their place in [`Traffic::steps`](super::Traffic::steps), in order.
    pub steps: Vec<usize>,
    /// What ties its messages together, and to those of others.
    pub ties: Vec<Tie>,
    /// The flow inside whose sign-in it took place: an identity provider that asked another one.
    pub within: Option<usize>,
}

/// What a flow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum FlowKind {
    /// The application asked for it.
    SignIn,
    /// The identity provider sent an answer that nobody had asked for.
    Unasked,
    /// Somebody is signed out.
    SignOut,
}

impl Flow {
    /// The first step of a deed.
    pub fn first(&self, steps: &[Step], deed: Deed) -> Option<usize> {
        self.steps.iter().copied().find(|step| steps.get(*step).is_some_and(|step| step.deed == deed))
    }

    /// The last step of a deed.
    pub fn last(&self, steps: &[Step], deed: Deed) -> Option<usize> {
        self.steps.iter().copied().rfind(|step| steps.get(*step).is_some_and(|step| step.deed == deed))
    }
}

/// Tells the flows apart, and gives each step its flow and what is known of its deed.
pub(super) fn told_apart(case: &Case, messages: &[Message], steps: &mut [Step], ties: Vec<Tie>) -> Vec<Flow> {
    let groups = Groups::of(case, messages, steps, &ties);
    let mut flows: Vec<Flow> = groups.flows();
    for (number, flow) in flows.iter().enumerate() {
        flow.steps.iter().for_each(|step| join(steps, *step, number));
    }
    Chain { case, steps }.follow(&flows);
    for (number, flow) in flows.iter_mut().enumerate() {
        flow.steps = (0..steps.len()).filter(|step| flow_of(steps, *step) == Some(number)).collect();
        flow.ties = ties_of(&ties, steps, number);
        flow.kind = kind(flow, steps);
    }
    nest(case, steps, &mut flows);
    flows
}

fn flow_of(steps: &[Step], step: usize) -> Option<usize> {
    steps.get(step)?.flow
}

fn join(steps: &mut [Step], step: usize, flow: usize) {
    if let Some(step) = steps.get_mut(step) {
        step.flow.get_or_insert(flow);
    }
}

fn ties_of(ties: &[Tie], steps: &[Step], flow: usize) -> Vec<Tie> {
    let of = |step: Option<usize>| step.and_then(|step| flow_of(steps, step));
    ties.iter().filter(|tie| of(tie.back.step) == Some(flow)).copied().collect()
}

fn kind(flow: &Flow, steps: &[Step]) -> FlowKind {
    let has = |deed| flow.first(steps, deed).is_some();
    if has(Deed::AskOut) || has(Deed::AnswerOut) {
        FlowKind::SignOut
    } else if has(Deed::Answer) && !has(Deed::Ask) && !has(Deed::Start) && flow.ties.is_empty() {
        FlowKind::Unasked
    } else {
        FlowKind::SignIn
    }
}

/// Steps with messages that belong together.
struct Groups {
    of: Vec<Option<usize>>,
}

impl Groups {
    fn of(case: &Case, messages: &[Message], steps: &[Step], ties: &[Tie]) -> Self {
        let own = |(place, step): (usize, &Step)| belongs(step).then_some(place);
        let mut groups = Groups { of: steps.iter().enumerate().map(own).collect() };
        for tie in ties.iter().filter(|tie| tie.kind.joins()) {
            if let (Some(given), Some(back)) = (tie.given.step, tie.back.step) {
                groups.unite(given, back);
            }
        }
        groups.same_message(case, messages, steps);
        groups.started_over(steps);
        groups.sign_outs(steps);
        groups.alone(steps);
        groups
    }

    fn root(&self, step: usize) -> Option<usize> {
        let mut at = step;
        while let Some(Some(up)) = self.of.get(at) {
            if *up == at {
                return Some(at);
            }
            at = *up;
        }
        None
    }

    fn unite(&mut self, one: usize, other: usize) {
        if let (Some(one), Some(other)) = (self.root(one), self.root(other)) {
            let (first, later) = (one.min(other), one.max(other));
            if let Some(slot) = self.of.get_mut(later) {
                *slot = Some(first);
            }
        }
    }

    /// A provider's own pages send the request on, and a browser may send an answer twice: the same ID, the same flow.
    fn same_message(&mut self, case: &Case, messages: &[Message], steps: &[Step]) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (place, step) in steps.iter().enumerate().filter(|(_, step)| belongs(step)) {
            for carried in &step.carried {
                let message = messages.get(carried.message.0 as usize);
                let Some(name) = message.and_then(|message| name_of(case, message)) else { continue };
                match seen.get(&name) {
                    Some(first) => self.unite(*first, place),
                    None => drop(seen.insert(name, place)),
                }
            }
        }
    }

    /// A provider that lost its session starts over by itself and answers without naming the request: what led to the
    /// answer leads back to a request that nothing else answers.
    fn started_over(&mut self, steps: &[Step]) {
        let answers = |groups: &Self, root| {
            (0..steps.len()).any(|step| {
                steps.get(step).is_some_and(|step| step.deed == Deed::Answer)
                    && groups.root(step) == Some(root)
            })
        };
        for (place, step) in steps.iter().enumerate().filter(|(_, step)| step.deed == Deed::Answer) {
            if self.root(place) != Some(place) || !belongs(step) {
                continue;
            }
            let leads = std::iter::successors(step.from, |lead| steps.get(lead.step)?.from);
            let asked =
                leads.take(64).find(|lead| steps.get(lead.step).is_some_and(|step| step.deed == Deed::Ask));
            let Some(root) = asked.and_then(|lead| self.root(lead.step)) else { continue };
            if !answers(self, root) {
                self.unite(root, place);
            }
        }
    }

    /// One sign-out has many legs: each is sent on by the answer to the one before.
    fn sign_outs(&mut self, steps: &[Step]) {
        let out = |step: &Step| matches!(step.deed, Deed::AskOut | Deed::AnswerOut);
        for (place, step) in steps.iter().enumerate().filter(|(_, step)| out(step)) {
            let mut lead = step.from;
            for _ in 0..8 {
                let Some(before) = lead else { break };
                if steps.get(before.step).is_some_and(out) {
                    self.unite(before.step, place);
                    break;
                }
                lead = steps.get(before.step).and_then(|step| step.from);
            }
        }
    }

    /// What came alone and is tied to nothing belongs to the only other sign-in there is.
    fn alone(&mut self, steps: &[Step]) {
        let out = |deed| matches!(deed, Deed::AskOut | Deed::AnswerOut);
        let roots: Vec<usize> =
            (0..steps.len()).filter(|step| self.of.get(*step) == Some(&Some(*step))).collect();
        let signs_in: Vec<usize> = roots
            .iter()
            .copied()
            .filter(|root| steps.get(*root).is_some_and(|step| !out(step.deed)))
            .collect();
        let loose = |root: &usize| steps.get(*root).is_some_and(|step| step.exchange.is_none());
        let late = |root: &usize| {
            steps.get(*root).is_some_and(|step| matches!(step.deed, Deed::Redeem | Deed::UserInfo))
        };
        let firm: Vec<usize> = signs_in.iter().copied().filter(|root| !late(root)).collect();
        if let [only] = firm.as_slice() {
            for root in signs_in.iter().filter(|root| *root != only && (loose(root) || late(root))) {
                self.unite(*only, *root);
            }
        }
    }

    fn flows(&self) -> Vec<Flow> {
        let mut flows: BTreeMap<usize, Flow> = BTreeMap::new();
        for step in 0..self.of.len() {
            let Some(root) = self.root(step) else { continue };
            let new = || Flow { kind: FlowKind::SignIn, steps: Vec::new(), ties: Vec::new(), within: None };
            flows.entry(root).or_insert_with(new).steps.push(step);
        }
        flows.into_values().collect()
    }
}

/// Whether a step makes a flow by what it carries; keys and metadata serve any.
fn belongs(step: &Step) -> bool {
    step.deed.carries_message() && step.deed != Deed::Keys && !step.carried.is_empty()
}

/// What a message is named by, so that the same one is recognised when it comes again.
fn name_of(case: &Case, message: &Message) -> Option<String> {
    match &message.body {
        crate::decode::Body::Saml(saml) => {
            let id = saml.head()?.id.as_ref()?;
            Some(format!("saml {}", id.value))
        }
        crate::decode::Body::AuthorizationResponse(answer) => {
            let code = answer.code.as_ref()?;
            Some(format!("code {}", code.value))
        }
        crate::decode::Body::AuthorizationRequest(_) => {
            Some(format!("request {}", String::from_utf8_lossy(case.bytes(message.at))))
        }
        _ => None,
    }
}

/// Gives the steps between and around the messages their flow.
struct Chain<'a> {
    case: &'a Case,
    steps: &'a mut [Step],
}

impl Chain<'_> {
    fn follow(mut self, flows: &[Flow]) {
        for (number, flow) in flows.iter().enumerate() {
            flow.steps.iter().for_each(|step| self.back(*step, number));
        }
        self.onward();
        self.between(flows);
        self.onward();
    }

    /// From a message back along what led to it, as far as nothing else belongs to another flow.
    fn back(&mut self, step: usize, flow: usize) {
        let mut at = step;
        for _ in 0..64 {
            let Some(lead) = self.steps.get(at).and_then(|step| step.from) else { return };
            let asked = self.steps.get(at).map(|step| step.deed);
            let Some(before) = self.steps.get_mut(lead.step) else { return };
            if before.flow.is_some() {
                return;
            }
            before.flow = Some(flow);
            before.deed = match asked {
                Some(Deed::Ask | Deed::AskOut | Deed::Start) => Deed::Start,
                _ => Deed::SignIn,
            };
            // What led to a page that merely links to the start is no part of it.
            if before.deed == Deed::Start && lead.kind == LeadKind::Page {
                return;
            }
            at = lead.step;
        }
    }

    /// From a step onward along its redirects.
    fn onward(&mut self) {
        for at in 0..self.steps.len() {
            let Some(step) = self.steps.get(at).filter(|step| step.flow.is_none()) else { continue };
            let Some(lead) = step.from.filter(|lead| lead.kind != LeadKind::Page) else { continue };
            let before = self.steps.get(lead.step).map(|before| (before.flow, before.deed));
            let (Some((Some(flow), deed)), Some(step)) = (before, self.steps.get_mut(at)) else { continue };
            step.flow = Some(flow);
            step.deed = match deed {
                Deed::Answer | Deed::AnswerOut | Deed::Land | Deed::Redeem => Deed::Land,
                Deed::Start => Deed::Start,
                _ => Deed::SignIn,
            };
        }
    }

    /// Between a request and its answer: what the person does at the identity provider. The request that was made
    /// last comes first.
    fn between(&mut self, flows: &[Flow]) {
        for (number, flow) in flows.iter().enumerate().rev() {
            let Some(ask) = flow.first(self.steps, Deed::Ask) else { continue };
            let answer = flow.first(self.steps, Deed::Answer).unwrap_or(self.steps.len());
            let Some(provider) = self.host(ask) else { continue };
            for at in ask + 1..answer {
                let here = self.host(at);
                let Some(step) = self.steps.get_mut(at).filter(|step| step.flow.is_none()) else { continue };
                if here.as_ref() == Some(&provider) {
                    (step.flow, step.deed) = (Some(number), Deed::SignIn);
                }
            }
        }
    }

    fn host(&self, step: usize) -> Option<String> {
        let exchange = self.case.exchanges().get(self.steps.get(step)?.exchange?)?;
        host(&exchange.url.value)
    }
}

/// Finds flows inside others: the provider of one asks in its turn.
fn nest(case: &Case, steps: &[Step], flows: &mut [Flow]) {
    let host_of = |step: Option<usize>| {
        let exchange = case.exchanges().get(steps.get(step?)?.exchange?)?;
        host(&exchange.url.value)
    };
    let ends: Vec<(Option<usize>, Option<usize>)> =
        flows.iter().map(|flow| (flow.first(steps, Deed::Ask), flow.first(steps, Deed::Answer))).collect();
    for inner in 0..flows.len() {
        let Some((Some(asked), Some(answered))) = ends.get(inner).copied() else { continue };
        let outer = ends.iter().enumerate().position(|(place, (ask, answer))| {
            place != inner
                && ask.is_some_and(|ask| ask < asked)
                && answer.is_some_and(|answer| answered < answer)
                && host_of(*ask).is_some_and(|provider| Some(provider) == host_of(Some(answered)))
        });
        if let Some(flow) = flows.get_mut(inner) {
            flow.within = outer;
        }
    }
}
