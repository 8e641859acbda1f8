//! The parameters of a signed URL are not written as they were when they were signed.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::case::LayerKind;
use crate::check::Look;
use crate::check::signatures::redirect::{Reading, ReadingKind, RedirectSignature};

/// The parameters of a signed URL are not written as they were when they were signed.
pub static CAUSE: Cause = Cause {
    id: "redirect_rewritten",
    title: "The URL is not written as it was signed",
    explains: &["saml/redirect_signature"],
    prevention: "Sign and verify the text of the query itself, never values that were decoded and encoded again; let proxies pass \
        queries through.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    verdicts.failed("saml/redirect_signature").then_some(())?;
    let all = look.signatures.redirect.iter();
    let (signature, reading) =
        all.filter_map(|signature| Some((signature, signature.reading.as_ref()?))).next()?;
    let diagnosis = match reading.kind {
        ReadingKind::UrlOrder | ReadingKind::OtherAlgorithm => by_sender(reading),
        ReadingKind::OtherText => exchanged(reading),
        _ => on_the_way(look, signature, reading),
    };
    Some(diagnosis.shown_by([signature.at, signature.parameters]))
}

fn by_sender(reading: &Reading) -> Diagnosis {
    Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, &*reading.says)
        .fix("The side that sends, its SAML library", "Sign SAMLRequest or SAMLResponse, RelayState and SigAlg in this order, with the algorithm that SigAlg names.")
        .fix("The side that receives", "Do not relax its check: what it would take then, others could make.")
}

fn exchanged(reading: &Reading) -> Diagnosis {
    Diagnosis::new(Confidence::Certain, Owner::Network, &*reading.says)
        .fix(
            fields::NETWORK,
            "Compare the URL as the sender's log has it with the one that arrives: which parameter differs?",
        )
        .fix(
            "The side that receives",
            "Do not accept it: what was changed may be who signs out, or where the browser goes.",
        )
}

/// Something decoded the parameters and encoded them anew; a URL that was pasted may have been rewritten by who copied it.
fn on_the_way(look: &Look, signature: &RedirectSignature, reading: &Reading) -> Diagnosis {
    let says = format!("{} Read so, the signature fits: nothing else was changed.", reading.says);
    let pasted = look
        .case
        .layer(signature.parameters.layer)
        .is_some_and(|layer| matches!(layer.kind, LayerKind::Paste | LayerKind::Excerpt));
    let diagnosis = Diagnosis::new(Confidence::Certain, Owner::Network, says)
        .fix(fields::NETWORK, "Find what rewrites the query (a proxy, a link scanner, a redirect in the application) and let it pass as it is.")
        .fix("The side that sends", "If it leaves the sender like this, have it send the very text that it signed.")
        .fix("The side that receives", "Verify the raw query; frameworks that decode and encode it anew lose its spelling.");
    match pasted {
        true => diagnosis.fix(
            "The capture",
            "If a tool rewrote the URL as it was copied, take it from the network log instead.",
        ),
        false => diagnosis,
    }
}
