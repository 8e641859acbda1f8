//! The metadata is as its publisher signed it.

use super::needs;
use crate::case::Role;
use crate::check::signatures::metadata::{MetadataFit, MetadataSignature};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The metadata is as its publisher signed it.
pub static CHECK: Check = Check {
    id: "saml/metadata_signature",
    title: "The metadata is not as its publisher signed it",
    verb: Verb::Should,
    spec: &[cite("SAML Metadata 2.0", "3"), cite("XML Signature 1.1", "3.2")],
    why: "Federations sign their metadata so that nobody on the way can put a key of his own into it. Products that check \
          the signature load nothing once it is broken; those that don't would take an altered key.",
    remedy_idp: "Publish the metadata as it left the signing tool: no editor, no formatter, no template after it.",
    remedy_sp: "Load the metadata from its publisher's URL, and give the product the publisher's certificate.",
    run,
};

/// What is vouched for; where nothing is examined but metadata, that.
fn run(look: &Look) -> Verdict {
    let only_metadata = super::examined::examined(look).is_empty();
    let relied_on = look.signatures.metadata.iter();
    let relied_on = relied_on.filter(|signature| signature.role == Role::Support || only_metadata);
    Verdict::merge(relied_on.map(of))
}

fn of(signature: &MetadataSignature) -> Verdict {
    let called = format!("The signature of the {}", signature.called);
    match &signature.fit {
        MetadataFit::Verified(key) => {
            let says = format!("{called} verifies, and was made by the {}.", key.called);
            Verdict::pass(Finding::new(says).at(signature.at).also(key.origin.at, "the key"))
        }
        MetadataFit::Altered { at, signed, computed } => {
            let says = format!(
                "The {} was changed after it was signed: its digest is another one now.",
                signature.called
            );
            let finding = Finding::new(says).at(*at).also(signature.at, "the signature");
            Verdict::fail(finding.expected(signed.clone()).observed(computed.clone()))
        }
        MetadataFit::Forged(certificate) => {
            let says = format!(
                "{called} fits no key that is here, not even that of the certificate that it brings along ({}).",
                certificate.called()
            );
            Verdict::fail(
                Finding::new(says)
                    .at(signature.at)
                    .also(certificate.at, "the certificate that it brings along"),
            )
        }
        MetadataFit::Broken(at, says) => {
            Verdict::fail(Finding::new(format!("{called} can't be accepted. {says}")).at(*at))
        }
        MetadataFit::EmbeddedOnly(certificate) => {
            let certificate = crate::check::known::saml::called(certificate);
            Verdict::needs(needs::metadata_key(&format!(
                "It fits the certificate {certificate} that it brings along itself, which proves nothing."
            )))
        }
        MetadataFit::NoKey => Verdict::needs(needs::metadata_key("No key that was given made it.")),
        MetadataFit::CantTell(says) => Verdict::needs(needs::metadata_key(says)),
    }
}
