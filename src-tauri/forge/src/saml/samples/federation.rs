//! Metadata of many parties, with the signature of whoever publishes it.

use super::super::federation::{published, published_with_signed};
use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, ORTIZVALE};
use super::super::sign_in::{SignIn, altered};
use super::super::signature::Signer;
use crate::keys;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[good, altered_on_the_way, altered_before, publisher_unknown, signed_by_publisher];

const CERTIFICATE: &str = "northlight.crt";

fn signed_in(slug: &'static str, arrived: &str) -> Sample {
    SignIn::new(&BRIGHTWATER, slug, arrived).posted().without_support("idp.xml")
}

fn metadata() -> String {
    published(&[&HALDEN, &BRIGHTWATER, &KESTREL, &ORTIZVALE])
}

fn good() -> Sample {
    signed_in("good-from-federation", "2026-02-26T10:20:30Z")
        .support("federation.xml", metadata())
        .support(CERTIFICATE, keys::NORTHLIGHT.certificate_pem)
        .told(
            "A sign-in judged by a federation's signed metadata",
            "Quillbook takes its universities from the Northlight federation, whose file names four of them. \
             The signature over the file is the federation's, and the college's key is the one that the file gives.",
        )
}

fn altered_on_the_way() -> Sample {
    let tidied = altered(
        &metadata(),
        ">Halden Freight</md:OrganizationName>",
        ">Halden Freight AS</md:OrganizationName>",
    );
    signed_in("metadata-altered", "2026-02-26T10:40:00Z")
        .support("federation.xml", tidied)
        .support(CERTIFICATE, keys::NORTHLIGHT.certificate_pem)
        .because("altered_metadata")
        .warns(&["saml/metadata_signature"])
        .told(
            "A federation's metadata that somebody touched up",
            "Quillbook's administrator corrected a member's name in his copy of the federation's file. \
             The sign-in at hand is sound by it, but the library that checks the file's signature stops loading it that night, and everybody's key with it.",
        )
}

fn altered_before() -> Sample {
    let members = [&HALDEN, &BRIGHTWATER, &KESTREL, &ORTIZVALE];
    signed_in("metadata-member-altered", "2026-02-26T10:47:00Z")
        .support("federation.xml", published_with_signed(&members, &HALDEN, "Halden Freight AS"))
        .support(CERTIFICATE, keys::NORTHLIGHT.certificate_pem)
        .because("altered_metadata")
        .warns(&["saml/metadata_signature"])
        .told(
            "A member's own signature that the federation broke",
            "Halden Freight signs its metadata itself, and the federation put the company's full name into it before it signed the whole. \
             The federation's signature holds and the sign-in at hand is sound; products that check the signatures inside as well drop Halden Freight.",
        )
}

fn signed_by_publisher() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "signed-by-federation-key", "2026-02-26T11:05:00Z");
    sign_in.response.assertion().signer = Some(Signer { key: &keys::NORTHLIGHT, ..BRIGHTWATER.signer() });
    sign_in
        .posted()
        .without_support("idp.xml")
        .support("federation.xml", metadata())
        .support(CERTIFICATE, keys::NORTHLIGHT.certificate_pem)
        .rejected("stale_certificate", &["saml/signature_key"])
        .told(
            "An answer signed with the key of the federation",
            "Quillbook holds the federation's certificate to check the federation's file with. \
             Whoever has that key may say who belongs to the federation, and signs nobody in: the college's key is the one in the file.",
        )
}

fn publisher_unknown() -> Sample {
    signed_in("metadata-publisher-unknown", "2026-02-26T10:55:00Z").support("federation.xml", metadata()).told(
        "Signed metadata, and nobody says whose signature it is",
        "The same file without the federation's certificate. It fits the certificate that it brings along itself, which anybody could have made; \
         it is trusted only because Quillbook's administrator handed it in.",
    )
}
