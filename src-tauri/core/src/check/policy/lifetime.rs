//! An answer is good for no longer than the playbook allows.

use chrono::TimeDelta;

use super::PLAYBOOK;
use crate::check::oidc::examined::{ID_TOKEN, each_readable};
use crate::check::saml::examined::each_assertion;
use crate::check::saml::window::in_words;
use crate::check::{Check, Finding, Look, Verb, Verdict};
use crate::decode::{Spanned, Time};

/// An answer is good for no longer than the playbook allows.
pub static CHECK: Check = Check {
    id: "policy/lifetime",
    title: "The answer is good for longer than the playbook allows",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "The longer an answer is good, the longer whoever finds it can use it.",
    remedy_idp: "Shorten the lifetime of Assertions or ID tokens for this application.",
    remedy_sp: "Refuse answers that are older than needed.",
    run,
};

fn run(look: &Look) -> Verdict {
    let Some(most) = look.expect.playbook.time.max_lifetime else { return Verdict::Silent };
    let of_assertions = each_assertion(look, |_, assertion| {
        let Some(conditions) = &assertion.conditions else { return Verdict::Silent };
        let begins = conditions.not_before.as_ref().or(assertion.issue_instant.as_ref());
        judge("Assertion", begins, conditions.not_on_or_after.as_ref(), most)
    });
    let of_tokens = each_readable(look, ID_TOKEN, |examined| {
        let claimed = &examined.token.claimed;
        judge("ID token", claimed.iat.as_ref(), claimed.exp.as_ref(), most)
    });
    Verdict::merge([of_assertions, of_tokens])
}

pub(super) fn judge(
    what: &str,
    begins: Option<&Spanned<Time>>,
    ends: Option<&Spanned<Time>>,
    most: TimeDelta,
) -> Verdict {
    let (Some(begins), Some(ends)) = (begins, ends) else { return Verdict::Silent };
    let (Some(from), Some(until)) = (begins.value.instant, ends.value.instant) else {
        return Verdict::Silent;
    };
    let lasts = until - from;
    let finding = Finding::new(format!("The {what} is good for {}.", in_words(lasts)))
        .at(ends.at)
        .also(begins.at, "its beginning");
    match lasts > most {
        true => {
            Verdict::fail(finding.expected(format!("{} at most", in_words(most))).observed(in_words(lasts)))
        }
        false => Verdict::pass(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, by_playbook};

    #[test]
    fn longer_than_allowed_fails() {
        let said = |most: &str| by_playbook(&CHECK, RESPONSE, &format!("[time]\nmax_lifetime = \"{most}\""));
        assert!(matches!(said("2d"), Verdict::Pass(_)));
        assert!(said("1s").failed());
        assert_eq!(by_playbook(&CHECK, RESPONSE, ""), Verdict::Silent);
    }
}
