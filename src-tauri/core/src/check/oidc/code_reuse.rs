//! Each code is redeemed once.

use super::sign_ins::captured;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::TokenRequest;
use crate::decode::{Body, Spanned};

/// Each code is redeemed once.
pub static CHECK: Check = Check {
    id: "oidc/code_reuse",
    title: "A code was redeemed more than once",
    verb: Verb::Must,
    spec: &[cite("RFC 6749", "4.1.2"), cite("RFC 6749", "10.5"), cite("OpenID Connect Core 1.0", "3.1.3.2")],
    why: "A code is good for one use. The provider refuses the second, and may end the tokens of the first, for somebody may \
          have stolen the code.",
    remedy_idp: "Nothing is wrong here; the log says when the code was redeemed first.",
    remedy_sp: "Redeem a code once, also where the page is loaded again, the request is sent again, or two nodes get it.",
    run,
};

fn run(look: &Look) -> Verdict {
    let redeemed: Vec<(&TokenRequest, &Spanned<String>)> = captured(look)
        .filter_map(|message| match &message.body {
            Body::TokenRequest(request) if request.redeems() => {
                Some((request.as_ref(), request.code.as_ref()?))
            }
            _ => None,
        })
        .collect();
    let of = |(at, (request, code)): (usize, &(&TokenRequest, &Spanned<String>))| {
        let before = redeemed
            .iter()
            .take(at)
            .find(|(first, other)| other.value == code.value && !is_same_copied(look, first, request));
        match before {
            Some((_, first)) => again(code, first),
            None => Verdict::pass(Finding::new("The code is redeemed once here.").at(code.at)),
        }
    };
    Verdict::merge(redeemed.iter().enumerate().map(of))
}

/// The same request in two pastes is one request that was copied twice.
fn is_same_copied(look: &Look, one: &TokenRequest, other: &TokenRequest) -> bool {
    let paste = |request: &TokenRequest| look.case.paste_beneath(request.at.layer).map(|paste| paste.id);
    paste(one) != paste(other) && look.case.bytes(one.at) == look.case.bytes(other.at)
}

fn again(code: &Spanned<String>, first: &Spanned<String>) -> Verdict {
    let says = "The same code is redeemed a second time.";
    Verdict::fail(Finding::new(says).at(code.at).also(first.at, "the first time").expected("one use"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn the_second_use_is_told_and_a_copy_is_none() {
        let one = "grant_type=authorization_code&code=c1&client_id=app";
        let said =
            |other: &str| of_pastes(&CHECK, &[Paste::capture("a", one), Paste::capture("b", other)], &[]);
        assert!(said("grant_type=authorization_code&code=c1&client_id=app&redirect_uri=x").failed());
        assert!(matches!(said("grant_type=authorization_code&code=c2"), Verdict::Pass(_)));
        assert!(matches!(said(one), Verdict::Pass(_)));
    }
}
