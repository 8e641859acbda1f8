//! A logout through the browser names the provider that the application trusts.

use super::sign_ins::captured;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::decode::oidc::FrontChannelLogout;

/// A logout through the browser names the provider that the application trusts.
pub static CHECK: Check = Check {
    id: "oidc/front_channel_logout",
    title: "The logout page was opened in another provider's name",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Front-Channel Logout 1.0", "2")],
    why: "iss and sid say whose session ends. With another issuer the application finds no session and ends none.",
    remedy_idp: "Send the issuer that the tokens name.",
    remedy_sp: "Compare iss and sid with those of the session, and end that one only.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted: Vec<&Expected> = look.known.oidc.issuers.decisive().collect();
    Verdict::merge(captured(look).filter_map(|message| match &message.body {
        Body::FrontChannelLogout(logout) => Some(of(logout, &wanted)),
        _ => None,
    }))
}

fn of(logout: &FrontChannelLogout, wanted: &[&Expected]) -> Verdict {
    let Some(iss) = logout.iss.as_ref().filter(|_| !wanted.is_empty()) else { return Verdict::Silent };
    match wanted.iter().find(|expected| expected.value == iss.value) {
        Some(expected) => Verdict::pass(agrees("iss", iss, expected)),
        None => Verdict::fail(differs("iss", iss, wanted)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::verdict;

    #[test]
    fn the_issuer_that_is_trusted() {
        let said = |issuer: &str| {
            let url = "https://app.example/fc?iss=https%3A%2F%2Fop.example&sid=s1";
            verdict(&CHECK, url, &[&format!("oidc.op.issuer={issuer}")])
        };
        assert!(matches!(said("https://op.example"), Verdict::Pass(_)));
        assert!(said("https://other.example").failed());
    }
}
