//! ID tokens that say something else than the client expects.

use super::super::parties::{FERNHILL, LUMEN, ORRERY};
use super::super::provider::discovery;
use super::super::sign_in::{SignIn, opaque, token_response, with};
use super::super::token::left_half;
use crate::json::Json;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    wrong_client,
    wrong_party,
    nonce_replayed,
    nonce_missing,
    issuer_trailing_slash,
    no_subject,
    other_access_token,
    other_code,
    weak_acr,
    essential_acr,
    wished_acr,
    one_factor,
    two_factors,
    claim_missing,
    discovery_of_another,
    access_token,
];

fn wrong_client() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "wrong-client", "2026-03-18T09:41:26Z");
    sign_in.token.claim("aud", "tidepool-mobile");
    sign_in.pasted().rejected("wrong_client", &["oidc/aud"]).told(
        "The ID token was issued for another client",
        "Tidepool's website and its telephone app are two clients of Lumen. \
         After a release the website was given the app's tokens and refuses them all.",
    )
}

fn wrong_party() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "wrong-azp", "2026-03-18T10:02:00Z");
    sign_in.token.claim("aud", Json::texts(&["tidepool-web", "tidepool-mobile"]));
    sign_in.token.claim("azp", "tidepool-mobile");
    sign_in.pasted().because("wrong_client").warns(&["oidc/azp"]).told(
        "The website is an audience, but the app asked for the token",
        "The developer then had the website named as a second audience. \
         It is in aud now, and azp still says that the token was given to the app.",
    )
}

fn nonce_replayed() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "nonce-replayed", "2026-03-19T07:44:10Z");
    sign_in.token.claim("nonce", "n-0f61c2aa94be7d35e810");
    sign_in.pasted().rejected("wrong_nonce", &["oidc/nonce"]).told(
        "The nonce is another sign-in's",
        "Chalkline keeps one nonce for each browser. A teacher opened two tabs, the second overwrote the first, \
         and the answer to the first was refused as a replay.",
    )
}

fn nonce_missing() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "nonce-missing", "2026-03-19T08:05:55Z");
    sign_in.token.without("nonce");
    sign_in.pasted().rejected("wrong_nonce", &["oidc/nonce"]).told(
        "A nonce was sent, and none came back",
        "The school put a proxy in front of its provider that passes only the parameters it knows. \
         It doesn't know nonce.",
    )
}

fn issuer_trailing_slash() -> Sample {
    let sign_in = SignIn::new(&ORRERY, "issuer-trailing-slash", "2026-01-16T20:30:00Z");
    sign_in
        .pasted()
        .without_support("openid-configuration.json")
        .expect("oidc.op.issuer", "https://members.orrery.example")
        .rejected("issuer_slash", &["oidc/iss"])
        .told(
            "The issuer ends with a slash, the configuration doesn't",
            "Petra configured the observation log by hand and left the slash away, as one does. \
             An issuer is compared letter by letter, and the log refuses everybody.",
        )
}

fn no_subject() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "no-subject", "2026-03-20T12:12:12Z");
    sign_in.token.without("sub");
    sign_in.pasted().rejected("incomplete_message", &["oidc/sub"]).told(
        "The ID token does not say who it is about",
        "A claims rule that should rename sub removed it. \
         Tidepool finds an e-mail address and rightly refuses to take that for a name.",
    )
}

fn other_access_token() -> Sample {
    let slug = "other-access-token";
    let mut sign_in = SignIn::new(&FERNHILL, slug, "2026-03-20T13:00:01Z");
    sign_in.token.claim("at_hash", left_half(&opaque(slug, "access-token-of-another")));
    sign_in.token_response(&opaque(slug, "access-token")).rejected("mixed_answers", &["oidc/at_hash"]).told(
        "The access token is not the one that came with this ID token",
        "Chalkline's cache mixed up two answers of the token endpoint. \
         at_hash shows it before anybody sees another teacher's classes.",
    )
}

fn other_code() -> Sample {
    let slug = "other-code";
    let mut sign_in = SignIn::new(&LUMEN, slug, "2026-03-23T17:17:00Z");
    sign_in.token.claim("c_hash", left_half(&opaque(slug, "code-of-another")));
    let (code, id_token) = (opaque(slug, "code"), sign_in.id_token());
    let answer = wrap::form(&[("code", &code), ("id_token", &id_token), ("state", &sign_in.state())]);
    sign_in
        .sample()
        .capture("capture.txt", format!("{}#{answer}", LUMEN.redirect_uri))
        .rejected("mixed_answers", &["oidc/c_hash"])
        .told(
            "The code is not the one that came with this ID token",
            "Somebody put a code of their own into another person's callback. \
             c_hash doesn't fit it, and Tidepool refuses before it redeems the code.",
        )
}

fn weak_acr() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "weak-acr", "2026-03-24T07:01:00Z");
    sign_in.token.claim("acr", "urn:fernhill:password");
    sign_in
        .pasted()
        .expect("oidc.rp.acr", "urn:fernhill:two-factor")
        .because("authn_context_mismatch")
        .warns(&["oidc/acr"])
        .told(
            "A password, where two factors were wanted",
            "Chalkline asks for two factors before it shows marks. \
         The request's acr_values was lost in an update, and the school asked for a password alone.",
        )
}

