//! What openidconnect says of an ID token with these keys, this client, this nonce and this instant.

use std::str::FromStr;

use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{
    ClaimsVerificationError, ClientId, IssuerUrl, JsonWebKeySet, Nonce, SignatureVerificationError,
};
use ssoscope_core::expect::{IdTokenQuestion, Opinion};

/// Judges one token.
pub(crate) fn judge(question: &IdTokenQuestion) -> Opinion {
    let token = match CoreIdToken::from_str(question.token) {
        Ok(token) => token,
        Err(why) => return Opinion::Refuses(format!("it can't be read: {why}")),
    };
    if question.keyed == Some(false) {
        return Opinion::Refuses("its HMAC is not keyed with the client secret".to_owned());
    }
    // Without the signature its algorithm isn't looked at either.
    if question.keyed.is_some() && !allows(question, &token) {
        return Opinion::Refuses("its algorithm is not among those that are agreed on".to_owned());
    }
    let verifier = match verifier(question) {
        Ok(verifier) => verifier,
        Err(why) => return Opinion::Abstains(why),
    };
    let verdict = match question.nonce {
        Some(nonce) => token.claims(&verifier, &Nonce::new(nonce.to_owned())).map(drop),
        // Nothing is known of the request, so nothing is demanded.
        None => token.claims(&verifier, |_: Option<&Nonce>| Ok(())).map(drop),
    };
    match verdict {
        Ok(()) => Opinion::Accepts,
        Err(why) => Opinion::Refuses(said(&why)),
    }
}

fn allows(question: &IdTokenQuestion, token: &CoreIdToken) -> bool {
    let allowed = if question.algs.is_empty() { &["RS256"] } else { question.algs.as_slice() };
    let named = token.signing_alg().ok();
    allowed.iter().any(|name| algorithm(name).as_ref() == named)
}

fn verifier<'a>(question: &IdTokenQuestion<'a>) -> Result<CoreIdTokenVerifier<'a>, String> {
    let client = ClientId::new(question.client_id.to_owned());
    let issuer = IssuerUrl::new(question.issuer.to_owned()).map_err(|_| "the issuer is no URL".to_owned())?;
    let keys = keys(&question.key_sets)?;
    let verifier = CoreIdTokenVerifier::new_public_client(client, issuer, keys);
    // An HMAC was computed by the asker, who keeps the secret.
    let verifier =
        if question.keyed == Some(true) { verifier.insecure_disable_signature_check() } else { verifier };
    let (now, latest) = (question.now, question.now + question.skew);
    let verifier = verifier.set_time_fn(move || now).set_issue_time_verifier_fn(move |issued| {
        if issued <= latest { Ok(()) } else { Err(format!("issued in the future, at {issued}")) }
    });
    Ok(match &question.algs {
        algs if algs.is_empty() => verifier,
        algs => verifier.set_allowed_algs(algs.iter().filter_map(|name| algorithm(name))),
    })
}

/// All keys as one set; keys that it can't read it leaves out by itself.
fn keys(sets: &[&[u8]]) -> Result<JsonWebKeySet<CoreJsonWebKey>, String> {
    let mut all = Vec::new();
    for text in sets {
        let set = serde_json::from_slice::<JsonWebKeySet<CoreJsonWebKey>>(text);
        let single = || serde_json::from_slice::<CoreJsonWebKey>(text);
        match set {
            Ok(set) => all.extend(set.keys().iter().cloned()),
            Err(_) => all.push(single().map_err(|why| format!("it can't read the key set: {why}"))?),
        }
    }
    Ok(JsonWebKeySet::new(all))
}

fn algorithm(name: &str) -> Option<CoreJwsSigningAlgorithm> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

/// Its error with the one beneath, which says more.
fn said(why: &ClaimsVerificationError) -> String {
    match why {
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            "no key of the set has the name and the type that the header wants".to_owned()
        }
        ClaimsVerificationError::SignatureVerification(why) => why.to_string(),
        other => other.to_string(),
    }
}
