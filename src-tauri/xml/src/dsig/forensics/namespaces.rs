//! Namespaces: declarations that came or went when XML was moved, and prefixes that a serializer chose anew.

use super::Scene;
use super::explanation::{Explanation, ExplanationKind};
use super::tokens::{Sort, Token};
use super::trial::Trial;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The prefixes that products use for the namespaces of a SAML message, the commonest first.
static USUAL: &[(&str, &[&str])] = &[
    ("urn:oasis:names:tc:SAML:2.0:assertion", &["saml", "saml2", "", "a", "ns1", "ns2"]),
    ("urn:oasis:names:tc:SAML:2.0:protocol", &["samlp", "saml2p", "", "p", "ns0"]),
    ("http://www.w3.org/2000/09/xmldsig#", &["ds", "", "dsig"]),
    ("http://www.w3.org/2001/XMLSchema-instance", &["xsi"]),
    ("http://www.w3.org/2001/XMLSchema", &["xs", "xsd"]),
    ("http://www.w3.org/2001/04/xmlenc#", &["xenc"]),
    ("http://schemas.xmlsoap.org/soap/envelope/", &["soap", "soapenv", "S", "SOAP-ENV"]),
];

/// The change of namespaces that, undone, makes the text fit.
pub(super) fn changed(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    came(scene, trial).or_else(|| went(scene, trial)).or_else(|| renamed(scene, trial))
}

fn moved(says: String) -> Explanation {
    Explanation::new(ExplanationKind::NamespacesMoved, says)
}

/// Declarations at the apex that it inherits: it was signed where they were not in force.
fn came(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let of_apex = apex_declarations(&scene.tokens);
    let own: Vec<String> =
        scene.document.declarations(scene.apex).map(|row| row.prefix().to_owned()).collect();
    let inherited: Vec<usize> = of_apex
        .into_iter()
        .filter(|at| prefix(scene.tokens.get(*at)).is_some_and(|prefix| !own.iter().any(|own| own == prefix)))
        .collect();
    let each = inherited.iter().map(|at| vec![*at]);
    for dropped in std::iter::once(inherited.clone()).chain(each).filter(|dropped| !dropped.is_empty()) {
        let without: Vec<Token<'_>> = scene
            .tokens
            .iter()
            .enumerate()
            .filter(|(at, _)| !dropped.contains(at))
            .map(|(_, token)| token.clone())
            .collect();
        if trial.fits_tokens(&without) {
            let names: Vec<&str> =
                dropped.iter().filter_map(|at| Some(scene.tokens.get(*at)?.attribute()?.0)).collect();
            let says = format!(
                "It was signed outside of the elements around it and put into them later: the declarations {} came into force.",
                names.join(", ")
            );
            return Some(moved(says));
        }
    }
    None
}

/// Usual declarations that are missing at the apex: it was signed inside something that had them.
fn went(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let present: Vec<&str> =
        apex_declarations(&scene.tokens).into_iter().filter_map(|at| prefix(scene.tokens.get(at))).collect();
    let candidates: Vec<(&str, &str)> = USUAL
        .iter()
        .flat_map(|(namespace, prefixes)| prefixes.iter().map(move |prefix| (*prefix, *namespace)))
        .filter(|(prefix, _)| !prefix.is_empty() && !present.contains(prefix))
        .collect();
    let pairs = candidates
        .iter()
        .enumerate()
        .flat_map(|(at, first)| candidates.iter().skip(at + 1).map(move |second| vec![*first, *second]));
    let single = candidates.iter().map(|one| vec![*one]);
    let (added, _) = single
        .chain(pairs)
        .map(|added| (declared(&scene.tokens, &added), added))
        .find(|(tokens, _)| trial.fits_tokens(tokens))
        .map(|(tokens, added)| (added, tokens))?;
    let names: Vec<String> = added.iter().map(|(prefix, _)| format!("xmlns:{prefix}")).collect();
    let says =
        format!("The declarations {} were in force when it was signed, and are gone.", names.join(", "));
    Some(moved(says))
}

