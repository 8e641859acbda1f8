//! The signature is the right one, and what it covers is no longer what was signed.

mod token;

use ssoscope_xml::dsig::{Blame, ExplanationKind};

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::case::LayerKind;
use crate::check::Look;
use crate::check::signatures::xml::{Digests, ValueFit, Why, XmlSignature};
use crate::span::Span;

/// The signature is the right one, and what it covers is no longer what was signed.
pub static CAUSE: Cause = Cause {
    id: "altered_after_signing",
    title: "The message was changed after it was signed",
    explains: &[
        "saml/signature_verifies",
        "saml/signature_key",
        "oidc/signature",
        "oidc/signature_key",
        "oidc/kid",
        "oidc/format",
        "oidc/key_in_header",
    ],
    prevention: "Let gateways and tools pass SAMLResponse and tokens through as they are; compare hashes before and behind them.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    saml(look, verdicts).or_else(|| token::find(look))
}

fn saml(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    verdicts.failed("saml/signature_verifies").then_some(())?;
    let all = &look.signatures.xml;
    let proven = all.iter().find_map(|signature| Some((signature, change(signature)?)));
    if let Some((signature, why)) = proven {
        return Some(spared(signature, told(look, signature, why)).shown_by(spans(signature)));
    }
    let explained = |signature: &&XmlSignature| signature.why.is_some();
    let altered = |signature: &&XmlSignature| matches!(signature.digests, Digests::Mismatch(_));
    match all.iter().filter(|signature| !explained(signature)).find(altered) {
        Some(altered) => {
            let copied = !travelled(look, altered) && is_laid_out(look, altered);
            let diagnosis = if copied { of_layout() } else { unexplained(altered) };
            Some(spared(altered, diagnosis).shown_by(spans(altered)))
        }
        None => all.iter().find(|signature| fits_not_even_its_own(signature)).map(of_signature),
    }
}

/// A change that was proven to have been made after the signature.
fn change(signature: &XmlSignature) -> Option<&Why> {
    let changed = |why: &&Why| {
        matches!(why.kind.blame(), Blame::Rewriter | Blame::Editor)
            || why.kind == ExplanationKind::ValueDamaged
    };
    signature.why.as_ref().filter(changed)
}

/// A key that is not trusted is another matter than a change, unless the change is what hides the key.
fn spared(signature: &XmlSignature, diagnosis: Diagnosis) -> Diagnosis {
    let hidden = matches!(signature.maker(), ValueFit::NoneFits(_)) && signature.why.is_some();
    if hidden { diagnosis } else { diagnosis.sparing("saml/signature_key") }
}

/// The value of the signature fits no key, not even the one that it brings along: it was changed itself.
fn fits_not_even_its_own(signature: &XmlSignature) -> bool {
    let own = signature.embedded.iter().any(|material| material.key().is_some());
    own && signature.why.is_none() && matches!(signature.value, ValueFit::NoneFits(_))
}

fn of_signature(signature: &XmlSignature) -> Diagnosis {
    let says = format!(
        "What the signature of the {} covers is as it was signed, but the signature's own value fits no key, not even the \
         certificate that it brings along: the signature itself was changed, or that certificate put in.",
        signature.parent.name
    );
    Diagnosis::new(Confidence::Likely, Owner::Network, says)
        .fix(fields::NETWORK, "Find what parses the message and writes it anew.")
        .fix(fields::IDP_SIGNING_KEY, "Check that the private key and the certificate belong together.")
        .shown_by([signature.at])
        .settled_by("The same message as it left the identity provider, to compare byte by byte.")
}

/// What was changed, and who has to act: XML that was pasted in the clear was reformatted by whoever copied it, for it
/// never travels so; what was changed inside its encoding was changed on the way.
fn told(look: &Look, signature: &XmlSignature, why: &Why) -> Diagnosis {
    let copied = !travelled(look, signature);
    match (why.kind.blame(), copied) {
        (Blame::Rewriter, true) => {
            let says = format!(
                "{} Without that the signature fits: nothing else was changed. It was pasted as plain XML, so the copy was \
                 reformatted; the sign-in itself need not have been.",
                why.says
            );
            of_copy(Confidence::Certain, says)
        }
        (_, true) if why.kind == ExplanationKind::SignedInfoReplaced && is_laid_out(look, signature) => {
            of_layout()
        }
        (Blame::Rewriter, false) => {
            let says = format!(
                "{} Without that the signature fits: nothing else was changed. It was done before the message was encoded, \
                 so something on the way parses the XML and writes it anew.",
                why.says
            );
            Diagnosis::new(Confidence::Certain, Owner::Network, says)
                .fix(fields::NETWORK, "Find what parses the XML and writes it anew, and let it pass the message through as it is.")
                .fix("Identity provider, its extensions", "Lay out or convert the XML before it is signed, never after.")
        }
        _ => edited(why),
    }
}

