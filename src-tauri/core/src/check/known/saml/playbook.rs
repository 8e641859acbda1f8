//! What the person names: the playbook and single expectations.

use super::{KnownSaml, KnownSecret};
use crate::check::known::Expected;
use crate::check::known::{Claims, Weight};
use crate::expect::{Expectations, Secret};

pub(super) fn gather(expect: &Expectations, known: &mut KnownSaml) {
    let secret = |(name, secret): (&str, &Secret)| KnownSecret {
        called: format!("secret in {name}"),
        secret: secret.clone(),
    };
    known.secrets = expect.keys().secrets().map(secret).collect();
    let (idp, sp) = (&expect.playbook.saml.idp, &expect.playbook.saml.sp);
    name(&mut known.idp_entity_ids, &idp.entity_id, "saml.idp.entity_id");
    name(&mut known.idp_sso, &idp.sso_url, "saml.idp.sso_url");
    name(&mut known.slo, &idp.slo_url, "saml.idp.slo_url");
    name(&mut known.sp_entity_ids, &sp.entity_id, "saml.sp.entity_id");
    name(&mut known.audiences, &sp.audience, "saml.sp.audience");
    name(&mut known.acs, &sp.acs, "saml.sp.acs");
    name(&mut known.request_ids, &sp.request_id, "saml.sp.request_id");
    name(&mut known.name_id_formats, &sp.name_id_format, "saml.sp.name_id_format");
    name(&mut known.authn_contexts, &sp.authn_context, "saml.sp.authn_context");
    name(&mut known.signed, &sp.signed, "saml.sp.signed");
    name(&mut known.encrypted, &sp.encrypted, "saml.sp.encrypted");
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