/// The declarations of the first start tag.
fn apex_declarations(tokens: &[Token<'_>]) -> Vec<usize> {
    let tag = tokens.iter().take_while(|token| token.sort != Sort::Close).enumerate();
    tag.filter(|(_, token)| token.sort == Sort::Declaration).map(|(at, _)| at).collect()
}

/// The prefix that a declaration declares; empty for the default namespace.
fn prefix<'t>(token: Option<&'t Token<'_>>) -> Option<&'t str> {
    let (name, _) = token?.attribute()?;
    Some(name.strip_prefix("xmlns:").unwrap_or(""))
}

/// With more declarations at the apex, and without those below that then say nothing new.
fn declared<'c>(tokens: &[Token<'c>], added: &[(&str, &str)]) -> Vec<Token<'c>> {
    let texts: Vec<String> =
        added.iter().map(|(prefix, namespace)| format!(" xmlns:{prefix}=\"{namespace}\"")).collect();
    let open = tokens.iter().position(|token| token.sort == Sort::Open).unwrap_or(0);
    let mut out: Vec<Token<'c>> = Vec::with_capacity(tokens.len() + added.len());
    for token in tokens {
        if !texts.iter().any(|text| **text == *token.text) {
            out.push(token.clone());
        }
    }
    let Some(template) = tokens.get(open) else { return out };
    let until = out.iter().skip(open + 1).take_while(|token| token.sort == Sort::Declaration).count();
    let mut all: Vec<Token<'c>> = out.drain(open + 1..open + 1 + until).collect();
    all.extend(texts.into_iter().map(|text| Token {
        sort: Sort::Declaration,
        text: Cow::Owned(text),
        ..template.clone()
    }));
    all.sort_by(|a, b| prefix(Some(a)).cmp(&prefix(Some(b))));
    out.splice(open + 1..open + 1, all);
    out
}

/// The same text with the usual prefixes.
fn renamed(scene: &Scene<'_>, trial: &mut Trial<'_>) -> Option<Explanation> {
    let used = scopes(&scene.tokens);
    let mut choices: Vec<BTreeMap<String, String>> = vec![BTreeMap::new()];
    for (namespace, current) in &used {
        let usual = USUAL.iter().find(|(known, _)| known == namespace).map_or(&[][..], |(_, usual)| usual);
        let all: Vec<&str> = std::iter::once(current.as_str()).chain(usual.iter().copied()).collect();
        choices = choices
            .iter()
            .flat_map(|choice| {
                all.iter().map(|prefix| {
                    let mut choice = choice.clone();
                    choice.insert(namespace.clone(), (*prefix).to_owned());
                    choice
                })
            })
            .take(MOST_RENAMINGS)
            .collect();
    }
    let found =
        choices.into_iter().find(|choice| trial.fits_tokens(&with_prefixes(&scene.tokens, choice)))?;
    let changes = found.iter().filter(|(namespace, prefix)| used.get(*namespace) != Some(prefix));
    let names: Vec<String> = changes
        .map(|(namespace, prefix)| {
            let now = used.get(namespace).map_or("", String::as_str);
            format!("“{prefix}” became “{now}”")
        })
        .collect();
    let says = format!("Namespace prefixes were renamed after it was signed: {}.", names.join(", "));
    Some(Explanation::new(ExplanationKind::PrefixesRenamed, says))
}

/// Ways to rename that are tried.
const MOST_RENAMINGS: usize = 400;

