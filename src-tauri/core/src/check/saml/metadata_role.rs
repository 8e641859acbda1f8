//! The metadata of a party has the role that the party plays.

use super::examined::examined;
use super::relied_on::{self, ReliedOn};
use crate::case::Role;
use crate::check::known::saml::is_named;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::saml::{RoleKind, SamlBody};

/// The metadata of a party has the role that the party plays.
pub static CHECK: Check = Check {
    id: "saml/metadata_role",
    title: "The metadata lacks the role that its party plays",
    verb: Verb::Must,
    spec: &[cite("SAML Metadata 2.0", "2.4.3"), cite("SAML Metadata 2.0", "2.4.4")],
    why: "Keys and addresses of an identity provider stand in an IDPSSODescriptor, those of an application in an SPSSODescriptor. \
          A file with the other one is the other side's, or of a party that does both: who loads it finds no key and no address.",
    remedy_idp: "Give out the metadata that has the IDPSSODescriptor, and load the one of the application that has the SPSSODescriptor.",
    remedy_sp: "Load the metadata of the identity provider, with its IDPSSODescriptor, and not the application's own.",
    run,
};

fn run(look: &Look) -> Verdict {
    let vouched =
        relied_on::entities(look).into_iter().filter(|relied_on| relied_on.message.role == Role::Support);
    let roles = [Part::idp(look), Part::sp(look)];
    Verdict::merge(
        vouched
            .flat_map(|relied_on| roles.iter().map(move |part| part.of(look, relied_on)).collect::<Vec<_>>()),
    )
}

/// A part that somebody plays here.
struct Part<'a> {
    kind: RoleKind,
    name: &'static str,
    element: &'static str,
    /// The entity IDs of those who play it.
    played_by: Vec<&'a str>,
    /// The file of the playbook that has to show it.
    named: &'a Option<String>,
}

impl<'a> Part<'a> {
    fn idp(look: &Look<'a>) -> Self {
        Part {
            kind: RoleKind::Idp,
            name: "identity provider",
            element: "IDPSSODescriptor",
            played_by: relied_on::answered_by(look),
            named: &look.expect.playbook.saml.idp.metadata,
        }
    }

    fn sp(look: &Look<'a>) -> Self {
        Part {
            kind: RoleKind::Sp,
            name: "application",
            element: "SPSSODescriptor",
            played_by: asked_by(look),
            named: &look.expect.playbook.saml.sp.metadata,
        }
    }

    fn of(&self, look: &Look, relied_on: ReliedOn) -> Verdict {
        let file = look.case.layer(relied_on.message.at.layer).map_or("", |layer| layer.name.as_str());
        let plays = relied_on.entity_id().is_some_and(|id| self.played_by.contains(&id));
        if !plays && !is_named(file, self.named) {
            return Verdict::Silent;
        }
        let (name, Part { name: part, element, .. }) = (relied_on.name(), self);
        if relied_on.roles(self.kind).next().is_some() {
            let says = format!("The metadata of {name} shows it as {part}.");
            return Verdict::pass(Finding::new(says).at(relied_on.entity.tag));
        }
        let says = format!("{name} is used as {part} here, and its metadata has no {element} for SAML 2.0.");
        let other = relied_on.entity.roles.first().map(|role| role.at);
        Verdict::fail(
            Finding::new(says)
                .at(relied_on.entity.tag)
                .also(other, "the role that it has")
                .expected(*element),
        )
    }
}

/// Who asked, in the requests of the capture.
fn asked_by<'a>(look: &Look<'a>) -> Vec<&'a str> {
    let requests = look.messages.iter().filter(|message| message.role == Role::Capture);
    let issuers = requests.filter_map(|message| match &message.body {
        Body::Saml(saml) if matches!(saml.body, SamlBody::AuthnRequest(_)) => saml.issuer(),
        _ => None,
    });
    let judged = !examined(look).is_empty();
    issuers.filter(|_| judged).map(|issuer| issuer.value.value.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, supported};

    fn metadata(entity_id: &str, role: &str) -> String {
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{entity_id}\">\
             <md:{role} protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/></md:EntityDescriptor>"
        )
    }

    #[test]
    fn who_answers_is_an_identity_provider() {
        let issuer = "https://idp.example/metadata";
        let said = |role: &str| supported(&CHECK, RESPONSE, &[&metadata(issuer, role)]);
        assert!(RESPONSE.contains(issuer));
        assert!(matches!(said("IDPSSODescriptor"), Verdict::Pass(_)));
        assert!(said("SPSSODescriptor").failed());
    }

    #[test]
    fn of_a_stranger_nothing_is_asked() {
        let other = metadata("https://other.example", "SPSSODescriptor");
        assert_eq!(supported(&CHECK, RESPONSE, &[&other]), Verdict::Silent);
    }
}
