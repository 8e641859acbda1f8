//! RelayState comes back with the answer as it went with the request.

use super::relay_states;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::flow::{Deed, Flow, Step};

/// RelayState comes back with the answer as it went with the request.
pub static CHECK: Check = Check {
    id: "saml/relay_state",
    title: "RelayState did not come back as it was sent",
    // The provider MUST give it back. The application need not refuse an answer without it, and few do.
    verb: Verb::Should,
    spec: &[cite("SAML Bindings 2.0", "3.4.3"), cite("SAML Bindings 2.0", "3.5.3")],
    why: "RelayState tells the application which page the person wanted, and some find their record of the sign-in by it. \
          Without it people land on the start page, or on an error.",
    remedy_idp: "Give RelayState back with the answer byte for byte, after a logout too.",
    remedy_sp: "Send a short key, and keep the page that the person wanted at the application.",
    run,
};

fn run(look: &Look) -> Verdict {
    let pairs = [(Deed::Ask, Deed::Answer), (Deed::AskOut, Deed::AnswerOut)];
    let flows = look.traffic.flows.iter();
    Verdict::merge(flows.flat_map(|flow| pairs.map(|(there, back)| of(look, flow, there, back))))
}

/// The first request is the application's own; pages of the provider may send it on.
fn of(look: &Look, flow: &Flow, there: Deed, back: Deed) -> Verdict {
    let steps = &look.traffic.steps;
    let step = |place: Option<usize>| steps.get(place?).filter(|step| is_saml(look, step));
    let (Some(asked), Some(answered)) = (step(flow.first(steps, there)), step(flow.last(steps, back))) else {
        return Verdict::Silent;
    };
    let Some(sent) = relay_states::of(look, asked) else { return Verdict::Silent };
    let carried = answered.carried.first().and_then(|carried| look.messages.get(carried.message.0 as usize));
    match relay_states::of(look, answered) {
        Some(came) if came.value == sent.value => {
            let says = format!("RelayState is “{}” on both ways.", sent.text());
            Verdict::pass(Finding::new(says).at(came.at).also(sent.at, "with the request"))
        }
        Some(came) => {
            let says =
                format!("RelayState was sent as “{}” and came back as “{}”.", sent.text(), came.text());
            let finding = Finding::new(says).at(came.at).also(sent.at, "with the request");
            Verdict::fail(finding.expected(sent.text()).observed(came.text()))
        }
        // An answer that was pasted without what stood around it lacks RelayState for that reason.
        None if answered.exchange.is_none() => Verdict::Silent,
        None => {
            let says = format!("The request brought RelayState “{}”; the answer has none.", sent.text());
            let at = carried.map(|message| message.at);
            Verdict::fail(Finding::new(says).at(at).also(sent.at, "with the request").expected(sent.text()))
        }
    }
}

fn is_saml(look: &Look, step: &Step) -> bool {
    let messages = step.carried.iter().filter_map(|carried| look.messages.get(carried.message.0 as usize));
    messages.into_iter().any(|message| matches!(message.body, Body::Saml(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Clock, Expectations, Paste, examine};

    const REQUEST: &str = "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_q\" Version=\"2.0\" \
        IssueInstant=\"2026-01-01T12:00:00Z\"/>";
    const ANSWER: &str = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_a\" Version=\"2.0\" \
        InResponseTo=\"_q\" IssueInstant=\"2026-01-01T12:00:09Z\"/>";

    fn form(parameter: &str, xml: &str, relay_state: &str) -> String {
        use base64::Engine;
        let encoded = base64::engine::general_purpose::STANDARD.encode(xml);
        let encoded = encoded.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        format!("{parameter}={encoded}{relay_state}")
    }

    fn said(there: &str, back: &str) -> Vec<String> {
        let pastes = vec![
            Paste::capture("request.txt", form("SAMLRequest", REQUEST, there)),
            Paste::capture("answer.txt", form("SAMLResponse", ANSWER, back)),
        ];
        let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
        let report = examine(pastes, &Expectations::default(), clock).report;
        let checks = report.checks.into_iter().filter(|check| check.id == CHECK.id);
        checks.map(|check| format!("{:?}", check.verdict)).collect()
    }

    #[test]
    fn byte_for_byte() {
        assert_eq!(said("&RelayState=k7", "&RelayState=k7"), ["Pass"]);
        assert_eq!(said("&RelayState=k7", "&RelayState=K7"), ["Fail"]);
        assert_eq!(said("&RelayState=k7", ""), ["Silent"], "a paste may lack what stood around the answer");
        assert_eq!(said("", "&RelayState=k7"), ["Silent"]);
    }
}
