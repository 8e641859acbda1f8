//! Choices that a playbook should not make, or not without a word.

use chrono::TimeDelta;

use super::Remarks;
use crate::check;
use crate::expect::{Counted, CryptoRule, Playbook, ValueExpected};

const ID: &str = "playbook/weak";

/// The checks that keep forged sign-ins out; whoever lowers one lets them in.
const GUARDS: &[&str] = &[
    "saml/signature_present",
    "saml/signature_verifies",
    "saml/signature_covers",
    "saml/signature_key",
    "saml/wrapping",
    "saml/audience",
    "saml/issuer",
    "oidc/signature",
    "oidc/alg",
    "oidc/aud",
    "oidc/iss",
    "oidc/nonce",
];

pub(super) fn look(found: &mut Remarks, playbook: &Playbook) {
    trust(found, playbook);
    plain_http(found, playbook);
    skew(found, playbook);
    rules(found, "crypto", &playbook.crypto);
    policies(found, playbook);
    values(found, "saml.attribute", &playbook.saml.attribute);
    values(found, "oidc.claim", &playbook.oidc.claim);
}

fn trust(found: &mut Remarks, playbook: &Playbook) {
    let (saml, oidc) = (&playbook.saml, &playbook.oidc);
    let says_saml = saml.idp.entity_id.is_some() || saml.sp.entity_id.is_some() || !saml.sp.acs.is_empty();
    if says_saml && saml.idp.metadata.is_none() && saml.idp.certificates.is_empty() {
        found.warn(ID, "saml.idp", "No key of the identity provider is named, so that no sign-in can be accepted by this playbook alone.");
    }
    let says_oidc = oidc.op.issuer.is_some() || oidc.rp.client_id.is_some();
    let keyless =
        oidc.op.jwks.is_none() && !oidc.rp.id_token_alg.as_ref().is_some_and(|alg| alg.starts_with("HS"));
    if says_oidc && keyless {
        found.warn(
            ID,
            "oidc.op",
            "No keys of the provider are named, so that no ID token can be verified by this playbook alone.",
        );
    }
    if says_oidc && oidc.rp.client_id.is_none() {
        found.warn(ID, "oidc.rp", "The client ID is not named, so that nobody can tell for whom a token is.");
    }
    if oidc.rp.id_token_alg.as_deref() == Some("none") {
        found.error(ID, "oidc.rp.id_token_alg", "An ID token without a signature can be made by anybody.");
    }
}

fn plain_http(found: &mut Remarks, playbook: &Playbook) {
    let lists =
        [("saml.sp.acs", &playbook.saml.sp.acs), ("oidc.rp.redirect_uri", &playbook.oidc.rp.redirect_uri)];
    for (key, urls) in lists {
        for (number, url) in urls.iter().enumerate() {
            let own = ["http://localhost", "http://127.0.0.1", "http://[::1]"];
            if url.starts_with("http://") && !own.iter().any(|own| url.starts_with(own)) {
                found.warn(
                    ID,
                    format!("{key}[{number}]"),
                    format!("{url} has no TLS: whoever is on the way can take the answer."),
                );
            }
            if url.contains('*') {
                found.warn(
                    ID,
                    format!("{key}[{number}]"),
                    format!("{url} has a star; addresses are compared letter by letter."),
                );
            }
        }
    }
}

fn skew(found: &mut Remarks, playbook: &Playbook) {
    let all = [
        ("saml.sp.skew", playbook.saml.sp.skew),
        ("oidc.rp.skew", playbook.oidc.rp.skew),
        ("time.skew", playbook.time.skew),
    ];
    for (key, skew) in all {
        if skew.is_some_and(|skew| skew > TimeDelta::minutes(5)) {
            found.warn(ID, key, "A tolerance of more than five minutes lets answers in that are long over; saml2int asks for three to five.");
        }
    }
}

