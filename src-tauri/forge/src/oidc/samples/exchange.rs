//! What happens at the token endpoint and after it.

use super::super::parties::{FERNHILL, LUMEN};
use super::super::provider::discovery;
use super::super::sign_in::{SignIn, form, opaque, token_response, user_info, with, without};
use super::super::token::{Token, left_half};
use super::requests::{other_challenge, registered_with};
use crate::json::Json;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    whole_code_flow,
    other_verifier,
    code_used_twice,
    secret_wrong,
    secret_ended,
    wrong_method,
    code_too_old,
    consent_missing,
    no_id_token,
    by_fragment,
    code_in_place_of_token,
    scope_not_granted,
    user_info_of_another,
    no_mail,
    client_assertion,
    client_assertion_for_another,
    refreshed,
    refreshed_for_another,
];

/// Request, callback, token request and answer of a sign-in by code.
fn by_code(sign_in: &SignIn, sample: Sample) -> Sample {
    sample
        .capture("capture-1-request.txt", sign_in.asked(&sign_in.careful_request()))
        .capture("capture-2-callback.txt", sign_in.callback())
        .capture("capture-3-token-request.txt", form(&sign_in.redeemed()))
}

fn answered(sign_in: &SignIn, sample: Sample) -> Sample {
    let answer = token_response(&opaque(sign_in.slug, "access-token"), &sign_in.id_token());
    by_code(sign_in, sample).capture("capture-4-token-response.json", answer)
}

fn refused(error: &'static str, description: &'static str) -> String {
    let mut members = vec![("error", Json::from(error))];
    if !description.is_empty() {
        members.push(("error_description", description.into()));
    }
    Json::Object(members).pretty()
}

fn whole_code_flow() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "good-code-flow", "2026-04-15T08:00:00Z");
    answered(&sign_in, sign_in.registered())
        .expect("oidc.rp.secret_expires", "2026-10-01")
        .capture("capture-5-userinfo.json", user_info(&LUMEN, LUMEN.subject))
        .told(
            "A whole sign-in by code, as it should be",
            "Tidepool's developer wrote down all five messages of one sign-in, from the request to what UserInfo told. \
             It is what the others are compared with.",
        )
}

fn other_verifier() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "pkce-mismatch", "2026-04-15T09:00:00Z");
    let request = with(sign_in.careful_request(), "code_challenge", other_challenge());
    sign_in
        .registered()
        .capture("capture-1-request.txt", sign_in.asked(&request))
        .capture("capture-2-callback.txt", sign_in.callback())
        .capture("capture-3-token-request.txt", form(&sign_in.redeemed()))
        .capture("capture-4-token-response.json", refused("invalid_grant", "PKCE verification failed"))
        .rejected("pkce_mismatch", &["oidc/pkce", "oidc/error_response"])
        .told(
            "The verifier belongs to another sign-in",
            "Tidepool keeps one verifier for each browser. Aino opened two tabs; the second made a new verifier, \
             and the code of the first could not be redeemed with it.",
        )
}

fn code_used_twice() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "code-used-twice", "2026-04-15T10:00:00Z");
    let again = with(sign_in.redeemed(), "scope", "openid");
    answered(&sign_in, sign_in.registered())
        .capture("capture-5-token-request.txt", form(&again))
        .capture("capture-6-token-response.json", refused("invalid_grant", "Code already used"))
        .rejected("code_redeemed_twice", &["oidc/code_reuse", "oidc/error_response"])
        .told(
            "The code is redeemed a second time",
            "Aino's browser loaded the callback twice, and two nodes of Tidepool redeemed the same code. \
             The second was refused, and its error is the one that she saw.",
        )
}

fn secret_wrong() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "client-secret-wrong", "2026-04-15T11:00:00Z");
    by_code(&sign_in, sign_in.registered())
        .capture("capture-4-token-response.json", refused("invalid_client", "client authentication failed"))
        .rejected("secret_expired_or_wrong_method", &["oidc/error_response"])
        .told(
            "The provider does not take the client secret",
            "Lumen's administrator made a new secret on Friday and sent it to a mailbox that nobody reads. \
             On Monday nobody could look up the tides.",
        )
}

fn secret_ended() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "client-secret-ended", "2026-04-15T12:00:00Z");
    let ended = sign_in.seconds(-86_400);
    by_code(&sign_in, registered_with(&sign_in, "client_secret_expires_at", ended))
        .capture("capture-4-token-response.json", refused("invalid_client", ""))
        .rejected("secret_expired_or_wrong_method", &["oidc/error_response"])
        .told(
            "The client secret ended yesterday",
            "Lumen's secrets last two years, and Tidepool is two years old. \
             The registration says when the secret ended, to the second.",
        )
}

