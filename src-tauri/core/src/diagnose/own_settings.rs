//! The remedies once more as the file of settings has them that was given: the file, the line and the name.

use super::fields::*;
use super::form::Remedy;
use crate::check::Look;
use crate::decode::settings::{Meaning, Setting, Side};
use crate::decode::{Body, Message};

/// The general places, whose file has them, and what they are there.
static PLACES: &[(&str, Side, &[Meaning])] = &[
    (SP_ENTITY_ID, Side::Application, &[Meaning::SpEntityId, Meaning::Audience]),
    (SP_ACS, Side::Application, &[Meaning::Acs]),
    (SP_IDP_ENTITY_ID, Side::Application, &[Meaning::IdpEntityId]),
    (SP_IDP_CERTIFICATE, Side::Application, &[Meaning::IdpCertificate]),
    (SP_WANTS_SIGNED, Side::Application, &[Meaning::AssertionSigned, Meaning::ResponseSigned]),
    (SP_ENCRYPTION, Side::Application, &[Meaning::Encrypted]),
    (SP_NAME_ID, Side::Application, &[Meaning::NameIdFormat]),
    (RP_ISSUER, Side::Application, &[Meaning::Issuer]),
    (RP_CLIENT_ID, Side::Application, &[Meaning::ClientId]),
    (RP_SECRET, Side::Application, &[Meaning::ClientSecret]),
    (RP_REDIRECT_URI, Side::Application, &[Meaning::RedirectUri]),
    (RP_SCOPES, Side::Application, &[Meaning::Scope]),
    (RP_CRYPTO, Side::Application, &[Meaning::IdTokenAlg]),
    (IDP_AUDIENCE, Side::Provider, &[Meaning::SpEntityId]),
    (IDP_ACS, Side::Provider, &[Meaning::Acs]),
    (OP_CLIENT, Side::Provider, &[Meaning::ClientId]),
    (OP_REDIRECT_URIS, Side::Provider, &[Meaning::RedirectUri]),
];

/// Where a file has its name from, in a report's words.
const FROM_FILE: &str = "the configuration that was given";

/// The remedy at the line of the file that has the setting.
pub(super) fn named(look: &Look, remedy: &Remedy) -> Option<Remedy> {
    let (_, side, meanings) = PLACES.iter().find(|(place, ..)| *place == remedy.place)?;
    let (message, setting) = look.messages.iter().find_map(|message| {
        let Body::Settings(settings) = &message.body else { return None };
        let known = |setting: &&Setting| meanings.contains(&setting.meaning);
        (settings.side == *side).then(|| settings.settings.iter().find(known))?.map(|found| (message, found))
    })?;
    let place = format!("{}: {}", line(look, message, setting), setting.name);
    Some(Remedy { place, what: remedy.what.clone(), source: Some(FROM_FILE) })
}

/// The file, and the line of it where it is one that people open.
fn line(look: &Look, message: &Message, setting: &Setting) -> String {
    let file = look.case.paste_beneath(message.at.layer).map(|paste| paste.name.as_str());
    let file = file.unwrap_or("the configuration");
    let Some(layer) = look.case.layer(setting.value.at.layer).filter(|layer| layer.from.is_none()) else {
        return file.to_owned();
    };
    let before = layer.bytes.get(..setting.value.at.start as usize).unwrap_or_default();
    format!("{file}, line {}", memchr::memchr_iter(b'\n', before).count() + 1)
}

#[cfg(test)]
mod tests {
    use crate::expect::{Expectations, Playbook};
    use crate::{Clock, Paste, examine};

    #[test]
    fn the_line_of_the_file_is_named() {
        let token =
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJ0aWRlcyIsImV4cCI6MX0.";
        let settings = "# Apache\nOIDCProviderIssuer https://op.example\nOIDCClientID waves\n";
        let pastes = vec![Paste::capture("token", token), Paste::support("vhost.conf", settings)];
        let now = crate::instant::parse("1970-01-01T00:00:00Z").unwrap();
        let expectations = Expectations::new(Playbook::default());
        let report = examine(pastes, &expectations, Clock::Given(now)).report;
        let cause = report.causes.iter().find(|cause| cause.id == "wrong_client").unwrap();
        assert!(cause.happened.contains("according to OIDCClientID in vhost.conf"), "{}", cause.happened);
        assert!(cause.remedy.iter().any(|remedy| remedy.place == "vhost.conf, line 3: OIDCClientID"));
    }
}
