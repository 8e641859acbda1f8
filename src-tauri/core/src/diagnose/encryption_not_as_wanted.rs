//! The answer is in clear text where encryption is wanted, or encrypted where it is not.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const SEALED: &[&str] = &["saml/encrypted", "oidc/encrypted"];

/// The answer is in clear text where encryption is wanted, or encrypted where it is not.
pub static CAUSE: Cause = Cause {
    id: "encryption_not_as_wanted",
    title: "The answer is not encrypted as the application wants",
    explains: &["saml/encrypted", "oidc/encrypted", "oidc/application_error"],
    prevention: "Write into the playbook whether answers are encrypted and for which certificate, and test both sides after a change.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(SEALED).next()?;
    let (idp, sp) = match verdicts.failed("oidc/encrypted") {
        true => (fields::OP_CLIENT_CRYPTO, fields::RP_CRYPTO),
        false => (fields::IDP_ENCRYPTION, fields::SP_ENCRYPTION),
    };
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, finding.says.clone())
            .fix(
                idp,
                "Turn encryption on with the application's certificate, or off, as the application wants it.",
            )
            .fix(sp, "Or change what the application wants: encryption on with a decryption key, or off.")
            .shown_by(verdicts.spans(SEALED)),
    )
}
