//! Canonical forms as other engines write them: quirks that are known, each with what would have been signed.

use super::Scene;
use super::explanation::{Explanation, ExplanationKind};
use super::tokens::{Sort, Token};
use super::trial::Trial;
use crate::c14n::{Canonicalization, Method};
use crate::tree::Document;
use std::borrow::Cow;

/// The quirk with which the text fits.
pub(super) fn quirk(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    other_method(scene, trial)
        .or_else(|| rewritten(scene, trial))
        .or_else(|| raw(scene, trial))
        .or_else(|| encoded(scene, trial))
}

fn other_method(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let plain = scene.canonical(&scene.how, scene.hole);
    if trial.fits(&[&ampersands_kept(scene.document, plain)]) {
        let says = "It was signed with & written as it is in namespace names, as libxml2 does; Canonical XML escapes it.";
        return Some(Explanation::new(ExplanationKind::AmpersandInNamespace, says));
    }
    let inside = scene.signature.filter(|node| scene.document.is_within(*node, scene.apex));
    if scene.hole.is_none() && inside.is_some() && trial.fits(&[&scene.canonical(&scene.how, inside)]) {
        let says =
            "The signature was left out of what it signs, and no enveloped-signature transform says so.";
        return Some(Explanation::new(ExplanationKind::UndeclaredEnveloping, says));
    }
    let other = alternatives(&scene.how)
        .into_iter()
        .find(|other| trial.fits(&[&scene.canonical(other, scene.hole)]))?;
    let says = format!("It was signed in another canonical form than the one declared: {}.", called(&other));
    Some(Explanation::new(ExplanationKind::OtherCanonicalization, says))
}

/// A canonicalisation in words.
fn called(how: &Canonicalization) -> String {
    let method = match how.method {
        Method::Exclusive => "exclusive",
        Method::Inclusive10 => "inclusive (Canonical XML 1.0)",
        Method::Inclusive11 => "inclusive (Canonical XML 1.1)",
    };
    let comments = if how.comments { ", with comments" } else { "" };
    match how.inclusive_prefixes.as_slice() {
        [] => format!("{method}{comments}"),
        prefixes => format!("{method}{comments}, with the PrefixList {}", prefixes.join(" ")),
    }
}

/// Every method with and without comments, and the exclusive one without its PrefixList too.
fn alternatives(declared: &Canonicalization) -> Vec<Canonicalization> {
    let methods = [Method::Exclusive, Method::Inclusive10, Method::Inclusive11];
    let lists = [declared.inclusive_prefixes.clone(), Vec::new()];
    let mut all: Vec<Canonicalization> = Vec::new();
    for (method, comments) in methods.into_iter().flat_map(|method| [(method, false), (method, true)]) {
        let fitting = lists.iter().filter(|list| list.is_empty() || method == Method::Exclusive);
        for inclusive_prefixes in fitting.cloned() {
            let other = Canonicalization { method, comments, inclusive_prefixes };
            if other != *declared && !all.contains(&other) {
                all.push(other);
            }
        }
    }
    all
}

/// The canonical form as libxml2 writes it, where a namespace name holds `&`.
fn ampersands_kept(document: &Document, bytes: Vec<u8>) -> Vec<u8> {
    let names = document.namespace_names().filter(|name| name.contains('&') && !name.contains(['<', '"']));
    let Ok(mut text) = String::from_utf8(bytes) else { return Vec::new() };
    for name in names {
        text = text.replace(&format!("=\"{}\"", name.replace('&', "&amp;")), &format!("=\"{name}\""));
    }
    text.into_bytes()
}

struct Quirk {
    kind: ExplanationKind,
    says: &'static str,
    apply: for<'c> fn(&[Token<'c>]) -> Vec<Token<'c>>,
}

