//! The signature in a redirect's URL is over its parameters as they were sent.

use super::examined::{Examined, each_message};
use super::needs;
use crate::check::known::saml::{KnownKey, Standing};
use crate::check::signatures::redirect::{ReadingKind, RedirectSignature};
use crate::check::signatures::xml::ValueFit;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The signature in a redirect's URL is over its parameters as they were sent.
pub static CHECK: Check = Check {
    id: "saml/redirect_signature",
    title: "The signature in the URL does not fit",
    verb: Verb::Must,
    spec: &[cite("SAML Bindings 2.0", "3.4.4.1"), cite("SAML Core 2.0", "5.4.5")],
    why: "A redirect signs SAMLRequest or SAMLResponse, RelayState and SigAlg exactly as they stand in the URL, still encoded. \
          Whoever decodes and encodes them anew breaks the signature without changing a thing.",
    remedy_idp: "Sign the very text that is sent.",
    remedy_sp: "Verify the query as it arrived, before anything decodes it; keep proxies from rewriting it.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| {
        let own =
            look.signatures.redirect.iter().filter(|signature| signature.message == examined.message.id);
        let known = look.known.saml.signers(examined.saml);
        Verdict::merge(own.map(|signature| of(examined, &known, signature)))
    })
}

fn of(examined: Examined, known: &[&KnownKey], signature: &RedirectSignature) -> Verdict {
    if let Some(reading) = &signature.reading {
        let by = match &signature.value {
            ValueFit::Vouched(key) | ValueFit::Other(key) => format!(" It was made by the {}.", key.called),
            _ => String::new(),
        };
        let lead = match reading.kind {
            ReadingKind::OtherText => "The signature in the URL does not fit.",
            _ => "The signature in the URL does not fit as the parameters stand.",
        };
        let says = format!("{lead} {}{by}", reading.says);
        return Verdict::fail(
            Finding::new(says).at(signature.at).also(signature.parameters, "the parameters"),
        );
    }
    match &signature.value {
        ValueFit::Vouched(key) => {
            let says = format!(
                "The signature in the URL of the {} was made by the {}.",
                examined.saml.called(),
                key.called
            );
            let finding = Finding::new(says).at(signature.at).also(key.origin.at, "the key");
            Verdict::pass(finding.also(signature.parameters, "what was sent"))
        }
        _ if known.is_empty() => Verdict::needs(needs::signing_key()),
        ValueFit::Other(key) => {
            let says = format!("The signature in the URL was made by the {}, {}.", key.called, why_not(key));
            Verdict::fail(expecting(Finding::new(says).at(signature.at), known).observed(key.called.clone()))
        }
        ValueFit::CantTell(why) => Verdict::needs(needs::signature_support(why)),
        _ => {
            let says = "The signature in the URL fits none of the keys, however the parameters are read.";
            Verdict::fail(expecting(Finding::new(says).at(signature.at), known))
        }
    }
}

fn why_not(key: &KnownKey) -> &'static str {
    match key.standing {
        Standing::OtherIdp => "which belongs to another identity provider",
        Standing::Publisher => "which signs metadata and belongs to no identity provider",
        Standing::SpSigning | Standing::SpEncryption => "which is the application's own",
        Standing::Unvouched => "which nobody vouches for",
        Standing::IdpEncryption => "which is given for encryption only",
        Standing::IdpSigning => "which is not one of those that count here",
    }
}

/// Adds the keys that do count.
fn expecting(finding: Finding, known: &[&KnownKey]) -> Finding {
    let names: Vec<&str> = known.iter().take(5).map(|key| key.called.as_str()).collect();
    finding.expected(names.join(" or "))
}
