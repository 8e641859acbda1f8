//! An artifact comes from a party that is known.

use ssoscope_crypto::{Hash, digest};

use super::needs;
use crate::case::Role;
use crate::check::known::Weight;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::record::Record;
use crate::decode::x509::hex;
use crate::decode::{Body, Spanned};

/// An artifact comes from a party that is known.
pub static CHECK: Check = Check {
    id: "saml/artifact_source",
    title: "The artifact is of a party that is not known here",
    verb: Verb::Must,
    spec: &[cite("SAML Bindings 2.0", "3.6.4"), cite("SAML Bindings 2.0", "3.6.5.2")],
    why: "The receiver finds the issuer of an artifact by its SourceID, the SHA-1 of the issuer's entity ID, and asks there for \
          the message. Where no metadata fits, it can't ask anybody.",
    remedy_idp: "Send artifacts whose SourceID is the SHA-1 of the very entity ID in your metadata.",
    remedy_sp: "Load the metadata of the provider that sends the artifact; its ArtifactResolutionService is in there.",
    run,
};

fn run(look: &Look) -> Verdict {
    let artifacts = look.messages.iter().filter(|message| message.role == Role::Capture);
    let sources = artifacts.filter_map(|message| match &message.body {
        Body::Record(record) if record.kind == "saml-artifact" => source(record),
        _ => None,
    });
    Verdict::merge(sources.map(|source| of(look, source)))
}

fn source(record: &Record) -> Option<&Spanned<String>> {
    record.first("SourceID")
}

/// Either side may send one.
fn of(look: &Look, source: &Spanned<String>) -> Verdict {
    let known = &look.known.saml;
    let claims = known.idp_entity_ids.all().iter().chain(known.sp_entity_ids.all());
    let mut named: Vec<&str> = claims
        .filter(|claim| claim.weight > Weight::Seen)
        .map(|claim| claim.expected.value.as_str())
        .collect();
    named.dedup();
    let fits = named.iter().find(|entity| hex(&digest(Hash::Sha1, entity.as_bytes())) == source.value);
    if let Some(entity) = fits {
        let says = format!("The SourceID is the SHA-1 of “{}”.", super::identify::quoted(entity));
        return Verdict::pass(Finding::new(says).at(source.at));
    }
    if known.idp_entity_ids.all().iter().all(|claim| claim.weight == Weight::Seen) {
        return Verdict::needs(needs::idp_entity_id());
    }
    let wanted: Vec<String> = named
        .iter()
        .map(|entity| format!("{} ({entity})", hex(&digest(Hash::Sha1, entity.as_bytes()))))
        .collect();
    let says = "The SourceID of the artifact is the SHA-1 of no entity ID that is known here.";
    Verdict::fail(
        Finding::new(says).at(source.at).expected(wanted.join(", or ")).observed(source.value.clone()),
    )
}