static QUIRKS: &[Quirk] = &[
    Quirk {
        kind: ExplanationKind::EmptyElementTags,
        says: "It was signed with empty elements written as one tag (<a/>); Canonical XML writes two.",
        apply: empty_element_tags,
    },
    Quirk {
        kind: ExplanationKind::AttributesUnsorted,
        says: "It was signed with attributes sorted by their written names; Canonical XML sorts by namespace.",
        apply: |tokens| sorted(tokens, |token| token.text.clone().into_owned()),
    },
    Quirk {
        kind: ExplanationKind::OrdinaryEscapes,
        says: "It was signed with > in texts written as it is; Canonical XML writes &gt;.",
        apply: |tokens| replaced(tokens, Sort::Text, &[("&gt;", ">")]),
    },
    Quirk {
        kind: ExplanationKind::OrdinaryEscapes,
        says: "It was signed with quotes in texts escaped as &quot;; Canonical XML writes them as they are.",
        apply: |tokens| replaced(tokens, Sort::Text, &[("\"", "&quot;")]),
    },
    Quirk {
        kind: ExplanationKind::OrdinaryEscapes,
        says: "It was signed with quotes and apostrophes in texts escaped; Canonical XML writes them as they are.",
        apply: |tokens| replaced(tokens, Sort::Text, &[("\"", "&quot;"), ("'", "&apos;")]),
    },
    Quirk {
        kind: ExplanationKind::OrdinaryEscapes,
        says: "It was signed with > in attributes escaped; Canonical XML writes it as it is.",
        apply: |tokens| {
            let outside = |token: &Token<'_>| token.attribute().map(|(_, value)| value.replace('>', "&gt;"));
            let of = |token: &Token<'_>| token.sort == Sort::Attribute && token.text.contains('>');
            let each = tokens.iter().map(|token| match outside(token).filter(|_| of(token)) {
                Some(value) => {
                    Token { text: Cow::Owned(token.with_value(&value).text.into_owned()), ..token.clone() }
                }
                None => token.clone(),
            });
            each.collect()
        },
    },
    Quirk {
        kind: ExplanationKind::OrdinaryEscapes,
        says: "It was signed with carriage returns written raw; Canonical XML writes &#xD;.",
        apply: |tokens| replaced(tokens, Sort::Text, &[("&#xD;", "\r")]),
    },
];

fn rewritten(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    if let Some(quirk) = QUIRKS.iter().find(|quirk| trial.fits_tokens(&(quirk.apply)(&scene.tokens))) {
        return Some(Explanation::new(quirk.kind, quirk.says));
    }
    if trial.fits_tokens(&in_document_order(scene)) {
        let says = "It was signed with attributes in the order of the document; Canonical XML sorts them.";
        return Some(Explanation::new(ExplanationKind::AttributesUnsorted, says));
    }
    if trial.fits_tokens(&without_inherited(scene)) {
        let says = "It was signed without the xml: attributes of the elements around it, as .NET does; inclusive \
                    canonicalisation inherits them.";
        return Some(Explanation::new(ExplanationKind::XmlAttributesNotInherited, says));
    }
    None
}

fn empty_element_tags<'c>(tokens: &[Token<'c>]) -> Vec<Token<'c>> {
    let mut out: Vec<Token<'c>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match (token.sort, out.last_mut()) {
            (Sort::End, Some(last)) if last.sort == Sort::Close => {
                last.text = Cow::Borrowed("/>");
                last.sort = Sort::End;
            }
            _ => out.push(token.clone()),
        }
    }
    out
}

fn replaced<'c>(tokens: &[Token<'c>], sort: Sort, pairs: &[(&str, &str)]) -> Vec<Token<'c>> {
    let of = |token: &Token<'c>| {
        let concerned = token.sort == sort && pairs.iter().any(|(from, _)| token.text.contains(from));
        if !concerned {
            return token.clone();
        }
        let start = token.text.clone().into_owned();
        token.with(pairs.iter().fold(start, |text, (from, to)| text.replace(from, to)))
    };
    tokens.iter().map(of).collect()
}