fn edited(why: &Why) -> Diagnosis {
    let whole = match why.kind {
        ExplanationKind::SignedInfoReplaced => why.says.clone(),
        _ => format!("{} With that undone the signature fits: nothing else was changed.", why.says),
    };
    Diagnosis::new(Confidence::Certain, Owner::Network, whole)
        .fix(
            fields::NETWORK,
            "Capture the message before and behind each of them; stop whatever parses and rewrites XML.",
        )
        .fix(
            "Identity provider, its extensions",
            "Make every change, such as added attributes, before the message is signed.",
        )
        .fix("Application", "Do not accept it: what was changed may be who signs in.")
}

/// Whether the message lies in an encoding that it travels in.
fn travelled(look: &Look, signature: &XmlSignature) -> bool {
    let encoded = |kind| matches!(kind, LayerKind::Base64 | LayerKind::Deflate | LayerKind::Decrypted);
    look.case.beneath_all(signature.at.layer).any(|layer| encoded(layer.kind))
}

/// Whether what is signed is laid out for reading, which no product sends: each element on a line of its own.
fn is_laid_out(look: &Look, signature: &XmlSignature) -> bool {
    let text = look.case.bytes(signature.parent.at);
    let starts = memchr::memchr_iter(b'<', text).filter(|at| text.get(at + 1) != Some(&b'/'));
    let (mut all, mut apart) = (0, 0);
    for at in starts.filter(|at| *at > 0).take(MOST_TAGS) {
        let before = text.get(..at).unwrap_or_default();
        let blank = before.get(before.trim_ascii_end().len()..).unwrap_or_default();
        all += 1;
        apart += usize::from(blank.contains(&b'\n'));
    }
    all > 0 && apart * 10 >= all * 9
}

/// Start tags by which it is told whether XML is laid out.
const MOST_TAGS: usize = 500;

/// XML that was copied laid out, and what it was like before can't be made out.
fn of_layout() -> Diagnosis {
    let says = "The XML was pasted laid out for reading, each element on a line of its own, and a signature holds for each byte as \
                it was: none fits such a copy. From this copy it can't be told whether anything else was changed.";
    of_copy(Confidence::Likely, says.to_owned())
        .settled_by("The same message as it left the identity provider, to compare byte by byte.")
}

/// The copy was reformatted, and the sign-in need not have been.
fn of_copy(confidence: Confidence, says: String) -> Diagnosis {
    Diagnosis::new(confidence, Owner::Capture, says)
        .fix("The capture", "Copy the raw SAMLResponse instead of XML that a viewer or editor shows.")
        .fix(
            fields::NETWORK,
            "If the message arrives like this, find what parses the XML and writes it anew.",
        )
}

fn unexplained(altered: &XmlSignature) -> Diagnosis {
    let name = altered.covers.first().map_or("what it covers", |covered| covered.name.as_str());
    let whose = match altered.maker() {
        ValueFit::Vouched(key) => {
            format!("The signature value was made with the {}, so the key is right", key.called)
        }
        ValueFit::Shared(secret) => {
            format!("The signature value was made with the {secret}, so the secret is right")
        }
        ValueFit::Other(_) | ValueFit::EmbeddedOnly(_) => {
            "The signature value fits a key that is known".to_owned()
        }
        _ => "Whose key made the signature can't be told".to_owned(),
    };
    let says = format!(
        "{whose}; but the digest of the {name} differs from the one that was signed. Some of it was added, \
        taken out or rewritten after that."
    );
    Diagnosis::new(Confidence::Certain, Owner::Network, says)
        .fix(
            fields::NETWORK,
            "Capture the message before and behind each of them; stop whatever parses and rewrites XML.",
        )
        .fix(
            "Identity provider, its extensions",
            "Make every change, such as added attributes, before the message is signed.",
        )
        .fix("Application", "Do not accept it: what was changed may be who signs in.")
        .settled_by("The same message as it left the identity provider, to compare byte by byte.")
}

fn spans(altered: &XmlSignature) -> Vec<Span> {
    let changed = altered.why.iter().flat_map(|why| why.at.iter().copied());
    let Digests::Mismatch(mismatches) = &altered.digests else {
        return changed.chain([altered.at]).collect();
    };
    let covered = mismatches.iter().filter_map(|mismatch| mismatch.covers.as_ref()).map(|covered| covered.at);
    changed.chain(mismatches.iter().map(|mismatch| mismatch.at)).chain(covered).collect()
}
