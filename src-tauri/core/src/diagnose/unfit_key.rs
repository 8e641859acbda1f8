//! The provider publishes its key in a way that strict applications refuse.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const FIT: &[&str] = &["oidc/jwks_key_fit", "oidc/jwks_certificate"];

/// The provider publishes its key in a way that strict applications refuse.
pub static CAUSE: Cause = Cause {
    id: "unfit_key",
    title: "The provider's key is not published as one for signatures",
    explains: FIT,
    prevention: "Let the provider publish its keys by itself; a JWKS written by hand goes wrong in use, alg and key_ops.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(FIT).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, finding.says.clone())
            .fix(fields::OP_KEYS, "Publish it with use “sig” and the algorithm that it signs with, RSA from 2048 bits on, the public part only, and with its own certificate or none.")
            .fix(fields::RP_JWKS, "Fetch the JWKS anew once it is put right.")
            .shown_by(verdicts.spans(FIT)),
    )
}
