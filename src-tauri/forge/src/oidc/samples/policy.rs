//! Scopes that a playbook names: asked for, and left out.

use super::super::parties::LUMEN;
use super::super::sign_in::{SignIn, opaque, token_response, with};
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[asked, left_out];

const SCOPES: &str = "# What Tidepool asks for at Lumen.\nschema = \"ssoscope-playbook/1\"\n\n[oidc.rp]\n\
                      scopes = [\"openid\", \"email\", \"profile\"]\n";

fn sample(sign_in: &SignIn, scope: &str) -> Sample {
    let answer = token_response(&opaque(sign_in.slug, "access-token"), &sign_in.id_token());
    sign_in
        .sample()
        .without_expectation("oidc.rp.nonce")
        .expect("oidc.rp.redirect_uri", LUMEN.redirect_uri)
        .capture("capture-1-request.txt", sign_in.asked(&with(sign_in.careful_request(), "scope", scope)))
        .capture("capture-2-token-response.json", answer)
        .playbook(SCOPES)
}

fn asked() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "good-scopes", "2026-05-27T09:00:00Z");
    sample(&sign_in, "openid profile email").told(
        "The request asks for every scope that the playbook names",
        "Tidepool's developer wrote down which scopes the tide table needs. \
         The first request of the new release is held against that list.",
    )
}

fn left_out() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "scope-left-out", "2026-05-27T09:30:00Z");
    sample(&sign_in, "openid email").rejected("against_policy", &["policy/scopes"]).told(
        "The request leaves out a scope that the playbook names",
        "A release of Tidepool dropped the scope profile from its request. \
         It still works for those who were here before, because their names are kept.",
    )
}
