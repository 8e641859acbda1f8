//! The request asks for the scopes that the playbook names.

use super::PLAYBOOK;
use crate::check::oidc::sign_ins::plain_requests;
use crate::check::{Check, Finding, Look, Verb, Verdict};

/// The request asks for the scopes that the playbook names.
pub static CHECK: Check = Check {
    id: "policy/scopes",
    title: "The request leaves out a scope that the playbook names",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "A scope brings the claims that the application reads. Left out, they are missing, often only for new sign-ins.",
    remedy_idp: "Nothing: the application asks.",
    remedy_sp: "Ask for the scopes that the playbook names, or take them out of it.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted = &look.expect.playbook.oidc.rp.scopes;
    if wanted.is_empty() {
        return Verdict::Silent;
    }
    Verdict::merge(plain_requests(look).into_iter().filter_map(|request| {
        let asked = request.scope.as_ref()?;
        let missing: Vec<&str> =
            wanted.iter().map(String::as_str).filter(|scope| !request.asks_scope(scope)).collect();
        Some(match missing.is_empty() {
            true => Verdict::pass(Finding::new("Every scope of the playbook is asked for.").at(asked.at)),
            false => {
                let says = format!("Not asked for, though the playbook names it: {}.", missing.join(", "));
                let finding = Finding::new(says).at(asked.at).expected(wanted.join(" "));
                Verdict::fail(finding.observed(asked.value.clone()))
            }
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::with_playbook;

    #[test]
    fn a_scope_that_is_left_out_fails() {
        let request = "https://op.example/authorize?client_id=app&response_type=code&scope=openid%20email&redirect_uri=https%3A%2F%2Fapp.example%2Fcb";
        let said = |scopes: &str| {
            let book = format!("[oidc.rp]\nscopes = [{scopes}]");
            with_playbook(&CHECK, &[Paste::capture("request", request)], &book)
        };
        assert!(matches!(said("\"openid\", \"email\""), Verdict::Pass(_)));
        assert!(said("\"openid\", \"profile\"").failed());
        assert_eq!(with_playbook(&CHECK, &[Paste::capture("request", request)], ""), Verdict::Silent);
    }
}
