//! The answer was made for another address than the one where it arrives.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::{difference, quoted};
use crate::check::known::Weight;
use crate::check::{Finding, Look};

const ADDRESS: &[&str] = &["saml/destination", "saml/recipient"];
const ASKED: &[&str] = &["saml/request_acs"];

/// The answer was made for another address than the one where it arrives.
pub static CAUSE: Cause = Cause {
    id: "wrong_endpoint",
    title: "The answer was made for another address",
    explains: &["saml/destination", "saml/recipient", "saml/request_acs", "flow/answered"],
    prevention: "Set the application's public base URL explicitly, and hand the same URL to the identity provider as metadata.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let Some(finding) = verdicts.findings(ADDRESS).next() else { return asked(verdicts) };
    let owner = owner(look, finding);
    let expected = expected(look, finding);
    let wanted = expected.as_deref().unwrap_or("the address where the application takes answers");
    let written = finding.observed.as_deref();
    let says = match (written, &expected) {
        (Some(written), Some(expected)) => format!(
            "The answer is addressed to {}; the application takes answers at {}.{}{}",
            quoted(written),
            quoted(expected),
            difference(expected, written),
            remark(owner)
        ),
        _ => finding.says.clone(),
    };
    let written = written.map_or("the address in the answer".to_owned(), quoted);
    let idp = format!("Set it to {}, with the same scheme, host, port and path.", quoted(wanted));
    let proxy =
        format!("If people really reach the application at {written}, let it know that this is its address.");
    let sp = "Announce the address where answers really arrive, in the request and in the metadata.";
    // Where a redirect leads from the one address to the other, both are the application's, and the redirect is the fault.
    let redirected = verdicts.findings(&["flow/post_kept"]).any(|kept| kept.observed == expected);
    let confidence = if redirected { Confidence::Likely } else { Confidence::Certain };
    let diagnosis = Diagnosis::new(confidence, owner, says);
    let diagnosis = match owner {
        Owner::SpAdmin => {
            diagnosis.fix(fields::SP_PUBLIC_URL, proxy).fix(fields::SP_ACS, sp).fix(fields::IDP_ACS, idp)
        }
        _ => diagnosis.fix(fields::IDP_ACS, idp).fix(fields::SP_PUBLIC_URL, proxy).fix(fields::SP_ACS, sp),
    };
    let diagnosis =
        if verdicts.failed("saml/request_acs") { diagnosis } else { diagnosis.sparing("flow/answered") };
    Some(
        diagnosis.shown_by(verdicts.spans(ADDRESS)).shown_by(finding.also.iter().map(|related| related.span)),
    )
}

/// The application asks to be answered at another address than is known, or than the answer went to. The address is the
/// application's, and the identity provider copies it.
fn asked(verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ASKED).next()?;
    let set = "Enter the address that the application's request asks to be answered at, letter by letter; load its metadata anew.";
    let or =
        "Or ask to be answered at the address that the identity provider knows, if that is the right one.";
    Some(
        Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, finding.says.clone())
            .fix(fields::IDP_ACS, set)
            .fix(fields::SP_ACS, or)
            .shown_by(verdicts.spans(ASKED))
            .shown_by(finding.also.iter().map(|related| related.span))
            .settled_by(
                "The application's entry at the identity provider: which addresses for answers does it have?",
            ),
    )
}

/// The expected address that comes nearest to the one that is written.
fn expected(look: &Look, finding: &Finding) -> Option<String> {
    let written = finding.observed.as_deref()?;
    let known = look.known.saml.acs.decisive();
    let all: Vec<&String> =
        known.chain(look.known.saml.delivered.values()).map(|expected| &expected.value).collect();
    let other = |url: &&&String| url.as_str() != written;
    let near = all.iter().filter(other).find(|url| !difference(url, written).is_empty());
    near.or_else(|| all.iter().find(other)).map(|url| (*url).clone())
}

/// The application's own fault where the identity provider did as it was asked, or where the answer arrived at the
/// address that it names, or where the application takes itself to be at http behind a proxy that speaks https.
fn owner(look: &Look, finding: &Finding) -> Owner {
    let Some(written) = finding.observed.as_deref() else { return Owner::IdpAdmin };
    let asked = evidence::authn_requests(look)
        .filter_map(|request| request.acs_url.as_ref())
        .any(|url| url.value == written);
    let arrived = look.known.saml.delivered.values().any(|url| url.value == written);
    let https = format!("https{}", written.strip_prefix("https").unwrap_or_default());
    let named = look.known.saml.acs.all().iter().filter(|claim| claim.weight > Weight::Seen);
    let behind_proxy = named
        .map(|claim| &claim.expected.value)
        .any(|url| url.replacen("http:", "https:", 1) == https && *url != https);
    if asked || arrived || behind_proxy { Owner::SpAdmin } else { Owner::IdpAdmin }
}

fn remark(owner: Owner) -> &'static str {
    match owner {
        Owner::SpAdmin => {
            " The identity provider did as it was asked, or the answer did arrive there: the application does not know its own address."
        }
        _ => "",
    }
}
