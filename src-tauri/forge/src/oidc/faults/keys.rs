//! Who signed, how, and with which of the published keys.

use super::super::parties::{LUMEN_FORMER_KEY, SigningKey};
use super::super::provider::{discovery, jwk};
use super::super::sign_in::SignIn;
use super::super::token::{Algorithm, with_payload_of, with_signature};
use super::flow::Flow;
use crate::bench::{Fault, Part, fault};

const STALE: &[&str] = &["stale_jwks"];
const ALTERED: &[&str] = &["altered_after_signing"];
const IDP: &[&str] = &["idp-admin"];
const SP: &[&str] = &["sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "key-not-in-copy",
        Part::Signature,
        "the provider has a new key, the application's copy of the key set has not",
        STALE,
        SP,
        not_in_copy,
    ),
    fault(
        "same-name-other-key",
        Part::Signature,
        "another key has the name that the token gives",
        STALE,
        &["idp-admin", "sp-admin"],
        same_name,
    ),
    fault(
        "key-of-another-provider",
        Part::Signature,
        "the application holds another provider's key set",
        STALE,
        SP,
        of_another,
    ),
    fault(
        "claim-changed",
        Part::Signature,
        "a claim was changed after it was signed with RSA, where the signature tells what it was made over",
        ALTERED,
        &["network"],
        claim_changed,
    ),
    fault(
        "claim-changed-on-curve",
        Part::Signature,
        "a claim was changed after it was signed with a curve, where another key would look the same",
        &["altered_after_signing", "stale_jwks"],
        &["network", "idp-admin", "sp-admin"],
        claim_changed_on_curve,
    ),
    fault(
        "header-changed",
        Part::Signature,
        "a member was added to the header after it was signed",
        ALTERED,
        &["network"],
        header_changed,
    ),
    fault(
        "signature-of-zeros",
        Part::Signature,
        "the signature is nothing but zeros",
        &["worthless_signature"],
        SP,
        zeros,
    ),
    fault(
        "signature-in-der",
        Part::Signature,
        "the ECDSA signature is written as DER",
        &["misread_signature"],
        IDP,
        in_der,
    ),
    fault("alg-none", Part::Signature, "the token says alg none and is not signed", &["unsigned"], IDP, none),
    fault(
        "hs256-for-rs256",
        Part::Signature,
        "HS256, where an asymmetric algorithm was agreed",
        &["wrong_algorithm"],
        IDP,
        hmac,
    ),
    fault(
        "other-asymmetric",
        Part::Signature,
        "the application is set to another algorithm than the provider announces and signs by",
        &["wrong_algorithm"],
        SP,
        other_asymmetric,
    ),
    fault(
        "registered-algorithm-ignored",
        Part::Signature,
        "the provider signs by another algorithm than it has registered for the application",
        &["wrong_algorithm"],
        IDP,
        registration_ignored,
    ),
    fault(
        "public-key-as-secret",
        Part::Signature,
        "HS256 with the public key as the secret",
        &["public_key_as_secret"],
        SP,
        public_key,
    ),
    fault(
        "guessable-secret",
        Part::Signature,
        "HS256 with a secret that everybody guesses",
        &["worthless_signature"],
        SP,
        guessable,
    ),
    fault(
        "other-secret",
        Part::Signature,
        "HS256 with another secret than the application has",
        &["wrong_secret"],
        SP,
        other_secret,
    ),
    fault(
        "key-in-header",
        Part::Signature,
        "the token brings the key along that it was signed with",
        &["key_in_the_token"],
        SP,
        key_in_header,
    ),
    fault(
        "key-by-address",
        Part::Signature,
        "the token says where its key is to be fetched",
        &["key_in_the_token"],
        SP,
        key_by_address,
    ),
    fault(
        "cut-off",
        Part::Signature,
        "the end of the token is missing",
        &["damaged_paste"],
        &["capture"],
        cut_off,
    )
    .hiding(),
];

pub(super) fn of_lumen(flow: &Flow) -> Option<()> {
    (flow.sign_in.parties.key.algorithm == Algorithm::Rs256).then_some(())
}

fn of_curve(flow: &Flow) -> Option<()> {
    (flow.sign_in.parties.key.algorithm == Algorithm::Es256).then_some(())
}

fn not_in_copy(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.keys[0] = jwk(&LUMEN_FORMER_KEY);
    Some(())
}

fn same_name(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.keys[0] = jwk(&SigningKey { kid: flow.sign_in.parties.key.kid, ..LUMEN_FORMER_KEY });
    Some(())
}

fn of_another(flow: &mut Flow) -> Option<()> {
    of_curve(flow)?;
    flow.keys[0] = jwk(&LUMEN_FORMER_KEY);
    Some(())
}

