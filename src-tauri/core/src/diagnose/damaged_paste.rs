//! What was examined is not what travelled: it was cut, re-encoded or blanked when it was copied.

use ssoscope_jose::Evidence;
use ssoscope_xml::ProblemKind;

use super::evidence;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::oidc::evidence::says;
use crate::check::signatures::jws::{Confusion, JwsState};
use crate::span::Span;

/// What was examined is not what travelled: it was cut, re-encoded or blanked when it was copied.
pub static CAUSE: Cause = Cause {
    id: "damaged_paste",
    title: "The message was damaged when it was copied",
    explains: &[
        "saml/well_formed",
        "saml/assertion_present",
        "saml/signature_present",
        "saml/signature_covers",
        "saml/signature_verifies",
        "saml/signature_key",
        "saml/name_id",
        "saml/authn_statement",
        "saml/bearer_confirmation",
        "saml/decryptable",
        "saml/attributes",
        "saml/audience",
        "saml/issuer",
        "oidc/format",
        "oidc/signature",
        "oidc/signature_key",
        "oidc/claims",
        "paste/intact",
    ],
    prevention: "Copy messages as raw form or network data, or save a HAR; viewers and mails shorten, wrap and indent.",
    find,
};

/// Something that shows the damage.
struct Damage {
    says: String,
    at: Option<Span>,
    confidence: Confidence,
}

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let ill_formed = verdicts.failed("saml/well_formed") || verdicts.failed("oidc/format");
    let damage = cut_xml(look)
        .or_else(|| blanked(look))
        .or_else(|| cracked(look, ill_formed))
        .or_else(|| cut_signature(look));
    let whole = damage.map(|damage| (damage, CAUSE.explains)).or_else(|| written_anew(look, verdicts));
    let Some((damage, explained)) = whole else { return put_right(verdicts) };
    let diagnosis = Diagnosis::new(damage.confidence, Owner::Capture, damage.says)
        .fix(
            "The capture",
            "Copy the whole value again: the request's raw body in the browser's network panel, or a HAR.",
        )
        .fix(
            "Proxy, gateway or filter on the way",
            "If the raw value is damaged as well, look for a limit on the length of \
            bodies or URLs, and for a filter that decodes and rewrites forms.",
        )
        .shown_by(damage.at);
    let others = CAUSE.explains.iter().filter(|id| !explained.contains(id));
    let diagnosis = others.fold(diagnosis, |diagnosis, id| diagnosis.sparing(id));
    let diagnosis = if issuer_is_torn(look, verdicts) { diagnosis } else { diagnosis.sparing("saml/issuer") };
    Some(match damage.confidence {
        Confidence::Certain => diagnosis,
        _ => diagnosis.settled_by("The same message, copied once more from where it arrives."),
    })
}

/// What was damaged and could be put right: that explains no failure but its own.
fn put_right(verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(&["paste/intact"]).next()?;
    let fits = finding.says.starts_with("The signature fits");
    let confidence = if fits { Confidence::Certain } else { Confidence::Likely };
    let diagnosis = Diagnosis::new(confidence, Owner::Capture, finding.says.clone())
        .fix(
            "The capture",
            "Nothing, if it was copied by hand. Else save a HAR, which no mail or viewer changes.",
        )
        .shown_by(finding.at);
    let others = CAUSE.explains.iter().filter(|id| **id != "paste/intact");
    Some(others.fold(diagnosis, |diagnosis, id| diagnosis.sparing(id)))
}

/// Whether the document ends within the issuer that is not the expected one: then it is a piece of it.
fn issuer_is_torn(look: &Look, verdicts: &Verdicts) -> bool {
    let end = |span: Span| look.case.layer(span.layer).map(|layer| layer.bytes.len() as u32);
    verdicts.spans(&["saml/issuer"]).into_iter().any(|span| end(span) == Some(span.end))
}

/// XML that stops in the middle.
fn cut_xml(look: &Look) -> Option<Damage> {
    evidence::saml(look).find_map(|(_, saml)| {
        let problems = saml.xml.document.problems();
        let stops = |kind| matches!(kind, ProblemKind::UnclosedElement | ProblemKind::UnclosedMarkup);
        let cut = problems.iter().find(|problem| stops(problem.kind))?;
        let says = format!("The XML stops in the middle: {}{}", cut.says, limit(look));
        Some(Damage { says, at: Some(saml.xml.span(cut.at.clone())), confidence: Confidence::Likely })
    })
}

