//! Metadata that lacks what the other side needs of it.

use super::super::metadata::sp_metadata;
use super::super::parties::{HALDEN, KESTREL, ORTIZVALE, ServiceProvider};
use super::super::sign_in::{SignIn, altered};
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[of_the_other_role, for_encryption_only, without_address];

fn of_the_other_role() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "metadata-other-role", "2026-04-06T08:20:10.000Z");
    let own =
        ServiceProvider { entity_id: KESTREL.idp.entity_id, acs: "https://idp.kestrel.example/broker/acs" };
    sign_in
        .posted()
        .support("idp.xml", sp_metadata(&own, None))
        .rejected("unusable_metadata", &["saml/metadata_role"])
        .told(
            "The metadata shows the identity provider as an application",
            "Kestrel's login server signs people in, and lets them sign in through a partner too. \
             It publishes one file for each; the new colleague loaded the one for the partner.",
        )
}

fn for_encryption_only() -> Sample {
    let sign_in = SignIn::new(&ORTIZVALE, "metadata-encryption-key-only", "2026-04-07T09:10:11.500Z");
    let metadata = sign_in.metadata.document(&ORTIZVALE.idp);
    let edited = altered(&metadata, "use=\"signing\"", "use=\"encryption\"");
    sign_in
        .posted()
        .support("idp.xml", edited)
        .rejected("unusable_metadata", &["saml/metadata_key_use"])
        .told(
            "The only key of the metadata is for encryption",
            "Somebody tidied the metadata by hand, took two certificates for one, and kept the wrong line. \
             The certificate is the right one, and may not be used for what it is needed for.",
        )
}

fn without_address() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "metadata-without-address", "2026-04-08T10:30:00Z");
    let metadata = sign_in.metadata.document(&HALDEN.idp);
    let line =
        metadata.lines().find(|line| line.contains("SingleSignOnService")).unwrap_or_default().to_owned();
    let soap = line.replace("bindings:HTTP-Redirect", "bindings:SOAP");
    sign_in
        .posted()
        .support("idp.xml", altered(&metadata, &line, &soap))
        .rejected("unusable_metadata", &["saml/metadata_endpoint"])
        .told(
            "The metadata has no address that a browser could be sent to",
            "The identity provider was set up for a desktop client first, which asks over SOAP. \
             The application imported its metadata and has nowhere to send a browser.",
        )
}
