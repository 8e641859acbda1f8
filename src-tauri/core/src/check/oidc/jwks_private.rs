//! A key set that is published holds public keys only.

use super::key_sets::{KeySet, each_set};
use crate::case::Role;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Jwk;

/// A key set that is published holds public keys only.
pub static CHECK: Check = Check {
    id: "oidc/jwks_private",
    title: "The key set gives a private key away",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Discovery 1.0", "3 (jwks_uri)"), cite("RFC 7517", "9.2")],
    why: "Whoever reads the private members of a key can sign as the provider, for everybody and for every application.",
    remedy_idp: "Take the key out of use at once, make a new one, and publish its public members only.",
    remedy_sp: "Accept nothing that this key signed, and tell the provider.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_set(look, of)
}

fn of(set: KeySet) -> Verdict {
    let given_away: Vec<Finding> =
        set.set.keys.iter().filter(|key| leaks(key, set)).filter_map(finding).collect();
    match (given_away.is_empty(), set.set.keys.is_empty()) {
        (false, _) => Verdict::fail_all(given_away),
        (true, false) => Verdict::pass(Finding::new("It holds no private member.").at(set.set.at)),
        (true, true) => Verdict::Silent,
    }
}

/// Secrets that are lent for HMAC come as keys too; in what was captured they are given away.
fn leaks(key: &Jwk, set: KeySet) -> bool {
    let is_secret = key.kty.as_ref().is_some_and(|kty| kty.value == "oct");
    !key.private.is_empty() && (!is_secret || set.message.role == Role::Capture)
}

fn finding(key: &Jwk) -> Option<Finding> {
    let at = key.private.first()?;
    let says = format!(
        "{} stands here with its private members; whoever read this can sign as its owner.",
        sentence_start(&key.called())
    );
    Some(
        key.private
            .iter()
            .skip(1)
            .fold(Finding::new(says).at(*at), |finding, more| finding.also(*more, "another")),
    )
}

fn sentence_start(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{SIGNERS, of_pastes};

    #[test]
    fn a_private_member_is_an_alarm() {
        let leaking = SIGNERS.replace("\"crv\"", "\"d\":\"AA\",\"crv\"");
        let said = |text: &str| of_pastes(&CHECK, &[Paste::support("jwks.json", text)], &[]);
        assert!(matches!(said(SIGNERS), Verdict::Pass(_)));
        assert!(said(&leaking).failed());
        let single = leaking.trim_start_matches("{\"keys\":[").trim_end_matches("]}");
        assert_eq!(said(single), Verdict::Silent, "a key that somebody lends");
        assert!(of_pastes(&CHECK, &[Paste::capture("jwk.json", single)], &[]).failed());
    }
}
