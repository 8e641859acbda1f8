//! Takes a token apart: header and claims become layers of their own over the token's text.

use ssoscope_jose::compact::{self, Part};
use ssoscope_jose::{Compact, Jwe, Jws, Limits};

use super::object::{self, Fields};
use super::open::open;
use super::{
    Claimed, JoseHeader, Json, Object, Problem, Purpose, Token, TokenKind, authorization_request,
    authorization_response, dialect, purpose, travelled,
};
use crate::case::{Case, LayerKind};
use crate::decode::{Opening, Spanned};
use crate::expect::Keys;
use crate::span::{LayerId, Map, Span};

/// Reads the token in compact form that stands at `at`.
pub(super) fn read(case: &mut Case, keys: &Keys, at: Span) -> Token {
    let compact = compact::read(case.bytes(at), &Limits::DEFAULT);
    of_parts(case, keys, at, compact)
}

/// Reads a signed token in JSON, which no JWT may be (RFC 7519, section 3).
pub(super) fn of_json(case: &mut Case, keys: &Keys, at: Span, jws: Jws) -> Token {
    in_json(of_parts(case, keys, at, Compact::Jws(Box::new(jws))))
}

/// Reads an encrypted token in JSON, which no JWT may be either.
pub(super) fn of_encrypted_json(case: &mut Case, keys: &Keys, at: Span, jwe: Jwe) -> Token {
    in_json(of_parts(case, keys, at, Compact::Jwe(Box::new(jwe))))
}

fn in_json(mut token: Token) -> Token {
    if token.is_for_client() {
        let parts =
            if token.is_encrypted() { "five parts with four dots" } else { "three parts with two dots" };
        let says =
            format!("The token is written in JSON; tokens travel in compact form, {parts} between them.");
        token.problems.push(Problem::new("token/in-json", says, token.at));
    }
    token
}

fn of_parts(case: &mut Case, keys: &Keys, at: Span, compact: Compact) -> Token {
    let opening = match &compact {
        Compact::Jwe(jwe) => Some(open(case, keys, jwe, at)),
        Compact::Jws(_) | Compact::Other(_) => None,
    };
    let mut problems = flaws(&compact, at);
    let mut cutter = Cutter { case, at, problems: &mut problems };
    let header = cutter.object(header_part(&compact), "header", "The header");
    let (inner, claims) = match opening {
        Some(Opening::Opened { layer, .. }) => cutter.opened(layer),
        _ => payload(&compact).map_or((None, None), |payload| cutter.payload(payload)),
    };
    let parts = Parts { at, header, claims, inner, opening, problems };
    parts.token(case, Some(compact))
}

/// Takes what a viewer shows of a token for the token.
pub(super) fn of_shown(case: &Case, at: Span, header: Option<Object>, claims: Object) -> Token {
    let (inner, opening, problems) = (None, None, Vec::new());
    Parts { at, header, claims: Some(claims), inner, opening, problems }.token(case, None)
}

/// What a token was taken apart into.
struct Parts {
    at: Span,
    header: Option<Object>,
    claims: Option<Object>,
    inner: Option<Span>,
    opening: Option<Opening>,
    problems: Vec<Problem>,
}

impl Parts {
    fn token(self, case: &Case, compact: Option<Compact>) -> Token {
        let Parts { at, header, claims, inner, opening, mut problems } = self;
        let jose = header.as_ref().map(|header| jose_header(header, &mut problems)).unwrap_or_default();
        let jose = compact.as_ref().map_or(jose.clone(), |compact| with_unprotected(jose, compact, at));
        let claimed = claims.as_ref().map(|claims| claimed(claims, &mut problems)).unwrap_or_default();
        let named = case.layer(at.layer).and_then(|layer| layer.travel.parameter.clone());
        let travelled_as = named.or_else(|| travelled::answer_to_bearer(case, at).map(str::to_owned));
        let purpose = purpose::of(travelled_as.as_deref(), &jose, claims.as_ref(), &claimed);
        let purpose = compact.as_ref().map_or(purpose.clone(), |compact| by_form(purpose, compact));
        let held = |kind| claims.as_ref().filter(|_| purpose.kind == kind);
        let request = held(TokenKind::RequestObject).map(authorization_request::of_object).map(Box::new);
        let response =
            held(TokenKind::AuthorizationResponse).map(authorization_response::of_object).map(Box::new);
        let decrypted_from = enclosing(case, at);
        let dialect = claims.as_ref().and_then(|claims| dialect::of(&jose, claims, &claimed));
        Token {
            at,
            purpose,
            travelled_as,
            header,
            jose,
            claims,
            claimed,
            request,
            response,
            dialect,
            inner,
            problems,
            compact,
            opening,
            decrypted_from,
        }
    }
}

