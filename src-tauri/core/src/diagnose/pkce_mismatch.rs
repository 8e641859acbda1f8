//! The challenge and the verifier of the sign-in do not belong together, or one of them was lost (PKCE).

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused::{self, Refused};
use crate::check::Look;
use crate::check::oidc::sign_ins::requests;

const PKCE: &[&str] = &["oidc/pkce", "oidc/pkce_method"];

/// The challenge and the verifier of the sign-in do not belong together, or one of them was lost.
pub static CAUSE: Cause = Cause {
    id: "pkce_mismatch",
    title: "Challenge and verifier of the sign-in do not belong together (PKCE)",
    explains: &[
        "oidc/pkce",
        "oidc/pkce_method",
        "oidc/error_page",
        "oidc/error_response",
        "oidc/application_error",
    ],
    prevention: "Keep the verifier beside the state of each sign-in, in a store that all nodes share, and try two tabs once.",
    find,
};

/// What providers say of it: the parameters by their names, and the codes of Entra ID and Okta.
const WORDS: &[&str] = &[
    "code_challenge",
    "code_verifier",
    "code verifier",
    "code challenge",
    "pkce",
    "AADSTS501481",
    "AADSTS50147",
];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::speaking(look, WORDS);
    let diagnosis = match (verdicts.findings(PKCE).next(), &refused) {
        (Some(finding), _) if verdicts.failed("oidc/pkce") => {
            differs(finding.says.clone(), finding.observed.is_some())
        }
        (_, Some(refused)) => said(look, refused),
        (Some(finding), None) => unhashed(finding.says.clone()),
        (None, None) => return None,
    };
    let diagnosis = match refused {
        Some(refused) => diagnosis.shown_by(refused.at()),
        None => diagnosis.sparing("oidc/error_response").sparing("oidc/error_page"),
    };
    Some(diagnosis.shown_by(verdicts.spans(PKCE)))
}

fn differs(says: String, two: bool) -> Diagnosis {
    let lost = if two { " The verifier is that of another sign-in, or was made anew." } else { "" };
    Diagnosis::new(Confidence::Certain, Owner::SpAdmin, format!("{says}{lost}"))
        .fix(fields::RP_PKCE, "Send the challenge with the request and the verifier of the same sign-in with the code: S256, base64url, no padding.")
        .fix(fields::SP_SESSION, "Keep the verifier until the answer is there, one for each tab, on every node.")
        .fix(fields::NETWORK, "Let code_challenge and code_challenge_method through.")
}

/// The provider misses or dislikes one of the parameters.
fn said(look: &Look, refused: &Refused) -> Diagnosis {
    let sent = requests(look).into_iter().find_map(|request| request.code_challenge.as_ref());
    let words = refused.description.map_or("", |text| text.value.as_str());
    let disliked = ["invalid", "not supported", "S256"].iter().any(|word| words.contains(word));
    let misses = refused.by_browser && !disliked;
    match sent {
        Some(challenge) if misses => {
            let says = format!(
                "{}, but the request in this capture has code_challenge: it was lost between the browser and the provider.",
                refused.told()
            );
            Diagnosis::new(Confidence::Likely, Owner::Network, says)
                .fix(fields::NETWORK, "Let every parameter of the authorization request through.")
                .fix(fields::RP_PKCE, "Check that the challenge has the form that the provider wants.")
                .settled_by("The authorization request as it reaches the provider, from its log.")
                .shown_by([challenge.at])
        }
        _ if refused.by_browser => {
            let says = format!("{}: it wants a challenge that the request does not give it.", refused.told());
            Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
                .fix(fields::RP_PKCE, "Turn PKCE on, with the method S256.")
                .fix(fields::OP_PKCE, "Or do without it for this application, if it can't.")
        }
        _ => {
            let says = format!("{}: the verifier does not fit the challenge of the request.", refused.told());
            Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
                .fix(
                    fields::SP_SESSION,
                    "Keep the verifier until the answer is there, one for each tab, on every node.",
                )
                .fix(fields::RP_PKCE, "Send the hash of the verifier: SHA-256, base64url, no padding.")
                .settled_by(
                    "The authorization request and the token request of one sign-in, pasted together.",
                )
        }
    }
}

fn unhashed(says: String) -> Diagnosis {
    Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
        .fix(
            fields::RP_PKCE,
            "Send code_challenge_method=S256, and the hash of the verifier as code_challenge.",
        )
        .fix(fields::OP_PKCE, "Offer S256 alone.")
}
