//! The remedies once more in the words of the products that take part: the menu and the field, beside the general place.

use super::fields::*;
use super::form::Remedy;
use super::own_settings;
use super::rank::Ranked;
use crate::check::Look;
use crate::check::products::Seen;
use crate::knowledge::{Side, Sure};

/// The general places, the side on which they are, and the name that products' settings have in the data.
static PLACES: &[(&str, Side, &str)] = &[
    (IDP_AUDIENCE, Side::Idp, "audience"),
    (IDP_ACS, Side::Idp, "acs"),
    (IDP_ENTITY_ID, Side::Idp, "issuer"),
    (IDP_SIGNING_KEY, Side::Idp, "signing-key"),
    (IDP_SIGNING_OPTION, Side::Idp, "signing-option"),
    (IDP_SIGNATURE_ALGORITHM, Side::Idp, "algorithm"),
    (IDP_ENCRYPTION, Side::Idp, "encryption"),
    (IDP_ATTRIBUTES, Side::Idp, "attributes"),
    (IDP_NAME_ID, Side::Idp, "name-id"),
    (IDP_POLICY, Side::Idp, "access"),
    (IDP_CLOCK, Side::Idp, "clock"),
    (OP_ISSUER, Side::Idp, "issuer"),
    (OP_CLIENT, Side::Idp, "client"),
    (OP_REDIRECT_URIS, Side::Idp, "redirect-uris"),
    (OP_LOGOUT_URIS, Side::Idp, "logout-uris"),
    (OP_SECRET, Side::Idp, "secret"),
    (OP_AUTH_METHOD, Side::Idp, "auth-method"),
    (OP_SCOPES, Side::Idp, "scopes"),
    (OP_FLOWS, Side::Idp, "flows"),
    (OP_GROUPS, Side::Idp, "groups"),
    (SP_ENTITY_ID, Side::Sp, "sp-entity"),
    (SP_ACS, Side::Sp, "sp-acs"),
    (SP_IDP_ENTITY_ID, Side::Sp, "idp-entity"),
    (SP_IDP_CERTIFICATE, Side::Sp, "idp-certificate"),
    (SP_WANTS_SIGNED, Side::Sp, "wants-signed"),
    (SP_ENCRYPTION, Side::Sp, "decryption"),
    (SP_ATTRIBUTES, Side::Sp, "mapping"),
    (SP_NAME_ID, Side::Sp, "sp-name-id"),
    (SP_CONTEXT, Side::Sp, "context"),
    (SP_SESSION, Side::Sp, "session"),
    (SP_PUBLIC_URL, Side::Sp, "public-url"),
    (SP_CLOCK, Side::Sp, "clock-tolerance"),
    (RP_ISSUER, Side::Sp, "rp-issuer"),
    (RP_CLIENT_ID, Side::Sp, "client-id"),
    (RP_SECRET, Side::Sp, "client-secret"),
    (RP_REDIRECT_URI, Side::Sp, "redirect-uri"),
    (RP_AUTH_METHOD, Side::Sp, "rp-auth-method"),
    (RP_SCOPES, Side::Sp, "rp-scopes"),
    (RP_PKCE, Side::Sp, "rp-pkce"),
    (RP_CRYPTO, Side::Sp, "rp-crypto"),
    (RP_JWKS, Side::Sp, "rp-jwks"),
];

/// Puts what the products call a setting behind each general remedy.
pub(super) fn name(look: &Look, ranked: &mut [Ranked]) {
    for ranked in ranked {
        let general = std::mem::take(&mut ranked.diagnosis.remedy);
        for remedy in general {
            let named = [own_settings::named(look, &remedy), in_their_words(look, &remedy)];
            ranked.diagnosis.remedy.push(remedy);
            ranked.diagnosis.remedy.extend(named.into_iter().flatten());
        }
    }
}

/// The remedy at the product of that side, where one is known surely enough and has a name for the setting.
fn in_their_words(look: &Look, remedy: &Remedy) -> Option<Remedy> {
    let (_, side, setting) = PLACES.iter().find(|(place, ..)| *place == remedy.place)?;
    let known = |seen: &&Seen| seen.sure != Sure::Possible && seen.product.side == *side;
    let product = look.products().iter().find(known)?.product;
    let path = product.setting(setting)?;
    Some(Remedy {
        place: format!("{}: {path}", product.name),
        what: remedy.what.clone(),
        source: product.source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::products;

    #[test]
    fn every_setting_of_the_data_has_a_place() {
        const ELSEWHERE: &[&str] = &["accounts", "sp-log", "audience-wanted", "algorithm-taken"];
        for (product, (setting, _)) in products().iter().flat_map(|p| p.settings.iter().map(move |s| (p, s)))
        {
            let placed = PLACES.iter().any(|(_, side, name)| *side == product.side && name == setting);
            assert!(placed || ELSEWHERE.contains(setting), "{}: {setting}", product.name);
        }
    }
}
