//! The invented organisations between which people sign in, each with the habits of another product.

use super::element::Element;
use super::signature::{Algorithm, Signer};
use super::spelling::{self, Spelling};
use crate::keys::{self, KeyPair};

/// An identity provider, an application and a person.
pub(crate) struct Parties {
    pub(crate) idp: IdentityProvider,
    pub(crate) sp: ServiceProvider,
    pub(crate) person: Person,
    pub(crate) spelling: &'static Spelling,
    /// Whether instants are written with milliseconds.
    pub(crate) milliseconds: bool,
    /// Whether attribute values are typed, for which the prefix xs has to be kept.
    pub(crate) typed_values: bool,
}

/// Who says who somebody is.
pub(crate) struct IdentityProvider {
    pub(crate) entity_id: &'static str,
    pub(crate) sso_url: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) key: &'static KeyPair,
    pub(crate) algorithm: Algorithm,
}

/// Who lets somebody in.
pub(crate) struct ServiceProvider {
    pub(crate) entity_id: &'static str,
    pub(crate) acs: &'static str,
}

/// Who signs in.
pub(crate) struct Person {
    pub(crate) name_id: &'static str,
    pub(crate) name_id_format: &'static str,
    pub(crate) attributes: &'static [(&'static str, &'static [&'static str])],
}

pub(crate) const EMAIL: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
pub(crate) const PERSISTENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
pub(crate) const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

/// A haulier with a cloud directory, and its expenses application.
pub(crate) static HALDEN: Parties = Parties {
    idp: IdentityProvider {
        entity_id: "https://login.halden.example/saml/metadata",
        sso_url: "https://login.halden.example/saml/sso",
        organisation: "Halden Freight",
        key: &keys::HALDEN_2025,
        algorithm: Algorithm::RsaSha256,
    },
    sp: ServiceProvider {
        entity_id: "https://app.ledgerline.example/saml/metadata",
        acs: "https://app.ledgerline.example/saml/acs",
    },
    person: Person {
        name_id: "mira.solberg@halden.example",
        name_id_format: EMAIL,
        attributes: &[
            ("email", &["mira.solberg@halden.example"]),
            ("firstName", &["Mira"]),
            ("lastName", &["Solberg"]),
            ("groups", &["Dispatch", "Expenses & Travel"]),
        ],
    },
    spelling: &spelling::PLAIN,
    milliseconds: false,
    typed_values: false,
};

/// A college with a Shibboleth-like provider, and its library.
pub(crate) static BRIGHTWATER: Parties = Parties {
    idp: IdentityProvider {
        entity_id: "https://idp.brightwater.example/idp/shibboleth",
        sso_url: "https://idp.brightwater.example/idp/profile/SAML2/Redirect/SSO",
        organisation: "Brightwater College",
        key: &keys::BRIGHTWATER,
        algorithm: Algorithm::RsaSha256,
    },
    sp: ServiceProvider {
        entity_id: "https://quillbook.example/shibboleth",
        acs: "https://quillbook.example/Shibboleth.sso/SAML2/POST",
    },
    person: Person {
        name_id: "AAdzZWNyZXQxn0wz8rQf1mHnKp2u",
        name_id_format: TRANSIENT,
        attributes: &[
            ("urn:oid:1.3.6.1.4.1.5923.1.1.1.6", &["tokafor@brightwater.example"]),
            ("urn:oid:2.16.840.1.113730.3.1.241", &["Tomasz Ọkafọ"]),
            (
                "urn:oid:1.3.6.1.4.1.5923.1.1.1.9",
                &["member@brightwater.example", "student@brightwater.example"],
            ),
        ],
    },
    spelling: &spelling::OPENSAML,
    milliseconds: true,
    typed_values: true,
};

/// A law firm with a Windows federation server, and its document store.
pub(crate) static ORTIZVALE: Parties = Parties {
    idp: IdentityProvider {
        entity_id: "http://sts.ortizvale.example/adfs/services/trust",
        sso_url: "https://sts.ortizvale.example/adfs/ls/",
        organisation: "Ortiz and Vale",
        key: &keys::ORTIZVALE_2025,
        algorithm: Algorithm::RsaSha256,
    },
    sp: ServiceProvider {
        entity_id: "https://casebox.example/sp",
        acs: "https://casebox.example/auth/saml/callback",
    },
    person: Person {
        name_id: "i.vale@ortizvale.example",
        name_id_format: EMAIL,
        attributes: &[
            (
                "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                &["i.vale@ortizvale.example"],
            ),
            ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", &["Inés Vale"]),
            ("http://schemas.xmlsoap.org/claims/Group", &["Partners"]),
        ],
    },
    spelling: &spelling::MICROSOFT,
    milliseconds: true,
    typed_values: false,
};

/// A clinic with keys on an elliptic curve, and its rota.
pub(crate) static KESTREL: Parties = Parties {
    idp: IdentityProvider {
        entity_id: "https://sso.kestrel-clinic.example/realms/staff",
        sso_url: "https://sso.kestrel-clinic.example/realms/staff/protocol/saml",
        organisation: "Kestrel Clinic",
        key: &keys::KESTREL,
        algorithm: Algorithm::EcdsaSha256,
    },
    sp: ServiceProvider {
        entity_id: "urn:example:rotawell:production",
        acs: "https://rotawell.example/sso/kestrel/acs",
    },
    person: Person {
        name_id: "G-7f3c9a12-55de-4a0b-9a4e-0b6c1f2d8e77",
        name_id_format: PERSISTENT,
        attributes: &[("email", &["noor.lindqvist@kestrel-clinic.example"]), ("Role", &["ward-lead"])],
    },
    spelling: &spelling::PLAIN,
    milliseconds: true,
    typed_values: true,
};

/// A town council with an old portal, and its minutes.
pub(crate) static TALLOW: Parties = Parties {
    idp: IdentityProvider {
        entity_id: "https://portal.tallow.example/sso",
        sso_url: "https://portal.tallow.example/sso/login",
        organisation: "Tallow Town Council",
        key: &keys::TALLOW_2016,
        algorithm: Algorithm::RsaSha256,
    },
    sp: ServiceProvider {
        entity_id: "https://minutes.example/saml",
        acs: "https://minutes.example/saml/consume",
    },
    person: Person {
        name_id: "clerk@tallow.example",
        name_id_format: EMAIL,
        attributes: &[("displayName", &["Town Clerk"])],
    },
    spelling: &spelling::PLAIN,
    milliseconds: false,
    typed_values: false,
};

impl Parties {
    /// How this provider signs.
    pub(crate) fn signer(&self) -> Signer {
        let prefixes = self.typed_values.then_some("xs");
        let breaks_lines = self.typed_values;
        Signer { algorithm: self.idp.algorithm, prefixes, breaks_lines, ..Signer::rsa(self.idp.key) }
    }

    /// An attribute's value, typed where this provider types them.
    pub(super) fn value(&self, text: &str) -> Element {
        let value = Element::new("saml:AttributeValue").text(text);
        if self.typed_values { value.with("xsi:type", "xs:string") } else { value }
    }
}
