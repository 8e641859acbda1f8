//! Which tokens the checks judge: those of the capture that the provider made for the application.

use super::needs;
use crate::case::Role;
use crate::check::signatures::jws::JwsSignature;
use crate::check::{Look, Verdict};
use crate::decode::oidc::{Token, TokenKind};
use crate::decode::{Body, Message};

/// A token that is judged.
#[derive(Clone, Copy)]
pub(crate) struct Examined<'a> {
    /// The message.
    pub(crate) message: &'a Message,
    /// Its token.
    pub(crate) token: &'a Token,
}

/// What the provider makes for the application, which has to verify it.
pub(in crate::check) const FOR_CLIENT: &[TokenKind] =
    &[TokenKind::IdToken, TokenKind::LogoutToken, TokenKind::AuthorizationResponse, TokenKind::UserInfo];

/// What signs somebody in.
pub(in crate::check) const ID_TOKEN: &[TokenKind] = &[TokenKind::IdToken];

/// What signs a body that travels beside it.
pub(super) const BODY_SIGNATURE: &[TokenKind] = &[TokenKind::BodySignature];

/// What ends a session.
pub(super) const LOGOUT: &[TokenKind] = &[TokenKind::LogoutToken];

/// The tokens of the capture that are for one of these uses, each text once: a network log shows the same token on its
/// way more than once.
pub(crate) fn examined<'a>(look: &Look<'a>, kinds: &[TokenKind]) -> Vec<Examined<'a>> {
    let tokens = &look.examined_tokens;
    let mut wanted: Vec<Examined<'a>> =
        tokens.iter().copied().filter(|examined| kinds.contains(&examined.token.purpose.kind)).collect();
    if wanted.len() > 1 {
        let mut seen: Vec<(&[u8], Option<u32>)> = Vec::new();
        wanted.retain(|examined| {
            // In JSON one text holds several signatures.
            let signature = examined.token.jws().map(|jws| jws.signature.at.start);
            let text = (look.case.bytes(examined.token.at), signature);
            let new = !seen.contains(&text);
            seen.push(text);
            new
        });
    }
    wanted
}

/// The tokens of the capture.
pub(in crate::check) fn of_messages(messages: &[Message]) -> Vec<Examined<'_>> {
    messages.iter().filter(|message| message.role == Role::Capture).filter_map(token).collect()
}

fn token(message: &Message) -> Option<Examined<'_>> {
    match &message.body {
        Body::Token(token) => Some(Examined { message, token }),
        _ => None,
    }
}

/// One verdict over the tokens of these uses.
pub(in crate::check) fn each<'a>(
    look: &Look<'a>,
    kinds: &[TokenKind],
    judge: impl Fn(Examined<'a>) -> Verdict,
) -> Verdict {
    over(look, kinds, &judge)
}

/// The walk itself stands once in the program, not once for each check.
fn over<'a>(look: &Look<'a>, kinds: &[TokenKind], judge: &dyn Fn(Examined<'a>) -> Verdict) -> Verdict {
    Verdict::merge(examined(look, kinds).into_iter().map(|examined| {
        let verdict = judge(examined);
        if misses_what_is_not_shown(examined.token, &verdict) {
            Verdict::needs(needs::whole_token())
        } else {
            verdict
        }
    }))
}

/// Whether claims fail for what they lack, and are no more than what somebody showed of a token: they may be shortened.
fn misses_what_is_not_shown(token: &Token, verdict: &Verdict) -> bool {
    let whole = Some(token.claims_at());
    token.is_shown_decoded()
        && verdict.failed()
        && verdict.findings().iter().all(|finding| finding.at == whole)
}

/// One verdict over the tokens of these uses whose claims can be read; of the others, other checks speak.
pub(in crate::check) fn each_readable<'a>(
    look: &Look<'a>,
    kinds: &[TokenKind],
    judge: impl Fn(Examined<'a>) -> Verdict,
) -> Verdict {
    each(
        look,
        kinds,
        |examined| if examined.token.claims.is_some() { judge(examined) } else { Verdict::Silent },
    )
}

/// One verdict over the signatures of the judged tokens.
pub(super) fn each_signature<'a>(
    look: &'a Look,
    judge: impl Fn(Examined<'a>, &'a JwsSignature) -> Verdict,
) -> Verdict {
    each(look, FOR_CLIENT, |examined| {
        let signature = look.signatures.jws.iter().find(|signature| signature.message == examined.message.id);
        signature.map_or(Verdict::Silent, |signature| judge(examined, signature))
    })
}
