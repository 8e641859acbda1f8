//! Tries the keys on each token's signature, and asks why none fits.

use ssoscope_jose::{AttemptOutcome, Candidate, Embedded, Jws, Limits as JoseLimits, Material};

use super::detached;
use super::state::state;
use super::{Attempt, Confusion, JwsSignature, JwsState, KeyRef};
use crate::case::{Case, Role};
use crate::check::known::Known;
use crate::check::known::oidc::KnownKey;
use crate::decode::oidc::{Token, TokenKind};
use crate::decode::{Body, Message, x509};
use crate::limits::Limits;
use crate::span::Span;

/// Verifies the signature of every examined token that the application has to verify.
pub(in crate::check::signatures) fn verify(
    case: &Case,
    messages: &[Message],
    known: &Known,
) -> Vec<JwsSignature> {
    let examined = messages.iter().filter(|message| message.role == Role::Capture);
    examined.filter_map(|message| of_message(case, message, known)).collect()
}

fn of_message(case: &Case, message: &Message, known: &Known) -> Option<JwsSignature> {
    let Body::Token(token) = &message.body else { return None };
    let judged = token.is_for_client() || token.purpose.kind == TokenKind::BodySignature;
    if !judged || token.is_encrypted() {
        return None;
    }
    let unread = || unread(message, token);
    if token.is_shown_decoded() {
        return Some(JwsSignature { state: JwsState::NotShown, ..unread() });
    }
    let Some(jws) = token.jws().filter(|_| token.jose.alg.is_some()) else { return Some(unread()) };
    if !jws.is_detached() {
        return Some(of_jws(unread(), token, jws, known));
    }
    let with_body = |(at, bytes): (Span, Vec<u8>)| {
        let mut whole = jws.clone();
        whole.attach(&bytes, &JoseLimits::DEFAULT);
        of_jws(JwsSignature { body: Some(at), ..unread() }, token, &whole, known)
    };
    let mut tried: Vec<JwsSignature> = Vec::new();
    for body in detached::bodies(case, token.at) {
        let signature = with_body(body);
        if fits(&signature.attempts) {
            return Some(signature);
        }
        tried.push(signature);
    }
    tried.into_iter().next().or_else(|| Some(of_jws(unread(), token, jws, known)))
}

/// A signature of which nothing is known yet.
fn unread(message: &Message, token: &Token) -> JwsSignature {
    JwsSignature {
        message: message.id,
        at: token.signature_at().unwrap_or(token.at),
        alg: token.jose.alg.clone(),
        kid: token.jose.kid.clone(),
        body: None,
        state: JwsState::Unreadable,
        attempts: Vec::new(),
        evidence: Vec::new(),
    }
}

fn of_jws(unread: JwsSignature, token: &Token, jws: &Jws, known: &Known) -> JwsSignature {
    let vouched = Keys::of(known.oidc.keys.iter());
    let mut attempts = vouched.tried(jws, |attempt| Attempt { vouched: true, ..attempt });
    if !fits(&attempts) {
        attempts.extend(Keys::of(known.oidc.unvouched.iter()).tried(jws, |attempt| attempt));
        let own = in_header(token, jws);
        attempts.extend(Keys::of(own.iter()).tried(jws, |attempt| Attempt { own: true, ..attempt }));
    }
    let evidence = if fits(&attempts) { Vec::new() } else { vouched.explained(jws) };
    JwsSignature { state: state(jws, &attempts, &evidence), attempts, evidence, ..unread }
}

fn fits(attempts: &[Attempt]) -> bool {
    attempts.iter().any(|attempt| attempt.outcome == AttemptOutcome::Valid)
}

/// Keys that can be computed with.
struct Keys<'k>(Vec<(&'k KnownKey, Candidate<'k>)>);

impl<'k> Keys<'k> {
    fn of(keys: impl Iterator<Item = &'k KnownKey>) -> Keys<'k> {
        Keys(keys.filter_map(|key| Some((key, key.candidate()?))).take(Limits::KEYS_TRIED).collect())
    }

    /// The keys that the header names, and where none of them fits, the others.
    fn tried(&self, jws: &Jws, standing: impl Fn(Attempt) -> Attempt) -> Vec<Attempt> {
        let is_named = |candidate: &Candidate<'_>| jws.kid().is_some() && candidate.kid == jws.kid();
        let (named, others): (Vec<_>, Vec<_>) = self.0.iter().partition(|(_, candidate)| is_named(candidate));
        let mut attempts = attempts(jws, &named);
        if !fits(&attempts) {
            attempts.extend(self::attempts(jws, &others));
        }
        attempts.into_iter().map(standing).collect()
    }

    fn explained(&self, jws: &Jws) -> Vec<Confusion> {
        let candidates: Vec<Candidate<'_>> = self.0.iter().map(|(_, candidate)| candidate.clone()).collect();
        let confusion = |evidence: ssoscope_jose::Evidence| {
            let key = evidence.candidate().and_then(|number| self.0.get(number));
            Confusion { key: key.map(|(key, _)| key_ref(key)), evidence }
        };
        ssoscope_jose::explain(jws, &candidates).into_iter().map(confusion).collect()
    }
}

/// What came of each key, for which nobody is said to vouch yet.
fn attempts(jws: &Jws, keys: &[&(&KnownKey, Candidate<'_>)]) -> Vec<Attempt> {
    let candidates: Vec<Candidate<'_>> = keys.iter().map(|(_, candidate)| candidate.clone()).collect();
    let attempt = |(attempt, (key, _)): (ssoscope_jose::Attempt, &&(&KnownKey, Candidate<'_>))| Attempt {
        key: key_ref(key),
        vouched: false,
        own: false,
        outcome: attempt.outcome,
        objections: attempt.objections,
    };
    ssoscope_jose::attempts(jws, &candidates).into_iter().zip(keys).map(attempt).collect()
}

fn key_ref(key: &KnownKey) -> KeyRef {
    KeyRef { kid: key.kid.clone(), origin: key.origin.clone() }
}

/// The keys that the token's own header brings along; nobody vouches for them.
fn in_header(token: &Token, jws: &Jws) -> Vec<KnownKey> {
    let jwk = token.header.as_ref().and_then(|header| header.member("jwk")).map(|jwk| jwk.at);
    let of_jwk = ssoscope_jose::embedded(jws).into_iter().filter_map(|embedded| match embedded {
        Embedded::Jwk { key, .. } => key.material.ok(),
        _ => None,
    });
    let of_jwk = of_jwk
        .map(|material| KnownKey::bare(material, "the key in the token's own header (jwk)".to_owned(), jwk));
    let certificates = token.jose.x5c.iter().take(1).filter_map(|text| {
        let key = x509::from_text(&text.value, text.at).ok()?.key.ok()?;
        Some(KnownKey::bare(
            Material::Public(key),
            "the certificate in the token's own header (x5c)".to_owned(),
            Some(text.at),
        ))
    });
    of_jwk.chain(certificates).collect()
}
