//! The identity provider says Success.

use super::examined::{Examined, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::names::short;
use crate::decode::saml::{SamlBody, Status};

/// The identity provider says Success.
pub static CHECK: Check = Check {
    id: "saml/status",
    title: "The identity provider did not sign the person in",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "3.2.2.2"), cite("SAML Profiles 2.0", "4.1.4.2")],
    why: "Any other status than Success is a refusal: there is nobody to let in. The second code and the message say why.",
    remedy_idp: "Look up the status and its message in the log; the request asked for something that was not given.",
    remedy_sp: "Compare the request with what the identity provider supports: NameID format, authentication context, \
                passive sign-in.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, of)
}

fn of(examined: Examined) -> Verdict {
    match (&examined.saml.body, examined.saml.status()) {
        (_, Some(status)) => judge(status),
        (SamlBody::Response(_) | SamlBody::LogoutResponse(_), None) => Verdict::fail(
            Finding::new("The answer has no status.").at(examined.saml.tag()).expected("Success"),
        ),
        _ => Verdict::Silent,
    }
}

fn judge(status: &Status) -> Verdict {
    let codes: Vec<&str> = status.codes.iter().map(|code| short(&code.value)).collect();
    if status.is_success() {
        return Verdict::pass(
            Finding::new("The status is Success.").at(status.codes.first().map(|code| code.at)),
        );
    }
    let at = status.codes.last().map_or(status.at, |code| code.at);
    let mut finding =
        Finding::new(says(&codes, status)).at(at).expected("Success").observed(codes.join(" / "));
    if let Some(message) = &status.message {
        finding = finding.also(message.at, "what the identity provider says of it");
    }
    Verdict::fail(finding)
}

fn says(codes: &[&str], status: &Status) -> String {
    let codes = if codes.is_empty() { "no code at all".to_owned() } else { codes.join(", then ") };
    match &status.message {
        Some(message) => {
            format!("The status is {codes}: “{}”.", super::identify::words(&message.value))
        }
        None => format!("The status is {codes}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn a_refusal_fails_and_names_both_codes() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        let code = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>";
        let nested = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\">\
            <samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:NoPassive\"/></samlp:StatusCode>\
            <samlp:StatusMessage>no session</samlp:StatusMessage>";
        let said = verdict(&CHECK, &RESPONSE.replace(code, nested), &[]);
        assert_eq!(said.findings()[0].observed.as_deref(), Some("Responder / NoPassive"));
        assert!(said.findings()[0].says.contains("no session"));
    }
}
