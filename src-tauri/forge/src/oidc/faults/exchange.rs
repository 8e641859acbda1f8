//! What happens at the token endpoint and after it.

use super::super::sign_in::{form, with};
use super::flow::{Flow, Kind};
use crate::bench::{Fault, Part, fault};
use crate::json::Json;

const SECRET: &[&str] = &["secret_expired_or_wrong_method"];
const SP: &[&str] = &["sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "secret-wrong",
        Part::Answer,
        "invalid_client: the provider does not take the secret",
        SECRET,
        SP,
        |flow| refused(flow, "invalid_client", "client authentication failed"),
    )
    .hiding(),
    fault(
        "secret-ended",
        Part::Answer,
        "the registration says that the secret ended yesterday",
        SECRET,
        SP,
        secret_ended,
    )
    .hiding(),
    fault(
        "method-other",
        Part::Answer,
        "the secret travels in the body, Basic is registered",
        SECRET,
        SP,
        other_method,
    ),
    fault(
        "code-expired",
        Part::Answer,
        "invalid_grant: the code had ended",
        &["token_too_old"],
        SP,
        |flow| refused(flow, "invalid_grant", "Authorization code has expired"),
    )
    .hiding(),
    fault(
        "code-twice",
        Part::Answer,
        "the code is redeemed a second time",
        &["code_redeemed_twice"],
        SP,
        code_twice,
    ),
    fault(
        "redirect-uri-at-token",
        Part::Answer,
        "the token request names another redirect URI than the first request",
        &["redirect_uri_mismatch"],
        SP,
        redirect_uri,
    )
    .hiding(),
    fault(
        "verifier-of-another",
        Part::Answer,
        "the verifier is another sign-in's, and the provider says so",
        &["pkce_mismatch"],
        SP,
        verifier,
    )
    .hiding(),
    fault(
        "verifier-missing",
        Part::Answer,
        "a challenge was sent, and no verifier",
        &["pkce_mismatch"],
        SP,
        no_verifier,
    )
    .hiding(),
    fault(
        "no-id-token",
        Part::Answer,
        "the token endpoint brings access and no ID token",
        &["openid_scope_missing"],
        &["idp-admin", "sp-admin"],
        no_id_token,
    )
    .hiding(),
    fault(
        "token-endpoint-fails",
        Part::Answer,
        "server_error at the token endpoint",
        &["idp_refused"],
        &["idp-admin"],
        |flow| refused(flow, "server_error", "Unexpected error"),
    )
    .hiding(),
    fault(
        "unauthorized-grant",
        Part::Answer,
        "unauthorized_client at the token endpoint",
        &["response_not_as_asked", "idp_refused"],
        &["idp-admin"],
        |flow| refused(flow, "unauthorized_client", "Unauthorized grant type"),
    )
    .hiding(),
    fault(
        "logout-elsewhere",
        Part::Way,
        "the address to go to after the logout is not registered",
        &["redirect_uri_mismatch"],
        &["sp-admin", "idp-admin"],
        logout,
    ),
];

fn refused(flow: &mut Flow, error: &'static str, description: &'static str) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    flow.tokens = vec![("error", error.into()), ("error_description", description.into())];
    flow.told = None;
    Some(())
}

fn registered(flow: &mut Flow, name: &'static str, value: impl Into<Json>) {
    flow.registration.retain(|(known, _)| *known != name);
    flow.registration.push((name, value.into()));
}

fn secret_ended(flow: &mut Flow) -> Option<()> {
    let yesterday = flow.sign_in.seconds(-86_400);
    registered(flow, "client_secret_expires_at", yesterday);
    refused(flow, "invalid_client", "")
}

fn other_method(flow: &mut Flow) -> Option<()> {
    flow.shows_exchange().then_some(())?;
    registered(flow, "token_endpoint_auth_method", "client_secret_basic");
    Some(())
}

fn code_twice(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    let again = form(&with(flow.redeem.clone(), "scope", "openid"));
    flow.more.push(("capture-6-token-request.txt", again));
    let refusal =
        vec![("error", Json::from("invalid_grant")), ("error_description", "Code already used".into())];
    flow.more.push(("capture-7-token-response.json", Json::Object(refusal).pretty()));
    Some(())
}

fn redirect_uri(flow: &mut Flow) -> Option<()> {
    let other = format!("{}/", flow.sign_in.parties.redirect_uri);
    flow.redeem = with(std::mem::take(&mut flow.redeem), "redirect_uri", other);
    refused(flow, "invalid_grant", "redirect_uri did not match")
}

fn verifier(flow: &mut Flow) -> Option<()> {
    let other = "a-verifier-of-another-sign-in-that-nobody-waits-for";
    flow.redeem = with(std::mem::take(&mut flow.redeem), "code_verifier", other);
    refused(flow, "invalid_grant", "PKCE verification failed")
}

fn no_verifier(flow: &mut Flow) -> Option<()> {
    flow.redeem.retain(|(name, _)| *name != "code_verifier");
    refused(flow, "invalid_grant", "code_verifier is missing")
}

fn no_id_token(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    flow.tokens.retain(|(name, _)| *name != "scope");
    flow.tokens.push(("no_id_token", Json::Truth(true)));
    flow.told = None;
    Some(())
}

fn logout(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    let application = super::flow::origin(flow.sign_in.parties.redirect_uri);
    registered(flow, "post_logout_redirect_uris", Json::texts(&[&format!("{application}/bye")]));
    let parameters = [
        ("client_id", flow.sign_in.parties.client_id.to_owned()),
        ("post_logout_redirect_uri", format!("{application}/goodbye")),
    ];
    let base = flow.sign_in.parties.issuer.trim_end_matches('/');
    flow.more.push(("capture-8-logout.txt", format!("{base}/logout?{}", form(&parameters))));
    Some(())
}
