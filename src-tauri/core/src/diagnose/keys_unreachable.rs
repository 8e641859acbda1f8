//! The application can't fetch the keys of the provider.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const KEYS: &[&str] = &["oidc/keys_reached"];

/// The application can't fetch the keys of the provider.
pub static CAUSE: Cause = Cause {
    id: "keys_unreachable",
    title: "The application can't fetch the provider's keys",
    explains: &["oidc/keys_reached", "oidc/error_page", "oidc/application_error", "flow/answered"],
    prevention: "Fetch jwks_uri from the application's own machine once a minute, and raise an alarm when that fails.",
    find,
};

/// A server that has no such page was asked at the wrong address, or does not serve it; one that says no has something in
/// between; and one that was not reached is the network's.
fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(KEYS).next()?;
    let owner = match finding.observed.as_deref().and_then(|seen| seen.parse::<u16>().ok()) {
        Some(404 | 410) => Owner::SpAdmin,
        Some(500 | 501) => Owner::IdpAdmin,
        _ => Owner::Network,
    };
    let by_network = (
        fields::NETWORK,
        "Let the application's machine through to jwks_uri: name, route, proxy, certificate.",
    );
    let by_application = (fields::RP_JWKS, "Enter the jwks_uri of the provider's discovery document.");
    let by_provider = (fields::OP_KEYS, "Serve the key set at jwks_uri, without a sign-in.");
    let fixes = match owner {
        Owner::SpAdmin => [by_application, by_provider, by_network],
        Owner::IdpAdmin => [by_provider, by_network, by_application],
        _ => [by_network, by_provider, by_application],
    };
    let diagnosis = Diagnosis::new(Confidence::Likely, owner, finding.says.clone());
    let diagnosis = fixes.iter().fold(diagnosis, |diagnosis, (place, what)| diagnosis.fix(*place, *what));
    Some(
        diagnosis
            .shown_by(verdicts.spans(KEYS))
            .settled_by("jwks_uri opened from the application's own machine."),
    )
}
