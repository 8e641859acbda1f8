//! The signature was made with a key that somebody vouches for.

use super::examined::each_message;
use super::needs;
use super::signatures::{called, of_message};
use crate::check::known::saml::{KnownKey, Standing};
use crate::check::signatures::xml::{ValueFit, XmlSignature};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::KeyMaterial;

/// The signature was made with a key that somebody vouches for.
pub static CHECK: Check = Check {
    id: "saml/signature_key",
    title: "The signature was made with a key that the application does not hold",
    verb: Verb::Must,
    spec: &[
        cite("SAML Core 2.0", "5.4.5"),
        cite("SAML Metadata 2.0", "2.4.1.1"),
        cite("XML Signature 1.1", "3.2.2"),
    ],
    why: "A signature says only that whoever made it held some key. Whose key that is has to come from elsewhere than \
          the message: from the identity provider's metadata or its certificate.",
    remedy_idp: "Announce a new signing certificate in the metadata before it is used.",
    remedy_sp: "Load the identity provider's current metadata; keep old and new certificate side by side while it changes.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| {
        let known = look.known.saml.signers(examined.saml);
        Verdict::merge(of_message(look, examined).map(|signature| of(&known, signature)))
    })
}

fn of(known: &[&KnownKey], signature: &XmlSignature) -> Verdict {
    let judge = |finding: Finding| match known.is_empty() {
        true => Verdict::needs(needs::signing_key()),
        false => Verdict::fail(held(finding.at(signature.at), known)),
    };
    match signature.maker() {
        ValueFit::Vouched(key) => {
            let says = format!("{} was made by the {}.", capital(&called(signature)), key.called);
            Verdict::pass(Finding::new(says).at(signature.at).also(key.origin.at, "the key"))
        }
        ValueFit::Other(key) => judge(other(signature, key)),
        ValueFit::EmbeddedOnly(material) => judge(embedded(signature, material)),
        ValueFit::Shared(secret) => {
            let says = format!(
                "{} was made with the {secret}: by the identity provider, or by whoever else holds it.",
                capital(&called(signature))
            );
            Verdict::pass(Finding::new(says).at(signature.at))
        }
        ValueFit::NoneFits(tried) if signature.by_secret => {
            let says = format!("None of the secrets fits {}: {}.", called(signature), tried.join("; "));
            Verdict::fail(Finding::new(says).at(signature.at))
        }
        ValueFit::NoneFits(tried) => judge(none_fits(signature, tried)),
        ValueFit::NoKey => Verdict::needs(needs::key_of(signature)),
        ValueFit::CantTell(why) => Verdict::needs(needs::signature_support(why)),
    }
}

/// None of the keys fits; the certificate that the signature names may not even be among them.
fn none_fits(signature: &XmlSignature, tried: &[String]) -> Finding {
    let says = format!("None of the keys fits {}: {}.", called(signature), tried.join("; "));
    let Some(naming) = &signature.naming else { return Finding::new(says) };
    let named = match &naming.held {
        Some(held) => format!("It names the {held}, which does not fit it either."),
        None => format!("It names the certificate with {}, which is not among them.", naming.says),
    };
    Finding::new(format!("{says} {named}")).also(naming.at, "the certificate that it names")
}

/// Names the key that does fit, and why it doesn't count.
fn other(signature: &XmlSignature, key: &KnownKey) -> Finding {
    let why = match key.standing {
        Standing::IdpSigning => "which is not the one that the application was told to use",
        Standing::IdpEncryption => "which the identity provider gives for encryption only",
        Standing::OtherIdp => "which belongs to another identity provider",
        Standing::Publisher => "which signs metadata and belongs to no identity provider",
        Standing::SpSigning | Standing::SpEncryption => "which is the application's own",
        Standing::Unvouched => "which nobody vouches for",
    };
    Finding::new(format!("{} was made by the {}, {why}.", capital(&called(signature)), key.called))
        .also(key.origin.at, "the key that fits")
        .observed(key.called.clone())
}

fn embedded(signature: &XmlSignature, material: &KeyMaterial) -> Finding {
    let which = match material.certificate() {
        Some(certificate) => format!("certificate {}", crate::check::known::saml::called(certificate)),
        None => "key".to_owned(),
    };
    let says = format!(
        "{} fits only the {which} that the message itself brings along; nobody vouches for that.",
        capital(&called(signature))
    );
    Finding::new(says).also(material.at(), "the certificate in the message").observed(which)
}

/// Adds the keys that do count.
fn held(finding: Finding, known: &[&KnownKey]) -> Finding {
    let names: Vec<&str> = known.iter().take(5).map(|key| key.called.as_str()).collect();
    let finding = finding.expected(names.join(" or "));
    known.iter().take(5).fold(finding, |finding, key| finding.also(key.origin.at, "a key that counts"))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{CERTIFICATE, OTHER_CERTIFICATE, SIGNED_ASSERTION, supported, verdict};

    #[test]
    fn an_embedded_certificate_alone_is_a_need() {
        assert!(matches!(verdict(&CHECK, SIGNED_ASSERTION, &[]), Verdict::Needs(need) if need.decides));
    }

    #[test]
    fn a_vouched_certificate_passes_and_another_fails() {
        assert!(matches!(supported(&CHECK, SIGNED_ASSERTION, &[CERTIFICATE]), Verdict::Pass(_)));
        let said = supported(&CHECK, SIGNED_ASSERTION, &[OTHER_CERTIFICATE]);
        assert!(said.failed() && said.findings()[0].says.contains("brings along"));
        assert!(matches!(
            supported(&CHECK, SIGNED_ASSERTION, &[OTHER_CERTIFICATE, CERTIFICATE]),
            Verdict::Pass(_)
        ));
    }
}
