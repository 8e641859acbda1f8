//! The person signed in as surely as a policy demands.

use super::PLAYBOOK;
use crate::check::oidc::examined::{ID_TOKEN, each_readable};
use crate::check::saml::examined::each_assertion;
use crate::check::{Check, Finding, Look, Verb, Verdict};
use crate::decode::Spanned;
use crate::expect::Policy;
use crate::span::Span;

/// The person signed in as surely as a policy demands.
pub static CHECK: Check = Check {
    id: "policy/context",
    title: "The person signed in less surely than a policy demands",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "The organisation wants certain sign-ins to show a second factor or the like. Only the acr or the \
          AuthnContextClassRef shows it to the application.",
    remedy_idp: "Have the person sign in as the policy demands, and name that context in the answer.",
    remedy_sp: "Ask for the context with each request, so that the provider knows.",
    run,
};

fn run(look: &Look) -> Verdict {
    let policies = look.expect.playbook.policy.iter();
    let demands: Vec<&Policy> =
        policies.filter(|policy| !policy.acr.is_empty() && policy.holds_at(look.now)).collect();
    if demands.is_empty() {
        return Verdict::Silent;
    }
    let of_assertions = each_assertion(look, |_, assertion| {
        let each = assertion.authn_statements.iter();
        Verdict::merge(each.map(|statement| judge(statement.authn_context.as_ref(), statement.at, &demands)))
    });
    let of_tokens = each_readable(look, ID_TOKEN, |examined| {
        judge(examined.token.claimed.acr.as_ref(), examined.token.at, &demands)
    });
    Verdict::merge([of_assertions, of_tokens])
}

fn judge(context: Option<&Spanned<String>>, at: Span, demands: &[&Policy]) -> Verdict {
    Verdict::merge(demands.iter().map(|policy| {
        let (called, wanted) = (policy.called(), policy.acr.join(" or "));
        match context {
            Some(context) if policy.acr.contains(&context.value) => {
                Verdict::pass(Finding::new(format!("The context is one that {called} takes.")).at(context.at))
            }
            Some(context) => {
                let says = format!("The person signed in in a way that {called} does not take.");
                Verdict::fail(
                    Finding::new(says).at(context.at).expected(wanted).observed(context.value.clone()),
                )
            }
            None => {
                let says = format!("The answer does not say how the person signed in; {called} demands it.");
                Verdict::fail(Finding::new(says).at(at).expected(wanted))
            }
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, by_playbook};

    #[test]
    fn the_context_is_one_of_those_demanded() {
        let said = |acr: &str| by_playbook(&CHECK, RESPONSE, &format!("[[policy]]\nacr = [\"{acr}\"]"));
        let own = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
        assert!(matches!(said(own), Verdict::Pass(_)), "{:?}", said(own));
        assert!(said("https://refeds.org/profile/mfa").failed());
        assert_eq!(by_playbook(&CHECK, RESPONSE, ""), Verdict::Silent);
    }
}
