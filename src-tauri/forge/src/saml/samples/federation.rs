//! Metadata of many parties, with the signature of whoever publishes it.

use super::super::federation::published;
use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, ORTIZVALE};
use super::super::sign_in::{SignIn, altered};
use crate::keys;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[good, altered_on_the_way, publisher_unknown];

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

fn publisher_unknown() -> Sample {
    signed_in("metadata-publisher-unknown", "2026-02-26T10:55:00Z").support("federation.xml", metadata()).told(
        "Signed metadata, and nobody says whose signature it is",
        "The same file without the federation's certificate. It fits the certificate that it brings along itself, which anybody could have made; \
         it is trusted only because Quillbook's administrator handed it in.",
    )
}
