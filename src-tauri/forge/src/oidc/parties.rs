//! The invented providers, their clients, and the people who sign in.

use super::token::Algorithm;
use crate::keys::{self, KeyPair};

/// A provider, a client and a person.
pub(crate) struct Parties {
    pub(crate) issuer: &'static str,
    pub(crate) client_id: &'static str,
    pub(crate) redirect_uri: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) person: &'static [(&'static str, &'static str)],
    pub(crate) key: SigningKey,
}

/// What a provider signs with.
#[derive(Clone, Copy)]
pub(crate) struct SigningKey {
    pub(crate) kid: &'static str,
    pub(crate) algorithm: Algorithm,
    pub(crate) pair: &'static KeyPair,
}

/// Lumen's key since January 2026.
pub(crate) static LUMEN_KEY: SigningKey =
    SigningKey { kid: "lumen-2026-01", algorithm: Algorithm::Rs256, pair: &keys::LUMEN_2026 };
/// Lumen's key before.
pub(crate) static LUMEN_FORMER_KEY: SigningKey =
    SigningKey { kid: "lumen-2025-01", algorithm: Algorithm::Rs256, pair: &keys::LUMEN_2025 };

/// A cloud directory and a tide table for harbour masters.
pub(crate) static LUMEN: Parties = Parties {
    issuer: "https://id.lumen.example",
    client_id: "tidepool-web",
    redirect_uri: "https://app.tidepool.example/auth/callback",
    subject: "usr_01HV6R2M9Q",
    person: &[("name", "Aino Castellanos"), ("email", "aino@harbour.example")],
    key: LUMEN_KEY,
};

/// A school with its own realm, and its timetable.
pub(crate) static FERNHILL: Parties = Parties {
    issuer: "https://accounts.fernhill.example/realms/school",
    client_id: "chalkline",
    redirect_uri: "https://chalkline.example/login/oidc",
    subject: "c0a2e1f4-6b7d-4d0e-8f39-2b1a7c5d9e60",
    person: &[("preferred_username", "b.adeyemi"), ("email", "b.adeyemi@fernhill.example")],
    key: SigningKey { kid: "x1vQ0c6sJpT3", algorithm: Algorithm::Es256, pair: &keys::FERNHILL },
};

/// A society of amateur astronomers, and its observation log.
pub(crate) static ORRERY: Parties = Parties {
    issuer: "https://members.orrery.example/",
    client_id: "3f6b1c1e-observation-log",
    redirect_uri: "https://log.orrery.example/callback",
    subject: "member-00417",
    person: &[("name", "Petra Nkemelu")],
    key: SigningKey { kid: "ed-1", algorithm: Algorithm::EdDsa, pair: &keys::ORRERY },
};
