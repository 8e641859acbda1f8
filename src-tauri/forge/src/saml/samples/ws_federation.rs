//! WS-Federation, which carries assertions of SAML 1.1.

use super::super::element::{Child, Element};
use super::super::parties::{EMAIL, HALDEN};
use super::super::sign_in::SignIn;
use super::super::signature::Signer;
use super::super::spelling::PLAIN;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[good_saml_1_1, changed_saml_1_1];

const ID: &str = "_3f5c2a9e-7d41-4b0e-9c55-d1a2b3c4e5f6";

/// The assertion, not yet signed (SAML 1.1 Core, section 2.3).
fn assertion(sign_in: &SignIn) -> Element {
    let (idp, sp, person) = (&HALDEN.idp, &HALDEN.sp, &HALDEN.person);
    let audience = Element::new("saml1:Audience").text(sp.entity_id);
    let conditions = Element::new("saml1:Conditions")
        .with("NotBefore", sign_in.stamp(-1))
        .with("NotOnOrAfter", sign_in.stamp(3_599))
        .child(Element::new("saml1:AudienceRestrictionCondition").child(audience));
    let subject = || {
        let method = Element::new("saml1:ConfirmationMethod").text("urn:oasis:names:tc:SAML:1.0:cm:bearer");
        let name = Element::new("saml1:NameIdentifier").with("Format", EMAIL).text(person.name_id);
        let confirmation = Element::new("saml1:SubjectConfirmation").child(method);
        Element::new("saml1:Subject").child(name).child(confirmation)
    };
    let attributes = person.attributes.iter().map(|(name, values)| {
        let values = values.iter().map(|value| Element::new("saml1:AttributeValue").text(*value));
        Element::new("saml1:Attribute")
            .with("AttributeName", *name)
            .with("AttributeNamespace", "http://schemas.xmlsoap.org/claims")
            .children(values)
    });
    let signed_in = Element::new("saml1:AuthenticationStatement")
        .with("AuthenticationMethod", "urn:oasis:names:tc:SAML:1.0:am:password")
        .with("AuthenticationInstant", sign_in.stamp(-20))
        .child(subject());
    Element::new("saml1:Assertion")
        .with("MajorVersion", "1")
        .with("MinorVersion", "1")
        .with("AssertionID", ID)
        .with("Issuer", idp.entity_id)
        .with("IssueInstant", sign_in.stamp(-1))
        .child(conditions)
        .child(Element::new("saml1:AttributeStatement").child(subject()).children(attributes))
        .child(signed_in)
}

/// The form that the provider's page posts (WS-Federation 1.2, section 13.2.4). The signature stands last.
fn posted(sign_in: &SignIn, change: impl Fn(&str) -> String) -> Sample {
    let mut signed = assertion(sign_in);
    let signature = Signer::rsa(HALDEN.idp.key).signature(&signed, ID, &PLAIN);
    signed.children.push(Child::Element(signature));
    let token = Element::new("t:RequestedSecurityToken").child(signed);
    let response = Element::new("t:RequestSecurityTokenResponse").with("Context", "rm=0").child(token);
    let document = change(&response.document(&PLAIN));
    let form = wrap::form(&[("wa", "wsignin1.0"), ("wresult", &document), ("wctx", "rm=0")]);
    sign_in
        .sample()
        .without_expectation("saml.sp.request_id")
        .without_expectation("saml.sp.acs")
        .capture("capture.txt", form)
}

fn good_saml_1_1() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-ws-federation", "2026-03-10T08:15:32Z");
    posted(&sign_in, str::to_owned).told(
        "A sign-in by WS-Federation that works, with a signed assertion of SAML 1.1",
        "Halden's old ledger speaks WS-Federation with the same provider. Its form was copied from the browser's network panel.",
    )
}

fn changed_saml_1_1() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "ws-federation-changed", "2026-03-10T08:15:32Z");
    let change = |document: &str| document.replace(">Dispatch<", ">Administrators<");
    posted(&sign_in, change).rejected("altered_after_signing", &["saml/signature_verifies"]).told(
        "An attribute of an assertion of SAML 1.1 was changed after it was signed",
        "Somebody tried out what the old ledger does with a group that the provider did not give. It notices.",
    )
}
