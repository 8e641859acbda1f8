//! When the person signed in is not in the future, and is after a request that wanted them to sign in anew.

use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{AuthnRequest, AuthnStatement, SamlBody};
use crate::decode::{Body, Spanned, Time};
use crate::instant::stamp;

use super::examined::{Examined, each_assertion};
use super::window::in_words;

/// When the person signed in is not in the future, and is after a request that wanted them to sign in anew.
pub static CHECK: Check = Check {
    id: "saml/authn_instant",
    title: "The sign-in itself is older than the request allows, or lies in the future",
    verb: Verb::Should,
    spec: &[cite("SAML Core 2.0", "2.7.2"), cite("SAML Core 2.0", "3.4.1")],
    why: "A request with ForceAuthn wants the person to prove anew who they are. An answer from an earlier session does not, \
          and careful applications refuse it.",
    remedy_idp: "Honour ForceAuthn: show the sign-in page even to those who have a session.",
    remedy_sp: "Leave ForceAuthn out where an earlier sign-in will do.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |examined, assertion| {
        Verdict::merge(assertion.authn_statements.iter().map(|statement| of(look, examined, statement)))
    })
}

fn of(look: &Look, examined: Examined, statement: &AuthnStatement) -> Verdict {
    let Some(time) = &statement.authn_instant else { return Verdict::Silent };
    let Some(at) = time.value.instant else {
        return Verdict::fail(super::window::malformed("AuthnInstant", time));
    };
    if at - look.now > look.skew {
        let says =
            format!("AuthnInstant {} lies {} ahead of the instant.", stamp(at), in_words(at - look.now));
        return Verdict::fail(Finding::new(says).at(time.at).observed(stamp(at)));
    }
    match forced(look, examined).and_then(|request| Some((request, request.head.issue_instant.as_ref()?))) {
        Some((request, asked)) => after(look, time, at, request, asked),
        None => Verdict::Silent,
    }
}

fn after(
    look: &Look,
    time: &Spanned<Time>,
    at: chrono::DateTime<chrono::Utc>,
    request: &AuthnRequest,
    asked: &Spanned<Time>,
) -> Verdict {
    let Some(asked_at) = asked.value.instant else { return Verdict::Silent };
    let forced = request.force_authn.as_ref().map(|force| force.at);
    let finding = |says: String| {
        let finding = Finding::new(says).at(time.at).observed(stamp(at));
        finding.also(forced, "what the request wants").also(asked.at, "when it was asked")
    };
    if asked_at - at > look.skew {
        let says = format!(
            "The person signed in {} before the request, which wants them to sign in anew (ForceAuthn).",
            in_words(asked_at - at)
        );
        return Verdict::fail(finding(says).expected(format!("not before {}", stamp(asked_at))));
    }
    Verdict::pass(finding("The person signed in anew, as the request wants.".to_owned()))
}

/// The request that is answered, where it wants the person to sign in anew.
fn forced<'a>(look: &Look<'a>, examined: Examined) -> Option<&'a AuthnRequest> {
    let answered = examined.saml.head()?.in_response_to.as_ref()?;
    look.messages.iter().find_map(|message| match &message.body {
        Body::Saml(saml) => match &saml.body {
            SamlBody::AuthnRequest(request)
                if request.force_authn.as_ref().is_some_and(|force| force.value)
                    && request.head.id.as_ref().is_some_and(|id| id.value == answered.value) =>
            {
                Some(request)
            }
            _ => None,
        },
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, at};

    #[test]
    fn a_sign_in_of_the_future_fails() {
        assert_eq!(at("2026-01-01T12:00:00Z", &CHECK, RESPONSE, &[]), Verdict::Silent);
        assert!(at("2026-01-01T10:00:00Z", &CHECK, RESPONSE, &[]).failed());
    }
}
