//! What the ID token says: from whom, for whom, about whom, and what ties it to its sign-in.

use super::super::parties::LUMEN_FORMER_KEY;
use super::super::provider::discovery;
use super::super::sign_in::{opaque, user_info};
use super::super::token::left_half;
use super::flow::{Flow, Kind};
use crate::bench::{Fault, Part, fault};
use crate::json::Json;

const CLIENT: &[&str] = &["wrong_client"];
const ISSUER: &[&str] = &["wrong_issuer"];
const MISSING: &[&str] = &["missing_attribute"];
const MIXED: &[&str] = &["mixed_answers"];
const IDP: &[&str] = &["idp-admin"];
const SP: &[&str] = &["sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "aud-other-client",
        Part::Audience,
        "the token is for another client of the provider",
        CLIENT,
        SP,
        |flow| audience(flow, "another-client"),
    ),
    fault(
        "aud-of-test",
        Part::Audience,
        "the token is for the application's test client",
        CLIENT,
        SP,
        |flow| audience_like(flow, |own| format!("{own}-test")),
    ),
    fault("aud-case", Part::Audience, "the client ID is configured with a capital", CLIENT, SP, |flow| {
        audience_like(flow, |own| own.replacen(char::is_alphabetic, "X", 1))
    }),
    fault("azp-other", Part::Audience, "two audiences, and azp names the other", CLIENT, SP, other_party),
    fault(
        "issuer-slash",
        Part::Issuer,
        "the application's issuer has a slash more or less than the provider's",
        &["issuer_slash"],
        SP,
        issuer_slash,
    ),
    fault("issuer-http", Part::Issuer, "the application's issuer says http", ISSUER, SP, |flow| {
        configured(flow, |own| own.replacen("https:", "http:", 1))
    }),
    fault(
        "issuer-case",
        Part::Issuer,
        "the application's issuer has a capital in its host",
        ISSUER,
        SP,
        |flow| {
            configured(flow, |own| {
                own.replacen("https://", "https://X", 1).replacen("https://Xi", "https://I", 1)
            })
        },
    ),
    fault("issuer-realm", Part::Issuer, "the application's issuer names another realm", ISSUER, SP, |flow| {
        configured(flow, |own| format!("{}/realms/master", own.trim_end_matches('/')))
    }),
    fault(
        "issuer-host",
        Part::Issuer,
        "the application's issuer names an alias of the host",
        ISSUER,
        SP,
        |flow| configured(flow, |own| own.replacen("https://", "https://login.", 1)),
    ),
    fault(
        "issuer-behind-proxy",
        Part::Issuer,
        "the provider writes http into its tokens and publishes https",
        ISSUER,
        IDP,
        behind_proxy,
    ),
    fault(
        "environment",
        Part::Issuer,
        "the token is from the test provider, with its key",
        &["wrong_environment"],
        SP,
        environment,
    )
    .hiding(),
    fault(
        "answer-of-another-issuer",
        Part::Issuer,
        "iss beside the code names another provider",
        ISSUER,
        &["sp-admin", "idp-admin"],
        answer_iss,
    ),
    fault(
        "discovery-of-another",
        Part::Issuer,
        "the discovery document is another realm's",
        &["wrong_issuer", "wrong_discovery_url"],
        SP,
        other_discovery,
    ),
    fault(
        "nonce-other",
        Part::Request,
        "the nonce is another sign-in's",
        &["wrong_nonce"],
        &["sp-admin", "user"],
        |flow| claimed(flow, "nonce", "n-0f61c2aa94be7d35e810"),
    ),
    fault(
        "nonce-missing",
        Part::Request,
        "a nonce was sent, and none came back",
        &["wrong_nonce"],
        &["network", "idp-admin"],
        nonce_missing,
    ),
    fault(
        "sub-missing",
        Part::Subject,
        "the token does not say whom it is about",
        &["incomplete_message"],
        IDP,
        |flow| unclaimed(flow, "sub"),
    ),
    fault(
        "acr-weak",
        Part::Context,
        "a password, where two factors were wanted",
        &["authn_context_mismatch"],
        IDP,
        weak,
    ),
    fault(
        "auth-time-old",
        Part::Context,
        "the person signed in longer ago than max_age allows",
        &["sign_in_too_old"],
        IDP,
        long_ago,
    ),
    fault(
        "auth-time-missing",
        Part::Context,
        "max_age was asked for, and the token does not say when",
        &["sign_in_too_old"],
        IDP,
        undated,
    ),
    fault(
        "claim-missing",
        Part::Attributes,
        "a claim that the application needs is not told",
        MISSING,
        IDP,
        |flow| needs(flow, "harbour"),
    ),
    fault(
        "claim-renamed",
        Part::Attributes,
        "the application looks for the same fact under another name",
        MISSING,
        SP,
        |flow| needs(flow, "User.Email"),
    ),
    fault(
        "claim-case",
        Part::Attributes,
        "the application writes the claim with a capital",
        MISSING,
        SP,
        |flow| needs(flow, "Email"),
    ),
    fault(
        "groups-overage",
        Part::Attributes,
        "too many groups: the token points elsewhere",
        &["overage"],
        IDP,
        overage,
    ),
    fault(
        "at-hash-other",
        Part::Subject,
        "the access token is not the one that at_hash speaks of",
        MIXED,
        SP,
        at_hash,
    ),
    fault("c-hash-other", Part::Subject, "the code is not the one that c_hash speaks of", MIXED, SP, c_hash),
    fault("s-hash-other", Part::Subject, "the state is not the one that s_hash speaks of", MIXED, SP, s_hash),
    fault("userinfo-of-another", Part::Subject, "UserInfo speaks of somebody else", MIXED, SP, userinfo),
    fault(
        "access-token-instead",
        Part::Answer,
        "an access token stands where the ID token should",
        &["wrong_token"],
        SP,
        access_token,
    )
    .hiding(),
];

