//! Who signed, how, with which of the published keys; and whom it is encrypted for.

use super::super::parties::{LUMEN, LUMEN_FORMER_KEY, SigningKey};
use super::super::provider::{discovery, jwk, jwk_for, jwk_with, jwks};
use super::super::sign_in::SignIn;
use super::super::token::{Algorithm, with_payload_of, with_signature};
use super::flow::Flow;
use crate::bench::{Fault, Part, fault};
use crate::json::Json;
use crate::keys;

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
    fault(
        "key-for-encryption",
        Part::Signature,
        "the signing key is published for encryption",
        &["unfit_key"],
        IDP,
        for_encryption,
    ),
    fault(
        "key-for-other-algorithm",
        Part::Signature,
        "the signing key is published for another algorithm",
        &["unfit_key"],
        IDP,
        for_other_algorithm,
    ),
    fault(
        "private-key-published",
        Part::Published,
        "the key set shows the private exponent",
        &["private_key_published"],
        IDP,
        private_published,
    ),
    fault(
        "two-keys-one-name",
        Part::Published,
        "two keys of the set have one name",
        &["careless_key_set"],
        IDP,
        one_name,
    ),
    fault(
        "one-key-two-names",
        Part::Published,
        "one key stands in the set under two names",
        &["careless_key_set"],
        IDP,
        two_names,
    ),
    fault(
        "short-key-in-set",
        Part::Published,
        "a key of 1024 bits stands among the others",
        &["careless_key_set"],
        IDP,
        short_in_set,
    ),
    fault(
        "broken-key-in-set",
        Part::Published,
        "a key of the set is malformed",
        &["careless_key_set"],
        IDP,
        broken_in_set,
    ),
    fault(
        "keys-changed-at-once",
        Part::Published,
        "two key sets of the provider have nothing in common",
        &["keys_changed_at_once", "stale_jwks"],
        &["idp-admin", "sp-admin"],
        changed_at_once,
    )
    .hiding(),
    fault(
        "encrypted-for-another",
        Part::Encryption,
        "encrypted for a key that the application does not have",
        &["encrypted_for_another_key"],
        IDP,
        for_another,
    )
    .hiding(),
    fault(
        "cipher-text-changed",
        Part::Encryption,
        "the cipher text was changed on the way",
        &["ciphertext_damaged"],
        &["network"],
        cipher_text_changed,
    )
    .hiding(),
    fault(
        "not-encrypted",
        Part::Encryption,
        "the application wants encryption, the token is plain",
        &["encryption_not_as_wanted"],
        IDP,
        not_encrypted,
    ),
    fault(
        "encrypted-unasked",
        Part::Encryption,
        "the token is encrypted, the application wants none",
        &["encryption_not_as_wanted"],
        IDP,
        encrypted_unasked,
    ),
];

fn of_lumen(flow: &Flow) -> Option<()> {
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

fn for_encryption(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.keys[0] = jwk_for(&flow.sign_in.parties.key, "enc", "RSA-OAEP");
    Some(())
}

fn for_other_algorithm(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.keys[0] = jwk_for(&flow.sign_in.parties.key, "sig", "RS512");
    Some(())
}

fn private_published(flow: &mut Flow) -> Option<()> {
    flow.keys[0] = jwk_with(&flow.sign_in.parties.key, &[("d", Json::from("not-shown-here"))]);
    Some(())
}

fn one_name(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.keys.push(jwk(&SigningKey { kid: flow.sign_in.parties.key.kid, ..LUMEN_FORMER_KEY }));
    Some(())
}

fn two_names(flow: &mut Flow) -> Option<()> {
    flow.keys.push(jwk(&SigningKey { kid: "a-new-name", ..flow.sign_in.parties.key }));
    Some(())
}

fn short_in_set(flow: &mut Flow) -> Option<()> {
    flow.keys.push(jwk(&SigningKey { kid: "of-2016", pair: &keys::TALLOW_2016, ..LUMEN.key }));
    Some(())
}

fn broken_in_set(flow: &mut Flow) -> Option<()> {
    let members = [("kty", "RSA"), ("kid", "template"), ("n", "AQAB"), ("e", "AQAA")];
    flow.keys.push(Json::Object(members.map(|(name, value)| (name, value.into())).to_vec()));
    Some(())
}

fn changed_at_once(flow: &mut Flow) -> Option<()> {
    of_lumen(flow)?;
    flow.keys[0] = jwk(&LUMEN_FORMER_KEY);
    flow.more_support.push(("jwks-now.json", jwks(&[jwk(&flow.sign_in.parties.key)])));
    Some(())
}

fn for_another(flow: &mut Flow) -> Option<()> {
    flow.sealed_for.as_mut().map(|key| *key = &keys::LEDGERLINE_OLD)
}

fn cipher_text_changed(flow: &mut Flow) -> Option<()> {
    flow.sealed_for?;
    flow.seal_broken = true;
    Some(())
}

fn not_encrypted(flow: &mut Flow) -> Option<()> {
    flow.sealed_for.is_none().then_some(())?;
    flow.expect("oidc.rp.id_token_encrypted", "true");
    Some(())
}

fn encrypted_unasked(flow: &mut Flow) -> Option<()> {
    flow.sealed_for?;
    flow.expect("oidc.rp.id_token_encrypted", "false");
    Some(())
}
