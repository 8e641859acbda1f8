//! The metadata names an address that the other side can use.

use super::relied_on::{self, ReliedOn};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::names::{POST, REDIRECT, short};
use crate::decode::saml::{EntityRole, RoleKind};

/// The metadata names an address that the other side can use.
pub static CHECK: Check = Check {
    id: "saml/metadata_endpoint",
    title: "The metadata names no address that the other side can use",
    verb: Verb::Must,
    spec: &[
        cite("SAML Metadata 2.0", "2.4.3"),
        cite("SAML Metadata 2.0", "2.4.4"),
        cite("SAML Profiles 2.0", "4.1.6"),
    ],
    why: "Products take the address for a message from the metadata, and the one of a binding that they speak. Where there is none \
          they refuse to begin, or the import fails.",
    remedy_idp: "Publish a SingleSignOnService for HTTP-Redirect and one for HTTP-POST.",
    remedy_sp: "Publish an AssertionConsumerService for HTTP-POST.",
    run,
};

fn run(look: &Look) -> Verdict {
    let services = [&IDP, &SP];
    let all = relied_on::entities(look).into_iter();
    Verdict::merge(all.flat_map(|relied_on| services.map(|service| service.of(relied_on))))
}

/// A service that a role has to offer.
struct Service {
    kind: RoleKind,
    name: &'static str,
    /// How they may travel through a browser.
    bindings: &'static [&'static str],
}

const ARTIFACT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";
const SIMPLE_SIGN: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST-SimpleSign";

static IDP: Service = Service {
    kind: RoleKind::Idp,
    name: "SingleSignOnService",
    bindings: &[REDIRECT, POST, SIMPLE_SIGN, ARTIFACT],
};

static SP: Service = Service {
    kind: RoleKind::Sp,
    name: "AssertionConsumerService",
    bindings: &[POST, SIMPLE_SIGN, ARTIFACT],
};

impl Service {
    fn of(&self, relied_on: ReliedOn) -> Verdict {
        Verdict::merge(relied_on.roles(self.kind).map(|role| self.of_role(relied_on, role)))
    }

    fn of_role(&self, relied_on: ReliedOn, role: &EntityRole) -> Verdict {
        let offered: Vec<&str> = role
            .services(self.name)
            .filter_map(|endpoint| Some(endpoint.binding.as_ref()?.value.as_str()))
            .collect();
        let (name, service) = (relied_on.name(), self.name);
        if !offered.iter().any(|binding| self.bindings.contains(binding)) {
            let says = match offered.first() {
                None => format!("The metadata of {name} has no {service} with a binding and an address."),
                Some(other) => format!(
                    "The metadata of {name} has a {service} for {} only, which goes through no browser.",
                    short(other)
                ),
            };
            return Verdict::fail(Finding::new(says).at(role.at).expected(service));
        }
        Verdict::pass(Finding::new(format!("{name} has a {service}.")).at(role.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, supported};

    fn metadata(role: &str, endpoint: &str) -> String {
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://x.example\">\
             <md:{role} protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{endpoint}</md:{role}>\
             </md:EntityDescriptor>"
        )
    }

    fn endpoint(service: &str, binding: &str) -> String {
        format!(
            "<md:{service} Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:{binding}\" Location=\"https://x.example/s\"/>"
        )
    }

    #[test]
    fn each_role_has_an_address_for_the_browser() {
        let idp = |endpoint: &str| supported(&CHECK, RESPONSE, &[&metadata("IDPSSODescriptor", endpoint)]);
        assert!(matches!(idp(&endpoint("SingleSignOnService", "HTTP-Redirect")), Verdict::Pass(_)));
        assert!(idp("").failed());
        assert!(idp(&endpoint("SingleSignOnService", "SOAP")).failed());
        assert!(idp(&endpoint("SingleLogoutService", "HTTP-POST")).failed());
        let sp = |endpoint: &str| supported(&CHECK, RESPONSE, &[&metadata("SPSSODescriptor", endpoint)]);
        assert!(matches!(sp(&endpoint("AssertionConsumerService", "HTTP-POST")), Verdict::Pass(_)));
        assert!(sp(&endpoint("AssertionConsumerService", "PAOS")).failed());
    }
}
