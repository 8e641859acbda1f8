//! What either side was set to, in its product's own configuration.

use super::KnownOidc;
use crate::case::Case;
use crate::check::known::{of_setting, weight};
use crate::decode::Message;
use crate::decode::settings::{Meaning, Settings};

pub(super) fn gather(case: &Case, message: &Message, settings: &Settings, known: &mut KnownOidc) {
    for setting in settings.settings.iter().filter(|setting| !setting.is_open()) {
        let is_url = setting.value.value.contains("://");
        let claims = match setting.meaning {
            Meaning::Issuer if is_url => &mut known.issuers,
            Meaning::ClientId => &mut known.client_ids,
            Meaning::RedirectUri if is_url => &mut known.redirect_uris,
            Meaning::IdTokenAlg => &mut known.algs,
            _ => continue,
        };
        let expected = of_setting(case, message, setting, setting.value.value.clone());
        claims.add(weight(settings, message.role), expected);
    }
}
