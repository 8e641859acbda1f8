//! What became of a token's signature: whose key fits, tried with every key there is.

use ssoscope_crypto::Family;
use ssoscope_jose::{Alg, AttemptOutcome, Candidate, Embedded, Evidence, Jws, Material, Verification};

use crate::case::Role;
use crate::check::known::oidc::KnownKey;
use crate::check::known::{Known, Origin};
use crate::decode::oidc::Token;
use crate::decode::{Body, Message, MessageId, Spanned, x509};
use crate::span::Span;

/// A token's signature and what became of it.
pub struct JwsSignature {
    /// The token.
    pub message: MessageId,
    /// The signature's text; empty where there is none.
    pub at: Span,
    /// The algorithm that the header names.
    pub alg: Option<Spanned<String>>,
    /// The key that the header names.
    pub kid: Option<Spanned<String>>,
    /// What became of it.
    pub state: JwsState,
    /// Every key that was tried, those that the header names first.
    pub attempts: Vec<Attempt>,
    /// What fits when something is taken otherwise than the token says. Never a reason to accept it.
    pub evidence: Vec<Confusion>,
}

/// What became of a token's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JwsState {
    /// A key that is vouched for verifies it, and is the one that the header names, or the header names none.
    Verified(KeyRef),
    /// A key that is vouched for verifies it, though the header names another.
    VerifiedByOtherKid(KeyRef),
    /// Only a key that nobody vouched for verifies it.
    FitsUnvouched(KeyRef),
    /// The header names a key that is not among those that are vouched for, and none of them verifies it.
    NoSuchKid {
        /// The names that there are.
        known: Vec<String>,
    },
    /// Every key that was tried is of another kind than the algorithm takes.
    KeyKind {
        /// What the algorithm takes: "an RSA key".
        wanted: String,
        /// What there is.
        got: String,
    },
    /// Keys of the right kind were tried, and none verifies it.
    Mismatch,
    /// The header says that nothing is signed.
    AlgNone,
    /// The header names an algorithm, and the signature's text is empty.
    Stripped,
    /// The algorithm can't be computed here; says why.
    Unsupported(String),
    /// No key is known that could be tried.
    NoKeys,
    /// The token's text is broken, so that nothing can be verified.
    Unreadable,
}

/// A key that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRef {
    /// Its name.
    pub kid: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

impl KeyRef {
    /// What to call it: "the key k1 of the JWKS in jwks.json".
    pub fn called(&self) -> String {
        match &self.kid {
            Some(kid) => format!("the key “{kid}” of {}", self.origin.says),
            None => self.origin.says.clone(),
        }
    }
}

/// One key that was tried, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The key.
    pub key: KeyRef,
    /// Whether somebody vouched for it.
    pub vouched: bool,
    /// What was computed.
    pub outcome: AttemptOutcome,
    /// What the key says about itself that speaks against its use here.
    pub objections: Vec<ssoscope_jose::Objection>,
}

impl Attempt {
    /// Whether the key is vouched for, and is a secret where the algorithm takes a secret, a public key where it takes one.
    /// Others were lent for something else.
    pub fn is_to_the_point(&self) -> bool {
        let astray = matches!(&self.outcome, AttemptOutcome::KeyKind { wanted, got }
            if (*wanted == Family::Secret) != (*got == Family::Secret));
        self.vouched && !astray
    }
}

/// Something that explains why no key fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    /// What was confused.
    pub evidence: Evidence,
    /// With which key.
    pub key: KeyRef,
}

impl JwsState {
    /// Whether a key that is vouched for verifies it.
    pub fn is_verified(&self) -> bool {
        matches!(self, JwsState::Verified(_) | JwsState::VerifiedByOtherKid(_))
    }
}

/// Verifies the signature of every examined token that the application has to verify.
pub(super) fn verify(messages: &[Message], known: &Known) -> Vec<JwsSignature> {
    let examined = messages.iter().filter(|message| message.role == Role::Capture);
    examined.filter_map(|message| of_message(message, known)).collect()
}

fn of_message(message: &Message, known: &Known) -> Option<JwsSignature> {
    let Body::Token(token) = &message.body else { return None };
    if !token.is_for_client() || token.is_encrypted() {
        return None;
    }
    let (alg, kid) = (token.jose.alg.clone(), token.jose.kid.clone());
    let at = token.signature_at().unwrap_or(token.at);
    let unread = JwsSignature {
        message: message.id,
        at,
        alg,
        kid,
        state: JwsState::Unreadable,
        attempts: Vec::new(),
        evidence: Vec::new(),
    };
    let Some(jws) = token.jws().filter(|_| unread.alg.is_some()) else { return Some(unread) };
    let (attempts, evidence) = tried(token, jws, known);
    let state = state(jws, &attempts, !evidence.is_empty());
    Some(JwsSignature { state, attempts, evidence, ..unread })
}

/// Every key, tried: the vouched ones, those of the capture, those of the token's own header.
fn tried(token: &Token, jws: &Jws, known: &Known) -> (Vec<Attempt>, Vec<Confusion>) {
    let own = in_header(token, jws);
    let (mut attempts, evidence) = try_keys(jws, known.oidc.keys.iter(), true);
    let (others, _) = try_keys(jws, known.oidc.unvouched.iter().chain(&own), false);
    attempts.extend(others);
    let kid = jws.kid();
    attempts.sort_by_key(|attempt| (!attempt.vouched, attempt.key.kid.as_deref() != kid));
    (attempts, evidence)
}

