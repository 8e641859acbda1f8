//! What was signed, where it can be made again from what stands here.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ssoscope_crypto::{Algorithm, OpenedRsa};

use crate::compact::Jws;
use crate::json::{Document, Kind, Member, Value, Writer};
use crate::verify::{AttemptOutcome, Candidate, compute_over};
use crate::{JwsAlgorithm, Limits, Material};

/// JSON that was read and written anew after it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// Which part.
    pub part: RewrittenPart,
    /// How it was laid out when it was signed, such as "without white space".
    pub before: &'static str,
    /// Whether its members were in the order of their names.
    pub sorted: bool,
}

/// A part of a token that was rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RewrittenPart {
    /// The header.
    Header,
    /// The payload.
    Payload,
    /// Both.
    Both,
}

/// What was signed.
pub(super) enum Original {
    /// The same bytes in clean base64url.
    AsDecoded,
    /// The same JSON in another layout.
    Rewritten(Rewritten),
    /// The same payload behind this header.
    Header(String),
}

/// Tells whether a text is what the key signed.
struct Witness<'a> {
    jws: &'a Jws,
    material: &'a Material,
    alg: JwsAlgorithm,
    opened: Option<&'a OpenedRsa>,
}

impl Witness<'_> {
    fn is_over(&self, header: &str, payload: &str) -> bool {
        let text = format!("{header}.{payload}").into_bytes();
        match self.opened {
            Some(opened) => opened.is_over(&text),
            None => {
                compute_over(&text, &self.jws.signature.bytes, &self.alg, self.material)
                    == AttemptOutcome::Valid
            }
        }
    }

    /// Whether asking is cheap: a digest, where others take a whole verification.
    fn is_cheap(&self) -> bool {
        self.opened.is_some() || matches!(self.alg.algorithm, Algorithm::Hmac(_))
    }
}

/// A part as it may have been written.
struct Draft {
    text: String,
    writer: &'static str,
    sorted: bool,
}

