//! The key was encrypted with other parameters than the message declares: a strict reader can't open it.

use super::evidence;
use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::oidc::examined::examined;
use crate::decode::Opening;
use crate::decode::oidc::TokenKind;

const OPENS: &[&str] = &["saml/decryptable", "oidc/decryptable"];

/// The key was encrypted with other parameters than the message declares.
pub static CAUSE: Cause = Cause {
    id: "encryption_misdeclared",
    title: "The message declares another encryption than was used",
    explains: OPENS,
    prevention: "After a change of encryption algorithms, open one answer with a second implementation before going live.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let saml = evidence::saml(look).flat_map(|(_, saml)| saml.encrypted_assertions());
    let kinds = [TokenKind::IdToken, TokenKind::LogoutToken, TokenKind::AuthorizationResponse];
    let tokens = examined(look, &kinds);
    let of_tokens = tokens.iter().filter_map(|examined| examined.token.opening.as_ref());
    let mut openings = saml.map(|encrypted| &encrypted.opening).chain(of_tokens);
    let odd = openings.find_map(|opening| match opening {
        Opening::Opened { odd, .. } => odd.as_ref(),
        _ => None,
    })?;
    let (idp, sp) = match verdicts.failed("oidc/decryptable") {
        true => (fields::OP_CLIENT_CRYPTO, fields::RP_CRYPTO),
        false => (fields::IDP_ENCRYPTION, fields::SP_ENCRYPTION),
    };
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, odd.clone())
            .fix(idp, "Declare the digest that OAEP is computed with (DigestMethod, MGF), or compute with the declared one.")
            .fix(sp, "Until then, have the provider encrypt with RSA-OAEP by SHA-1, which hardly any software gets wrong.")
            .shown_by(verdicts.spans(OPENS)),
    )
}
