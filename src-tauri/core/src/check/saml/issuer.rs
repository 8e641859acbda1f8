//! Message and assertion come from the identity provider that the application trusts.

use super::examined::{Examined, each_message};
use super::identify::one_of;
use super::needs;
use crate::check::known::{Claims, Weight};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{NameId, SamlBody, names};
use crate::span::Span;

/// Message and assertion come from the identity provider that the application trusts.
pub static CHECK: Check = Check {
    id: "saml/issuer",
    title: "The issuer is not the identity provider that is expected",
    verb: Verb::Must,
    spec: &[
        cite("SAML Profiles 2.0", "4.1.4.2"),
        cite("SAML Core 2.0", "2.2.5"),
        cite("SAML Core 2.0", "8.3.6"),
    ],
    why: "The issuer decides whose keys verify the message. It is compared letter by letter.",
    remedy_idp: "Set the entity ID back to what the application was given, or announce the new one.",
    remedy_sp: "Enter the identity provider's entity ID exactly as its metadata has it.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| match &examined.saml.body {
        SamlBody::AuthnRequest(_) => of_request(look, examined),
        SamlBody::LogoutRequest(_) | SamlBody::LogoutResponse(_) => of_logout(look, examined),
        _ => of_sign_in(look, examined),
    })
}

fn of_sign_in(look: &Look, examined: Examined) -> Verdict {
    let wanted = &look.known.saml.idp_entity_ids;
    let of_response = examined.saml.head().and_then(|head| head.issuer.as_ref());
    let of_response = of_response.map(|issuer| judge("The Issuer of the Response", issuer, wanted));
    let of_assertions = examined.saml.assertions().iter().map(|assertion| match &assertion.issuer {
        Some(issuer) => judge("The Issuer of the Assertion", issuer, wanted),
        None => absent("The assertion", assertion.tag),
    });
    Verdict::merge(of_response.into_iter().chain(of_assertions))
}

/// A logout message may come from either side.
fn of_logout(look: &Look, examined: Examined) -> Verdict {
    let known = &look.known.saml;
    let Some(issuer) = examined.saml.issuer() else { return absent("The message", examined.saml.tag()) };
    if known.is_sp(&issuer.value.value) {
        return judge("The Issuer", issuer, &known.sp_entity_ids);
    }
    judge("The Issuer", issuer, &known.idp_entity_ids)
}

/// A request is the application's own word of itself: only what is named or vouched for can tell.
fn of_request(look: &Look, examined: Examined) -> Verdict {
    let Some(issuer) = examined.saml.issuer() else { return absent("The request", examined.saml.tag()) };
    let known = &look.known.saml.sp_entity_ids;
    if known.all().iter().all(|claim| claim.weight == Weight::Seen) {
        return Verdict::needs(needs::audience());
    }
    judge("The Issuer", issuer, known)
}

fn judge(name: &str, issuer: &NameId, wanted: &Claims) -> Verdict {
    if let Some(format) = issuer.format.as_ref().filter(|format| format.value != names::ENTITY) {
        let says = format!("{name} has the format “{}”.", super::identify::quoted(&format.value));
        return Verdict::fail(
            Finding::new(says).at(format.at).expected(names::ENTITY).observed(format.value.clone()),
        );
    }
    one_of(name, &issuer.value, wanted, needs::idp_entity_id)
}

fn absent(what: &str, tag: Span) -> Verdict {
    Verdict::fail(Finding::new(format!("{what} does not say who issued it.")).at(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn the_issuer_is_compared_letter_by_letter() {
        let right = ["saml.idp.entity_id=https://idp.example/metadata"];
        let slash = ["saml.idp.entity_id=https://idp.example/metadata/"];
        assert!(matches!(verdict(&CHECK, RESPONSE, &right), Verdict::Pass(_)));
        let said = verdict(&CHECK, RESPONSE, &slash);
        assert!(said.failed() && said.findings()[0].says.contains("slash"));
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Needs(need) if need.decides));
    }
}