pub(super) fn find(jws: &Jws, candidate: &Candidate<'_>, opened: Option<&OpenedRsa>) -> Option<Original> {
    let (header, payload) = (encoded(&jws.header_part.bytes), encoded(&jws.payload.bytes));
    let algs = fitting(jws, candidate.material, opened);
    let witness = Witness { jws, material: candidate.material, alg: *algs.first()?, opened };
    if format!("{header}.{payload}").as_bytes() != jws.signed && witness.is_over(&header, &payload) {
        return Some(Original::AsDecoded);
    }
    rewritten(&witness, &header, &payload)
        .map(Original::Rewritten)
        .or_else(|| other_header(&witness, candidate.kid, &algs, &payload).map(Original::Header))
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The algorithms that the key may have made this signature with; several names of one and the same.
fn fitting(jws: &Jws, material: &Material, opened: Option<&OpenedRsa>) -> Vec<JwsAlgorithm> {
    let wanted = |alg: &JwsAlgorithm| match (material, alg.algorithm) {
        (Material::Shared(_), Algorithm::Hmac(hash)) => hash.len() == jws.signature.bytes.len(),
        (Material::Shared(_), _) => false,
        (Material::Public(_), algorithm) if opened.is_some() => {
            opened.is_some_and(|opened| opened.algorithm() == algorithm)
        }
        (Material::Public(key), algorithm) => match key.kind() {
            ssoscope_crypto::KeyKind::Ec(curve) => alg.curve == Some(curve),
            kind => kind.family() == algorithm.family(),
        },
    };
    JwsAlgorithm::all().filter(wanted).collect()
}

fn rewritten(witness: &Witness<'_>, header: &str, payload: &str) -> Option<Rewritten> {
    let headers = drafts(&witness.jws.header, header);
    let payloads = witness.jws.claims.as_ref().map(|claims| drafts(claims, payload)).unwrap_or_default();
    let told = |part, draft: &Draft| Rewritten { part, before: draft.writer, sorted: draft.sorted };
    let of_payload = payloads.iter().find(|draft| witness.is_over(header, &draft.text));
    if let Some(draft) = of_payload {
        return Some(told(RewrittenPart::Payload, draft));
    }
    if let Some(draft) = headers.iter().find(|draft| witness.is_over(&draft.text, payload)) {
        return Some(told(RewrittenPart::Header, draft));
    }
    let both = payloads.iter().find(|draft| {
        let alike = |header: &&Draft| witness.is_cheap() || header.writer == draft.writer;
        headers.iter().filter(alike).any(|header| witness.is_over(&header.text, &draft.text))
    });
    both.map(|draft| told(RewrittenPart::Both, draft))
}

/// The layouts of a document that differ from how it stands.
fn drafts(document: &Document, as_it_stands: &str) -> Vec<Draft> {
    let Some(root) = document.root.as_ref().filter(|_| as_it_stands.len() <= Limits::REWRITTEN_BYTES) else {
        return Vec::new();
    };
    let mut seen = HashSet::from([as_it_stands.to_owned()]);
    let written = [false, true].into_iter().flat_map(|sorted| {
        let draft = move |writer: Writer| {
            let text = encoded(writer.write(root, sorted).as_bytes());
            Draft { text, writer: writer.name, sorted }
        };
        Writer::ALL.into_iter().map(draft)
    });
    written.filter(|draft| seen.insert(draft.text.clone())).collect()
}

/// Members that attackers and gateways add to a header.
const ADDED: [&str; 7] = ["jwk", "jku", "x5u", "x5c", "crit", "b64", "cty"];

/// A header that the key's owner is likely to have written, and that fits.
fn other_header(
    witness: &Witness<'_>,
    kid: Option<&str>,
    algs: &[JwsAlgorithm],
    payload: &str,
) -> Option<String> {
    let members = witness.jws.header.object().unwrap_or_default();
    let kid = kid.map(text);
    algs.iter().find_map(|alg| {
        let mut guesses = corrected(members, alg.name, kid.as_ref());
        guesses.extend(plain(alg.name, kid.as_ref()));
        guesses.into_iter().map(written).find(|header| witness.is_over(&encoded(header.as_bytes()), payload))
    })
}

/// The header as it stands, with the algorithm that fits, with the key's own name or none, without what was added.
fn corrected(members: &[Member], alg: &str, kid: Option<&Value>) -> Vec<Vec<Member>> {
    let stripped: Vec<Member> =
        members.iter().filter(|member| !ADDED.contains(&member.name.value.as_str())).cloned().collect();
    let bases = [members.to_vec(), stripped];
    bases
        .iter()
        .map(|base| with(base, "alg", Some(&text(alg))))
        .flat_map(|base| [with(&base, "kid", kid), with(&base, "kid", None), base])
        .collect()
}

/// A copy with another value in a member's place, or without the member.
fn with(members: &[Member], name: &str, value: Option<&Value>) -> Vec<Member> {
    let changed = members.iter().filter_map(|member| match (member.name.value == name, value) {
        (false, _) => Some(member.clone()),
        (true, Some(value)) => Some(Member { name: member.name.clone(), value: value.clone() }),
        (true, None) => None,
    });
    changed.collect()
}

/// The headers that hold nothing but alg, kid and typ, in every order.
fn plain(alg: &str, kid: Option<&Value>) -> Vec<Vec<Member>> {
    let alg = member("alg", text(alg));
    let kid = kid.map(|kid| member("kid", kid.clone()));
    let typ = Some(member("typ", text("JWT")));
    let mut headers = vec![vec![alg.clone()]];
    for (one, other) in [(&kid, &None), (&typ, &None), (&kid, &typ)] {
        let chosen: Vec<&Member> = one.iter().chain(other).collect();
        headers.extend(orders(&alg, &chosen));
    }
    headers
}

/// Every order of `alg` and up to two more.
fn orders(alg: &Member, others: &[&Member]) -> Vec<Vec<Member>> {
    match others {
        [] => Vec::new(),
        [one] => vec![vec![alg.clone(), (*one).clone()], vec![(*one).clone(), alg.clone()]],
        [one, other, ..] => {
            let [a, b, c] = [alg, *one, *other];
            [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]]
                .map(|order| order.map(Clone::clone).to_vec())
                .to_vec()
        }
    }
}

fn member(name: &str, value: Value) -> Member {
    Member { name: crate::json::Text::made(name), value }
}

fn text(value: &str) -> Value {
    Value { kind: Kind::String(crate::json::Text::made(value)), at: 0..0 }
}

fn written(members: Vec<Member>) -> String {
    let [compact, ..] = Writer::ALL;
    compact.write(&Value { kind: Kind::Object(members), at: 0..0 }, false)
}
