//! The metadata that is relied on holds still.

use super::relied_on::{self, ReliedOn};
use super::window::{Edge, edge};
use crate::check::{Check, Look, Verb, Verdict, cite};

/// The metadata that is relied on holds still.
pub static CHECK: Check = Check {
    id: "saml/metadata_valid_until",
    title: "The metadata has expired",
    verb: Verb::Must,
    spec: &[cite("SAML Metadata 2.0", "2.3.2"), cite("SAML Metadata 2.0", "4.3")],
    why: "Metadata past its validUntil must not be used: its keys may have been withdrawn. Products that load it refuse \
          every sign-in from that instant on.",
    remedy_idp: "Publish metadata anew before it ends; automate it.",
    remedy_sp: "Fetch the metadata anew, and let the application refresh it by itself.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(relied_on::entities(look).into_iter().map(|relied_on| of(look, relied_on)))
}

fn of(look: &Look, relied_on: ReliedOn) -> Verdict {
    let (entity, name) = (relied_on.entity, relied_on.name());
    let of_entity = entity.valid_until.iter().map(|until| (format!("validUntil of {name}"), until));
    let of_roles = entity.roles.iter().filter_map(|role| role.valid_until.as_ref());
    let of_roles = of_roles.map(|until| (format!("validUntil of a role of {name}"), until));
    Verdict::merge(of_entity.chain(of_roles).map(|(name, until)| edge(look, &name, until, Edge::Closes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::at;

    const METADATA: &str = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
        entityID=\"https://idp.example\" validUntil=\"2026-01-01T00:00:00Z\"/>";

    #[test]
    fn metadata_past_its_end_fails() {
        assert!(at("2026-01-02T00:00:00Z", &CHECK, METADATA, &[]).failed());
        assert!(matches!(at("2025-12-31T00:00:00Z", &CHECK, METADATA, &[]), Verdict::Pass(_)));
        let endless = METADATA.replace(" validUntil=\"2026-01-01T00:00:00Z\"", "");
        assert_eq!(at("2026-01-02T00:00:00Z", &CHECK, &endless, &[]), Verdict::Silent);
    }
}
