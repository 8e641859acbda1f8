//! What a policy wants signed is signed.

use super::PLAYBOOK;
use crate::check::saml::examined::{Examined, each_message};
use crate::check::saml::signatures::of_message;
use crate::check::{Check, Finding, Look, Verb, Verdict};
use crate::decode::saml::SamlBody;
use crate::expect::Policy;
use crate::span::Span;

/// What a policy wants signed is signed.
pub static CHECK: Check = Check {
    id: "policy/signed",
    title: "What a policy wants signed is not signed",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "The organisation wants this part signed in each of its integrations, whatever the application asks for.",
    remedy_idp: "Switch on the signature of that part.",
    remedy_sp: "Ask for it in the metadata or the settings.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| {
        let assertions = demands(look, "assertion").map(|policy| of_assertions(look, examined, policy));
        let responses = demands(look, "response").map(|policy| of_response(look, examined, policy));
        Verdict::merge(assertions.chain(responses))
    })
}

/// The policies in force that want a part signed.
pub(super) fn demands<'a>(look: &Look<'a>, part: &'a str) -> impl Iterator<Item = &'a Policy> + use<'a> {
    let (policies, now) = (&look.expect.playbook.policy, look.now);
    policies
        .iter()
        .filter(move |policy| policy.holds_at(now) && policy.must_sign.iter().any(|own| own == part))
}

fn of_assertions(look: &Look, examined: Examined, policy: &Policy) -> Verdict {
    Verdict::merge(examined.saml.assertions().iter().map(|assertion| {
        let mut own = of_message(look, examined);
        let signed = own.find(|signature| signature.parent.at == assertion.at).map(|signature| signature.at);
        judge("Assertion", signed, assertion.tag, policy)
    }))
}

fn of_response(look: &Look, examined: Examined, policy: &Policy) -> Verdict {
    let SamlBody::Response(_) = &examined.saml.body else { return Verdict::Silent };
    let mut own = of_message(look, examined);
    let signed =
        own.find(|signature| signature.parent.node == examined.saml.element).map(|signature| signature.at);
    judge("Response", signed, examined.saml.tag(), policy)
}

/// Whether the signature holds is for others to say.
fn judge(what: &str, signed: Option<Span>, tag: Span, policy: &Policy) -> Verdict {
    match signed {
        Some(at) => Verdict::pass(Finding::new(format!("The {what} is signed.")).at(at)),
        None => {
            let says = format!("The {what} itself is not signed; {} wants it signed.", policy.called());
            Verdict::fail(Finding::new(says).at(tag).expected(format!("a signed {what}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{SIGNED_ASSERTION, by_playbook};

    #[test]
    fn each_part_is_looked_at_by_itself() {
        let said = |part: &str| {
            by_playbook(&CHECK, SIGNED_ASSERTION, &format!("[[policy]]\nmust_sign = [\"{part}\"]"))
        };
        assert!(matches!(said("assertion"), Verdict::Pass(_)));
        assert!(said("response").failed());
        assert_eq!(by_playbook(&CHECK, SIGNED_ASSERTION, ""), Verdict::Silent);
    }
}
