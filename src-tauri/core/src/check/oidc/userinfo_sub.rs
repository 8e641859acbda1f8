//! UserInfo speaks of the person who signed in.

use super::examined::{ID_TOKEN, examined};
use super::sign_ins::captured;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::TokenKind;
use crate::decode::{Body, Message, Spanned};

/// UserInfo speaks of the person who signed in.
pub static CHECK: Check = Check {
    id: "oidc/userinfo_sub",
    title: "UserInfo speaks of another person than the ID token",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "5.3.2"), cite("OpenID Connect Core 1.0", "5.3.4")],
    why: "An access token of somebody else may have been put in; their claims would then be taken for this person's.",
    remedy_idp: "Give the same sub in the ID token and in UserInfo, for this client.",
    remedy_sp: "Ask UserInfo with the access token that came with this ID token, and compare the two sub.",
    run,
};

fn run(look: &Look) -> Verdict {
    let tokens: Vec<&Spanned<String>> = examined(look, ID_TOKEN)
        .into_iter()
        .filter_map(|examined| examined.token.claimed.sub.as_ref())
        .collect();
    Verdict::merge(captured(look).filter_map(told).map(|sub| of(sub, &tokens)))
}

fn told(message: &Message) -> Option<&Spanned<String>> {
    match &message.body {
        Body::UserInfo(info) => info.sub.as_ref(),
        Body::Token(token) if token.purpose.kind == TokenKind::UserInfo => token.claimed.sub.as_ref(),
        _ => None,
    }
}

fn of(sub: &Spanned<String>, tokens: &[&Spanned<String>]) -> Verdict {
    let Some(first) = tokens.first() else { return Verdict::Silent };
    match tokens.iter().find(|token| token.value == sub.value) {
        Some(token) => Verdict::pass(
            Finding::new("UserInfo speaks of the same person as the ID token.")
                .at(sub.at)
                .also(token.at, "sub of the ID token"),
        ),
        None => {
            let says = format!("UserInfo speaks of “{}”, and the ID token of “{}”.", sub.value, first.value);
            Verdict::fail(
                Finding::new(says)
                    .at(sub.at)
                    .also(first.at, "sub of the ID token")
                    .expected(first.value.clone())
                    .observed(sub.value.clone()),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token};

    #[test]
    fn both_speak_of_one_person() {
        let said = |sub: &str| {
            let info = format!("{{\"sub\":\"{sub}\",\"email\":\"a@b.example\"}}");
            let id_token = Paste::capture("id_token.jwt", token(HEADER, CLAIMS));
            of_pastes(&CHECK, &[id_token, Paste::capture("u.json", info)], &[])
        };
        assert!(matches!(said("u1"), Verdict::Pass(_)));
        assert!(said("u2").failed());
    }
}
