//! The token is signed with an algorithm that the application agreed on.

use ssoscope_jose::Alg;

use super::examined::{FOR_CLIENT, each};
use super::needs;
use crate::check::known::Claims;
use crate::check::known::Expected;
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::TokenKind;

/// The token is signed with an algorithm that the application agreed on.
pub static CHECK: Check = Check {
    id: "oidc/alg",
    title: "The token is signed with another algorithm than agreed, or with none",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.1.3.7 (7)"),
        cite("OpenID Connect Dynamic Client Registration 1.0", "2 (id_token_signed_response_alg)"),
        cite("RFC 8725", "3.1"),
    ],
    why: "Who lets the token choose its algorithm lets an attacker choose none, or turn a public key into a secret.",
    remedy_idp: "Register the application for the algorithm that it expects (id_token_signed_response_alg).",
    remedy_sp: "Set the algorithm that the provider has registered for this client; where nothing is said it is RS256.",
    run,
};

fn run(look: &Look) -> Verdict {
    each(look, FOR_CLIENT, |examined| {
        let token = examined.token;
        match &token.jose.alg {
            Some(alg) if !token.is_encrypted() => of(look, alg, token.purpose.kind),
            _ => Verdict::Silent,
        }
    })
}

fn of(look: &Look, alg: &Spanned<String>, kind: TokenKind) -> Verdict {
    let refused = |says: String| Verdict::fail(Finding::new(says).at(alg.at).observed(quoted(&alg.value)));
    match Alg::from_name(&alg.value) {
        Alg::None => refused(
            "The header says alg none: nothing is signed, and anybody could have written it.".to_owned(),
        ),
        Alg::NoneLookalike(name) => refused(format!(
            "The header says alg {name}: no algorithm at all, which careless software takes for none."
        )),
        Alg::Unknown(name) => {
            refused(format!("“{}” is no signature algorithm; upper and lower case count.", quoted(&name)))
        }
        Alg::Known(_) | Alg::NotComputed(_) if kind == TokenKind::IdToken => agreed(look, alg),
        Alg::Known(_) | Alg::NotComputed(_) => {
            Verdict::pass(Finding::new(format!("It is signed with {}.", alg.value)).at(alg.at))
        }
    }
}

/// What an application takes that registered nothing (OpenID Connect Dynamic Client Registration 1.0, section 2).
const DEFAULT: &str = "RS256";

fn agreed(look: &Look, alg: &Spanned<String>) -> Verdict {
    let known = &look.known.oidc;
    let among = |claims: &Claims, what: &str| one_of(claims, alg, what);
    if !known.algs.is_empty() {
        return among(&known.algs, "which is not the algorithm that is registered");
    }
    if !known.algs_offered.is_empty() {
        return among(&known.algs_offered, "which the provider's discovery does not offer");
    }
    match alg.value == DEFAULT {
        true => Verdict::pass(Finding::new("It is signed with RS256, the default.").at(alg.at)),
        false => Verdict::needs(needs::alg()),
    }
}

fn one_of(claims: &Claims, alg: &Spanned<String>, otherwise: &str) -> Verdict {
    let wanted: Vec<&Expected> = claims.decisive().collect();
    if let Some(expected) = wanted.iter().find(|expected| expected.value == alg.value) {
        let says = format!("It is signed with {}, as {} says.", alg.value, expected.origin.says);
        return Verdict::pass(Finding::new(says).at(alg.at).also(expected.origin.at, "the algorithm there"));
    }
    let names: Vec<&str> = wanted.iter().map(|expected| expected.value.as_str()).collect();
    let says = format!("The token is signed with {}, {otherwise}.", quoted(&alg.value));
    let origin = wanted.first().map(|expected| &expected.origin);
    let mut finding = Finding::new(says).at(alg.at).observed(alg.value.clone());
    if let Some(origin) = origin {
        finding = finding.also(origin.at, format!("according to {}", origin.says));
    }
    Verdict::fail(finding.expected(names.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token, verdict};

    fn signed_with(alg: &str, expect: &[&str]) -> Verdict {
        verdict(&CHECK, &token(&format!("{{\"alg\":\"{alg}\"}}"), CLAIMS), expect)
    }

    #[test]
    fn none_in_any_letters_and_unknown_names_are_refused() {
        for alg in ["none", "NONE", "nOnE", "rs256", "RS257"] {
            assert!(signed_with(alg, &[]).failed(), "{alg}");
        }
    }

    #[test]
    fn the_registered_algorithm_decides_and_rs256_is_the_default() {
        assert!(matches!(signed_with("RS256", &[]), Verdict::Pass(_)));
        assert!(matches!(signed_with("ES256", &[]), Verdict::Needs(_)));
        assert!(matches!(signed_with("ES256", &["oidc.rp.id_token_alg=ES256"]), Verdict::Pass(_)));
        assert!(signed_with("HS256", &["oidc.rp.id_token_alg=RS256"]).failed());
    }

    #[test]
    fn the_discovery_offers() {
        let offer = |algs: &str| {
            let text = format!(
                "{{\"issuer\":\"https://op.example\",\"jwks_uri\":\"x\",\"id_token_signing_alg_values_supported\":[{algs}]}}"
            );
            of_pastes(
                &CHECK,
                &[Paste::support("d.json", text), Paste::capture("t", token(HEADER, CLAIMS))],
                &[],
            )
        };
        assert!(matches!(offer("\"ES256\",\"RS256\""), Verdict::Pass(_)));
        assert!(offer("\"ES256\"").failed());
    }
}
