//! What has to be signed is signed.

use super::examined::unless_shortened;
use super::examined::{Examined, each_message};
use super::needs;
use super::signatures::{covering, of_message};
use crate::check::known::Claims;
use crate::check::signatures::redirect::stands_among_parameters;
use crate::check::signatures::xml::XmlSignature;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::names::{POST, REDIRECT};
use crate::decode::saml::{Assertion, SamlBody};
use crate::expect::SignedPart;

/// What has to be signed is signed.
pub static CHECK: Check = Check {
    id: "saml/signature_present",
    title: "What has to be signed is not signed",
    verb: Verb::Must,
    spec: &[
        cite("SAML Profiles 2.0", "4.1.3.5"),
        cite("SAML Profiles 2.0", "4.1.4.5"),
        cite("SAML Metadata 2.0", "2.4.4"),
        cite("SAML Profiles 2.0", "4.4.3.1"),
    ],
    why: "What comes through a browser and is not signed can be made by anybody. Where the application wants the \
          assertion itself signed, a signature around it is not enough for all of them.",
    remedy_idp: "Switch on the signature of the part that the application wants.",
    remedy_sp: "State in the metadata or the settings which part has to be signed, and take what is really signed.",
    run,
};

fn run(look: &Look) -> Verdict {
    let verdict = each_message(look, |examined| match &examined.saml.body {
        SamlBody::AuthnRequest(_) => Verdict::Silent,
        SamlBody::LogoutRequest(_) | SamlBody::LogoutResponse(_) => of_logout(look, examined),
        _ => of_sign_in(look, examined),
    });
    unless_shortened(look, verdict)
}

fn of_sign_in(look: &Look, examined: Examined) -> Verdict {
    let (wanted, says) = wanted(&look.known.saml.signed);
    let of_response = match (&examined.saml.body, wanted) {
        (SamlBody::Response(_), SignedPart::Response | SignedPart::Both) => {
            of_response(look, examined, &says)
        }
        _ => Verdict::Silent,
    };
    let each = examined.saml.assertions().iter().map(|assertion| match wanted {
        SignedPart::Assertion | SignedPart::Both => itself(look, examined, assertion, &says),
        SignedPart::Either | SignedPart::Response => either(look, examined, assertion),
    });
    let sealed =
        examined.saml.encrypted_assertions().iter().filter(|encrypted| !encrypted.opening.is_opened());
    let sealed = sealed.map(|encrypted| match (wanted, covering(look, examined, encrypted.at).next()) {
        (SignedPart::Either | SignedPart::Response, Some(around)) => Verdict::pass(
            Finding::new("The Response around the encrypted assertion is signed.").at(around.at),
        ),
        _ => Verdict::needs(needs::decryption_key()),
    });
    Verdict::merge(std::iter::once(of_response).chain(each).chain(sealed))
}

/// Which part is wanted, and who says so; one of the two where nobody does.
fn wanted(signed: &Claims<SignedPart>) -> (SignedPart, String) {
    match signed.first() {
        Some(expected) => (expected.value, expected.origin.says.clone()),
        None => (SignedPart::Either, "the profile".to_owned()),
    }
}

fn of_response(look: &Look, examined: Examined, says: &str) -> Verdict {
    // Of the same document: in a decrypted assertion, which is a document of its own, nodes are counted anew.
    let layer = examined.saml.tag().layer;
    let own = |signature: &&XmlSignature| {
        signature.parent.at.layer == layer && signature.parent.node == examined.saml.element
    };
    match of_message(look, examined).find(own) {
        Some(signature) => Verdict::pass(Finding::new("The Response is signed.").at(signature.at)),
        None => {
            let finding = Finding::new(format!("The Response is not signed; {says} wants it signed."));
            Verdict::fail(finding.at(examined.saml.tag()).expected("a signed Response"))
        }
    }
}

fn itself(look: &Look, examined: Examined, assertion: &Assertion, says: &str) -> Verdict {
    if let Some(signature) = own(look, examined, assertion) {
        return Verdict::pass(Finding::new("The assertion is signed.").at(signature.at));
    }
    let around = covering(look, examined, assertion.at).next();
    let but = if around.is_some() {
        " The signature of the Response covers it; some consumers take that."
    } else {
        ""
    };
    let says = format!("The assertion itself is not signed; {says} wants it signed.{but}");
    let finding = Finding::new(says).at(assertion.tag).expected("a signed Assertion");
    Verdict::fail(finding.also(around.map(|signature| signature.at), "the signature of the Response"))
}

fn either(look: &Look, examined: Examined, assertion: &Assertion) -> Verdict {
    let around = |at| covering(look, examined, at).next();
    let signature =
        own(look, examined, assertion).or_else(|| around(assertion.decrypted_from.unwrap_or(assertion.at)));
    if let Some(signature) = signature {
        return Verdict::pass(
            Finding::new(format!("The {} is signed.", signature.parent.name)).at(signature.at),
        );
    }
    // A signature that covers something else is spoken of by saml/signature_covers.
    let stray = of_message(look, examined).next();
    let finding =
        Finding::new("Neither the assertion nor the Response around it is signed.").at(assertion.tag);
    let finding = finding.also(stray.map(|signature| signature.at), "a signature that covers something else");
    Verdict::fail(finding.expected("a signature on the Assertion or on the Response"))
}

/// The signature that stands in an assertion, as its own.
fn own<'a>(look: &'a Look, examined: Examined, assertion: &Assertion) -> Option<&'a XmlSignature> {
    of_message(look, examined)
        .find(|signature| signature.parent.at == assertion.at && signature.parent.name == "Assertion")
}

/// A logout message through the browser has to be signed: in the XML by POST, in the URL by redirect.
fn of_logout(look: &Look, examined: Examined) -> Verdict {
    let in_url = look.signatures.redirect.iter().find(|signed| signed.message == examined.message.id);
    if let Some(signature) = in_url {
        return Verdict::pass(Finding::new("The message is signed in the URL.").at(signature.at));
    }
    let called = examined.saml.called();
    let unsigned = |way: &str| {
        let says = format!("The {called} was sent by {way} and is not signed.");
        Verdict::fail(Finding::new(says).at(examined.saml.tag()).expected("a signature"))
    };
    match of_message(look, examined).next() {
        Some(signature) => Verdict::pass(Finding::new("The message is signed.").at(signature.at)),
        None => match super::travel::binding(look, examined) {
            Some(POST) => unsigned("POST"),
            Some(REDIRECT) if stands_among_parameters(look.case, examined.message) => unsigned("redirect"),
            _ => Verdict::needs(needs::redirect_signature()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, SIGNED_ASSERTION, SIGNED_RESPONSE, verdict};

    #[test]
    fn nothing_signed_fails_whatever_is_wanted() {
        assert!(verdict(&CHECK, RESPONSE, &[]).failed());
        assert!(verdict(&CHECK, RESPONSE, &["saml.sp.signed=response"]).failed());
    }

    #[test]
    fn either_part_will_do_unless_one_is_wanted() {
        for signed in [SIGNED_ASSERTION, SIGNED_RESPONSE] {
            assert!(matches!(verdict(&CHECK, signed, &[]), Verdict::Pass(_)));
        }
        assert!(verdict(&CHECK, SIGNED_RESPONSE, &["saml.sp.signed=assertion"]).failed());
        assert!(matches!(verdict(&CHECK, SIGNED_ASSERTION, &["saml.sp.signed=assertion"]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, SIGNED_ASSERTION, &["saml.sp.signed=response"]).failed());
        assert!(verdict(&CHECK, SIGNED_ASSERTION, &["saml.sp.signed=both"]).failed());
    }
}
