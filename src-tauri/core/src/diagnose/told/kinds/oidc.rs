//! Kinds of fault in the requests and registrations of OAuth and OpenID Connect.

use super::{Kind, kind};
use crate::diagnose::Owner::{IdpAdmin, Network, SpAdmin, User};
use crate::diagnose::fields::*;

const REQUEST: &str =
    "The address of the authorization request, and the redirect URIs as the provider has them.";
const EXCHANGE: &str =
    "The token request without its secret, its answer, and the registration of the client.";
const WHOLE: &str = "A HAR of the whole sign-in.";

pub(super) static KINDS: &[Kind] = &[
    kind(
        "redirect-uri",
        IdpAdmin,
        &["redirect_uri_mismatch"],
        "The address to come back to is not registered as it was sent.",
        REQUEST,
        &[
            (OP_REDIRECT_URIS, "Add the address, letter by letter."),
            (RP_REDIRECT_URI, "Or send one that is registered."),
        ],
    ),
    kind(
        "post-logout",
        IdpAdmin,
        &["redirect_uri_mismatch"],
        "The address to go to after the logout is not registered as it was sent.",
        "The address of the logout request, and what the provider has registered.",
        &[
            (OP_LOGOUT_URIS, "Add the address, letter by letter."),
            (RP_REDIRECT_URI, "Or send one that is registered."),
        ],
    ),
    kind(
        "unknown-client",
        SpAdmin,
        &["unknown_client"],
        "The provider does not know the application under the name that it sends, or has put it out of use.",
        "The address of the authorization request, and the client ID as the provider shows it.",
        &[
            (RP_CLIENT_ID, "Enter the client ID of the right tenant, realm or environment."),
            (OP_CLIENT, "Check that the application exists here and is enabled."),
        ],
    ),
    kind(
        "client-secret",
        SpAdmin,
        &["secret_expired_or_wrong_method"],
        "The application could not show the provider who it is: its secret, its key, or the way in which it shows them.",
        EXCHANGE,
        &[
            (RP_SECRET, "Enter the current secret (its value, not its ID)."),
            (OP_SECRET, "Check when it runs out; make a new one in good time."),
        ],
    ),
    kind(
        "client-method",
        SpAdmin,
        &["secret_expired_or_wrong_method"],
        "The application shows its secret in another way than is registered.",
        EXCHANGE,
        &[
            (RP_AUTH_METHOD, "Choose the method that is registered."),
            (OP_AUTH_METHOD, "Or register the method that is used."),
        ],
    ),
    kind(
        "code",
        SpAdmin,
        &["code_redeemed_twice", "token_too_old", "redirect_uri_mismatch"],
        "The provider did not redeem the code: it was used before, is too old, or belongs to another request.",
        EXCHANGE,
        &[
            (
                "Application: where it redeems the code (its callback and the token request)",
                "Redeem each code once and at once, with the redirect URI and verifier of the same sign-in.",
            ),
            (OP_LOG, "Look up the reason; it is deliberately not in the answer."),
        ],
    ),
    kind(
        "grant",
        SpAdmin,
        &["token_too_old", "code_redeemed_twice"],
        "The refresh token or assertion that was shown is expired, revoked, or belongs to somebody else.",
        EXCHANGE,
        &[
            (
                "Application: handling of refresh tokens",
                "Begin a new sign-in when a refresh token is refused; keep the newest token only.",
            ),
            (OP_LIFETIMES, "Check how long they live, and what revokes them."),
        ],
    ),
    kind(
        "grant-type",
        IdpAdmin,
        &["idp_refused"],
        "The application may not use the flow that it uses.",
        EXCHANGE,
        &[
            (OP_FLOWS, "Enable the grant for this application."),
            (SP_REQUEST, "Or use the authorization code grant."),
        ],
    ),
    kind(
        "response-type",
        SpAdmin,
        &["response_not_as_asked", "idp_refused"],
        "The way in which the application wants its answer is not offered, or not used.",
        "The address of the authorization request, and the discovery document.",
        &[
            (SP_REQUEST, "Ask for response_type=code in the usual way."),
            (OP_FLOWS, "Or enable the response type for this application."),
        ],
    ),
    kind(
        "request",
        SpAdmin,
        &["idp_refused"],
        "Something in the request is missing, stands there twice, or does not fit together.",
        WHOLE,
        &[
            (SP_REQUEST, "Compare the request with the provider's words."),
            (NETWORK, "Check that nothing on the way drops a parameter."),
        ],
    ),
    kind(
        "scope",
        SpAdmin,
        &["scope_not_allowed", "openid_scope_missing"],
        "A scope or resource that is asked for is unknown, not allowed, or missing.",
        "The address of the authorization request, and the scopes that are registered.",
        &[
            (RP_SCOPES, "Ask for the scopes that are registered, openid among them."),
            (OP_SCOPES, "Or allow the scope for this application."),
        ],
    ),
    kind(
        "openid-scope",
        SpAdmin,
        &["openid_scope_missing", "scope_not_allowed"],
        "The application does not ask for the scope openid, so that there is no ID token.",
        "The address of the authorization request.",
        &[
            (RP_SCOPES, "Ask for openid, beside the others."),
            (OP_SCOPES, "Check that openid is allowed for this application."),
        ],
    ),
    kind(
        "pkce",
        SpAdmin,
        &["pkce_mismatch"],
        "The proof that the same application asked and redeems (PKCE) is missing or does not fit.",
        "The address of the authorization request and the token request, from a HAR and the application's log.",
        &[
            (RP_PKCE, "Send code_challenge with S256, and its verifier with the code of the same sign-in."),
            (NETWORK, "Check that nothing on the way drops the parameter."),
        ],
    ),
    kind(
        "state-lost",
        Network,
        &["wrong_state", "lost_on_the_way"],
        "The answer brings no state, though the request had one: something on the way took it out.",
        WHOLE,
        &[
            (NETWORK, "Let every parameter of the request and of the callback through."),
            (SP_REQUEST, "Check that the request has a state when it leaves the application."),
        ],
    ),
    kind(
        "challenge-lost",
        Network,
        &["pkce_mismatch", "lost_on_the_way"],
        "The request names the method of its challenge and lacks the challenge: something on the way took it out.",
        "The authorization request as it leaves the application, and as the provider's log has it.",
        &[
            (NETWORK, "Let every parameter of the authorization request through."),
            (RP_PKCE, "Send code_challenge together with its method."),
        ],
    ),
    kind(
        "discovery",
        SpAdmin,
        &["wrong_discovery_url", "issuer_slash"],
        "The discovery document can't be fetched, or names another issuer than the one that was asked for.",
        "The discovery document, and the address that the application has for it.",
        &[
            (RP_ISSUER, "Enter the issuer as the discovery document writes it."),
            (NETWORK, "Open the address from the application's own machine: name, certificate, proxy."),
        ],
    ),
    kind(
        "tenant",
        SpAdmin,
        &["unknown_client", "wrong_discovery_url", "wrong_environment"],
        "The request goes to a tenant, authority or endpoint that is not this application's.",
        "The address of the authorization request, and the tenant in which the application is registered.",
        &[(RP_ISSUER, "Use the authority of the tenant in which the application is registered.")],
    ),
    kind(
        "cloud",
        SpAdmin,
        &["wrong_environment", "wrong_discovery_url"],
        "The request goes to another national cloud than the tenant's.",
        "The address of the authorization request.",
        &[(RP_ISSUER, "Use the sign-in host of the tenant's own cloud.")],
    ),
    kind(
        "cors",
        IdpAdmin,
        &["browser_kept_out"],
        "The provider takes no calls from pages of the application's origin.",
        "A HAR of the sign-in: it shows the call and its Origin.",
        &[
            (
                "OpenID provider, this application's registration: allowed origins (Okta: Trusted Origins; Keycloak: Web origins; Auth0: Allowed Web Origins)",
                "Add the origin: scheme, host and port.",
            ),
            ("Application", "Or exchange the code at the server."),
        ],
    ),
    kind(
        "sign-in-in-background",
        SpAdmin,
        &["browser_kept_out"],
        "A call that a page made in the background was sent on to the sign-in page, which no script of another origin may read: \
         mostly the session had ended.",
        "A HAR of the page: it shows the call, and the redirect that it met.",
        &[
            (
                "Application, the addresses that its scripts call",
                "Answer with status 401 where there is no session, and not with a redirect.",
            ),
            (
                "Application, its pages",
                "Have the page itself go to the sign-in when a call is answered with 401.",
            ),
        ],
    ),
    kind(
        "framed",
        SpAdmin,
        &["browser_kept_out"],
        "The sign-in page was opened in a frame, where the provider does not let itself be shown.",
        "The browser's console, and the page that holds the frame.",
        &[
            (
                "Application, the page that starts the sign-in",
                "Start it in the top window, or in one of its own, and not in a frame.",
            ),
            (
                "Identity provider, its own settings: who may frame it (Okta: Trusted Origins, iframe embedding; Keycloak: realm settings, Security defenses)",
                "Or allow the address of that page.",
            ),
        ],
    ),
    kind(
        "cookie-refused",
        SpAdmin,
        &["cookie_kept_back"],
        "The browser did not take or did not send a cookie, for what the cookie itself says of other sites.",
        "A HAR of the whole sign-in: it shows which cookies were set, and which came back.",
        &[
            (
                SP_SESSION,
                "Set the cookie that has to come back from the identity provider with SameSite=None and Secure, over https.",
            ),
            (
                SP_PUBLIC_URL,
                "Behind a proxy that ends TLS, let the application know that browsers come by https: else it leaves Secure out.",
            ),
        ],
    ),
    kind(
        "embedded",
        SpAdmin,
        &["browser_kept_out"],
        "The sign-in page was opened in a view inside an app, where the provider does not show it.",
        "The User-Agent of the request; a HAR has it.",
        &[("Application", "Open the sign-in in the system's browser.")],
    ),
    kind(
        "framed",
        SpAdmin,
        &["browser_kept_out", "cookies_out_of_frame"],
        "The sign-in runs in a frame of another page, and what was opened there does not let itself be shown in one.",
        "A HAR of the sign-in: it shows the page with the frame, and X-Frame-Options or frame-ancestors.",
        &[
            ("Application", "Open the sign-in in the whole window, or in a window of its own."),
            (IDP_POLICY, "Or allow the application's page as frame-ancestor, if the provider offers it."),
        ],
    ),
    kind(
        "https",
        SpAdmin,
        &["own_address_unknown"],
        "One side sees http, or another host, where the other uses https: a proxy that ends TLS hides the address.",
        WHOLE,
        &[(SP_PUBLIC_URL, "Let the application know the address that browsers use.")],
    ),
    kind(
        "no-session",
        SpAdmin,
        &["idp_refused"],
        "The application asked for a sign-in without any screen, and the person has no session.",
        "The address of the authorization request; prompt=none shows there.",
        &[(SP_REQUEST, "Take it as “not signed in” and start one ordinary sign-in.")],
    ),
    kind(
        "passive",
        SpAdmin,
        &["idp_refused"],
        "The application asked for a sign-in without any screen (IsPassive), and the person has no session.",
        "The SAMLRequest of that sign-in.",
        &[(SP_REQUEST, "Take it as “not signed in” and start one ordinary sign-in; leave IsPassive out.")],
    ),
    kind(
        "application-failed",
        SpAdmin,
        &["application_refused"],
        "The application failed or refused, and these words do not say why.",
        "The application's log at that minute, and a HAR of the sign-in.",
        &[("Application, its log", "Look up the minute of the sign-in; the reason stands there.")],
    ),
    kind(
        "idp-failed",
        IdpAdmin,
        &["idp_refused"],
        "The identity provider failed, or answered with a refusal whose reason stands in its log.",
        "The identity provider's log at that minute, and the answer that it sent.",
        &[(
            "Identity provider, its log",
            "Look up the sign-in by its minute or its ID; the reason stands there.",
        )],
    ),
    kind(
        "no-failure",
        User,
        &[],
        "This tells of a step that went well, or of one that is still to come.",
        WHOLE,
        &[],
    ),
];