fn claimed(flow: &mut Flow, name: &'static str, value: impl Into<Json>) -> Option<()> {
    flow.sign_in.token.claim(name, value);
    Some(())
}

fn unclaimed(flow: &mut Flow, name: &str) -> Option<()> {
    flow.sign_in.token.without(name);
    Some(())
}

fn audience(flow: &mut Flow, other: &str) -> Option<()> {
    claimed(flow, "aud", other)
}

fn audience_like(flow: &mut Flow, write: fn(&str) -> String) -> Option<()> {
    let other = write(flow.sign_in.parties.client_id);
    claimed(flow, "aud", other)
}

fn other_party(flow: &mut Flow) -> Option<()> {
    let own = flow.sign_in.parties.client_id;
    claimed(flow, "aud", Json::texts(&[own, "another-client"]))?;
    claimed(flow, "azp", "another-client")
}

/// The application is configured with an issuer by hand: no discovery document says otherwise.
fn configured(flow: &mut Flow, write: fn(&str) -> String) -> Option<()> {
    let other = write(flow.sign_in.parties.issuer);
    (other != flow.sign_in.parties.issuer && flow.kind == Kind::Token).then_some(())?;
    flow.expect("oidc.op.issuer", other);
    flow.published = false;
    Some(())
}

fn issuer_slash(flow: &mut Flow) -> Option<()> {
    (flow.kind != Kind::Token).then_some(())?;
    let own = flow.sign_in.parties.issuer;
    flow.expect("oidc.op.issuer", own.strip_suffix('/').map_or(format!("{own}/"), str::to_owned));
    flow.published = false;
    Some(())
}

fn behind_proxy(flow: &mut Flow) -> Option<()> {
    let plain = flow.sign_in.parties.issuer.replacen("https:", "http:", 1);
    claimed(flow, "iss", plain)
}

fn environment(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Token).then_some(())?;
    claimed(flow, "iss", "https://id-test.lumen.example")?;
    claimed(flow, "aud", "tidepool-web-test")?;
    flow.sign_in.token.header("kid", "lumen-test-1");
    flow.sign = |sign_in| sign_in.token.signed(&LUMEN_FORMER_KEY);
    Some(())
}

