//! The signatures are made with algorithms that the playbook allows.

use super::PLAYBOOK;
use crate::check::oidc::examined::{FOR_CLIENT, each};
use crate::check::saml::examined::each_message;
use crate::check::saml::signatures::each_signature;
use crate::check::{Check, Finding, Look, Verb, Verdict};
use crate::decode::Spanned;
use crate::expect::CryptoRule;

/// The signatures are made with algorithms that the playbook allows.
pub static CHECK: Check = Check {
    id: "policy/algorithms",
    title: "A signature uses an algorithm that the playbook does not allow",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "The organisation decided which algorithms its sign-ins rest on. One that slips in again stays for years.",
    remedy_idp: "Choose a signature algorithm that the playbook allows.",
    remedy_sp: "Refuse what the playbook does not allow, or change the rule with a reason and an end.",
    run,
};

fn run(look: &Look) -> Verdict {
    let rules = look.expect.playbook.crypto_rules(look.now);
    if rules.iter().all(|(_, rule)| rule.algorithms.is_empty() && rule.forbidden.is_empty()) {
        return Verdict::Silent;
    }
    let of_xml = each_signature(look, |signature| {
        let methods = signature.method.iter().map(|method| judge(method, true, &rules));
        let digests = signature.digest_methods.iter().map(|digest| judge(digest, false, &rules));
        Verdict::merge(methods.chain(digests))
    });
    let of_urls = each_message(look, |examined| {
        let own = look.signatures.redirect.iter().filter(|signed| signed.message == examined.message.id);
        Verdict::merge(
            own.filter_map(|signed| signed.method.as_ref()).map(|method| judge(method, true, &rules)),
        )
    });
    let of_tokens = each(look, FOR_CLIENT, |examined| {
        examined.token.jose.alg.as_ref().map_or(Verdict::Silent, |alg| judge(alg, true, &rules))
    });
    Verdict::merge([of_xml, of_urls, of_tokens])
}

/// A list of allowed signature algorithms says nothing of digests; one of forbidden ones speaks of both.
fn judge(algorithm: &Spanned<String>, signs: bool, rules: &[(String, CryptoRule)]) -> Verdict {
    let name = short(&algorithm.value);
    let is = |named: &String| *named == algorithm.value || named == name;
    let broken = rules.iter().find_map(|(called, rule)| {
        let barred = rule.forbidden.iter().any(is);
        let beside = signs && !rule.algorithms.is_empty() && !rule.algorithms.iter().any(is);
        let wanted = if barred { format!("anything but {name}") } else { rule.algorithms.join(", ") };
        (barred || beside).then_some((called, wanted))
    });
    match broken {
        Some((called, wanted)) => {
            let says = format!("{name} is used, which {called} does not allow.");
            Verdict::fail(
                Finding::new(says).at(algorithm.at).expected(wanted).observed(algorithm.value.clone()),
            )
        }
        None => Verdict::pass(Finding::new(format!("{name} is allowed.")).at(algorithm.at)),
    }
}

/// The last part of an algorithm's URI: `rsa-sha256`.
fn short(algorithm: &str) -> &str {
    algorithm.rsplit(['#', '/']).next().unwrap_or(algorithm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{SIGNED_ASSERTION, by_playbook};

    fn said(book: &str) -> Verdict {
        by_playbook(&CHECK, SIGNED_ASSERTION, book)
    }

    #[test]
    fn what_is_allowed_passes_and_what_is_forbidden_fails() {
        assert_eq!(said(""), Verdict::Silent);
        assert!(matches!(said("[crypto]\nalgorithms = [\"rsa-sha256\"]"), Verdict::Pass(_)));
        assert!(said("[crypto]\nalgorithms = [\"ecdsa-sha256\"]").failed());
        assert!(said("[crypto]\nforbidden = [\"rsa-sha256\"]").failed());
        assert!(said("[crypto]\nforbidden = [\"sha256\"]").failed());
    }

    #[test]
    fn a_policy_that_has_ended_demands_nothing() {
        assert!(said("[[policy]]\nforbidden = [\"rsa-sha256\"]\nuntil = 2099-01-01").failed());
        assert_eq!(said("[[policy]]\nforbidden = [\"rsa-sha256\"]\nuntil = 2020-01-01"), Verdict::Silent);
    }
}