fn wrong_method() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "token-auth-method", "2026-04-15T13:00:00Z");
    let sample = registered_with(&sign_in, "token_endpoint_auth_method", "client_secret_basic");
    answered(&sign_in, sample)
        .because("secret_expired_or_wrong_method")
        .warns(&["oidc/token_auth_method"])
        .told(
            "The secret travels in the body, and Basic is registered",
            "Lumen is lax today and takes the secret from either place. \
             Its next release will not, and Tidepool's developer likes to know beforehand.",
        )
}

fn code_too_old() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "code-too-old", "2026-04-16T08:00:00Z");
    by_code(&sign_in, sign_in.registered())
        .capture("capture-4-token-response.json", refused("invalid_grant", "Authorization code has expired"))
        .rejected("token_too_old", &["oidc/error_response"])
        .told(
            "The code had ended when it was redeemed",
            "Tidepool's callback asks a slow weather service first and redeems the code afterwards. \
             On stormy days that takes longer than a code lives.",
        )
}

fn consent_missing() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "consent-missing", "2026-04-16T09:00:00Z");
    let request = with(sign_in.careful_request(), "prompt", "none");
    let answer = wrap::form(&[
        ("error", "consent_required"),
        ("error_description", "requested scopes not granted"),
        ("state", &sign_in.state()),
        ("iss", LUMEN.issuer),
    ]);
    sign_in
        .registered()
        .capture("capture-1-request.txt", sign_in.asked(&request))
        .capture("capture-2-callback.txt", format!("{}?{answer}", LUMEN.redirect_uri))
        .rejected("consent_or_policy", &["oidc/error_response"])
        .told(
            "The person never agreed, and may not be asked",
            "Tidepool renews sessions in a hidden frame. Since it asks for e-mail addresses, \
             everybody has to agree once, and in a hidden frame nobody can.",
        )
}

fn no_id_token() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "no-id-token", "2026-04-16T10:00:00Z");
    let answer = Json::Object(vec![
        ("access_token", opaque("no-id-token", "access-token").into()),
        ("token_type", "Bearer".into()),
        ("expires_in", 3_600.into()),
    ]);
    by_code(&sign_in, sign_in.registered())
        .capture("capture-4-token-response.json", answer.pretty())
        .rejected("openid_scope_missing", &["oidc/id_token_present"])
        .told(
            "The token endpoint brings access, and nobody's name",
            "Lumen's new gateway was set up for plain OAuth and drops the ID token as something that it does not know. \
             Tidepool says “id_token undefined”.",
        )
}

fn by_fragment() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "answer-by-fragment", "2026-04-16T11:00:00Z");
    sign_in
        .registered()
        .capture("capture-1-request.txt", sign_in.asked(&sign_in.careful_request()))
        .capture("capture-2-callback.txt", sign_in.callback().replace('?', "#"))
        .rejected("response_not_as_asked", &["oidc/response_mode"])
        .told(
            "The code comes behind a hash mark, where no server sees it",
            "A setting at Lumen meant for pages that run in the browser was made for all clients. \
             Tidepool's server gets a callback with nothing in it.",
        )
}

fn code_in_place_of_token() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "code-in-place-of-token", "2026-04-16T12:00:00Z");
    let request = with(sign_in.careful_request(), "response_type", "code id_token");
    sign_in
        .registered()
        .capture("capture-1-request.txt", sign_in.asked(&request))
        .capture("capture-2-callback.txt", sign_in.callback().replace('?', "#"))
        .rejected("response_not_as_asked", &["oidc/response_parts"])
        .told(
            "A code and an ID token were asked for, and a code came",
            "Tidepool asks for both at once. Lumen's gateway knows codes only, sends one, \
             and Tidepool waits for the ID token.",
        )
}

fn scope_not_granted() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "scope-not-granted", "2026-04-16T13:00:00Z");
    let answer = token_response(&opaque(sign_in.slug, "access-token"), &sign_in.id_token());
    by_code(&sign_in, sign_in.registered())
        .capture("capture-4-token-response.json", answer.replace("openid profile email", "openid profile"))
        .warns(&["oidc/scope_granted"])
        .told(
            "One scope fewer comes back than was asked for",
            "Aino unticked her e-mail address on Lumen's page, as she may. \
             Tidepool never looked at the scope that comes back and wonders where the address is.",
        )
}