fn answer_iss(flow: &mut Flow) -> Option<()> {
    flow.shows_request().then_some(())?;
    let iss = flow.answer.iter_mut().find(|(name, _)| *name == "iss")?;
    "https://login.elsewhere.example".clone_into(&mut iss.1);
    Some(())
}

fn other_discovery(flow: &mut Flow) -> Option<()> {
    let own = flow.sign_in.parties.issuer;
    let algorithm = flow.sign_in.parties.key.algorithm.name();
    flow.discovery = discovery(&format!("{}/realms/master", own.trim_end_matches('/')), &[algorithm]);
    flow.expect("oidc.op.issuer", own);
    Some(())
}

fn nonce_missing(flow: &mut Flow) -> Option<()> {
    unclaimed(flow, "nonce")
}

fn weak(flow: &mut Flow) -> Option<()> {
    flow.expect("oidc.rp.acr", "urn:example:two-factor");
    claimed(flow, "acr", "urn:example:password")
}

fn long_ago(flow: &mut Flow) -> Option<()> {
    let then = flow.sign_in.seconds(-5_400);
    flow.expect("oidc.rp.max_age", "600s");
    claimed(flow, "auth_time", then)
}

fn undated(flow: &mut Flow) -> Option<()> {
    flow.expect("oidc.rp.max_age", "600s");
    unclaimed(flow, "auth_time")
}

fn needs(flow: &mut Flow, name: &str) -> Option<()> {
    // Where UserInfo is still to come, nobody can tell what it will hold.
    (flow.told.is_some() || flow.kind == Kind::Implicit).then_some(())?;
    let told = flow.sign_in.parties.person.iter().any(|(name, _)| *name == "email");
    (told || name == "harbour").then_some(())?;
    flow.needs.push(name.to_owned());
    Some(())
}

fn overage(flow: &mut Flow) -> Option<()> {
    flow.needs.push("groups".to_owned());
    claimed(flow, "_claim_names", Json::Object(vec![("groups", "src1".into())]))?;
    let endpoint = "https://graph.windows.net/72f988bf/users/5b1e/getMemberObjects";
    let source = Json::Object(vec![("endpoint", endpoint.into())]);
    claimed(flow, "_claim_sources", Json::Object(vec![("src1", source)]))
}

fn at_hash(flow: &mut Flow) -> Option<()> {
    flow.shows_exchange().then_some(())?;
    claimed(flow, "at_hash", left_half(&opaque("bench", "access-token-of-another")))
}

fn c_hash(flow: &mut Flow) -> Option<()> {
    matches!(flow.kind, Kind::Hybrid | Kind::PostedLog).then_some(())?;
    claimed(flow, "c_hash", left_half(&opaque("bench", "code-of-another")))
}

fn s_hash(flow: &mut Flow) -> Option<()> {
    matches!(flow.kind, Kind::Hybrid | Kind::PostedLog | Kind::Implicit).then_some(())?;
    claimed(flow, "s_hash", left_half("the state of another"))
}

fn userinfo(flow: &mut Flow) -> Option<()> {
    flow.told.as_ref()?;
    flow.told = Some(user_info(flow.sign_in.parties, "somebody-else"));
    Some(())
}

fn access_token(flow: &mut Flow) -> Option<()> {
    // alone it is an access token, and nothing is wrong with it
    flow.shows_request().then_some(())?;
    flow.sign_in.token.header("typ", "at+jwt");
    claimed(flow, "aud", "https://api.elsewhere.example")?;
    let client = flow.sign_in.parties.client_id;
    claimed(flow, "client_id", client)?;
    claimed(flow, "scope", "openid profile")?;
    claimed(flow, "jti", opaque("bench", "jti"))?;
    ["nonce", "auth_time"].iter().for_each(|name| flow.sign_in.token.without(name));
    Some(())
}
