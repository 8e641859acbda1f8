//! The NameID is of the kind that the application asked for.

use super::examined::each_assertion;
use crate::check::known::Expected;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::NameId;
use crate::decode::saml::names::{UNSPECIFIED, short};

/// The NameID is of the kind that the application asked for.
pub static CHECK: Check = Check {
    id: "saml/name_id_format",
    title: "The NameID is of another kind than was asked for",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "3.4.1.1"), cite("SAML Core 2.0", "8.3")],
    why: "An identity provider that can't give the kind of name that was asked for has to refuse. Several fall back in \
          silence, and the application finds no account, or makes a new one at each sign-in.",
    remedy_idp: "Release the format that the application asks for, from a field that every person has filled.",
    remedy_sp: "Ask for a format that the identity provider gives, or ask for none.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted: Vec<&Expected> = look.known.saml.name_id_formats.decisive().collect();
    if wanted.is_empty() || wanted.iter().any(|expected| expected.value == UNSPECIFIED) {
        return Verdict::Silent;
    }
    each_assertion(look, |_, assertion| {
        let name_id = assertion.subject.as_ref().and_then(|subject| subject.name_id.as_ref());
        name_id.map_or(Verdict::Silent, |name_id| of(name_id, &wanted))
    })
}

/// A NameID without a format is of the format `unspecified` (SAML Core, section 2.2.2).
fn of(name_id: &NameId, wanted: &[&Expected]) -> Verdict {
    let (format, at) = match &name_id.format {
        Some(format) => (format.value.as_str(), format.at),
        None => (UNSPECIFIED, name_id.at),
    };
    match wanted.iter().find(|expected| expected.value == format) {
        Some(expected) => {
            let says =
                format!("The NameID is of the format {}, as {} says.", short(format), expected.origin.says);
            Verdict::pass(Finding::new(says).at(at).also(expected.origin.at, expected.origin.says.clone()))
        }
        None => Verdict::fail(differs(format, wanted).at(at)),
    }
}

fn differs(format: &str, wanted: &[&Expected]) -> Finding {
    let names: Vec<&str> = wanted.iter().map(|expected| short(&expected.value)).collect();
    let mut finding =
        Finding::new(format!("The NameID is {}; {} was asked for.", short(format), names.join(" or ")))
            .expected(wanted.iter().map(|expected| expected.value.as_str()).collect::<Vec<_>>().join(" or "))
            .observed(format);
    for expected in wanted {
        finding = finding.also(expected.origin.at, format!("asked for by {}", expected.origin.says));
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn another_format_fails_and_no_wish_is_silent() {
        let wish = |format: &str| {
            [format!("saml.sp.name_id_format=urn:oasis:names:tc:SAML:2.0:nameid-format:{format}")]
        };
        let said = |format| verdict(&CHECK, RESPONSE, &wish(format).each_ref().map(String::as_str));
        assert!(matches!(said("persistent"), Verdict::Pass(_)));
        assert!(said("transient").failed());
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
    }
}
