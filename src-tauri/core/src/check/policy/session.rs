//! The session at the identity provider ends as early as the playbook demands.

use super::PLAYBOOK;
use super::lifetime::judge;
use crate::check::saml::examined::each_assertion;
use crate::check::{Check, Look, Verb, Verdict};

/// The session at the identity provider ends as early as the playbook demands.
pub static CHECK: Check = Check {
    id: "policy/session",
    title: "The session lasts longer than the playbook allows",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "Until SessionNotOnOrAfter the application may keep the person signed in without asking again.",
    remedy_idp: "Shorten the session, or leave SessionNotOnOrAfter out where the application ends it itself.",
    remedy_sp: "End the application's session as early as the playbook demands, whatever the answer says.",
    run,
};

fn run(look: &Look) -> Verdict {
    let Some(most) = look.expect.playbook.time.max_session else { return Verdict::Silent };
    each_assertion(look, |_, assertion| {
        let each = assertion.authn_statements.iter().map(|statement| {
            let begins = statement.authn_instant.as_ref();
            judge("session", begins, statement.session_not_on_or_after.as_ref(), most)
        });
        Verdict::merge(each)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, by_playbook};

    #[test]
    fn a_session_that_lasts_too_long_fails() {
        let said = |most: &str| by_playbook(&CHECK, RESPONSE, &format!("[time]\nmax_session = \"{most}\""));
        assert!(matches!(said("9d"), Verdict::Pass(_)));
        assert!(said("1m").failed());
        assert_eq!(by_playbook(&CHECK, RESPONSE, ""), Verdict::Silent);
    }
}
