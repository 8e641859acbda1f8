//! What the person names: the playbook and single expectations.

use super::KnownOidc;
use crate::check::known::Expected;
use crate::check::known::{Claims, Weight};
use crate::expect::Expectations;

pub(super) fn gather(expect: &Expectations, known: &mut KnownOidc) {
    let (op, rp) = (&expect.playbook.oidc.op, &expect.playbook.oidc.rp);
    name(&mut known.issuers, &op.issuer, "oidc.op.issuer");
    name(&mut known.client_ids, &rp.client_id, "oidc.rp.client_id");
    name(&mut known.redirect_uris, &rp.redirect_uri, "oidc.rp.redirect_uri");
    name(&mut known.nonces, &rp.nonce, "oidc.rp.nonce");
    name(&mut known.max_age, &rp.max_age, "oidc.rp.max_age");
    name(&mut known.algs, &rp.id_token_alg, "oidc.rp.id_token_alg");
    name(&mut known.acrs, &rp.acr, "oidc.rp.acr");
    name(&mut known.amrs, &rp.amr, "oidc.rp.amr");
    name(&mut known.response_types, &rp.response_type, "oidc.rp.response_type");
    name(&mut known.auth_methods, &rp.token_auth_method, "oidc.rp.token_auth_method");
    name(&mut known.encrypted, &rp.id_token_encrypted, "oidc.rp.id_token_encrypted");
}

fn name<'v, T: Clone + PartialEq + 'v>(
    claims: &mut Claims<T>,
    values: impl IntoIterator<Item = &'v T>,
    key: &str,
) {
    for value in values {
        claims.add(Weight::Named, Expected::named(value.clone(), key));
    }
}
