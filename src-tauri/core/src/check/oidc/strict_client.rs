//! Another relying party, a strict one, takes the ID token too.

use ssoscope_crypto::Family;

use super::examined::{Examined, ID_TOKEN, each_readable};
use super::needs;
use crate::case::Role;
use crate::check::saml::identify::quoted;
use crate::check::signatures::jws::{JwsSignature, JwsState};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::expect::{IdTokenQuestion, Opinion, SecondOpinion};

/// Another relying party, a strict one, takes the ID token too.
pub static CHECK: Check = Check {
    id: "oidc/strict_client",
    title: "A strict relying party refuses the ID token",
    verb: Verb::Advice,
    spec: &[cite("OpenID Connect Core 1.0", "3.1.3.7")],
    why: "What one library lets through another refuses: it knows no tolerance for clocks, no second audience, no encryption. \
          The second opinion shows what other applications of this provider will say.",
    remedy_idp: "Issue ID tokens that need no leniency: one audience, true clocks, the registered algorithm.",
    remedy_sp: "Nothing has to be changed where the application's own library takes it; know that others may not.",
    run,
};

/// Silent where nobody was asked along.
fn run(look: &Look) -> Verdict {
    let Some(other) = look.expect.second_opinion() else { return Verdict::Silent };
    each_readable(look, ID_TOKEN, |examined| of(look, &other, examined))
}

fn of(look: &Look, other: &SecondOpinion, examined: Examined) -> Verdict {
    let known = &look.known.oidc;
    let Some(issuer) = known.issuers.first() else { return Verdict::needs(needs::issuer()) };
    let Some(client_id) = known.client_ids.first() else { return Verdict::needs(needs::client_id()) };
    let keyed = keyed(look, examined);
    let key_sets = key_sets(look);
    if key_sets.is_empty() && keyed.is_none() {
        return Verdict::Silent;
    }
    let Ok(token) = std::str::from_utf8(look.case.bytes(examined.token.at)) else { return Verdict::Silent };
    let algs = if known.algs.is_empty() { &known.algs_offered } else { &known.algs };
    let question = IdTokenQuestion {
        token,
        issuer: &issuer.value,
        client_id: &client_id.value,
        keyed,
        key_sets,
        algs: algs.decisive().map(|alg| alg.value.as_str()).collect(),
        nonce: known.nonces.first().map(|nonce| nonce.value.as_str()),
        now: look.arrived_after.unwrap_or(look.now),
        skew: look.skew,
    };
    told(other, (other.id_token)(&question), examined.token.at)
}

/// Whether the HMAC is keyed with a secret that was lent; absent where none is, or nothing is keyed.
fn keyed(look: &Look, examined: Examined) -> Option<bool> {
    let of_token = |signature: &&JwsSignature| signature.message == examined.message.id;
    let signature = look.signatures.jws.iter().find(of_token)?;
    let told = signature.family() == Some(Family::Secret) && signature.state != JwsState::NoKeys;
    told.then(|| signature.state.is_verified())
}

/// What it says, with its name and in its own words.
pub(super) fn told(other: &SecondOpinion, opinion: Opinion, at: crate::span::Span) -> Verdict {
    let who = format!("A strict relying party, built on {},", other.name);
    match opinion {
        Opinion::Accepts => Verdict::pass(Finding::new(format!("{who} takes it.")).at(at)),
        Opinion::Refuses(why) => {
            Verdict::fail(Finding::new(format!("{who} refuses it: {}.", quoted(&why))).at(at))
        }
        Opinion::Abstains(_) => Verdict::Silent,
    }
}

/// The texts of the key sets that are vouched for.
fn key_sets<'a>(look: &Look<'a>) -> Vec<&'a [u8]> {
    let vouched = look.messages.iter().filter(|message| message.role == Role::Support);
    vouched
        .filter_map(|message| match &message.body {
            Body::Jwks(set) => Some(look.case.bytes(set.at)),
            _ => None,
        })
        .collect()
}
