//! The signature is the right one, and what it covers is no longer what was signed.

mod token;

use ssoscope_xml::{Document, dsig};

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::signatures::xml::{Digests, ValueFit, XmlSignature};

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
    let of_content =
        || look.signatures.xml.iter().find(|signature| matches!(signature.digests, Digests::Mismatch(_)));
    match of_content() {
        Some(altered) => {
            let diagnosis = undone(altered).map_or_else(|| unexplained(altered), reformatted);
            Some(diagnosis.sparing("saml/signature_key").shown_by(spans(altered)))
        }
        None => {
            look.signatures.xml.iter().find(|signature| fits_not_even_its_own(signature)).map(of_signature)
        }
    }
}

/// The value of the signature fits no key, not even the one that it brings along: it was changed itself.
fn fits_not_even_its_own(signature: &XmlSignature) -> bool {
    let own = signature.embedded.iter().any(|material| material.key().is_some());
    own && matches!(signature.value, ValueFit::NoneFits(_))
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

fn reformatted(undo: &Undo) -> Diagnosis {
    Diagnosis::new(Confidence::Certain, Owner::Capture, undo.says)
        .fix("The capture", "Copy the raw SAMLResponse instead of XML that a viewer or editor shows.")
        .fix(
            fields::NETWORK,
            "If the message arrives like this, find what parses the XML and writes it anew.",
        )
}

fn unexplained(altered: &XmlSignature) -> Diagnosis {
    let name = altered.covers.first().map_or("what it covers", |covered| covered.name.as_str());
    let whose = match &altered.value {
        ValueFit::Vouched(key) => {
            format!("The signature value was made with the {}, so the key is right", key.called)
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

fn spans(altered: &XmlSignature) -> Vec<crate::span::Span> {
    let Digests::Mismatch(mismatches) = &altered.digests else { return Vec::new() };
    let covered = mismatches.iter().filter_map(|mismatch| mismatch.covers.as_ref()).map(|covered| covered.at);
    mismatches.iter().map(|mismatch| mismatch.at).chain(covered).collect()
}

/// A way in which people and tools change XML without meaning to, and what to say where taking it back makes the digest
/// match: that proves it.
struct Undo {
    take_back: fn(&str) -> String,
    says: &'static str,
}

static UNDOS: &[Undo] = &[
    Undo {
        take_back: without_indentation,
        says: "White space was put between the elements, as viewers do that show XML indented. Without it the digest matches: \
            nothing else was changed.",
    },
    Undo {
        take_back: without_carriage_returns,
        says: "Line ends were written as character references or doubled. Without the carriage returns the digest matches: \
            nothing else was changed.",
    },
];

/// The change whose taking back makes every digest of the signature match.
fn undone(altered: &XmlSignature) -> Option<&'static Undo> {
    let source = altered.xml.document.source();
    UNDOS.iter().find(|undo| {
        let before = (undo.take_back)(source);
        before != source && matches_in(&before, altered.parent.id.as_deref())
    })
}

/// Whether the signature over the element with this ID has digests that match in another form of the document.
fn matches_in(source: &str, id: Option<&str>) -> bool {
    let document = Document::read(source.as_bytes());
    let signatures = dsig::signatures(&document);
    let of_element = |signature: &&dsig::Signature| {
        id.is_some() && document.parent(signature.node).and_then(|parent| document.id_of(parent)) == id
    };
    signatures
        .iter()
        .filter(of_element)
        .any(|signature| dsig::verify(&document, signature, &[]).digests_match())
}

/// Takes out the white space that stands alone between two tags.
fn without_indentation(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    for (at, piece) in source.split_inclusive('>').enumerate() {
        let trimmed = piece.trim_start_matches([' ', '\t', '\r', '\n']);
        kept.push_str(if at > 0 && trimmed.starts_with('<') { trimmed } else { piece });
    }
    kept.truncate(kept.trim_end().len());
    kept
}

fn without_carriage_returns(source: &str) -> String {
    source.replace("&#13;", "").replace("&#xD;", "").replace("&#xd;", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_between_tags_is_taken_out() {
        assert_eq!(without_indentation("<a>\n  <b> x </b>\n</a>\n"), "<a><b> x </b></a>");
        assert_eq!(without_indentation("<a>x <b/></a>"), "<a>x <b/></a>");
    }
}
