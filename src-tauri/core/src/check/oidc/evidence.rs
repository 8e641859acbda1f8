//! What explains that a token's signature fits no key, in a sentence each.

use ssoscope_jose::{Evidence, RewrittenPart, SecretForm};

use crate::check::saml::identify::quoted;
use crate::check::signatures::jws::Confusion;

/// What was confused or changed.
pub(crate) fn says(confusion: &Confusion) -> String {
    let key = confusion.key_called();
    match &confusion.evidence {
        Evidence::EcdsaInDer { .. } => {
            format!(
                "It fits {key} once it is read as DER; JOSE writes the two numbers of an ECDSA signature side by side."
            )
        }
        Evidence::OtherAlgorithm { name, .. } => format!("It fits {key} with the algorithm {name}."),
        Evidence::HmacWithPublicKey { .. } => {
            format!(
                "It fits the text of {key} taken as a secret: an attack on software that mixes the two up."
            )
        }
        Evidence::SecretForm { form, .. } => format!("It fits {key} {}.", in_form(*form)),
        Evidence::SignedBeforeReencoding { .. } => {
            format!("It fits {key} over the text as it was before somebody re-encoded it.")
        }
        Evidence::Rewritten { original, .. } => format!(
            "It fits {key} over {} {}{}: somebody read the JSON and wrote it anew.",
            part(original.part),
            original.before,
            if original.sorted { ", its members in the order of their names" } else { "" }
        ),
        Evidence::OtherHeader { header, .. } => {
            format!("It fits {key} behind the header {}: the header was changed afterwards.", quoted(header))
        }
        Evidence::OtherBytes { .. } => {
            format!("It was made with {key}, over other bytes: header or payload were changed afterwards.")
        }
        Evidence::GuessableSecret { bytes: 0 } => "It is keyed with nothing at all.".to_owned(),
        Evidence::GuessableSecret { bytes } => {
            format!("It is keyed with a word of {bytes} characters that is among the first to be guessed.")
        }
        Evidence::ZeroSignature => {
            "It consists of zeros, which unpatched software takes for valid with any key (CVE-2022-21449)."
                .to_owned()
        }
        Evidence::SignatureLength { wanted, got, .. } => {
            format!(
                "It has {got} bytes, and one by {key} has {wanted}: some were lost, or something was added."
            )
        }
        _ => String::new(),
    }
}

/// A part of the token, with its article.
pub(crate) fn part(part: RewrittenPart) -> &'static str {
    match part {
        RewrittenPart::Header => "the header",
        RewrittenPart::Payload => "the payload",
        RewrittenPart::Both => "header and payload",
    }
}

/// How the secret has to be taken, behind the secret's name.
pub(crate) fn in_form(form: SecretForm) -> &'static str {
    match form {
        SecretForm::Base64Decoded => "decoded from base64",
        SecretForm::HexDecoded => "decoded from hexadecimal",
        SecretForm::Base64urlText => "written as base64url text",
        SecretForm::Base64Text => "written as base64 text",
        SecretForm::HexText => "written as hexadecimal text",
        SecretForm::Trimmed => "without the white space around it",
        SecretForm::WithLineEnd => "with a line end behind it",
        SecretForm::Unquoted => "without the quotation marks around it",
        SecretForm::PercentDecoded => "with its percent-encoding taken off",
    }
}
