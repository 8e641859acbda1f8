//! The answer comes from another environment: test instead of production, or another tenant.

use super::evidence;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::Look;
use crate::check::identifiers::ENVIRONMENTS;

const ISSUER: &[&str] = &["saml/issuer", "oidc/iss"];
const RECEIVER: &[&str] = &["saml/audience", "saml/destination", "saml/recipient", "oidc/aud"];
const KEY: &[&str] = &["saml/signature_key", "oidc/signature", "oidc/signature_key", "oidc/kid"];

/// The answer comes from another environment: test instead of production, or another tenant.
pub static CAUSE: Cause = Cause {
    id: "wrong_environment",
    title: "The answer comes from another environment",
    explains: &[
        "saml/issuer",
        "oidc/iss",
        "saml/audience",
        "saml/destination",
        "saml/recipient",
        "oidc/aud",
        "oidc/azp",
        "saml/signature_key",
        "saml/signature_verifies",
        "oidc/signature",
        "oidc/signature_key",
        "oidc/kid",
        "oidc/application_error",
    ],
    prevention: "Keep one playbook for each environment, and change issuer, names, addresses and keys together.",
    find,
};

/// Issuer, receiver and key all differ, or a token's issuer and key do: several faults at once are less likely than one
/// wrong environment.
fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let differs = |ids: &[&'static str]| !verdicts.failing(ids).is_empty();
    // A signature by a known key over something else, or by a key of the token's own, is no other environment's.
    let explained = look
        .signatures
        .jws
        .iter()
        .any(|signature| !signature.evidence.is_empty() || signature.fits_own_key());
    let of_token = verdicts.failed("oidc/iss") && differs(KEY) && !explained;
    (of_token || [ISSUER, RECEIVER, KEY].into_iter().all(differs)).then_some(())?;
    let what = if differs(RECEIVER) { "Issuer, receiver and key" } else { "Issuer and key" };
    let issuer = issuer(look)?;
    let expected = look.known.saml.idp_entity_ids.first().or(look.known.oidc.issuers.first())?;
    let says = format!(
        "{what} are all other ones than expected: the answer comes from {}, where {} is expected.{}",
        quoted(issuer),
        quoted(&expected.value),
        word(issuer, &expected.value).map_or(String::new(), |word| format!(" One of them says “{word}”."))
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix(
                "Application, sign-in settings: identity provider or issuer, sign-in URL, own entity ID or client ID",
                "Point all of them at the same environment; load the metadata or discovery document of that one anew.",
            )
            .fix("Here", "Or judge the answer against the metadata and names of the environment that it belongs to.")
            .shown_by(verdicts.spans(ISSUER).into_iter().chain(verdicts.spans(RECEIVER)))
            .settled_by("Where the sign-in was started: which sign-in URL did the application send the browser to?"),
    )
}

fn issuer<'a>(look: &Look<'a>) -> Option<&'a str> {
    let saml =
        evidence::saml(look).find_map(|(_, saml)| saml.issuer()).map(|issuer| issuer.value.value.as_str());
    let token = || {
        evidence::tokens(look).find_map(|(_, token)| token.claimed.iss.as_ref()).map(|iss| iss.value.as_str())
    };
    saml.or_else(token)
}

/// A word that names an environment and stands in one of two names only.
fn word(one: &str, other: &str) -> Option<&'static str> {
    let has = |name: &str, word: &str| {
        name.split(|c: char| !c.is_ascii_alphabetic()).any(|part| part.eq_ignore_ascii_case(word))
    };
    ENVIRONMENTS.iter().copied().find(|word| has(one, word) != has(other, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_is_a_word_of_its_own() {
        assert_eq!(word("https://idp-test.example/", "https://idp.example/"), Some("test"));
        assert_eq!(word("https://contest.example/", "https://idp.example/"), None);
    }
}
