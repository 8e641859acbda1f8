//! A hash in the ID token that ties it to what travelled with it.

use ssoscope_jose::hash_claim;

use super::needs;
use crate::check::known::Expected;
use crate::check::{Finding, Verdict};
use crate::decode::Spanned;
use crate::decode::oidc::Token;

/// What a hash was taken over.
pub(super) struct Tie<'a> {
    /// The claim: `at_hash`.
    pub(super) claim: &'static str,
    /// What it was taken over, in words: "access token".
    pub(super) of: &'static str,
    /// The hash in the token.
    pub(super) hash: Option<&'a Spanned<String>>,
    /// What travelled with the token.
    pub(super) companion: Option<&'a Expected>,
    /// Whether the hash has to be there.
    pub(super) required: bool,
}

/// Whether the two belong together. What the hash was taken over is a secret, and is not shown.
pub(super) fn judge(token: &Token, tie: &Tie) -> Verdict {
    let Tie { claim, of, .. } = tie;
    let Some(hash) = tie.hash else { return absent(token, tie) };
    let Some(companion) = tie.companion else { return Verdict::needs(needs::companion(of)) };
    let Some(computed) = token.jose.alg.as_ref().and_then(|alg| hash_claim(&alg.value, &companion.value))
    else {
        return Verdict::Silent;
    };
    let finding = |says: String| {
        Finding::new(says)
            .at(hash.at)
            .also(companion.origin.at, format!("the {of} of {}", companion.origin.says))
            .expected(computed.clone())
            .observed(hash.value.clone())
    };
    if computed == hash.value {
        return Verdict::pass(finding(format!("{claim} is the hash of the {of}.")));
    }
    let padded = hash.value.trim_end_matches('=') == computed;
    let how = if padded { " It is padded with =, which base64url in a token is not." } else { "" };
    Verdict::fail(finding(format!("{claim} is not the hash of the {of} that came along.{how}")))
}

fn absent(token: &Token, tie: &Tie) -> Verdict {
    match (tie.required, tie.companion) {
        (true, Some(companion)) => {
            let says = format!(
                "The token has no {}, which is required where the {} comes along through the browser.",
                tie.claim, tie.of
            );
            Verdict::fail(
                Finding::new(says)
                    .at(token.claims_at())
                    .also(companion.origin.at, tie.of)
                    .expected(tie.claim),
            )
        }
        _ => Verdict::Silent,
    }
}
