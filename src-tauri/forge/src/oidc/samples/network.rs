//! What only the traffic shows: pages of errors, and documents where they should not be.

use super::super::har::{Exchange, log};
use super::super::parties::{FERNHILL, LUMEN, ORRERY};
use super::super::provider::{discovery, jwk, jwks};
use super::super::sign_in::SignIn;
use crate::instant::at;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    taken_by_application,
    session_lost_at_provider,
    application_gives_up,
    pasted_from_the_screen,
    found_where_it_says,
    moved_and_still_called_so,
    not_found,
    keys_found,
    keys_kept_away,
];

fn taken_by_application() -> Sample {
    let arrived = "2026-04-23T07:00:00Z";
    let sign_in = SignIn::new(&LUMEN, "browser-alone", arrived);
    let traffic = [
        Exchange::get(sign_in.asked(&sign_in.careful_request())).redirects(sign_in.callback()),
        Exchange::get(sign_in.callback()).redirects("https://app.tidepool.example/tides"),
    ];
    sign_in.registered().capture("capture.har", log(at(arrived), &traffic)).undetermined("none").told(
        "What the browser sees of a sign-in by code",
        "Aino saved her browser's network log of a morning on which all went well. \
         The tokens went from server to server, so that the log alone can't show that they were good.",
    )
}

fn session_lost_at_provider() -> Sample {
    let arrived = "2026-04-23T08:00:00Z";
    let sign_in = SignIn::new(&LUMEN, "session-lost-at-provider", arrived);
    let page = "error: invalid_request, error_description: interaction session id cookie not found";
    let traffic = [
        Exchange::get(sign_in.asked(&sign_in.careful_request()))
            .redirects("https://id.lumen.example/login/7"),
        Exchange::get("https://id.lumen.example/login/7").page(400, page),
    ];
    sign_in
        .registered()
        .capture("capture.har", log(at(arrived), &traffic))
        .rejected("provider_lost_sign_in", &["flow/answered", "oidc/error_page"])
        .told(
            "The provider forgot the sign-in that was under way",
            "Aino opened the sign-in page, went for coffee, and typed her password after her browser had cleaned up. \
             Lumen no longer knew what the password was for.",
        )
}

fn application_gives_up() -> Sample {
    let arrived = "2026-04-23T09:00:00Z";
    let sign_in = SignIn::new(&LUMEN, "application-gives-up", arrived);
    let traffic = [
        Exchange::get(sign_in.asked(&sign_in.careful_request())).redirects(sign_in.callback()),
        Exchange::get(sign_in.callback()).page(403, "Login failed: no user with this e-mail address found"),
    ];
    sign_in
        .registered()
        .capture("capture.har", log(at(arrived), &traffic))
        .rejected("application_refused", &["flow/answered", "oidc/application_error"])
        .told(
            "Everything went well, and the application has no account",
            "A new harbour master can sign in at Lumen and not at Tidepool, which wants accounts made by hand first. \
             His network log ends with the page that says so.",
        )
}

fn pasted_from_the_screen() -> Sample {
    let sign_in = SignIn::new(&LUMEN, "error-from-the-screen", "2026-04-23T09:30:00Z");
    let text = "Sorry, but we're having trouble signing you in.\n\nAADSTS50105: Your administrator has configured the \
                application Tidepool ('3f6b1c1e') to block users unless they are specifically granted access.\n";
    sign_in
        .sample()
        .without_expectation("oidc.rp.nonce")
        .capture("capture.txt", text)
        .rejected("consent_or_policy", &["oidc/error_page", "paste/error_text"])
        .told(
            "Nothing but the text on the screen",
            "A harbour master copied what he saw into a ticket and went home. \
             Its number says who has to act, and that it is not he.",
        )
}

/// The application fetches the discovery document, and what it finds.
fn fetched(sample: &SignIn, arrived: &str, answer: Exchange) -> Sample {
    let traffic = [answer];
    sample
        .sample()
        .without_support("openid-configuration.json")
        .without_expectation("oidc.rp.nonce")
        .capture("capture.har", log(at(arrived), &traffic))
}

fn found_where_it_says() -> Sample {
    let arrived = "2026-04-23T10:00:00Z";
    let sign_in = SignIn::new(&FERNHILL, "discovery-found", arrived);
    let url = format!("{}/.well-known/openid-configuration", FERNHILL.issuer);
    fetched(&sign_in, arrived, Exchange::get(url).json(200, discovery(FERNHILL.issuer, &["ES256"])))
        .undetermined("none")
        .told(
            "The discovery document stands where its issuer says",
            "Chalkline's server fetched the school's discovery document through a proxy that keeps a log. \
             The document names the realm that it was fetched from.",
        )
}

fn moved_and_still_called_so() -> Sample {
    let arrived = "2026-04-23T11:00:00Z";
    let sign_in = SignIn::new(&ORRERY, "discovery-moved", arrived);
    let url = "https://login.orrery.example/.well-known/openid-configuration";
    fetched(&sign_in, arrived, Exchange::get(url).json(200, discovery(ORRERY.issuer, &["EdDSA"])))
        .rejected("wrong_discovery_url", &["oidc/discovery_url"])
        .told(
            "The provider moved, and still calls itself by its old address",
            "The Orrery Society moved its provider to a new host and forgot the setting that says so. \
             The observation log refuses a document that names another provider.",
        )
}

fn not_found() -> Sample {
    let arrived = "2026-04-23T12:00:00Z";
    let sign_in = SignIn::new(&FERNHILL, "discovery-not-found", arrived);
    let url = "https://accounts.fernhill.example/auth/realms/school/.well-known/openid-configuration";
    fetched(&sign_in, arrived, Exchange::get(url).page(404, "Not found"))
        .rejected("wrong_discovery_url", &["flow/answered", "oidc/discovery_url"])
        .told(
            "There is no discovery document where the application looks",
            "The school's provider lost /auth from its paths in an update, as its release notes say. \
             Chalkline still has it, and nobody reads release notes.",
        )
}

/// The application fetches the keys, and what it finds.
fn keys_fetched(slug: &'static str, arrived: &'static str, answer: impl Fn(Exchange) -> Exchange) -> Sample {
    let sign_in = SignIn::new(&FERNHILL, slug, arrived);
    let url = format!("{}/keys", FERNHILL.issuer.trim_end_matches('/'));
    let traffic = [answer(Exchange::get(url))];
    sign_in.sample().without_expectation("oidc.rp.nonce").capture("capture.har", log(at(arrived), &traffic))
}

fn keys_found() -> Sample {
    let keys = jwks(&[jwk(&FERNHILL.key)]);
    keys_fetched("keys-found", "2026-04-23T13:00:00Z", |asked| asked.json(200, keys.clone()))
        .undetermined("none")
        .told(
            "The keys are where the discovery document says",
            "Chalkline's server fetched the school's keys through a proxy that keeps a log. \
         They came at once.",
        )
}

fn keys_kept_away() -> Sample {
    keys_fetched("keys-kept-away", "2026-04-23T14:00:00Z", |asked| {
        asked.page(403, "Access to this category of sites is blocked by policy.")
    })
    .rejected("keys_unreachable", &["flow/answered", "oidc/keys_reached"])
    .told(
        "The proxy lets the application not through to the keys",
        "The school put its servers behind a filter in the holidays. Chalkline's server may fetch nothing from outside any more, \
         and on the first day of term it knows no key of the provider.",
    )
}
