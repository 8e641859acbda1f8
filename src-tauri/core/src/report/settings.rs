//! The configuration of an application or a provider, in a person's words.

use super::describe::Described;
use super::shape::FieldShape;
use crate::check::saml::identify::quoted;
use crate::decode::settings::{Meaning, Setting, Settings, Side};

/// What it is, and what is set; secrets and keys are only pointed at.
pub(super) fn describe(settings: &Settings) -> Described {
    let whose = match settings.side {
        Side::Application => "What the application was set to",
        Side::Provider => "What the provider holds of an application",
    };
    Described {
        kind: "settings",
        title: format!("Settings of {}", settings.product),
        summary: format!("{whose}: {} of its settings were read.", settings.settings.len()),
        fields: settings.settings.iter().map(field).collect(),
    }
}

fn field(setting: &Setting) -> FieldShape {
    let value = match setting.meaning {
        Meaning::ClientSecret => "(not shown)".to_owned(),
        Meaning::SpCertificate | Meaning::IdpCertificate => "(a certificate or key)".to_owned(),
        _ => quoted(&setting.value.value),
    };
    FieldShape { name: setting.name.clone(), value, at: Some(setting.value.at) }
}
