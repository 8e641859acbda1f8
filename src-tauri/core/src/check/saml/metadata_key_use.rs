//! The metadata has a key for each use that is made of it.

use super::relied_on::{self, ReliedOn};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{EntityRole, KeyDescriptor, RoleKind};

/// The metadata has a key for each use that is made of it.
pub static CHECK: Check = Check {
    id: "saml/metadata_key_use",
    title: "The metadata has no key for the use that is made of it",
    verb: Verb::Must,
    spec: &[cite("SAML Metadata 2.0", "2.4.1.1"), cite("SAML 2.0 Errata", "E62")],
    why: "A key whose use is signing is not to be encrypted for, and one whose use is encryption verifies no signature; a key without \
          a use is for both. Who finds no key for what has to be done can't do it.",
    remedy_idp: "Publish the signing certificate in a KeyDescriptor with use=\"signing\", or with no use at all.",
    remedy_sp: "Publish a KeyDescriptor for each use, signing and encryption, or one with no use at all.",
    run,
};

fn run(look: &Look) -> Verdict {
    // Who signs with a shared secret publishes no key for it.
    let by_secret = !look.known.saml.secrets.is_empty();
    let encrypted = look.known.saml.encrypted.decisive().any(|wanted| wanted.value);
    Verdict::merge(relied_on::entities(look).into_iter().flat_map(|relied_on| {
        let signing = relied_on.roles(RoleKind::Idp).filter(|_| !by_secret);
        let idp = signing.map(|role| signs(relied_on, role, "An identity provider signs"));
        let sp = relied_on.roles(RoleKind::Sp).map(|role| of_application(relied_on, role, encrypted));
        idp.chain(sp).collect::<Vec<_>>()
    }))
}

/// An application need not have keys, but for what it says that it does.
fn of_application(relied_on: ReliedOn, role: &EntityRole, encrypted: bool) -> Verdict {
    let promised = role.authn_requests_signed.as_ref().is_some_and(|signed| signed.value);
    let signing = match promised {
        true => signs(relied_on, role, "AuthnRequestsSigned is true"),
        false => Verdict::Silent,
    };
    let opening = match encrypted {
        true => {
            has(relied_on, role, KeyDescriptor::encrypts, "encryption", "The assertion is to be encrypted")
        }
        false => Verdict::Silent,
    };
    Verdict::merge([signing, opening])
}

fn signs(relied_on: ReliedOn, role: &EntityRole, because: &str) -> Verdict {
    has(relied_on, role, KeyDescriptor::signs, "signing", because)
}

fn has(
    relied_on: ReliedOn,
    role: &EntityRole,
    fits: fn(&KeyDescriptor) -> bool,
    purpose: &'static str,
    because: &str,
) -> Verdict {
    let name = relied_on.name();
    let with_key = |key: &&KeyDescriptor| !key.material.is_empty();
    if let Some(key) = role.keys.iter().filter(with_key).find(|key| fits(key)) {
        return Verdict::pass(Finding::new(format!("{name} has a key for {purpose}.")).at(key.at));
    }
    let other = role.keys.iter().find(with_key);
    let has = match other.and_then(|key| key.purpose.as_ref()) {
        Some(other) => format!("only one for {}", other.value),
        None => "none at all".to_owned(),
    };
    let says = format!("{because}, and the metadata of {name} has no key for {purpose}: {has}.");
    let at = other.map_or(role.at, |key| key.at);
    Verdict::fail(Finding::new(says).at(at).expected(format!("use=\"{purpose}\", or no use")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{CERTIFICATE, RESPONSE, supported};

    fn metadata(role: &str, more: &str, uses: &[&str]) -> String {
        let body: String = CERTIFICATE.lines().filter(|line| !line.starts_with("-----")).collect();
        let key = |purpose: &&str| {
            format!(
                "<md:KeyDescriptor {purpose}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{body}</ds:X509Certificate>\
                 </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            )
        };
        let keys: String = uses.iter().map(key).collect();
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
             xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"https://x.example\"><md:{role} {more} \
             protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{keys}</md:{role}></md:EntityDescriptor>"
        )
    }

    #[test]
    fn an_identity_provider_has_a_key_that_signs() {
        let said = |uses: &[&str]| supported(&CHECK, RESPONSE, &[&metadata("IDPSSODescriptor", "", uses)]);
        assert!(matches!(said(&["use=\"signing\""]), Verdict::Pass(_)));
        assert!(matches!(said(&[""]), Verdict::Pass(_)));
        assert!(said(&["use=\"encryption\""]).findings()[0].says.contains("only one for encryption"));
        assert!(said(&[]).failed());
    }

    #[test]
    fn an_application_that_signs_nothing_needs_no_key() {
        let said = |more: &str, uses: &[&str]| {
            supported(&CHECK, RESPONSE, &[&metadata("SPSSODescriptor", more, uses)])
        };
        assert_eq!(said("", &[]), Verdict::Silent);
        assert!(said("AuthnRequestsSigned=\"true\"", &["use=\"encryption\""]).failed());
    }
}