fn rules(found: &mut Remarks, section: &str, rule: &CryptoRule) {
    if rule.minimum_rsa_bits.is_some_and(|bits| bits < 2048) {
        found.warn(
            ID,
            format!("{section}.minimum_rsa_bits"),
            "RSA keys of less than 2048 bits are not taken by NIST SP 800-131A.",
        );
    }
    for (list, names) in [("algorithms", &rule.algorithms), ("forbidden", &rule.forbidden)] {
        for (number, name) in names.iter().enumerate().filter(|(_, name)| !is_known(name)) {
            let near = KNOWN.iter().map(|known| (strsim::normalized_damerau_levenshtein(name, known), known));
            let near = near.filter(|(likeness, _)| *likeness > 0.6).max_by(|a, b| a.0.total_cmp(&b.0));
            let hint = near.map(|(_, known)| format!("; “{known}” comes nearest")).unwrap_or_default();
            found.warn(
                ID,
                format!("{section}.{list}[{number}]"),
                format!("No algorithm is called {name}, so that the rule never bites{hint}."),
            );
        }
        for (number, name) in
            names.iter().enumerate().filter(|(_, name)| list == "algorithms" && is_broken(name))
        {
            found.warn(
                ID,
                format!("{section}.{list}[{number}]"),
                format!("{name} is allowed, and rests on a broken hash function or on none."),
            );
        }
    }
}

/// The last parts of the algorithms' URIs and the names of JOSE.
const KNOWN: &[&str] = &[
    "rsa-md5",
    "rsa-sha1",
    "rsa-sha224",
    "rsa-sha256",
    "rsa-sha384",
    "rsa-sha512",
    "dsa-sha1",
    "dsa-sha256",
    "ecdsa-sha1",
    "ecdsa-sha224",
    "ecdsa-sha256",
    "ecdsa-sha384",
    "ecdsa-sha512",
    "sha1-rsa-MGF1",
    "sha224-rsa-MGF1",
    "sha256-rsa-MGF1",
    "sha384-rsa-MGF1",
    "sha512-rsa-MGF1",
    "hmac-sha1",
    "hmac-sha256",
    "hmac-sha384",
    "hmac-sha512",
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "none",
    "HS256",
    "HS384",
    "HS512",
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES256K",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
    "Ed448",
];

fn is_known(name: &str) -> bool {
    name.contains("://") || name.starts_with("urn:") || KNOWN.contains(&name)
}

fn is_broken(name: &str) -> bool {
    name == "none" || name.contains("sha1") || name.contains("md5")
}

fn policies(found: &mut Remarks, playbook: &Playbook) {
    for (number, policy) in playbook.policy.iter().enumerate() {
        let key = format!("policy[{number}]");
        let rule = CryptoRule {
            minimum_rsa_bits: policy.minimum_rsa_bits,
            algorithms: policy.algorithms.clone(),
            forbidden: policy.forbidden.clone(),
        };
        rules(found, &key, &rule);
        let Some(id) = &policy.check else {
            if policy.severity.is_some() {
                found.error(ID, format!("{key}.severity"), "A severity is set, and no check is named.");
            }
            continue;
        };
        let Some(check) = check::all().find(|check| check.id == id) else {
            let near =
                check::all().map(|check| (strsim::normalized_damerau_levenshtein(id, check.id), check.id));
            let hint = near
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, id)| format!("; “{id}” comes nearest"))
                .unwrap_or_default();
            found.error(ID, format!("{key}.check"), format!("There is no check {id}{hint}."));
            continue;
        };
        let Some(counted) = policy.severity else {
            found.error(ID, format!("{key}.check"), "A check is named, and no severity.");
            continue;
        };
        let lowers = check::Severity::from(counted) > check.verb.severity();
        if lowers && GUARDS.contains(&check.id) && counted != Counted::Error {
            found.error(
                ID,
                format!("{key}.severity"),
                format!(
                    "{id} keeps forged sign-ins out. Where it counts less than an error, they are let in."
                ),
            );
        }
        if lowers && policy.reason.is_none() {
            found.warn(
                ID,
                key.clone(),
                format!("{id} counts for less than it should, and no reason is given."),
            );
        }
        if lowers && policy.until.is_none() {
            found.warn(ID, key, format!("{id} counts for less than it should, and without an end."));
        }
    }
}

fn values(found: &mut Remarks, section: &str, values: &[ValueExpected]) {
    for (number, value) in values.iter().enumerate() {
        let key = format!("{section}[{number}]");
        if value.name.is_empty() {
            found.error(
                "playbook/plan",
                key.clone(),
                format!("A section {section} has no name, and so speaks of nothing."),
            );
        }
        if values.iter().take(number).any(|other| other.name == value.name) {
            found.warn("playbook/plan", format!("{key}.name"), format!("{} is named twice.", value.name));
        }
        if let (Some(pattern), Some(equals)) = (&value.pattern, &value.equals) {
            let fits =
                regex::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|regex| regex.is_match(equals));
            if !fits {
                found.error(
                    "playbook/contradiction",
                    format!("{key}.equals"),
                    format!("{} has to be “{equals}”, which its own pattern does not match.", value.name),
                );
            }
        }
    }
}