fn user_info_of_another() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "userinfo-of-another", "2026-04-17T08:00:00Z");
    answered(&sign_in, sign_in.registered())
        .capture("capture-5-userinfo.json", user_info(&LUMEN, "usr_01HV6R2M00"))
        .rejected("mixed_answers", &["oidc/userinfo_sub"])
        .told(
            "UserInfo speaks of somebody else",
            "Tidepool keeps access tokens by session, and a cache mixed two sessions up. \
             The ID token is Aino's; the address that UserInfo gave is her neighbour's.",
        )
}

fn no_mail() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "no-mail-address", "2026-04-17T09:00:00Z");
    let mut sign_in = sign_in;
    sign_in.token.without("email");
    let told = user_info(&LUMEN, LUMEN.subject).replace("email", "nickname");
    answered(&sign_in, sign_in.registered())
        .capture("capture-5-userinfo.json", told)
        .because("missing_attribute")
        .warns(&["oidc/scope_claims"])
        .told(
            "The scope email was granted, and there is no address",
            "One harbour master has no e-mail address at Lumen. \
             Everything about his sign-in is right, and Tidepool, which knows people by their addresses, turns him away.",
        )
}

/// A token by which Chalkline shows who it is (RFC 7523).
fn asserted(slug: &'static str, audience: &'static str) -> Sample {
    let sign_in = SignIn::new(&FERNHILL, slug, "2026-04-17T10:00:00Z");
    let mut assertion = Token::default();
    assertion.header("alg", "ES256");
    assertion.claim("iss", FERNHILL.client_id);
    assertion.claim("sub", FERNHILL.client_id);
    assertion.claim("aud", audience);
    assertion.claim("iat", sign_in.seconds(0));
    assertion.claim("exp", sign_in.seconds(60));
    assertion.claim("jti", opaque(slug, "jti"));
    let request = without(without(sign_in.redeemed(), "client_secret"), "code_verifier");
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let request = with(
        with(request, "client_assertion_type", kind),
        "client_assertion",
        assertion.signed(&FERNHILL.key),
    );
    let document = discovery(FERNHILL.issuer, &["ES256"]).replace("client_secret_post", "private_key_jwt");
    let sample = sign_in.sample().support("openid-configuration.json", document);
    sample.without_expectation("oidc.rp.nonce").capture("capture.txt", form(&request))
}

fn client_assertion() -> Sample {
    asserted("client-assertion", "https://accounts.fernhill.example/realms/school/token")
        .undetermined("none")
        .told(
            "The application shows who it is by a signed token",
            "Chalkline gave its client secret up and signs an assertion with its own key instead. \
             This one names the client, the school's token endpoint, and the next minute.",
        )
}

fn client_assertion_for_another() -> Sample {
    asserted("client-assertion-for-another", "https://accounts.fernhill.example/realms/staff/token")
        .rejected("secret_expired_or_wrong_method", &["oidc/client_assertion"])
        .told(
            "The assertion is meant for another realm",
            "The school moved its pupils to a realm of their own, and Chalkline still signs for the old one. \
             The provider says invalid_client and keeps the reason to itself.",
        )
}

/// A first answer, the request that renews it, and the second answer.
fn renewed(slug: &'static str, subject: &'static str) -> Sample {
    let mut sign_in = SignIn::new(&LUMEN, slug, "2026-04-17T11:00:00Z");
    let first = token_response(&opaque(slug, "access-token"), &sign_in.id_token());
    let issued = sign_in.seconds(0);
    sign_in.token.claim("iat", issued);
    sign_in.token.claim("sub", subject);
    let access_token = opaque(slug, "access-token-2");
    sign_in.token.claim("at_hash", left_half(&access_token));
    let second = token_response(&access_token, &sign_in.id_token());
    let renew = [
        ("grant_type", "refresh_token"),
        ("refresh_token", &*opaque(slug, "refresh")),
        ("client_id", LUMEN.client_id),
    ];
    sign_in
        .sample()
        .capture("capture-1-token-response.json", first)
        .capture("capture-2-token-request.txt", wrap::form(&renew))
        .capture("capture-3-token-response.json", second)
}

fn refreshed() -> Sample {
    renewed("good-refresh", LUMEN.subject).told(
        "The tokens are renewed, for the same person",
        "Aino keeps the tide table open all day, and Tidepool renews her tokens every hour. \
         The new ID token speaks of her like the first.",
    )
}

fn refreshed_for_another() -> Sample {
    renewed("refresh-for-another", "usr_01HV6R2M00").rejected("mixed_answers", &["oidc/refreshed"]).told(
        "After the renewal the tokens are somebody else's",
        "Tidepool stored refresh tokens by browser, and two people share one in the harbour office. \
         At ten past eleven Aino became her colleague.",
    )
}
