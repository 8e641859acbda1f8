//! The parameters of a signed URL, as they were sent.

use crate::case::{Case, Content, LayerKind};
use crate::decode::Message;
use crate::peel::{parameter_pairs, percent_decoded};
use crate::span::Span;

/// A parameter, still encoded.
#[derive(Clone, Copy)]
pub(super) struct Parameter<'c> {
    pub(super) name: &'c str,
    pub(super) value: &'c [u8],
    pub(super) at: Span,
}

impl Parameter<'_> {
    /// Its value without percent-encoding; a plus sign stays one, as base64 needs it.
    pub(super) fn decoded(&self) -> Vec<u8> {
        percent_decoded(self.value)
    }
}

/// What a redirect signs, and the signature.
pub(super) struct Query<'c> {
    /// `SAMLRequest` or `SAMLResponse`.
    pub(super) message: Parameter<'c>,
    pub(super) relay_state: Option<Parameter<'c>>,
    pub(super) sig_alg: Parameter<'c>,
    pub(super) signature: Parameter<'c>,
    /// The values of RelayState that stand elsewhere in the case, still encoded: one of them may be what was signed.
    pub(super) relay_states: Vec<&'c [u8]>,
    /// All of them.
    pub(super) at: Span,
}

impl<'c> Query<'c> {
    /// The parameters beside which a message stands, where they carry a signature.
    pub(super) fn of(case: &'c Case, message: &Message) -> Option<Query<'c>> {
        let all = parameters(case, message)?;
        let named = |name: &str| all.1.iter().find(|parameter| parameter.name == name).copied();
        let message = named("SAMLRequest").or_else(|| named("SAMLResponse"))?;
        Some(Query {
            message,
            relay_state: named("RelayState"),
            sig_alg: named("SigAlg")?,
            signature: named("Signature")?,
            relay_states: relay_states(case),
            at: all.0,
        })
    }

    /// The signed parameters in the order of the URL.
    pub(super) fn in_url_order(&self) -> Vec<Parameter<'c>> {
        let mut signed: Vec<Parameter<'c>> =
            [Some(self.message), self.relay_state, Some(self.sig_alg)].into_iter().flatten().collect();
        signed.sort_by_key(|parameter| parameter.at.start);
        signed
    }
}

/// The stretch of parameters that a message's own parameter stands in.
fn parameters<'c>(case: &'c Case, message: &Message) -> Option<(Span, Vec<Parameter<'c>>)> {
    let of_parameter = |layer: &&crate::case::Layer| layer.kind == LayerKind::Parameter;
    let from = case.beneath_all(message.at.layer).find(of_parameter)?.from?;
    let is_stretch = |content| matches!(content, Content::Parameters);
    let stretch =
        case.artefacts.iter().find(|artefact| is_stretch(artefact.content) && artefact.at.covers(from))?.at;
    let bytes = &case.layer(from.layer)?.bytes;
    let pairs = parameter_pairs(bytes, stretch.range());
    let each = pairs.into_iter().filter_map(|pair| {
        let name = std::str::from_utf8(bytes.get(pair.name)?).ok()?;
        let at =
            Span::new(from.layer, u32::try_from(pair.value.start).ok()?..u32::try_from(pair.value.end).ok()?);
        Some(Parameter { name, value: bytes.get(pair.value)?, at })
    });
    Some((stretch, each.collect()))
}

/// Every RelayState of the case, once each, as many as are tried.
fn relay_states(case: &Case) -> Vec<&[u8]> {
    let mut all: Vec<&[u8]> = Vec::new();
    for artefact in case.artefacts.iter().filter(|artefact| matches!(artefact.content, Content::Parameters)) {
        let Some(layer) = case.layer(artefact.at.layer) else { continue };
        for pair in parameter_pairs(&layer.bytes, artefact.at.range()) {
            let named = layer.bytes.get(pair.name) == Some(b"RelayState".as_slice());
            let value = layer.bytes.get(pair.value).filter(|_| named && all.len() < MOST_RELAY_STATES);
            all.extend(value.filter(|value| !all.contains(value)));
        }
    }
    all
}

/// Values of RelayState that are tried.
const MOST_RELAY_STATES: usize = 16;

/// Whether a message stands among the parameters of a URL or form that was seen whole.
pub(in crate::check) fn stands_among_parameters(case: &Case, message: &Message) -> bool {
    parameters(case, message).is_some()
}
