//! Another client, a strict one, can read the provider's metadata.

use super::strict_client::told;
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::Body;

/// Another client, a strict one, can read the provider's metadata.
pub static CHECK: Check = Check {
    id: "oidc/strict_discovery",
    title: "A strict client can't read the discovery document",
    verb: Verb::Advice,
    spec: &[cite("OpenID Connect Discovery 1.0", "3"), cite("OpenID Connect Discovery 1.0", "4.2")],
    why: "A client that reads metadata into types stops before the first sign-in where a required member is missing or is of \
          another type.",
    remedy_idp: "Publish every required member with the type that the specification gives it.",
    remedy_sp: "Configure the endpoints by hand where the library can't read them.",
    run,
};

/// Silent where nobody was asked along.
fn run(look: &Look) -> Verdict {
    let Some(other) = look.expect.second_opinion() else { return Verdict::Silent };
    let documents = look.messages.iter().filter_map(|message| match &message.body {
        Body::Discovery(document) => Some(document.at),
        _ => None,
    });
    Verdict::merge(documents.map(|at| told(&other, (other.discovery)(look.case.bytes(at)), at)))
}
