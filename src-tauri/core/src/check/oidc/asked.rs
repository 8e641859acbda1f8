//! What the requests asked of an ID token's claims: of the request that it answers, where the nonce tells; of all others that have none.

use super::sign_ins::requests;
use crate::check::Look;
use crate::decode::Spanned;
use crate::decode::oidc::{AskedClaim, AuthorizationRequest, Token};

/// The requests that a token may answer.
pub(super) fn answered<'a>(look: &Look<'a>, token: &Token) -> Vec<&'a AuthorizationRequest> {
    let nonce = |nonce: &Option<Spanned<String>>| nonce.as_ref().map(|nonce| nonce.value.clone());
    let own = nonce(&token.claimed.nonce);
    let all = requests(look).into_iter();
    all.filter(|request| match (nonce(&request.nonce), &own) {
        (Some(sent), Some(own)) => sent == *own,
        _ => true,
    })
    .collect()
}

/// What they asked of one claim.
pub(super) fn of_claim<'a>(look: &Look<'a>, token: &Token, name: &str) -> Vec<&'a AskedClaim> {
    let requests = answered(look, token).into_iter();
    requests.flat_map(|request| &request.id_token_claims).filter(|asked| asked.name == name).collect()
}