/// What a token is for of which neither place nor content tells: its form does.
fn by_form(mut purpose: Purpose, compact: &Compact) -> Purpose {
    if purpose.kind != TokenKind::Unknown {
        return purpose;
    }
    if matches!(compact, Compact::Jwe(_)) {
        purpose.kind = TokenKind::IdToken;
        purpose.why =
            "It is encrypted, and of encrypted tokens an application gets ID tokens most often.".to_owned();
    } else if is_detached(compact) {
        purpose.kind = TokenKind::BodySignature;
        purpose.why = "It holds no payload: what it signs travels beside it.".to_owned();
    }
    purpose
}

/// Whether what is signed travels apart.
fn is_detached(compact: &Compact) -> bool {
    matches!(compact, Compact::Jws(jws) if jws.is_detached() && !jws.signature.bytes.is_empty())
}

/// What is wrong with the token's text.
fn flaws(compact: &Compact, at: Span) -> Vec<Problem> {
    let flaws = match compact {
        Compact::Jws(jws) => &jws.problems,
        Compact::Jwe(jwe) => &jwe.problems,
        Compact::Other(other) => &other.problems,
    };
    let problem = |flaw: &ssoscope_jose::Problem<compact::TokenProblem>| {
        Problem::new(flaw.kind.id(), sentence(&flaw.kind.to_string()), within(&flaw.at, at))
    };
    flaws.iter().map(problem).collect()
}

/// A clause as a sentence of its own.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn within(range: &std::ops::Range<u32>, at: Span) -> Span {
    Span::new(at.layer, at.start + range.start..at.start + range.end)
}

fn header_part(compact: &Compact) -> &Part {
    match compact {
        Compact::Jws(jws) => &jws.header_part,
        Compact::Jwe(jwe) => &jwe.header_part,
        Compact::Other(other) => &other.header_part,
    }
}

fn payload(compact: &Compact) -> Option<&Part> {
    match compact {
        Compact::Jws(jws) => Some(&jws.payload),
        Compact::Jwe(_) | Compact::Other(_) => None,
    }
}

/// Cuts parts out as layers.
struct Cutter<'a> {
    case: &'a mut Case,
    at: Span,
    problems: &'a mut Vec<Problem>,
}

impl Cutter<'_> {
    /// What a signed token holds: another token, or claims.
    fn payload(&mut self, payload: &Part) -> (Option<Span>, Option<Object>) {
        match self.inner(payload) {
            Some(inner) => (Some(inner), None),
            None => (None, self.claims(payload)),
        }
    }

    /// What an encrypted token holds, in the layer that it was decrypted into: a token, or claims that nobody signed.
    fn opened(&mut self, layer: LayerId) -> (Option<Span>, Option<Object>) {
        let Some(layer) = self.case.layer(layer) else { return (None, None) };
        let (whole, bytes) = (layer.span(), layer.bytes.as_slice());
        let trimmed = bytes.trim_ascii();
        let start = (bytes.len() - bytes.trim_ascii_start().len()) as u32;
        let at = Span::new(layer.id, start..start + trimmed.len() as u32);
        let dots = trimmed.iter().filter(|byte| **byte == b'.').count();
        if trimmed.starts_with(b"eyJ") && matches!(dots, 2 | 4) {
            return (Some(at), None);
        }
        let read = object::read(trimmed, at, "What was encrypted");
        if let Some(Spanned { value: Json::Object(object), .. }) = read.root {
            self.problems.extend(read.problems);
            return (None, Some(object));
        }
        let says = "What was inside is neither a signed token nor claims in JSON.";
        self.problems.push(Problem::new("token/inside", says, whole));
        (None, None)
    }

    /// A payload that is a token itself (RFC 7519, section 2, Nested JWT), as a layer of its own.
    fn inner(&mut self, payload: &Part) -> Option<Span> {
        let dots = payload.bytes.iter().filter(|byte| **byte == b'.').count();
        if !payload.bytes.starts_with(b"eyJ") || !matches!(dots, 2 | 4) {
            return None;
        }
        let id = self.layer(payload, "payload")?;
        self.case.layer(id).map(crate::case::Layer::span)
    }

    fn claims(&mut self, payload: &Part) -> Option<Object> {
        let object = self.object(payload, "claims", "The payload");
        if object.is_none() {
            let says = if payload.bytes.is_empty() {
                "The payload is empty: the claims travel apart, or were lost."
            } else {
                "The payload is no JSON object, so it holds no claims."
            };
            self.problems.push(Problem::new("token/no-claims", says, within(&payload.at, self.at)));
        }
        object
    }

    fn layer(&mut self, part: &Part, name: &str) -> Option<LayerId> {
        let mut map = Map::default();
        for run in part.origin.runs() {
            map.push_run(self.at.start + run.beneath, run.units, run.here, run.there);
        }
        let from = within(&part.at, self.at);
        self.case.add_layer(LayerKind::Base64, name, from, part.bytes.clone(), map)
    }

    /// A part that holds a JSON object, as a layer of its own.
    fn object(&mut self, part: &Part, layer: &str, what: &str) -> Option<Object> {
        if part.bytes.is_empty() {
            return None;
        }
        let id = self.layer(part, layer)?;
        let read = object::read(&part.bytes, Span::new(id, 0..part.bytes.len() as u32), what);
        let Some(Spanned { value: Json::Object(object), .. }) = read.root else { return None };
        self.problems.extend(read.problems);
        Some(object)
    }
}

