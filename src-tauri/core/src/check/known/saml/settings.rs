//! What either side was set to, in its product's own configuration.

use super::{KnownSaml, Standing};
use crate::case::{Case, Role};
use crate::check::known::{Weight, of_setting, weight};
use crate::decode::settings::{Meaning, Setting, Settings, Side};
use crate::decode::{Body, Message};
use crate::span::{LayerId, Span};

pub(super) fn gather(case: &Case, message: &Message, settings: &Settings, known: &mut KnownSaml) {
    let weight = weight(settings, message.role);
    for setting in settings.settings.iter().filter(|setting| !setting.is_open()) {
        let (is_url, is_urn) = (setting.is_address(), setting.value.value.starts_with("urn:"));
        let claims = match setting.meaning {
            Meaning::SpEntityId => &mut known.sp_entity_ids,
            Meaning::Audience => &mut known.audiences,
            Meaning::IdpEntityId => &mut known.idp_entity_ids,
            Meaning::Acs if is_url => &mut known.acs,
            Meaning::SpLogout if is_url => &mut known.slo,
            Meaning::IdpSso if is_url => &mut known.idp_sso,
            Meaning::NameIdFormat if is_urn && !setting.value.value.ends_with(":unspecified") => {
                &mut known.name_id_formats
            }
            _ => continue,
        };
        claims.add(weight, of_setting(case, message, setting, setting.value.value.clone()));
    }
    if settings.side == Side::Application {
        wanted(case, message, settings, weight, known);
    }
}

/// What the application insists on.
fn wanted(case: &Case, message: &Message, settings: &Settings, weight: Weight, known: &mut KnownSaml) {
    if let Some((part, setting)) = settings.signed() {
        known.signed.add(weight, of_setting(case, message, setting, part));
    }
    if let Some(setting) = settings.on(Meaning::Encrypted) {
        known.encrypted.add(weight, of_setting(case, message, setting, true));
    }
}

/// What a certificate counts for that stands in a file of settings that is vouched for, how much that weighs, and who says so.
pub(super) fn certificate(
    case: &Case,
    messages: &[Message],
    layer: LayerId,
) -> Option<(Standing, Weight, String)> {
    let places: Vec<Span> = case.beneath_all(layer).filter_map(|layer| layer.from).collect();
    let holds = |setting: &&Setting| places.iter().any(|place| overlap(*place, setting.value.at));
    let vouched = messages.iter().filter(|message| message.role == Role::Support);
    vouched.into_iter().find_map(|message| {
        let Body::Settings(settings) = &message.body else { return None };
        let setting = settings.settings.iter().find(holds)?;
        let standing = match setting.meaning {
            Meaning::SpCertificate => Standing::SpSigning,
            Meaning::IdpCertificate => Standing::IdpSigning,
            _ => return None,
        };
        let says = of_setting(case, message, setting, ()).origin.says;
        Some((standing, weight(settings, message.role), says))
    })
}

fn overlap(one: Span, other: Span) -> bool {
    one.layer == other.layer && one.start < other.end && other.start < one.end
}
