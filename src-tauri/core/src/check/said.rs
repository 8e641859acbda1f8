//! What products said of this sign-in in words that are known: in logs and error texts, on pages, in statuses and error answers.

use std::collections::{BTreeMap, BTreeSet};

use super::Look;
use super::flow::{journey, signed_out};
use super::oidc::api_refused;
use crate::case::{Case, Layer, Role};
use crate::decode::record::Record;
use crate::decode::saml::SamlMessage;
use crate::decode::{
    Body, Message, MessageId, Spanned, is_drawn_in, is_of_another_trade, visible, writes_about,
};
use crate::exchange::Exchange;
use crate::knowledge::{ErrorText, find_error_texts};
use crate::limits::Limits;
use crate::span::{LayerId, Span};

/// Words of a product that were heard in this case.
#[derive(Clone)]
pub struct Heard {
    /// What was said, and what it means.
    pub text: &'static ErrorText,
    /// The words as they stand there.
    pub words: String,
    /// Where.
    pub at: Span,
    /// Where it was heard.
    pub source: Source,
}

/// Where words were heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// In a log or a text that somebody pasted.
    Text,
    /// In a message of the sign-in.
    Message,
    /// On a page that a server answered with.
    Page,
}

/// What was heard in one of the logs and texts that somebody pasted.
pub(super) struct InText {
    message: MessageId,
    /// The paste that it stands in, where it has no time of its own: then it is no account of something that happened then.
    untimed_in: Option<LayerId>,
    heard: Vec<Heard>,
    /// Whether it is part of a manual's list.
    listed: bool,
}

/// What was heard in each of the logs and texts that somebody pasted.
pub(super) fn gather_texts(look: &Look) -> Vec<InText> {
    let captured = look.messages.iter().filter(|message| message.role == Role::Capture);
    let mut trades = Trades::default();
    let told = captured.filter_map(|message| Some((message.at, in_text(look.case, message)?)));
    let told = told.filter(|(at, _)| !trades.is_another(look.case, *at));
    let mut texts: Vec<InText> = told.map(|(_, text)| text).collect();
    let pastes: BTreeSet<LayerId> = texts.iter().filter_map(|text| text.untimed_in).collect();
    let lists =
        pastes.into_iter().filter(|paste| is_list(&texts, *paste) || writes_about(pasted(look.case, *paste)));
    let lists: Vec<LayerId> = lists.collect();
    for text in &mut texts {
        text.listed = text.untimed_in.is_some_and(|paste| lists.contains(&paste));
    }
    texts
}

fn in_text(case: &Case, message: &Message) -> Option<InText> {
    let mut heard = Vec::new();
    let mut timed = false;
    match &message.body {
        Body::Record(record) => {
            timed = record.first("Time").is_some();
            of_record(case, message.at, record, &mut heard);
        }
        Body::ErrorPage(page) if page.status.is_none() => hear(case, page.at, Source::Text, &mut heard),
        _ => {}
    }
    let paste = case.paste_beneath(message.at.layer).map(|paste| paste.id);
    let untimed_in = paste.filter(|_| !timed);
    (!heard.is_empty()).then_some(InText { message: message.id, untimed_in, heard, listed: false })
}

/// Which pastes are of another trade, each asked once: many lines of a log stand in one.
#[derive(Default)]
struct Trades(BTreeMap<LayerId, bool>);

impl Trades {
    /// Whether a text is of another trade, by its paste where that is short, else by itself.
    fn is_another(&mut self, case: &Case, at: Span) -> bool {
        match case.paste_beneath(at.layer).filter(|paste| paste.bytes.len() <= Limits::PAGE_BYTES) {
            Some(paste) => *self.0.entry(paste.id).or_insert_with(|| is_of_another_trade(&paste.bytes)),
            None => is_of_another_trade(case.bytes(at)),
        }
    }
}

/// Kinds of fault that one failed sign-in is told in: fewer than this.
const LIST: usize = 4;

