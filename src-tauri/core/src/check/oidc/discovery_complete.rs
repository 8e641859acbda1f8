//! The discovery document says all that an application needs, at addresses that nobody listens in on.

use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Discovery;
use crate::decode::{Body, Spanned};

/// The discovery document says all that an application needs.
pub static CHECK: Check = Check {
    id: "oidc/discovery_complete",
    title: "The discovery document lacks what it has to say, or names addresses without TLS",
    verb: Verb::Should,
    spec: &[cite("OpenID Connect Discovery 1.0", "3"), cite("RFC 8414", "2")],
    why: "Strict libraries refuse the whole document where one required member is missing; lax ones guess.",
    remedy_idp: "Publish every required member, and https addresses only; behind a proxy tell the provider its public address.",
    remedy_sp: "Where the provider can't be changed, configure the endpoints by hand.",
    run,
};

/// What OpenID Connect Discovery 1.0, section 3 requires, beside the issuer.
const REQUIRED: &[&str] = &[
    "authorization_endpoint",
    "jwks_uri",
    "response_types_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
];

fn run(look: &Look) -> Verdict {
    Verdict::merge(look.messages.iter().filter_map(|message| match &message.body {
        Body::Discovery(document) => Some(of(document)),
        _ => None,
    }))
}

fn of(document: &Discovery) -> Verdict {
    let missing: Vec<&str> = REQUIRED.iter().copied().filter(|name| !document.object.has(name)).collect();
    let plain = endpoints(document).find(|url| url.value.starts_with("http://") && !is_local(&url.value));
    if let Some(url) = plain {
        let says = format!("The document names {}, without TLS.", url.value);
        return Verdict::fail(Finding::new(says).at(url.at).expected("https").observed(url.value.clone()));
    }
    match missing.is_empty() {
        true => Verdict::pass(Finding::new("The document has every required member.").at(document.at)),
        false => {
            let says = format!("The document has no {}.", missing.join(" and no "));
            Verdict::fail(Finding::new(says).at(document.at).expected(missing.join(", ")))
        }
    }
}

fn endpoints(document: &Discovery) -> impl Iterator<Item = &Spanned<String>> {
    let all = [
        &document.issuer,
        &document.authorization_endpoint,
        &document.token_endpoint,
        &document.userinfo_endpoint,
        &document.jwks_uri,
        &document.end_session_endpoint,
    ];
    all.into_iter().flatten()
}

/// A provider on the developer's own machine.
fn is_local(url: &str) -> bool {
    ["http://localhost", "http://127.0.0.1", "http://[::1]"].iter().any(|local| url.starts_with(local))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::of_pastes;

    #[test]
    fn required_members_and_tls() {
        let whole = r#"{"issuer":"https://op.example","authorization_endpoint":"https://op.example/a","jwks_uri":"https://op.example/k","response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"#;
        let said = |text: &str| of_pastes(&CHECK, &[Paste::support("d.json", text)], &[]);
        assert!(matches!(said(whole), Verdict::Pass(_)));
        assert!(said(&whole.replace("subject_types", "types")).failed());
        assert!(said(&whole.replace("https://op.example/k", "http://op.example/k")).failed());
    }
}