fn try_keys<'k>(
    jws: &Jws,
    keys: impl Iterator<Item = &'k KnownKey>,
    vouched: bool,
) -> (Vec<Attempt>, Vec<Confusion>) {
    let usable: Vec<(&KnownKey, Candidate)> = keys.filter_map(|key| Some((key, key.candidate()?))).collect();
    let candidates: Vec<Candidate> = usable.iter().map(|(_, candidate)| candidate.clone()).collect();
    let Verification { attempts, evidence, .. } = ssoscope_jose::verify(jws, &candidates);
    let named = |number: usize| usable.get(number).map(|(key, _)| key_ref(key));
    let attempt = |attempt: ssoscope_jose::Attempt| {
        let key = named(attempt.candidate)?;
        Some(Attempt { key, vouched, outcome: attempt.outcome, objections: attempt.objections })
    };
    let confusion = |evidence: Evidence| Some(Confusion { key: named(candidate_of(evidence)?)?, evidence });
    let confusions = evidence.into_iter().filter_map(confusion).collect();
    (attempts.into_iter().filter_map(attempt).collect(), confusions)
}

fn candidate_of(evidence: Evidence) -> Option<usize> {
    match evidence {
        Evidence::EcdsaInDer { candidate }
        | Evidence::OtherAlgorithm { candidate, .. }
        | Evidence::HmacWithPublicKey { candidate }
        | Evidence::SecretForm { candidate, .. }
        | Evidence::SignedBeforeReencoding { candidate } => Some(candidate),
        _ => None,
    }
}

fn key_ref(key: &KnownKey) -> KeyRef {
    KeyRef { kid: key.kid.clone(), origin: key.origin.clone() }
}

/// The keys that the token's own header brings along; nobody vouches for them.
fn in_header(token: &Token, jws: &Jws) -> Vec<KnownKey> {
    let jwk = token.header.as_ref().and_then(|header| header.member("jwk")).map(|jwk| jwk.at);
    let embedded = ssoscope_jose::verify(jws, &[]).embedded;
    let of_jwk = embedded.iter().filter_map(|embedded| match embedded {
        Embedded::Jwk { key, .. } => Some(key.material.as_ref().ok()?.clone()),
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

fn state(jws: &Jws, attempts: &[Attempt], explained: bool) -> JwsState {
    let alg = jws.alg().map(Alg::from_name);
    match alg {
        None => return JwsState::Unreadable,
        Some(Alg::None | Alg::NoneLookalike(_)) => return JwsState::AlgNone,
        Some(Alg::NotComputed(name) | Alg::Unknown(name)) => {
            return JwsState::Unsupported(format!("the algorithm {name} is not computed here"));
        }
        Some(Alg::Known(_)) if jws.signature.bytes.is_empty() => return JwsState::Stripped,
        Some(Alg::Known(_)) => {}
    }
    let fits =
        |vouched: bool| attempts.iter().find(|a| a.vouched == vouched && a.outcome == AttemptOutcome::Valid);
    match (fits(true), fits(false)) {
        (Some(attempt), _) => verified(jws, &attempt.key),
        (None, Some(attempt)) => JwsState::FitsUnvouched(attempt.key.clone()),
        (None, None) if !explained && !attempts.iter().any(Attempt::is_to_the_point) => JwsState::NoKeys,
        (None, None) => misfit(jws, attempts),
    }
}

fn verified(jws: &Jws, key: &KeyRef) -> JwsState {
    match (jws.kid(), key.kid.as_deref()) {
        (Some(wanted), Some(got)) if wanted != got => JwsState::VerifiedByOtherKid(key.clone()),
        _ => JwsState::Verified(key.clone()),
    }
}

/// Why no key that is vouched for fits.
fn misfit(jws: &Jws, attempts: &[Attempt]) -> JwsState {
    let vouched: Vec<&Attempt> = attempts.iter().filter(|attempt| attempt.vouched).collect();
    let known: Vec<String> = vouched.iter().filter_map(|attempt| attempt.key.kid.clone()).collect();
    let named = |attempt: &&&Attempt| attempt.key.kid.is_none() || attempt.key.kid.as_deref() == jws.kid();
    if jws.kid().is_some() && !vouched.is_empty() && !vouched.iter().any(|attempt| named(&attempt)) {
        return JwsState::NoSuchKid { known };
    }
    if vouched.iter().any(|attempt| attempt.outcome == AttemptOutcome::Invalid) {
        return JwsState::Mismatch;
    }
    vouched.iter().find_map(|attempt| not_tried(&attempt.outcome)).unwrap_or(JwsState::NoKeys)
}

fn not_tried(outcome: &AttemptOutcome) -> Option<JwsState> {
    Some(match outcome {
        AttemptOutcome::KeyKind { wanted, got } => {
            JwsState::KeyKind { wanted: wanted.to_string(), got: got.to_string() }
        }
        AttemptOutcome::Curve { wanted, got } => {
            JwsState::KeyKind { wanted: format!("a key on {wanted}"), got: format!("a key on {got}") }
        }
        AttemptOutcome::Unsupported(what) => JwsState::Unsupported(what.clone()),
        AttemptOutcome::NoPayload => {
            JwsState::Unsupported("the payload travels apart from the token".to_owned())
        }
        AttemptOutcome::Valid | AttemptOutcome::Invalid => return None,
    })
}