/// The length at which it was cut, where that tells something.
fn limit(look: &Look) -> String {
    let crack = evidence::cracks(look).find(|crack| crack.id == "cut/limit");
    crack.map_or(String::new(), |crack| format!(" {}", crack.says))
}

/// A token whose signature somebody took out before showing it.
fn blanked(look: &Look) -> Option<Damage> {
    let stripped = look.signatures.jws.iter().find(|signature| signature.state == JwsState::Stripped)?;
    let says = "The token names an algorithm, and its third part, the signature, is empty: viewers and logs blank it.";
    Some(Damage { says: says.to_owned(), at: Some(stripped.at), confidence: Confidence::Likely })
}

/// A token whose signature is shorter or longer than those of the key are.
fn cut_signature(look: &Look) -> Option<Damage> {
    look.signatures.jws.iter().find_map(|signature| {
        let of_length =
            |confusion: &&Confusion| matches!(confusion.evidence, Evidence::SignatureLength { .. });
        let confusion = signature.evidence.iter().find(of_length)?;
        let says = format!("The signature is not whole. {}", says(confusion));
        Some(Damage { says, at: Some(signature.at), confidence: Confidence::Likely })
    })
}

/// XML that a viewer or an office program wrote anew: what was changed in it since it was signed may be their doing, and no more
/// can be told from this copy. A viewer lays out what is between the elements, and leaves what they say as it is.
fn written_anew(look: &Look, verdicts: &Verdicts) -> Option<(Damage, &'static [&'static str])> {
    let crack = evidence::cracks(look).find(|crack| WRITE_ANEW.contains(&crack.id))?;
    let unfit = verdicts.failed("saml/signature_verifies") || verdicts.failed("oidc/signature");
    let says = format!(
        "{} Such programs indent, fold and replace what they show, and the signature holds for the message as it travelled: \
         from this copy it can't be told whether that was changed.",
        crack.says
    );
    let explained = if crack.id == "viewer" { OF_LAYOUT } else { CAUSE.explains };
    unfit.then_some((Damage { says, at: crack.at, confidence: Confidence::Likely }, explained))
}

/// What white space between elements breaks.
const OF_LAYOUT: &[&str] = &[
    "saml/signature_verifies",
    "saml/signature_key",
    "oidc/signature",
    "oidc/signature_key",
    "paste/intact",
];

/// Marks of programs that change the text itself.
const WRITE_ANEW: &[&str] = &["viewer", "typographic", "auto-link", "rewritten-link"];

/// A layer that could be opened only in part.
fn cracked(look: &Look, ill_formed: bool) -> Option<Damage> {
    let tells = |id: &str| {
        id == "mask"
            || id == "base64/misread"
            || id.ends_with("/cut")
            || id.starts_with("limit/") && !BESIDE.contains(&id)
            || ill_formed && SUSPECT.contains(&id)
    };
    let crack = evidence::cracks(look).find(|crack| tells(crack.id));
    if let Some(crack) = crack {
        return Some(Damage { says: crack.says.clone(), at: crack.at, confidence: Confidence::Likely });
    }
    let mut problems = evidence::tokens(look).flat_map(|(_, token)| &token.problems);
    let problem = problems.find(|problem| TORN.contains(&problem.id))?;
    Some(Damage { says: problem.says.clone(), at: Some(problem.at), confidence: Confidence::Likely })
}

/// Limits that leave other messages aside, and nothing of this one.
const BESIDE: &[&str] = &["limit/entries", "limit/exchanges"];

/// What a token looks like of which a piece is missing.
const TORN: &[&str] = &[
    "base64url/length",
    "base64url/trailing-bits",
    "base64url/foreign-character",
    "json/syntax",
    "json/unterminated",
    "json/trailing-data",
    "json/control-character",
    "token/header",
    "token/parts",
];

/// Oddities that harm only where the message behind them can't be read.
const SUSPECT: &[&str] =
    &["charset", "mail-quote", "base64/lost-plus", "base64/padding", "token/white-space"];
