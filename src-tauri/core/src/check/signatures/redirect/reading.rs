//! The texts that a signature in a URL may be over: first the one that the specification has, then those that are met.

use super::query::{Parameter, Query};
use super::spelling::{SPELLINGS, with_letters};

/// A way to read the parameters in which a signature fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is, for causes to decide on.
    pub kind: ReadingKind,
    /// What happened, in a plain sentence.
    pub says: String,
}

/// What has to be done to the parameters for a signature to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingKind {
    /// They have to be put in the order of the URL, which is not that of the specification.
    UrlOrder,
    /// RelayState has to be left out, or put in empty.
    RelayState,
    /// Their escapes have to be written in another way.
    Respelled,
    /// The algorithm is another one than SigAlg names.
    OtherAlgorithm,
    /// The signature's own text has to be read in another way.
    ValueRespelled,
    /// Nothing makes it fit, though the key that made it is known: some parameter is another one than was signed.
    OtherText,
}

/// A text, and what it means that a signature is over it.
pub(super) struct Candidate {
    pub(super) text: Vec<u8>,
    pub(super) reading: Option<Reading>,
}

/// Every text that is tried, the right one first.
pub(super) fn candidates(query: &Query<'_>) -> impl Iterator<Item = Candidate> {
    let right = std::iter::once(Candidate { text: joined(&in_order(query), as_it_is), reading: None });
    right.chain(orders(query)).chain(letters(query)).chain(relay_states(query)).chain(respelled(query))
}

/// SAMLRequest or SAMLResponse, RelayState where there is one, SigAlg.
fn in_order<'c>(query: &Query<'c>) -> Vec<Parameter<'c>> {
    [Some(query.message), query.relay_state, Some(query.sig_alg)].into_iter().flatten().collect()
}

fn as_it_is(parameter: &Parameter<'_>) -> Vec<u8> {
    parameter.value.to_vec()
}

fn joined(parameters: &[Parameter<'_>], write: impl Fn(&Parameter<'_>) -> Vec<u8>) -> Vec<u8> {
    let each =
        parameters.iter().map(|parameter| [parameter.name.as_bytes(), b"=", &write(parameter)].concat());
    each.collect::<Vec<_>>().join(&b'&')
}

fn candidate(kind: ReadingKind, text: Vec<u8>, says: impl Into<String>) -> Candidate {
    Candidate { text, reading: Some(Reading { kind, says: says.into() }) }
}

fn orders(query: &Query<'_>) -> Vec<Candidate> {
    let url = query.in_url_order();
    let says = "The parameters were signed in the order of the URL; the specification has SAMLRequest or SAMLResponse first, then \
                RelayState, then SigAlg, whatever their order in the URL.";
    let mut all = vec![candidate(ReadingKind::UrlOrder, joined(&url, as_it_is), says)];
    if let Some(relay_state) = query.relay_state {
        let last = [query.message, query.sig_alg, relay_state];
        let says = "The parameters were signed with RelayState last; the specification has it before SigAlg.";
        all.push(candidate(ReadingKind::UrlOrder, joined(&last, as_it_is), says));
    }
    all
}

fn letters(query: &Query<'_>) -> Vec<Candidate> {
    let with = |capitals| joined(&in_order(query), |parameter| with_letters(parameter.value, capitals));
    vec![
        candidate(
            ReadingKind::Respelled,
            with(true),
            "The escapes of the URL were signed with capitals (%2B) and stand in small letters (%2b) now.",
        ),
        candidate(
            ReadingKind::Respelled,
            with(false),
            "The escapes of the URL were signed in small letters (%2b) and stand in capitals (%2B) now.",
        ),
    ]
}

fn relay_states(query: &Query<'_>) -> Vec<Candidate> {
    let bare = [query.message, query.sig_alg];
    let empty =
        [joined(&[query.message], as_it_is), b"RelayState=".to_vec(), joined(&[query.sig_alg], as_it_is)]
            .join(&b'&');
    match query.relay_state {
        Some(relay_state) => {
            let signed = |write: &dyn Fn(&[u8]) -> Vec<u8>| {
                joined(&in_order(query), |parameter| match parameter.name {
                    "RelayState" => write(&relay_state.decoded()),
                    _ => parameter.value.to_vec(),
                })
            };
            let mut all = vec![
                candidate(
                    ReadingKind::RelayState,
                    joined(&bare, as_it_is),
                    "It was signed without RelayState, which was added since; where there is a RelayState, it has to be signed.",
                ),
                candidate(
                    ReadingKind::RelayState,
                    empty,
                    "It was signed with an empty RelayState, which was filled since.",
                ),
            ];
            all.extend(SPELLINGS.iter().map(|spelling| {
                let says =
                    format!("RelayState was signed {}, and is written in another way now.", spelling.called);
                candidate(ReadingKind::Respelled, signed(&|value| spelling.write(value)), says)
            }));
            let plus = |value: &[u8]| {
                value.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect::<Vec<u8>>()
            };
            all.extend(SPELLINGS.iter().map(|spelling| {
                let says =
                    format!("RelayState was signed {}, and is written in another way now.", spelling.called);
                candidate(ReadingKind::Respelled, signed(&|value| spelling.write(&plus(value))), says)
            }));
            all
        }
        None => lost_relay_states(query, empty),
    }
}

/// A RelayState that was signed and is gone: an empty one, or one that stands elsewhere in the case.
fn lost_relay_states(query: &Query<'_>, empty: Vec<u8>) -> Vec<Candidate> {
    let says = "It was signed with an empty RelayState (RelayState=), which is gone from the URL.";
    let mut all = vec![candidate(ReadingKind::RelayState, empty, says)];
    let with = |value: &[u8]| {
        let relay_state = [b"RelayState=", value].concat();
        [joined(&[query.message], as_it_is), relay_state, joined(&[query.sig_alg], as_it_is)].join(&b'&')
    };
    all.extend(query.relay_states.iter().map(|value| {
        let says = "It was signed with a RelayState that stands elsewhere in what was pasted, and is gone from this URL.";
        candidate(ReadingKind::RelayState, with(value), says)
    }));
    all
}

/// All parameters in another spelling; RelayState in it too, or as it stands, or left out.
fn respelled(query: &Query<'_>) -> Vec<Candidate> {
    let mut all = Vec::new();
    for spelling in SPELLINGS {
        let says =
            format!("The parameters were signed {}, and are written in another way now.", spelling.called);
        let write = |parameter: &Parameter<'_>| spelling.write(&parameter.decoded());
        all.push(candidate(ReadingKind::Respelled, joined(&in_order(query), write), says.clone()));
        if query.relay_state.is_none() {
            continue;
        }
        let mixed = |parameter: &Parameter<'_>| match parameter.name {
            "RelayState" => parameter.value.to_vec(),
            _ => write(parameter),
        };
        all.push(candidate(ReadingKind::Respelled, joined(&in_order(query), mixed), says.clone()));
        let bare = [query.message, query.sig_alg];
        let says = format!("{says} RelayState was not signed at all.");
        all.push(candidate(ReadingKind::RelayState, joined(&bare, write), says));
    }
    all
}