fn essential_acr() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "acr-essential-unmet", "2026-03-24T07:11:00Z");
    sign_in.token.claim("acr", "urn:fernhill:password");
    let wanted = r#"{"id_token":{"acr":{"essential":true,"values":["urn:fernhill:two-factor"]}}}"#;
    let request = with(sign_in.careful_request(), "claims", wanted);
    sign_in
        .pasted()
        .capture("capture-request.txt", sign_in.asked(&request))
        .rejected("authn_context_mismatch", &["oidc/acr_essential"])
        .told(
            "A password, though two factors were essential",
            "Chalkline now asks for two factors as an essential claim. The school's server knows the claim acr and not the word essential, \
             asks for a password, and says so honestly.",
        )
}

fn wished_acr() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "acr-wish-unmet", "2026-03-24T07:21:00Z");
    let request = with(sign_in.careful_request(), "acr_values", "urn:fernhill:two-factor");
    sign_in.pasted().capture("capture-request.txt", sign_in.asked(&request)).warns(&["oidc/acr_asked"]).told(
        "A wish for two factors that nobody answered",
        "The request's acr_values names the two factors. The token says nothing of how its owner signed in, \
             and Chalkline, which never looks, takes it for granted.",
    )
}

fn one_factor() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "amr-one-factor", "2026-03-24T07:31:00Z");
    sign_in.token.claim("amr", Json::texts(&["pwd"]));
    sign_in.pasted().expect("oidc.rp.amr", "mfa").because("authn_context_mismatch").warns(&["oidc/amr"]).told(
        "One method of signing in, where the application wants several",
        "Chalkline's grade book lets nobody in whose amr does not list mfa. \
             The school has asked for a second factor since Monday, and its server still lists pwd alone.",
    )
}

fn two_factors() -> Sample {
    let mut sign_in = SignIn::new(&FERNHILL, "good-two-factors", "2026-03-24T07:41:00Z");
    sign_in.token.claim("acr", "urn:fernhill:two-factor");
    sign_in.token.claim("amr", Json::texts(&["pwd", "otp", "mfa"]));
    let wanted = r#"{"id_token":{"acr":{"essential":true,"values":["urn:fernhill:two-factor"]}}}"#;
    let request = with(sign_in.careful_request(), "claims", wanted);
    let request = with(request, "acr_values", "urn:fernhill:two-factor urn:fernhill:hardware-key");
    sign_in.pasted().capture("capture-request.txt", sign_in.asked(&request)).expect("oidc.rp.amr", "mfa").told(
        "Two factors asked for, and two factors given",
        "By Friday the school's server knows what essential means: it asks for the code from the telephone, \
         and says how Bola signed in, by context and by method.",
    )
}

const TIDEPOOL: &str = r#"# What Tidepool needs to find somebody's harbour.
schema = "ssoscope-playbook/1"

[[oidc.claim]]
name = "harbour"
required = true
"#;

fn claim_missing() -> Sample {
    let told = LUMEN.person.iter().map(|(name, value)| (*name, Json::from(*value)));
    let info = std::iter::once(("sub", Json::from(LUMEN.subject))).chain(told);
    SignIn::new(&LUMEN, "claim-missing", "2026-03-24T09:09:09Z")
        .pasted()
        .capture("capture-userinfo.json", Json::Object(info.collect()).pretty())
        .playbook(TIDEPOOL)
        .rejected("missing_attribute", &["oidc/claims"])
        .told(
            "The claim that names the harbour is missing",
            "Aino gets in and sees an empty map. \
             Lumen has the claim and gives it only to clients that ask for the scope harbour: neither the ID token nor UserInfo holds it.",
        )
}

fn discovery_of_another() -> Sample {
    let sign_in = SignIn::new(&FERNHILL, "discovery-of-another", "2026-03-24T12:00:00Z");
    let master = "https://accounts.fernhill.example/realms/master";
    sign_in
        .pasted()
        .support("openid-configuration.json", discovery(master, &["ES256"]))
        .expect("oidc.op.issuer", FERNHILL.issuer)
        .rejected("wrong_issuer", &["oidc/discovery_issuer"])
        .told(
            "The discovery document belongs to another realm",
            "Chalkline was given the issuer of the school's realm and the discovery document of the administrators' one. \
             The keys happen to be the same, and a careful client refuses to start.",
        )
}

fn access_token() -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, "access-token-as-id-token", "2026-03-25T08:40:00Z");
    sign_in.token.header("typ", "at+jwt");
    sign_in.token.claim("aud", "https://api.harbour.example");
    sign_in.token.claim("client_id", "tidepool-web");
    sign_in.token.claim("scope", "openid profile tides:read");
    sign_in.token.claim("jti", opaque("access-token-as-id-token", "jti"));
    ["nonce", "auth_time", "email", "name"].iter().for_each(|name| sign_in.token.without(name));
    let token = sign_in.id_token();
    sign_in
        .sample()
        .capture("capture.json", token_response(&token, &token))
        .rejected("wrong_token", &["oidc/token_kind", "oidc/aud", "oidc/nonce"]).told(
        "An access token where an ID token should be",
        "A gateway in front of Lumen writes the access token into both places of the token endpoint's answer. \
         It is signed by the right provider, and was made for an interface and not to say who signed in.",
    )
}