/// The encrypted token that a token lay in.
fn enclosing(case: &Case, at: Span) -> Option<Span> {
    case.layer(at.layer).filter(|layer| layer.kind == LayerKind::Decrypted)?.from
}

/// What the unprotected header of a token in JSON says besides.
fn with_unprotected(jose: JoseHeader, compact: &Compact, at: Span) -> JoseHeader {
    let text = |name: &str| match compact {
        Compact::Jws(jws) => jws.unprotected.as_ref()?.member(name)?.text().cloned(),
        Compact::Jwe(jwe) => jwe.member(jwe.recipients.first()?, name)?.text().cloned(),
        Compact::Other(_) => None,
    };
    let unprotected = |name: &str| text(name).map(|text| object::text_of(text, at));
    let alg = jose.alg.or_else(|| unprotected("alg"));
    let kid = jose.kid.or_else(|| unprotected("kid"));
    let typ = jose.typ.or_else(|| unprotected("typ"));
    JoseHeader { alg, kid, typ, ..jose }
}

fn jose_header(header: &Object, problems: &mut Vec<Problem>) -> JoseHeader {
    let mut fields = Fields::of(header);
    let read = JoseHeader {
        alg: fields.text("alg"),
        enc: fields.text("enc"),
        kid: fields.text("kid"),
        typ: fields.text("typ"),
        cty: fields.text("cty"),
        jku: fields.text("jku"),
        x5u: fields.text("x5u"),
        x5t: fields.text("x5t"),
        x5t_s256: fields.text("x5t#S256"),
        x5c: fields.texts("x5c"),
        crit: fields.texts("crit"),
    };
    problems.append(&mut fields.problems);
    read
}

fn claimed(claims: &Object, problems: &mut Vec<Problem>) -> Claimed {
    let mut fields = Fields::of(claims);
    let read = Claimed {
        iss: fields.text("iss"),
        sub: fields.text("sub"),
        aud: fields.texts("aud"),
        azp: fields.text("azp"),
        exp: fields.time("exp"),
        nbf: fields.time("nbf"),
        iat: fields.time("iat"),
        auth_time: fields.time("auth_time"),
        nonce: fields.text("nonce"),
        acr: fields.text("acr"),
        amr: fields.texts("amr"),
        at_hash: fields.text("at_hash"),
        c_hash: fields.text("c_hash"),
        s_hash: fields.text("s_hash"),
        sid: loose(claims, "sid"),
        jti: loose(claims, "jti"),
        email: loose(claims, "email"),
        name: loose(claims, "name"),
        preferred_username: loose(claims, "preferred_username"),
        scope: None,
        client_id: loose(claims, "client_id"),
        state: loose(claims, "state"),
        code: loose(claims, "code"),
        error: loose(claims, "error"),
        error_description: loose(claims, "error_description"),
    };
    problems.append(&mut fields.problems);
    Claimed { scope: scope(claims), ..read }
}

/// A string that nobody insists on: of another type it is left aside.
fn loose(claims: &Object, name: &str) -> Option<Spanned<String>> {
    let at = claims.member(name)?.at;
    claims.text(name).map(|text| Spanned::new(text.to_owned(), at))
}

/// `scope` as a string, as RFC 9068 has it; products also write an array, or call it `scp`.
fn scope(claims: &Object) -> Option<Spanned<String>> {
    let value = claims.member("scope").or_else(|| claims.member("scp"))?;
    let text = match &value.value {
        Json::Array(items) => {
            items.iter().filter_map(|item| item.value.scalar()).collect::<Vec<_>>().join(" ")
        }
        other => other.scalar()?.to_owned(),
    };
    Some(Spanned::new(text, value.at))
}
