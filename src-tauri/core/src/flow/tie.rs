//! What ties one message to another: a value that the first gave out and the second brings back.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use ssoscope_crypto::{Hash, digest};
use ssoscope_jose::hash_claim;

use super::deed::Deed;
use super::step::Step;
use crate::case::{Case, Layer};
use crate::decode::oidc::{AuthorizationRequest, AuthorizationResponse, Token, TokenKind, TokenRequest};
use crate::decode::saml::{SamlBody, SamlMessage};
use crate::decode::{Body, Message, Spanned};
use crate::limits::Limits;
use crate::span::Span;

/// One value that ties two places together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// What kind of value.
    pub kind: TieKind,
    /// Where it was given out.
    pub given: End,
    /// Where it comes back.
    pub back: End,
}

/// One end of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The step that the value travels in; absent for what the person gave beside the capture.
    pub step: Option<usize>,
    /// Where the value is written.
    pub at: Span,
}

/// What kind of value ties two places together, by the name that its specification gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum TieKind {
    /// The ID of a request is the InResponseTo of an answer (SAML Core, section 3.2.2).
    InResponseTo,
    /// The same `state` (RFC 6749, section 4.1.2).
    State,
    /// The same `nonce` (OpenID Connect Core, section 3.1.2.1).
    Nonce,
    /// The same authorization code.
    Code,
    /// The code verifier fits the code challenge (RFC 7636, section 4.6).
    Pkce,
    /// `at_hash` is the hash of the access token.
    AtHash,
    /// `c_hash` is the hash of the code.
    CHash,
    /// The same token comes back as a hint.
    IdToken,
    /// The same RelayState (SAML Bindings, section 3.4.3).
    RelayState,
    /// The answer went where the request asked for it.
    Delivery,
    /// The sign-out names a session that the sign-in opened (SAML Core, section 3.7.1).
    SessionIndex,
    /// The token names a key of the key set.
    Kid,
}

impl TieKind {
    /// Whether what it ties is one sign-in, and not merely of the same parties.
    pub(super) fn joins(self) -> bool {
        use TieKind::{AtHash, CHash, Code, InResponseTo, Nonce, Pkce, State};
        matches!(self, InResponseTo | State | Nonce | Code | Pkce | AtHash | CHash)
    }
}

/// Everything that ties the messages of the case.
pub(super) fn all(case: &Case, messages: &[Message], steps: &[Step]) -> Vec<Tie> {
    let mut marks = Marks::default();
    let places: HashMap<u32, usize> = steps
        .iter()
        .enumerate()
        .flat_map(|(place, step)| step.carried.iter().map(move |carried| (carried.message.0, place)))
        .collect();
    for message in messages {
        marks.step = places.get(&message.id.0).copied();
        marks.of_message(case, message);
    }
    marks.relay_states(case, steps);
    marks.hashes(messages, &places);
    marks.ties()
}

/// The values that were given out, and those that came back.
#[derive(Default)]
struct Marks {
    step: Option<usize>,
    given: HashMap<(TieKind, String), Vec<End>>,
    back: Vec<(TieKind, String, End)>,
}

impl Marks {
    fn give(&mut self, kind: TieKind, value: Option<&Spanned<String>>) {
        if let Some(value) = value.filter(|value| !value.value.is_empty()) {
            let end = End { step: self.step, at: value.at };
            self.given.entry((kind, value.value.clone())).or_default().push(end);
        }
    }

    fn bring(&mut self, kind: TieKind, value: Option<&Spanned<String>>) {
        if let Some(value) = value.filter(|value| !value.value.is_empty()) {
            self.back.push((kind, value.value.clone(), End { step: self.step, at: value.at }));
        }
    }

    fn of_message(&mut self, case: &Case, message: &Message) {
        match &message.body {
            Body::Saml(saml) => self.of_saml(case, message, saml),
            Body::AuthorizationRequest(request) => self.of_request(request),
            Body::AuthorizationResponse(answer) => self.of_response(answer),
            Body::TokenRequest(request) => self.of_token_request(request),
            Body::Token(token) => self.of_token(case, token),
            Body::Jwks(jwks) => jwks.keys.iter().for_each(|key| self.give(TieKind::Kid, key.kid.as_ref())),
            _ => {}
        }
    }

    fn of_saml(&mut self, case: &Case, message: &Message, saml: &SamlMessage) {
        let head = saml.head();
        match &saml.body {
            SamlBody::AuthnRequest(request) => {
                self.give(TieKind::InResponseTo, request.head.id.as_ref());
                self.give(TieKind::Delivery, request.acs_url.as_ref());
            }
            SamlBody::LogoutRequest(request) => {
                self.give(TieKind::InResponseTo, request.head.id.as_ref());
                request
                    .session_indexes
                    .iter()
                    .for_each(|index| self.bring(TieKind::SessionIndex, Some(index)));
            }
            SamlBody::LogoutResponse(_) | SamlBody::Response(_) => {
                self.bring(TieKind::InResponseTo, head.and_then(|head| head.in_response_to.as_ref()));
            }
            _ => {}
        }
        if saml.is_sign_in() {
            let layer = case.layer(message.at.layer);
            let sent_to = layer.and_then(|layer| layer.travel.sent_to.clone());
            self.bring(TieKind::Delivery, sent_to.map(|(url, at)| Spanned::new(url, at)).as_ref());
        }
        let statements = saml.assertions().iter().flat_map(|assertion| &assertion.authn_statements);
        statements.for_each(|statement| self.give(TieKind::SessionIndex, statement.session_index.as_ref()));
    }