/// Whether a paste names so many kinds of fault, and no time, that it is a manual's list of them.
fn is_list(texts: &[InText], paste: LayerId) -> bool {
    let within = texts.iter().filter(|text| text.untimed_in == Some(paste)).flat_map(|text| &text.heard);
    let mut kinds: Vec<&str> = within.filter(|one| one.text.is_failure()).map(|one| one.text.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() >= LIST
}

fn pasted(case: &Case, paste: LayerId) -> &[u8] {
    case.layer(paste).map(|layer| layer.bytes.as_slice()).unwrap_or_default()
}

/// What was heard in the logs and texts that somebody pasted, each text once; of lists nothing.
pub(crate) fn in_texts(look: &Look) -> Vec<Heard> {
    let mut heard = Vec::new();
    let told = look.heard_in_texts().iter().filter(|text| !text.listed);
    told.flat_map(|text| &text.heard).for_each(|one| push(one.clone(), &mut heard));
    heard
}

/// Whether something that was pasted lists errors, or writes about them, instead of telling of one.
pub(crate) fn is_listed(look: &Look) -> bool {
    look.heard_in_texts().iter().any(|text| text.listed)
}

/// Everything that was heard, each text once, the first time that it was said.
pub(super) fn gather(look: &Look) -> Vec<Heard> {
    let mut heard = Vec::new();
    for message in look.messages.iter().filter(|message| message.role == Role::Capture) {
        let in_text = look.heard_in_texts().iter().filter(|text| text.message == message.id && !text.listed);
        in_text.flat_map(|text| &text.heard).for_each(|one| push(one.clone(), &mut heard));
        of_message(look.case, message, &mut heard);
    }
    for exchange in pages(look) {
        let body = exchange.answer.body.as_ref().and_then(|body| look.case.layer(body.layer?));
        if let Some(layer) = body {
            hear(look.case, layer.span(), Source::Page, &mut heard);
            hear_drawn(layer, &mut heard);
        }
    }
    for refused in api_refused::standing(look) {
        hear_read(&refused.header.value, refused.header.at, Source::Message, &mut heard);
    }
    for page in signed_out::refusals(look) {
        hear(look.case, page, Source::Page, &mut heard);
    }
    heard
}

/// What a page's script writes for a number that stands in a tag, as a person reads it.
fn hear_drawn(layer: &Layer, heard: &mut Vec<Heard>) {
    let page = layer.text().filter(|page| is_drawn_in(page));
    let Some(seen) = page.and_then(|page| visible(page, Limits::PAGE_BYTES)) else { return };
    let at = Span::new(layer.id, seen.range.start as u32..seen.range.end as u32);
    hear_read(&seen.text, at, Source::Page, heard);
}

/// The pages that say something went wrong: those with an error status, and those on which a sign-in ended.
fn pages<'a>(look: &'a Look) -> impl Iterator<Item = &'a Exchange> {
    let failed = look
        .case
        .captured_exchanges()
        .filter(|exchange| exchange.status() >= 400 && journey::is_page(exchange))
        .take(Limits::FINDINGS);
    failed.chain(journey::sign_ins(look).filter_map(|flow| Some(journey::last_page(look, flow)?.exchange)))
}

fn of_message(case: &Case, message: &Message, heard: &mut Vec<Heard>) {
    match &message.body {
        Body::ErrorPage(page) if page.status.is_some() => hear(case, page.at, Source::Page, heard),
        Body::AuthorizationResponse(answer) => values([&answer.error, &answer.error_description], heard),
        Body::TokenResponse(answer) => values([&answer.error, &answer.error_description], heard),
        Body::Saml(saml) => of_status(saml, heard),
        _ => {}
    }
}

/// Kinds of records in which nobody says anything.
const SILENT: &[&str] = &["printed-certificate", "fingerprint", "setup-table"];

fn of_record(case: &Case, at: Span, record: &Record, heard: &mut Vec<Heard>) {
    if SILENT.contains(&record.kind) {
        return;
    }
    hear(case, at, Source::Text, heard);
    // Entra ID's logs have the number alone.
    let number = record.first("Error code").filter(|_| record.kind.starts_with("entra"));
    if let Some(number) = number.filter(|number| number.value.bytes().all(|byte| byte.is_ascii_digit())) {
        let words = format!("AADSTS{}", number.value);
        for said in find_error_texts(words.as_bytes()).into_iter().filter(|_| number.value != "0") {
            push(Heard { text: said.text, words: words.clone(), at: number.at, source: Source::Text }, heard);
        }
    }
}

fn of_status(saml: &SamlMessage, heard: &mut Vec<Heard>) {
    let refused = saml.status().filter(|status| !status.is_success());
    if let Some(message) = refused.and_then(|status| status.message.as_ref()) {
        value(message, heard);
    }
}

fn values(values: [&Option<Spanned<String>>; 2], heard: &mut Vec<Heard>) {
    // The description says more than the code.
    values.into_iter().rev().flatten().for_each(|text| value(text, heard));
}

fn value(text: &Spanned<String>, heard: &mut Vec<Heard>) {
    hear_read(&text.value, text.at, Source::Message, heard);
}

/// What is said in a text that was made of the bytes at a place, such as a value or what a person sees.
fn hear_read(text: &str, at: Span, source: Source, heard: &mut Vec<Heard>) {
    for said in find_error_texts(text.as_bytes()) {
        let words = text.get(said.at).unwrap_or_default().to_owned();
        push(Heard { text: said.text, words, at, source }, heard);
    }
}

fn hear(case: &Case, at: Span, source: Source, heard: &mut Vec<Heard>) {
    let bytes = case.bytes(at);
    for said in case.error_texts(at).iter() {
        let words = String::from_utf8_lossy(bytes.get(said.at.clone()).unwrap_or_default()).into_owned();
        let at = Span::new(at.layer, at.start + said.at.start as u32..at.start + said.at.end as u32);
        push(Heard { text: said.text, words, at, source }, heard);
    }
}

fn push(one: Heard, heard: &mut Vec<Heard>) {
    let known = heard.iter().any(|known| std::ptr::eq(known.text, one.text));
    if !known && heard.len() < Limits::FINDINGS {
        heard.push(one);
    }
}