/// The namespaces that names use, each with the first prefix in use for it.
fn scopes(tokens: &[Token<'_>]) -> BTreeMap<String, String> {
    let mut used = BTreeMap::new();
    for token in tokens.iter().filter(|token| token.sort == Sort::Declaration) {
        let (Some(prefix), Some((_, namespace))) = (prefix(Some(token)), token.attribute()) else { continue };
        if !namespace.is_empty() {
            used.entry(namespace.to_owned()).or_insert_with(|| prefix.to_owned());
        }
    }
    used
}

/// Names under other prefixes, and the declarations that exclusive canonicalisation then writes.
fn with_prefixes<'c>(tokens: &[Token<'c>], choice: &BTreeMap<String, String>) -> Vec<Token<'c>> {
    let mut renamer = Renamer { choice, scope: Vec::new(), written: vec![BTreeMap::new()], out: Vec::new() };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.sort {
            Sort::Open => {
                let length = tokens.iter().skip(at).take_while(|token| token.sort != Sort::Close).count();
                renamer.start_tag(tokens.get(at..at + length).unwrap_or_default());
                at += length;
            }
            Sort::End => {
                let name = format!("</{}>", renamer.renamed(token.name()));
                renamer.out.push(token.with(name));
                renamer.scope.pop();
                renamer.written.pop();
                at += 1;
            }
            _ => {
                renamer.out.push(token.clone());
                at += 1;
            }
        }
    }
    renamer.out
}

struct Renamer<'c, 'm> {
    choice: &'m BTreeMap<String, String>,
    /// What each open element declares: prefix and namespace.
    scope: Vec<Vec<(String, String)>>,
    /// What is in force in the output.
    written: Vec<BTreeMap<String, String>>,
    out: Vec<Token<'c>>,
}

impl<'c> Renamer<'c, '_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        let declared = self.scope.iter().rev().flatten().find(|(declared, _)| declared == prefix);
        declared.map(|(_, namespace)| namespace.as_str())
    }

    fn renamed(&self, name: &str) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.namespace(prefix).and_then(|namespace| self.choice.get(namespace)) {
            Some(new) if new.is_empty() => local.to_owned(),
            Some(new) => format!("{new}:{local}"),
            None => name.to_owned(),
        }
    }

    fn start_tag(&mut self, tag: &[Token<'c>]) {
        let declarations = tag.iter().filter(|token| token.sort == Sort::Declaration);
        let declared: Vec<(String, String)> = declarations
            .filter_map(|token| Some((prefix(Some(token))?.to_owned(), token.attribute()?.1.to_owned())))
            .collect();
        self.scope.push(declared.clone());
        let Some(open) = tag.first() else { return };
        let attributes: Vec<Token<'c>> = tag
            .iter()
            .filter(|token| token.sort == Sort::Attribute)
            .map(|token| match token.attribute() {
                Some((name, value)) if name.contains(':') && !name.starts_with("xml:") => {
                    token.with(format!(" {}=\"{value}\"", self.renamed(name)))
                }
                _ => token.clone(),
            })
            .collect();
        let name = self.renamed(open.name());
        let needed = self.needed(&name, open, &attributes, &declared);
        self.out.push(open.with(format!("<{name}")));
        for (prefix, namespace) in needed {
            let colon = if prefix.is_empty() { "" } else { ":" };
            let text = Cow::Owned(format!(" xmlns{colon}{prefix}=\"{namespace}\""));
            self.out.push(Token { sort: Sort::Declaration, text, ..open.clone() });
        }
        self.out.extend(attributes);
    }

    /// The declarations that are not in force yet, by prefix.
    fn needed(
        &mut self,
        name: &str,
        open: &Token<'c>,
        attributes: &[Token<'c>],
        declared: &[(String, String)],
    ) -> BTreeMap<String, String> {
        let mut wanted = BTreeMap::new();
        let old = open.name().split_once(':').map_or("", |(prefix, _)| prefix);
        let new = name.split_once(':').map_or("", |(prefix, _)| prefix);
        wanted.insert(new.to_owned(), self.namespace(old).unwrap_or("").to_owned());
        for (old, namespace) in declared {
            let new = self.choice.get(namespace).unwrap_or(old);
            let visible = attributes.iter().any(|token| token.text.starts_with(&format!(" {new}:")));
            if visible || *old != *"" {
                wanted.insert(new.clone(), namespace.clone());
            }
        }
        let before = self.written.last().cloned().unwrap_or_default();
        let in_force = |prefix: &str| before.get(prefix).map_or("", String::as_str);
        wanted.retain(|prefix, namespace| in_force(prefix) != namespace);
        let mut after = before.clone();
        after.extend(wanted.clone());
        self.written.push(after);
        wanted
    }
}
