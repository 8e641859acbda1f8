//! What either side was set to, in its product's own configuration.

use super::KnownOidc;
use crate::case::Case;
use crate::check::known::{of_setting, weight};
use crate::decode::Message;
use crate::decode::settings::{Meaning, Settings};

pub(super) fn gather(case: &Case, message: &Message, settings: &Settings, known: &mut KnownOidc) {
    let weight = weight(settings, message.role);
    for setting in settings.settings.iter().filter(|setting| !setting.is_open()) {
        let value = setting.value.value.as_str();
        let told = match setting.meaning {
            Meaning::Issuer if setting.is_address() => Some((&mut known.issuers, value)),
            Meaning::MetadataUrl => issuer_of(value).map(|issuer| (&mut known.issuers, issuer)),
            Meaning::ClientId => Some((&mut known.client_ids, value)),
            Meaning::RedirectUri if setting.is_address() => Some((&mut known.redirect_uris, value)),
            Meaning::IdTokenAlg => Some((&mut known.algs, value)),
            _ => None,
        };
        if let Some((claims, value)) = told {
            claims.add(weight, of_setting(case, message, setting, value.to_owned()));
        }
    }
}

/// The issuer whose discovery document has this address (OpenID Connect Discovery 1.0, section 4.1); none where one address
/// serves every tenant.
fn issuer_of(url: &str) -> Option<&str> {
    let issuer = url.strip_suffix("/.well-known/openid-configuration")?;
    let is_shared = ["/common", "/organizations", "/consumers"].iter().any(|tenant| issuer.contains(tenant));
    (!is_shared).then_some(issuer)
}
