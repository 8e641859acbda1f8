//! From the configuration of an application, as its product keeps it.

use crate::decode::settings::{Meaning, Setting, Settings, Side};
use crate::expect::SignedPart;
use crate::integration::draft::Draft;

/// Writes down what the application was set to; whether that was anything.
pub(super) fn write(draft: &mut Draft, settings: &Settings, file: &str) -> bool {
    if settings.side != Side::Application {
        return false;
    }
    for (key, meaning) in TEXTS {
        if let Some(setting) = settings.of(*meaning).find(|setting| !setting.is_open()) {
            draft.put_text(key, Some(&setting.value.value), &says(setting, file));
        }
    }
    for (key, meaning) in ADDRESSES {
        let whole: Vec<&Setting> =
            settings.of(*meaning).filter(|setting| !setting.is_open() && setting.is_address()).collect();
        let values: Vec<&str> = whole.iter().map(|setting| setting.value.value.as_str()).collect();
        let from = whole.first().map(|setting| says(setting, file)).unwrap_or_default();
        draft.put_list(key, &values, &from);
    }
    signed(draft, settings, file);
    true
}

/// What one value says.
static TEXTS: &[(&str, Meaning)] = &[
    ("saml.idp.entity_id", Meaning::IdpEntityId),
    ("saml.idp.sso_url", Meaning::IdpSso),
    ("saml.sp.entity_id", Meaning::SpEntityId),
    ("saml.sp.name_id_format", Meaning::NameIdFormat),
    ("oidc.op.issuer", Meaning::Issuer),
    ("oidc.rp.client_id", Meaning::ClientId),
    ("oidc.rp.id_token_alg", Meaning::IdTokenAlg),
];

/// What several addresses may say.
static ADDRESSES: &[(&str, Meaning)] =
    &[("saml.sp.acs", Meaning::Acs), ("oidc.rp.redirect_uri", Meaning::RedirectUri)];

/// What the application insists on.
fn signed(draft: &mut Draft, settings: &Settings, file: &str) {
    if let Some((part, setting)) = settings.signed() {
        let part = match part {
            SignedPart::Assertion => "assertion",
            SignedPart::Response => "response",
            SignedPart::Either => "either",
            SignedPart::Both => "both",
        };
        draft.put_text("saml.sp.signed", Some(part), &says(setting, file));
    }
    if let Some(setting) = settings.on(Meaning::Encrypted) {
        draft.put("saml.sp.encrypted", "true", says(setting, file));
    }
}

fn says(setting: &Setting, file: &str) -> String {
    format!("{} in {file}", setting.name)
}
