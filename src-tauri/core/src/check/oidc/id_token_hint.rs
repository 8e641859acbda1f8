//! The ID token that goes with a request as a hint is one of this provider for this client.

use super::examined::{Examined, each_readable};
use super::sign_ins::captured;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs, quoted};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::TokenKind;
use crate::decode::{Body, Spanned};

/// The ID token that goes with a request as a hint is one of this provider for this client.
pub static CHECK: Check = Check {
    id: "oidc/id_token_hint",
    title: "The ID token that is sent as a hint is another provider's or another client's",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect RP-Initiated Logout 1.0", "2"),
        cite("OpenID Connect RP-Initiated Logout 1.0", "4"),
        cite("OpenID Connect Core 1.0", "3.1.2.1"),
    ],
    why: "By the hint the provider knows whose session ends, and for which application. It has to have issued the token itself, and to \
          the client that asks; otherwise it shows an error, or asks the person whether they mean it. That the token has expired is no \
          reason to refuse it.",
    remedy_idp: "Look up for which client the token was issued.",
    remedy_sp: "Keep the ID token of each session, and send that one when the session ends.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, &[TokenKind::IdTokenHint], |examined| {
        Verdict::merge([of_provider(look, examined), for_client(look, examined)])
    })
}

fn of_provider(look: &Look, examined: Examined) -> Verdict {
    let wanted: Vec<&Expected> = look.known.oidc.issuers.decisive().collect();
    let Some(iss) = examined.token.claimed.iss.as_ref().filter(|_| !wanted.is_empty()) else {
        return Verdict::Silent;
    };
    match wanted.iter().find(|expected| expected.value == iss.value) {
        Some(expected) => Verdict::pass(agrees("iss of the hint", iss, expected)),
        None => Verdict::fail(differs("iss of the hint", iss, &wanted)),
    }
}

/// The client that asks names itself, or is known.
fn for_client(look: &Look, examined: Examined) -> Verdict {
    let audiences = &examined.token.claimed.aud;
    let Some(first) = audiences.first() else { return Verdict::Silent };
    if let Some(asks) = asks(look, examined) {
        let finding = |says: String| Finding::new(says).at(first.at).also(asks.at, "who asks");
        return match audiences.iter().any(|aud| aud.value == asks.value) {
            true => {
                Verdict::pass(finding(format!("The hint was issued to “{}”, who asks.", quoted(&asks.value))))
            }
            false => Verdict::fail(
                finding(format!(
                    "The hint was issued to “{}”, and “{}” asks.",
                    quoted(&first.value),
                    quoted(&asks.value)
                ))
                .expected(asks.value.clone())
                .observed(first.value.clone()),
            ),
        };
    }
    let wanted: Vec<&Expected> = look.known.oidc.client_ids.decisive().collect();
    let met =
        audiences.iter().find_map(|aud| Some((aud, wanted.iter().find(|known| known.value == aud.value)?)));
    match met {
        _ if wanted.is_empty() => Verdict::Silent,
        Some((aud, expected)) => Verdict::pass(agrees("aud of the hint", aud, expected)),
        None => Verdict::fail(differs("aud of the hint", first, &wanted)),
    }
}

/// The client that the logout request with this hint names.
fn asks<'a>(look: &Look<'a>, examined: Examined) -> Option<&'a Spanned<String>> {
    let hint = look.case.bytes(examined.token.at);
    captured(look).find_map(|message| match &message.body {
        Body::EndSessionRequest(request) => {
            let same = request.id_token_hint.as_ref().is_some_and(|sent| sent.value.as_bytes() == hint);
            request.client_id.as_ref().filter(|_| same)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token};
    use crate::expect::Playbook;
    use crate::{Clock, Expectations, Paste, examine};

    fn failed(client: &str, issuer: &str) -> Option<bool> {
        let hint = token(HEADER, CLAIMS);
        let url = format!(
            "https://op.example/end?client_id={client}&id_token_hint={hint}&post_logout_redirect_uri=https%3A%2F%2Fa.example"
        );
        let playbook = Playbook::read("", &[format!("oidc.op.issuer={issuer}")]).unwrap();
        let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
        let pastes = vec![Paste::capture("logout.txt", url)];
        let checks = examine(pastes, &Expectations::new(playbook), clock).report.checks;
        let said = checks.iter().find(|check| check.id == CHECK.id);
        said.filter(|said| !said.findings.is_empty()).map(|said| format!("{:?}", said.verdict) == "Fail")
    }

    #[test]
    fn of_this_provider_for_this_client() {
        assert_eq!(failed("app", "https://op.example"), Some(false));
        assert_eq!(failed("other", "https://op.example"), Some(true));
        assert_eq!(failed("app", "https://other.example"), Some(true));
    }
}
