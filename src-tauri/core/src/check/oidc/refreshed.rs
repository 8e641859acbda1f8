//! A renewed ID token speaks of the same person, for the same application, as the first one.

use super::examined::{ID_TOKEN, examined};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::Token;

/// A renewed ID token speaks of the same person, for the same application, as the first one.
pub static CHECK: Check = Check {
    id: "oidc/refreshed",
    title: "The renewed ID token is not of the same sign-in",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "12.2")],
    why: "A refresh token renews one person's sign-in. Another person or issuer in the new token means mixed-up sessions.",
    remedy_idp: "Keep iss, sub and aud, and auth_time of the first sign-in, in renewed tokens.",
    remedy_sp: "Compare the new token with the first one, and keep the two people's sessions apart.",
    run,
};

fn run(look: &Look) -> Verdict {
    if !look.known.oidc.refreshes {
        return Verdict::Silent;
    }
    let tokens: Vec<&Token> = examined(look, ID_TOKEN).into_iter().map(|examined| examined.token).collect();
    let Some((first, renewed)) = tokens.split_first() else { return Verdict::Silent };
    Verdict::merge(renewed.iter().map(|renewed| of(first, renewed)))
}

fn of(first: &Token, renewed: &Token) -> Verdict {
    let (before, now) = (&first.claimed, &renewed.claimed);
    Verdict::merge([
        same("iss", before.iss.as_ref(), now.iss.as_ref()),
        same("sub", before.sub.as_ref(), now.sub.as_ref()),
        same("aud", before.aud.first(), now.aud.first()),
    ])
}

fn same(name: &str, before: Option<&Spanned<String>>, now: Option<&Spanned<String>>) -> Verdict {
    let (Some(before), Some(now)) = (before, now) else { return Verdict::Silent };
    let finding = |says: String| Finding::new(says).at(now.at).also(before.at, "of the first token");
    match before.value == now.value {
        true => Verdict::pass(finding(format!("{name} is the same in both."))),
        false => Verdict::fail(
            finding(format!("{name} was “{}” and is “{}” after the renewal.", before.value, now.value))
                .expected(before.value.clone())
                .observed(now.value.clone()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token};

    #[test]
    fn another_person_after_the_renewal() {
        let said = |claims: &str| {
            let pastes = [
                Paste::capture("id_token.jwt", token(HEADER, CLAIMS)),
                Paste::capture("refresh", "grant_type=refresh_token&client_id=app"),
                Paste::capture("id_token.jwt", token(HEADER, claims)),
            ];
            of_pastes(&CHECK, &pastes, &[])
        };
        assert!(said(&CLAIMS.replace("u1", "u2")).failed());
        assert!(matches!(said(&CLAIMS.replace("n1", "n2")), Verdict::Pass(_)));
    }
}
