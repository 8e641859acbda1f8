//! What the provider publishes, and whom it encrypts for.

use super::super::parties::{LUMEN, LUMEN_FORMER_KEY, SigningKey};
use super::super::provider::{jwk, jwk_for, jwk_with, jwks};
use super::flow::Flow;
use super::keys::of_lumen;
use crate::bench::{Fault, Part, fault};
use crate::json::Json;
use crate::keys;

const IDP: &[&str] = &["idp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
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
