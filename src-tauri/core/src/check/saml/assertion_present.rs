//! A successful answer brings an assertion.

use super::examined::{Examined, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Response, SamlBody};

/// A successful answer brings an assertion.
pub static CHECK: Check = Check {
    id: "saml/assertion_present",
    title: "The answer brings no assertion",
    verb: Verb::Must,
    spec: &[cite("SAML Profiles 2.0", "4.1.4.2"), cite("SAML Core 2.0", "3.3.3")],
    why: "Without an assertion nobody says who signed in.",
    remedy_idp: "Put an Assertion or EncryptedAssertion directly into the Response.",
    remedy_sp: "Nothing to change here: the answer is empty.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, of)
}

fn of(examined: Examined) -> Verdict {
    match &examined.saml.body {
        SamlBody::Response(response) => judge(examined, response),
        _ => Verdict::Silent,
    }
}

fn judge(examined: Examined, response: &Response) -> Verdict {
    if response.status.as_ref().is_some_and(|status| !status.is_success()) {
        return Verdict::Silent;
    }
    let clear = response.assertions.iter().filter(|assertion| assertion.decrypted_from.is_none()).count();
    let (count, sealed) = (clear + response.encrypted.len(), response.encrypted.len());
    if count > 0 {
        let says = format!("The answer brings {count} {}, {sealed} of them encrypted.", plural(count));
        return Verdict::pass(
            Finding::new(says).at(response.assertions.first().map(|assertion| assertion.tag)),
        );
    }
    let mut finding =
        Finding::new("The status is Success, and there is no assertion.").at(examined.saml.tag());
    for stray in &response.stray {
        finding = finding.also(*stray, "an assertion where no consumer looks for one");
    }
    Verdict::fail(finding)
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "assertion" } else { "assertions" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict, without};

    #[test]
    fn success_without_an_assertion_fails() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        assert!(verdict(&CHECK, &without(RESPONSE, "saml:Assertion"), &[]).failed());
    }
}