/// The attributes and declarations of each element in another order.
fn sorted<'c, K: Ord>(tokens: &[Token<'c>], by: impl Fn(&Token<'c>) -> K) -> Vec<Token<'c>> {
    let mut out = tokens.to_vec();
    let is_part = |token: &Token<'_>| matches!(token.sort, Sort::Attribute | Sort::Declaration);
    let mut at = 0;
    while at < out.len() {
        let length = out.iter().skip(at).take_while(|token| is_part(token)).count();
        if let Some(parts) = out.get_mut(at..at + length) {
            parts.sort_by_key(|token| by(token));
        }
        at += length.max(1);
    }
    out
}

fn in_document_order<'c>(scene: &Scene<'c>) -> Vec<Token<'c>> {
    let document = scene.document;
    sorted(&scene.tokens, |token| {
        let name = token.attribute().map_or("", |(name, _)| name);
        let Some(node) = token.node else { return 0 };
        let is_named = |at: std::ops::Range<usize>| document.source().get(at) == Some(name);
        let attribute = document.attributes(node).find(|attribute| is_named(attribute.name_span()));
        let declared = document.declarations(node).find(|declared| {
            document
                .source()
                .get(declared.span())
                .is_some_and(|text| text.split(['=', ' ']).next() == Some(name))
        });
        let start = attribute.map(|attribute| attribute.span().start);
        start.or(declared.map(|declared| declared.span().start)).unwrap_or(0)
    })
}

fn without_inherited<'c>(scene: &Scene<'c>) -> Vec<Token<'c>> {
    let document = scene.document;
    let own = |name: &str| {
        document.attributes(scene.apex).any(|own| document.source().get(own.name_span()) == Some(name))
    };
    let inherited = |token: &&Token<'c>| {
        let name = token.attribute().map_or("", |(name, _)| name);
        token.node == Some(scene.apex) && name.starts_with("xml:") && !own(name)
    };
    scene.tokens.iter().filter(|token| !inherited(token)).cloned().collect()
}

/// The bytes as they stand in the document, with and without the signature.
fn raw(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let source = scene.document.source().as_bytes();
    let whole = scene.document.span(scene.apex);
    let hole = scene.hole.map_or(whole.end..whole.end, |hole| scene.document.span(hole));
    let part = |range: std::ops::Range<usize>| source.get(range).unwrap_or_default();
    let fits =
        trial.fits(&[part(whole.start..hole.start), part(hole.end..whole.end)]) || trial.fits(&[part(whole)]);
    let says = "It was signed as it stands, without being canonicalised.";
    fits.then(|| Explanation::new(ExplanationKind::NotCanonicalized, says))
}

fn encoded(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let text: String = scene.tokens.iter().map(|token| &*token.text).collect();
    let latin: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    // Latin-1 that is UTF-8 too is text that somebody has misread since: see `charset`.
    let signed = latin.filter(|latin| !text.is_ascii() && std::str::from_utf8(latin).is_err());
    if signed.is_some_and(|latin| trial.fits(&[&latin])) {
        let says = "It was signed in Latin-1; canonical XML is UTF-8.";
        return Some(Explanation::new(ExplanationKind::OtherEncoding, says));
    }
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    if trial.fits(&[&little]) || trial.fits(&[&big]) {
        let says = "It was signed in UTF-16; canonical XML is UTF-8.";
        return Some(Explanation::new(ExplanationKind::OtherEncoding, says));
    }
    let around: [(&str, &str); 3] = [
        ("", "\n"),
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", ""),
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""),
    ];
    let found = around
        .iter()
        .any(|(before, after)| trial.fits(&[before.as_bytes(), text.as_bytes(), after.as_bytes()]));
    let says =
        "It was signed with an XML declaration or a line end around it, which canonical XML does not have.";
    found.then(|| Explanation::new(ExplanationKind::NotCanonicalized, says))
}
