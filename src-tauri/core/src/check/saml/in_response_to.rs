//! The answer belongs to a request that the application waits for.

use super::examined::{Examined, each_confirmation, each_head};
use super::identify::one_of;
use super::needs;
use crate::check::known::{Claims, Weight};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::saml::{Head, SamlBody, SubjectConfirmation};

/// The answer belongs to a request that the application waits for.
pub static CHECK: Check = Check {
    id: "saml/in_response_to",
    title: "The answer belongs to another request",
    verb: Verb::Must,
    spec: &[
        cite("SAML Core 2.0", "3.2.2"),
        cite("SAML Profiles 2.0", "4.1.4.3"),
        cite("SAML Core 2.0", "2.4.1.2"),
    ],
    why: "An answer that nobody asked for may have been planted. An application that lost its session, or that runs on \
          several nodes without a shared one, meets the same fault.",
    remedy_idp: "Copy the request's ID into InResponseTo of the Response and of the bearer confirmation.",
    remedy_sp: "Keep the request's ID until its answer arrives: one session for all nodes, a cookie that survives the \
                POST from another site.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge([
        each_head(look, |examined, head| of_head(look, examined, head)),
        each_confirmation(look, |examined, confirmation| of_confirmation(look, examined, confirmation)),
    ])
}

fn of_head(look: &Look, examined: Examined, head: &Head) -> Verdict {
    if !matches!(examined.saml.body, SamlBody::Response(_) | SamlBody::LogoutResponse(_)) {
        return Verdict::Silent;
    }
    let wanted = &look.known.saml.request_ids;
    match &head.in_response_to {
        Some(id) => one_of("InResponseTo", id, wanted, needs::request),
        None => unsolicited(head, wanted),
    }
}

/// Nothing says that it answers a request: that is a fault only where an answer to a known request is awaited.
fn unsolicited(head: &Head, wanted: &Claims) -> Verdict {
    let awaited = wanted.all().iter().find(|claim| claim.weight > Weight::Seen);
    match awaited {
        Some(claim) => {
            let says = format!(
                "The answer names no request, but the answer to {} is awaited.",
                claim.expected.value
            );
            Verdict::fail(Finding::new(says).at(head.tag).expected(claim.expected.value.clone()))
        }
        None => Verdict::pass(Finding::new("The answer names no request: it was sent unasked.").at(head.tag)),
    }
}

pub(super) fn of_confirmation(
    look: &Look,
    examined: Examined,
    confirmation: &SubjectConfirmation,
) -> Verdict {
    let of_head = examined.saml.head().and_then(|head| head.in_response_to.as_ref());
    let Some(id) = confirmation.data.as_ref().and_then(|data| data.in_response_to.as_ref()) else {
        return Verdict::Silent;
    };
    match of_head {
        Some(other) if other.value != id.value => Verdict::fail(disagree(id, other)),
        _ => one_of(
            "InResponseTo of the bearer confirmation",
            id,
            &look.known.saml.request_ids,
            needs::request,
        ),
    }
}

fn disagree(id: &Spanned<String>, other: &Spanned<String>) -> Finding {
    Finding::new("The bearer confirmation answers another request than the Response.")
        .at(id.at)
        .also(other.at, "InResponseTo of the Response")
        .expected(other.value.clone())
        .observed(id.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn the_request_has_to_be_the_awaited_one() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &["saml.sp.request_id=_q"]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, RESPONSE, &["saml.sp.request_id=_other"]).failed());
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Needs(need) if !need.decides));
    }

    #[test]
    fn response_and_confirmation_have_to_agree() {
        assert!(
            verdict(&CHECK, &RESPONSE.replacen("InResponseTo=\"_q\"", "InResponseTo=\"_p\"", 1), &[])
                .failed()
        );
    }

    #[test]
    fn an_unasked_answer_is_a_fault_only_where_one_is_awaited() {
        let unasked = RESPONSE.replace(" InResponseTo=\"_q\"", "");
        assert!(matches!(verdict(&CHECK, &unasked, &[]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, &unasked, &["saml.sp.request_id=_q"]).failed());
    }
}
