//! The key that the token names is among the provider's.

use ssoscope_crypto::Family;
use ssoscope_jose::{Alg, AttemptOutcome};

use super::examined::each_signature;
use crate::check::identifiers::near_miss;
use crate::check::known::oidc::KnownKey;
use crate::check::saml::identify::quoted;
use crate::check::signatures::jws::{JwsSignature, JwsState};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;

/// The key that the token names is among the provider's.
pub static CHECK: Check = Check {
    id: "oidc/kid",
    title: "The token names a key that the provider's key set doesn't have",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "10.1"),
        cite("OpenID Connect Core 1.0", "10.1.1"),
        cite("RFC 7515", "4.1.4"),
        cite("RFC 7517", "4.5"),
    ],
    why: "kid tells which key of a set verifies the token. Where the set doesn't have it the provider has changed its \
          keys, or the set is another provider's.",
    remedy_idp: "Publish each signing key in the JWKS before it is used, and name it in every token.",
    remedy_sp: "Fetch the JWKS again when a token names a key that isn't there, instead of keeping a copy for good.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_signature(look, |_, signature| {
        let by_secret = signature
            .alg
            .as_ref()
            .and_then(|alg| Some(Alg::from_name(&alg.value).known()?.algorithm.family()));
        match (&signature.kid, by_secret) {
            (_, None | Some(Family::Secret)) => Verdict::Silent,
            (Some(kid), Some(_)) => named(&look.known.oidc.keys, kid, signature),
            (None, Some(_)) => unnamed(signature),
        }
    })
}

fn named(keys: &[KnownKey], kid: &Spanned<String>, signature: &JwsSignature) -> Verdict {
    let names: Vec<&str> = keys.iter().filter_map(|key| key.kid.as_deref()).collect();
    if let Some(key) = keys.iter().find(|key| key.kid.as_deref() == Some(&kid.value)) {
        if let JwsState::VerifiedByOtherKid(other) = &signature.state {
            let says = format!(
                "The token names the key “{}”, and that is not the one that made the signature; {} is.",
                quoted(&kid.value),
                other.called()
            );
            return Verdict::fail(Finding::new(says).at(kid.at).also(key.origin.at, "the key of that name"));
        }
        let says = format!("kid is “{}”, which {} has.", quoted(&kid.value), key.origin.says);
        return Verdict::pass(Finding::new(says).at(kid.at).also(key.origin.at, "the key"));
    }
    if names.is_empty() {
        return Verdict::Silent;
    }
    let near = names
        .iter()
        .find_map(|name| near_miss(name, &kid.value))
        .map_or(String::new(), |miss| format!(" {}", miss.says));
    let other = match &signature.state {
        JwsState::VerifiedByOtherKid(key) => {
            format!(" {} verifies it all the same.", sentence_start(&key.called()))
        }
        _ => String::new(),
    };
    let says = format!(
        "The token names the key “{}”, which is not among the provider's.{near}{other}",
        quoted(&kid.value)
    );
    let origin = keys.first().and_then(|key| key.origin.at);
    Verdict::fail(
        Finding::new(says)
            .at(kid.at)
            .also(origin, "the keys that there are")
            .expected(names.join(" or "))
            .observed(kid.value.clone()),
    )
}

fn sentence_start(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// Without a name, only one key of the set may come into question.
fn unnamed(signature: &JwsSignature) -> Verdict {
    let computed =
        |outcome: &AttemptOutcome| matches!(outcome, AttemptOutcome::Valid | AttemptOutcome::Invalid);
    let fitting = signature.attempts.iter().filter(|attempt| attempt.vouched && attempt.key.kid.is_some());
    match fitting.filter(|attempt| computed(&attempt.outcome)).count() {
        0 | 1 => Verdict::Silent,
        n => {
            let says = format!("The token names no key (kid), and {n} keys of the set come into question.");
            let at = signature.alg.as_ref().map(|alg| alg.at);
            Verdict::fail(Finding::new(says).at(at).expected("kid"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, JWKS, of_pastes, token};

    fn said(header: &str, jwks: &str) -> Verdict {
        of_pastes(
            &CHECK,
            &[Paste::support("jwks.json", jwks), Paste::capture("t", token(header, CLAIMS))],
            &[],
        )
    }

    #[test]
    fn the_named_key_is_in_the_set() {
        assert!(matches!(said(HEADER, JWKS), Verdict::Pass(_)));
        let renamed = said(HEADER, &JWKS.replace("\"k1\"", "\"K1\""));
        assert!(renamed.failed() && renamed.findings()[0].says.contains("upper and lower case"));
    }

    #[test]
    fn without_a_name_only_one_key_may_fit() {
        let nameless = r#"{"alg":"RS256"}"#;
        assert_eq!(said(nameless, JWKS), Verdict::Silent);
        let key = JWKS.trim_start_matches("{\"keys\":[").trim_end_matches("]}");
        let two = format!("{{\"keys\":[{key},{}]}}", key.replace("k1", "k2"));
        assert!(said(nameless, &two).failed());
    }
}