fn claim_changed(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    claim_changed_anyhow(flow)
}

fn claim_changed_on_curve(flow: &mut Flow) -> Option<()> {
    (flow.sign_in.parties.key.algorithm != Algorithm::Rs256).then_some(())?;
    claim_changed_anyhow(flow)
}

fn claim_changed_anyhow(flow: &mut Flow) -> Option<()> {
    flow.sign = |sign_in| {
        let mut promoted = sign_in.token.clone();
        promoted.claim("email", "harbour.master@harbour.example");
        with_payload_of(&sign_in.id_token(), &promoted.signed(&sign_in.parties.key))
    };
    Some(())
}

fn header_changed(flow: &mut Flow) -> Option<()> {
    flow.sign = |sign_in| {
        let mut typed = sign_in.token.clone();
        typed.header("zip", "none");
        super::super::token::with_header_of(&sign_in.id_token(), &typed.signed(&sign_in.parties.key))
    };
    Some(())
}

fn zeros(flow: &mut Flow) -> Option<()> {
    of_curve(flow)?;
    flow.sign = |sign_in| with_signature(&sign_in.id_token(), &[0; 64]);
    Some(())
}

fn in_der(flow: &mut Flow) -> Option<()> {
    of_curve(flow)?;
    flow.sign = |sign_in| sign_in.token.signed_in_der(&sign_in.parties.key);
    Some(())
}

fn none(flow: &mut Flow) -> Option<()> {
    flow.sign_in.token.header("alg", "none");
    flow.sign_in.token.without_header("kid");
    flow.sign = |sign_in| sign_in.token.unsecured();
    Some(())
}

const SECRET: &str = "a-secret-for-samples-that-guards-nothing-at-all";

fn by_secret(flow: &mut Flow, sign: fn(&SignIn) -> String) {
    flow.sign_in.token.header("alg", "HS256");
    flow.sign_in.token.without_header("kid");
    flow.sign = sign;
}

fn hmac(flow: &mut Flow) -> Option<()> {
    by_secret(flow, |sign_in| sign_in.token.authenticated(SECRET));
    let agreed = flow.sign_in.parties.key.algorithm.name();
    flow.expect("oidc.rp.id_token_alg", agreed);
    flow.secret = Some(SECRET);
    Some(())
}

fn other_asymmetric(flow: &mut Flow) -> Option<()> {
    let own = flow.sign_in.parties.key.algorithm.name();
    flow.expect("oidc.rp.id_token_alg", if own == "RS256" { "ES256" } else { "RS256" });
    Some(())
}

fn registration_ignored(flow: &mut Flow) -> Option<()> {
    flow.shows_request().then_some(())?;
    let own = flow.sign_in.parties.key.algorithm.name();
    let other = if own == "RS256" { "ES256" } else { "RS256" };
    flow.registration.push(("id_token_signed_response_alg", other.into()));
    flow.discovery = discovery(flow.sign_in.parties.issuer, &["RS256", "ES256", "EdDSA"]);
    Some(())
}

fn public_key(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.sign_in.token.header("alg", "HS256");
    flow.sign = |sign_in| sign_in.token.authenticated(&sign_in.parties.key.pair.public_pem());
    Some(())
}

fn guessable(flow: &mut Flow) -> Option<()> {
    by_secret(flow, |sign_in| sign_in.token.authenticated("changeme"));
    flow.expect("oidc.rp.id_token_alg", "HS256");
    Some(())
}

fn other_secret(flow: &mut Flow) -> Option<()> {
    by_secret(flow, |sign_in| sign_in.token.authenticated("another-secret-for-samples-that-guards-nothing"));
    flow.expect("oidc.rp.id_token_alg", "HS256");
    flow.secret = Some(SECRET);
    Some(())
}

fn key_in_header(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.sign_in.token.without_header("kid");
    flow.sign_in.token.header("jwk", jwk(&LUMEN_FORMER_KEY));
    flow.sign = |sign_in| sign_in.token.signed(&LUMEN_FORMER_KEY);
    Some(())
}

fn key_by_address(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.sign_in.token.header("kid", "k");
    flow.sign_in.token.header("jku", "https://keys.passerby.example/jwks.json");
    flow.sign = |sign_in| sign_in.token.signed(&LUMEN_FORMER_KEY);
    Some(())
}

fn cut_off(flow: &mut Flow) -> Option<()> {
    (!flow.shows_request() && flow.sealed_for.is_none()).then_some(())?;
    flow.token_changes.push(|token| token[..token.len() - 22].to_owned());
    Some(())
}
