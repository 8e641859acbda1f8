//! What either side was set to, in its product's own configuration.

use super::KnownOidc;
use crate::case::Case;
use crate::check::known::{of_setting, weight};
use crate::decode::Message;
use crate::decode::settings::{Meaning, Settings};

pub(super) fn gather(case: &Case, message: &Message, settings: &Settings, known: &mut KnownOidc) {
    for setting in settings.settings.iter().filter(|setting| !setting.is_open()) {
        let value = setting.value.value.as_str();
        let is_url = value.contains("://");
        let claims = match setting.meaning {
            Meaning::Issuer if is_url => &mut known.issuers,
            Meaning::MetadataUrl => {
                if let Some(issuer) = issuer_of(value) {
                    let expected = of_setting(case, message, setting, issuer.to_owned());
                    known.issuers.add(weight(settings, message.role), expected);
                }
                continue;
            }
            Meaning::ClientId => &mut known.client_ids,
            Meaning::RedirectUri if is_url => &mut known.redirect_uris,
            Meaning::IdTokenAlg => &mut known.algs,
            _ => continue,
        };
        let expected = of_setting(case, message, setting, value.to_owned());
        claims.add(weight(settings, message.role), expected);
    }
}

/// The issuer whose discovery document has this address (OpenID Connect Discovery 1.0, section 4.1); none where one address
/// serves every tenant.
fn issuer_of(url: &str) -> Option<&str> {
    let issuer = url.strip_suffix("/.well-known/openid-configuration")?;
    let is_shared = ["/common", "/organizations", "/consumers"].iter().any(|tenant| issuer.contains(tenant));
    (!is_shared).then_some(issuer)
}
