//! The RSA key that signs is as long as the playbook demands.

use ssoscope_crypto::{KeyKind, PublicKey};
use ssoscope_jose::Material;

use super::PLAYBOOK;
use crate::check::signatures::jws::JwsState;
use crate::check::x509::relied_on;
use crate::check::{Check, Finding, Look, Verb, Verdict};
use crate::span::Span;

/// The RSA key that signs is as long as the playbook demands.
pub static CHECK: Check = Check {
    id: "policy/key_size",
    title: "The signing key is shorter than the playbook demands",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "The organisation decided how long the keys have to be that its sign-ins rest on.",
    remedy_idp: "Make a longer key, announce it in the metadata or the key set, then switch.",
    remedy_sp: "Ask for a longer key, or change the rule with a reason and an end.",
    run,
};

fn run(look: &Look) -> Verdict {
    let rules = look.expect.playbook.crypto_rules(look.now);
    let demands = rules.iter().filter_map(|(called, rule)| Some((rule.minimum_rsa_bits?, called.as_str())));
    let Some((least, called)) = demands.max_by_key(|(bits, _)| *bits) else { return Verdict::Silent };
    let of_certificates = relied_on::each(look, |certificate| match &certificate.key {
        Ok(key) => {
            judge(key, certificate.at, &format!("the certificate {}", certificate.called()), least, called)
        }
        Err(_) => Verdict::Silent,
    });
    let of_tokens = look.signatures.jws.iter().filter_map(|signature| match &signature.state {
        JwsState::Verified(key) | JwsState::VerifiedByOtherKid(key) => {
            let known = look
                .known
                .oidc
                .keys
                .iter()
                .find(|known| known.kid == key.kid && known.origin == key.origin)?;
            let Ok(Material::Public(public)) = &known.material else { return None };
            Some(judge(public, signature.at, &key.called(), least, called))
        }
        _ => None,
    });
    Verdict::merge(std::iter::once(of_certificates).chain(of_tokens))
}

fn judge(key: &PublicKey, at: Span, whose: &str, least: usize, called: &str) -> Verdict {
    let Some(bits) = key.bits().filter(|_| key.kind() == KeyKind::Rsa) else { return Verdict::Silent };
    let finding =
        Finding::new(format!("The RSA key of {whose} has {bits} bits; {called} demands {least}.")).at(at);
    match bits < least {
        true => {
            Verdict::fail(finding.expected(format!("{least} bits at least")).observed(format!("{bits} bits")))
        }
        false => Verdict::pass(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, SIGNED_ASSERTION, by_playbook};

    #[test]
    fn the_longest_demand_counts() {
        let said = |book: &str| by_playbook(&CHECK, SIGNED_ASSERTION, book);
        assert!(matches!(said("[crypto]\nminimum_rsa_bits = 2048"), Verdict::Pass(_)));
        let both =
            "[crypto]\nminimum_rsa_bits = 2048\n[[policy]]\nname = \"baseline\"\nminimum_rsa_bits = 8192";
        assert!(said(both).findings()[0].says.contains("the policy “baseline” demands 8192"));
        assert_eq!(by_playbook(&CHECK, RESPONSE, ""), Verdict::Silent);
    }
}
