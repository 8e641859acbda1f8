//! The bearer confirmation names the place where the assertion may be presented.

use super::endpoint::address;
use super::examined::{Examined, each_confirmation};
use super::needs;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::SubjectConfirmation;

/// The bearer confirmation names the place where the assertion may be presented.
pub static CHECK: Check = Check {
    id: "saml/recipient",
    title: "The assertion may be presented only at another address",
    verb: Verb::Must,
    spec: &[
        cite("SAML Profiles 2.0", "4.1.4.2"),
        cite("SAML Profiles 2.0", "4.1.4.3"),
        cite("SAML Core 2.0", "2.4.1.2"),
    ],
    why: "Recipient ties a bearer assertion to one address, so that nobody who gets hold of it can use it elsewhere.",
    remedy_idp: "Set the application's assertion consumer service URL exactly as the application has it.",
    remedy_sp: "Give the identity provider the address where answers really arrive.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_confirmation(look, |examined, confirmation| of(look, examined, confirmation))
}

pub(super) fn of(look: &Look, examined: Examined, confirmation: &SubjectConfirmation) -> Verdict {
    let recipient = confirmation.data.as_ref().and_then(|data| data.recipient.as_ref());
    match recipient {
        Some(recipient) => {
            address(look, examined.message.id, "Recipient", recipient, &look.known.saml.acs, needs::acs())
        }
        None => {
            let says = "The bearer confirmation names no Recipient.";
            Verdict::fail(
                Finding::new(says).at(confirmation.at).expected("the assertion consumer service URL"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn the_recipient_has_to_be_the_applications() {
        assert!(matches!(
            verdict(&CHECK, RESPONSE, &["saml.sp.acs=https://sp.example/acs"]),
            Verdict::Pass(_)
        ));
        assert!(verdict(&CHECK, RESPONSE, &["saml.sp.acs=https://other.example/acs"]).failed());
        assert!(
            verdict(&CHECK, &RESPONSE.replace(" Recipient=\"https://sp.example/acs\"", ""), &[]).failed()
        );
    }

    #[test]
    fn one_confirmation_that_holds_is_enough() {
        let wrong = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">\
            <saml:SubjectConfirmationData Recipient=\"https://x.example/\" NotOnOrAfter=\"2026-01-01T12:05:00Z\"/>\
            </saml:SubjectConfirmation><saml:SubjectConfirmation ";
        let two = RESPONSE.replacen("<saml:SubjectConfirmation ", wrong, 1);
        assert!(matches!(verdict(&CHECK, &two, &["saml.sp.acs=https://sp.example/acs"]), Verdict::Pass(_)));
    }
}