    fn of_request(&mut self, request: &AuthorizationRequest) {
        self.give(TieKind::State, request.state.as_ref());
        self.give(TieKind::Nonce, request.nonce.as_ref());
        self.give(TieKind::Delivery, request.redirect_uri.as_ref());
        self.give(TieKind::Pkce, request.code_challenge.as_ref());
    }

    fn of_response(&mut self, answer: &AuthorizationResponse) {
        self.bring(TieKind::State, answer.state.as_ref());
        self.bring(TieKind::Delivery, answer.sent_to.as_ref());
        self.give(TieKind::Code, answer.code.as_ref());
    }

    fn of_token_request(&mut self, request: &TokenRequest) {
        self.bring(TieKind::Code, request.code.as_ref());
        let Some(verifier) = &request.code_verifier else { return };
        let challenge = URL_SAFE_NO_PAD.encode(digest(Hash::Sha256, verifier.value.as_bytes()));
        self.bring(TieKind::Pkce, Some(&Spanned::new(challenge, verifier.at)));
    }

    fn of_token(&mut self, case: &Case, token: &Token) {
        let text = || String::from_utf8_lossy(case.bytes(token.at)).into_owned();
        match token.purpose.kind {
            TokenKind::IdToken => {
                self.give(TieKind::IdToken, Some(&Spanned::new(text(), token.at)));
                self.bring(TieKind::Nonce, token.claimed.nonce.as_ref());
                self.bring(TieKind::Kid, token.jose.kid.as_ref());
            }
            TokenKind::IdTokenHint => self.bring(TieKind::IdToken, Some(&Spanned::new(text(), token.at))),
            TokenKind::AuthorizationResponse => {
                self.bring(TieKind::State, token.claimed.state.as_ref());
                self.bring(TieKind::Kid, token.jose.kid.as_ref());
                self.give(TieKind::Code, token.claimed.code.as_ref());
            }
            _ => {}
        }
    }

    /// RelayState is no part of a message: it stands beside it, in the URL or the form.
    fn relay_states(&mut self, case: &Case, steps: &[Step]) {
        let beside: Vec<&Layer> = case
            .layers()
            .iter()
            .filter(|layer| layer.travel.parameter.as_deref() == Some("RelayState"))
            .collect();
        for (place, step) in steps.iter().enumerate().filter(|(_, step)| step.deed.carries_message()) {
            let Some(exchange) = step.exchange.and_then(|place| case.exchanges().get(place)) else {
                continue;
            };
            let held = beside
                .iter()
                .find(|layer| case.trace(layer.span()).into_iter().any(|at| exchange.at.covers(at)));
            let Some(layer) = held else { continue };
            let value = Spanned::new(String::from_utf8_lossy(&layer.bytes).into_owned(), layer.span());
            self.step = Some(place);
            match step.deed {
                Deed::Ask | Deed::AskOut => self.give(TieKind::RelayState, Some(&value)),
                _ => self.bring(TieKind::RelayState, Some(&value)),
            }
        }
    }

    /// Hashes in ID tokens tie them to the access token and the code that they were taken over.
    fn hashes(&mut self, messages: &[Message], places: &HashMap<u32, usize>) {
        let step = |message: &Message| places.get(&message.id.0).copied();
        let tokens = messages.iter().filter_map(|message| match &message.body {
            Body::Token(token) if token.purpose.kind == TokenKind::IdToken => Some((message, token)),
            _ => None,
        });
        for (message, token) in tokens.take(Limits::FINDINGS) {
            let Some(alg) = token.jose.alg.as_ref() else { continue };
            for other in messages {
                self.step = step(other);
                let (access, code) = companions(other);
                self.give_hash(TieKind::AtHash, &alg.value, access);
                self.give_hash(TieKind::CHash, &alg.value, code);
            }
            self.step = step(message);
            self.bring(TieKind::AtHash, token.claimed.at_hash.as_ref());
            self.bring(TieKind::CHash, token.claimed.c_hash.as_ref());
        }
    }

    fn give_hash(&mut self, kind: TieKind, alg: &str, value: Option<&Spanned<String>>) {
        let hashed = value.and_then(|value| Some(Spanned::new(hash_claim(alg, &value.value)?, value.at)));
        self.give(kind, hashed.as_ref());
    }

    /// Ties what came back to where it was last given out before; to any other place where none is before.
    fn ties(self) -> Vec<Tie> {
        let given = self.given;
        let ties = self.back.into_iter().filter_map(|(kind, value, back)| {
            let ends = given.get(&(kind, value))?;
            let before = ends.iter().rfind(|end| end.step < back.step || back.step.is_none());
            let first = ends.iter().find(|end| end.step <= back.step).or(ends.first());
            // A request that was sent on by the provider's own pages counts where it was first sent.
            let end = if kind == TieKind::InResponseTo { first } else { before.or(first) };
            Some(Tie { kind, given: *end?, back })
        });
        ties.take(Limits::MESSAGES).collect()
    }
}

/// The access token and the code of a message.
fn companions(message: &Message) -> (Option<&Spanned<String>>, Option<&Spanned<String>>) {
    match &message.body {
        Body::TokenResponse(answer) => (answer.access_token.as_ref(), None),
        Body::AuthorizationResponse(answer) => (answer.access_token.as_ref(), answer.code.as_ref()),
        _ => (None, None),
    }
}
