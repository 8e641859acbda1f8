//! The message names the place where it arrives.

use super::endpoint::address;
use super::examined::{Examined, each_head};
use super::needs;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Head, SamlBody, names};

/// The message names the place where it arrives.
pub static CHECK: Check = Check {
    id: "saml/destination",
    title: "The message was made for another address",
    verb: Verb::Must,
    spec: &[
        cite("SAML Core 2.0", "3.2.1"),
        cite("SAML Core 2.0", "3.2.2"),
        cite("SAML Bindings 2.0", "3.5.5.2"),
    ],
    why: "Destination keeps a signed message from being replayed to somebody else. The receiver compares it with the \
          address that it knows itself by. Several libraries skip this; the specification doesn't.",
    remedy_idp: "Set the application's assertion consumer service URL exactly as the application has it.",
    remedy_sp: "Behind a proxy, tell the application its public address: scheme, host and port.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_head(look, |examined, head| of(look, examined, head))
}

fn of(look: &Look, examined: Examined, head: &Head) -> Verdict {
    let known = &look.known.saml;
    let (wanted, missing) = match examined.saml.body {
        SamlBody::AuthnRequest(_) => (&known.idp_sso, needs::endpoint("identity provider")),
        SamlBody::LogoutRequest(_) | SamlBody::LogoutResponse(_) => {
            (&known.slo, needs::endpoint("other side"))
        }
        _ => (&known.acs, needs::acs()),
    };
    match &head.destination {
        Some(destination) => address(look, examined.message.id, "Destination", destination, wanted, missing),
        None if is_signed(examined) => {
            let says = format!("The {} is signed and names no Destination.", examined.saml.called());
            Verdict::fail(Finding::new(says).at(head.tag))
        }
        None => Verdict::Silent,
    }
}

/// Whether the message itself carries a signature, in which case it must name its Destination.
fn is_signed(examined: Examined) -> bool {
    let document = &examined.saml.xml.document;
    document.elements(examined.saml.element).any(|child| document.is(child, names::DS, "Signature"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn the_address_has_to_be_the_applications() {
        assert!(matches!(
            verdict(&CHECK, RESPONSE, &["saml.sp.acs=https://sp.example/acs"]),
            Verdict::Pass(_)
        ));
        let http = verdict(&CHECK, RESPONSE, &["saml.sp.acs=http://sp.example/acs"]);
        assert!(http.failed() && http.findings()[0].says.contains("https"));
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Needs(need) if need.decides));
    }

    #[test]
    fn without_a_destination_only_a_signed_message_fails() {
        let bare = RESPONSE.replacen(" Destination=\"https://sp.example/acs\"", "", 1);
        assert_eq!(verdict(&CHECK, &bare, &[]), Verdict::Silent);
        let signature = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/><samlp:Status>";
        assert!(verdict(&CHECK, &bare.replacen("<samlp:Status>", signature, 1), &[]).failed());
    }
}
