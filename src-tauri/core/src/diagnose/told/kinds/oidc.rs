//! Kinds of fault in OAuth and OpenID Connect.

use super::{Kind, kind};
use crate::diagnose::Owner::{IdpAdmin, SpAdmin, User};
use crate::diagnose::fields::*;

const REQUEST: &str =
    "The address of the authorization request, and the redirect URIs as the provider has them.";
const TOKEN: &str = "The ID token, and the issuer and client ID as the application has them.";
const KEYS: &str = "The ID token, and the JWKS that the provider publishes now.";
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
        "id-token-hint",
        SpAdmin,
        &["bad_logout_token"],
        "The ID token that goes with the logout is old or another person's.",
        "The address of the logout request.",
        &[(
            "Application, OpenID Connect settings: logout",
            "Send the ID token of the session that is ended.",
        )],
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
                RP_REDIRECT_URI,
                "Redeem each code once and at once, with the redirect URI and verifier of the same sign-in.",
            ),
            (OP_LIFETIMES, "Look up the reason in the log; it is deliberately not in the answer."),
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
        "nonce",
        SpAdmin,
        &["wrong_nonce"],
        "The token's nonce is missing or belongs to another sign-in.",
        "The address of the authorization request, and the ID token.",
        &[(SP_SESSION, "Keep the nonce of each request until its answer is there, one for each tab.")],
    ),
    kind(
        "client-audience",
        SpAdmin,
        &["wrong_client"],
        "The token is for another client, or does not stand up to the application's other rules.",
        TOKEN,
        &[
            (RP_CLIENT_ID, "Compare it with aud of the token."),
            (OP_CLIENT, "Check which application the token was issued for."),
        ],
    ),
    kind(
        "azp",
        SpAdmin,
        &["wrong_client"],
        "The token has several audiences, and the party that it was issued to is missing or another one.",
        TOKEN,
        &[(RP_CLIENT_ID, "Compare it with azp of the token.")],
    ),
    kind(
        "op-issuer",
        SpAdmin,
        &["wrong_issuer", "issuer_slash", "wrong_discovery_url"],
        "The issuer is another one than the application expects.",
        TOKEN,
        &[
            (RP_ISSUER, "Enter the issuer of the discovery document, letter by letter."),
            (OP_ISSUER, "Check the public address that the provider writes into tokens."),
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
        "jwks",
        SpAdmin,
        &["wrong_discovery_url", "stale_jwks"],
        "The keys can't be fetched or used.",
        "The discovery document and the JWKS, fetched from the application's own machine.",
        &[
            (NETWORK, "Open jwks_uri from the application's own machine: name, certificate, proxy."),
            (RP_JWKS, "Let keys be fetched from jwks_uri."),
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
        "token-key",
        SpAdmin,
        &["stale_jwks", "wrong_issuer", "altered_after_signing"],
        "The application has no key that fits the token's signature: its copy of the keys is old, or they are another provider's.",
        KEYS,
        &[
            (RP_JWKS, "Fetch the JWKS anew, and again whenever a token names an unknown key."),
            (OP_KEYS, "Publish a new key before it is used, under a new name (kid)."),
        ],
    ),
    kind(
        "token-algorithm",
        SpAdmin,
        &["wrong_algorithm"],
        "The token is signed with another algorithm than the application takes.",
        "The ID token, and the registration of the client.",
        &[
            (RP_CRYPTO, "Set it to the algorithm that is registered."),
            (OP_CLIENT_CRYPTO, "Or register the algorithm that the application takes."),
        ],
    ),
    kind(
        "no-signature",
        SpAdmin,
        &["worthless_signature"],
        "The token has no signature.",
        "The ID token.",
        &[(OP_CLIENT_CRYPTO, "Sign ID tokens with RS256.")],
    ),
    kind(
        "token-encryption",
        IdpAdmin,
        &["encryption_not_as_wanted", "encrypted_for_another_key"],
        "The token is encrypted and the application can't open it, or the provider has no key to encrypt for.",
        "The token, and the registration of the client.",
        &[
            (OP_CLIENT_CRYPTO, "Turn encryption off, or register the application's current key."),
            (RP_CRYPTO, "Give the application the key that the token is encrypted for."),
        ],
    ),
    kind(
        "token-late",
        SpAdmin,
        &["clock_skew", "token_too_old", "arrived_late"],
        "By the application's clock the token has run out, or it is no longer valid for another reason.",
        "The token, and the time at which it was received.",
        &[
            (SP_CLOCK, "Compare both clocks; set them by network time."),
            (OP_LIFETIMES, "Check how long tokens live."),
        ],
    ),
    kind(
        "token-kind",
        SpAdmin,
        &["wrong_token"],
        "A token of another kind or for another recipient was used than is wanted here.",
        "The token.",
        &[(
            "Application: which token it uses where",
            "Use the ID token to sign people in, and an access token only at the API that it is for.",
        )],
    ),
    kind(
        "hash",
        SpAdmin,
        &["mixed_answers"],
        "The token and what came with it were not issued together.",
        WHOLE,
        &[(SP_SESSION, "Take code and tokens from the same answer.")],
    ),
    kind(
        "acr",
        SpAdmin,
        &["authn_context_mismatch"],
        "The strength of sign-in that the application asks for can't be met or was not met.",
        "The address of the authorization request, and the ID token.",
        &[
            (SP_CONTEXT, "Ask for an acr that the provider offers."),
            (IDP_POLICY, "Or let the person enrol the factor."),
        ],
    ),
    kind(
        "auth-time",
        SpAdmin,
        &["sign_in_too_old"],
        "The person signed in longer ago than is allowed here.",
        "The ID token or SAMLResponse, and the request.",
        &[
            (SP_CONTEXT, "Have the person sign in again (prompt=login, ForceAuthn), or allow more time."),
            (IDP_POLICY, "Check the rule on the frequency of sign-ins."),
        ],
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
        "embedded",
        SpAdmin,
        &["browser_kept_out"],
        "The sign-in page was opened in a view inside an app, where the provider does not show it.",
        "The User-Agent of the request; a HAR has it.",
        &[("Application", "Open the sign-in in the system's browser.")],
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
        "dpop",
        SpAdmin,
        &["dpop_mismatch"],
        "The proof that goes with the token (DPoP) is missing, wrong, or lacks the server's nonce.",
        EXCHANGE,
        &[(
            "Application, OpenID Connect settings: DPoP",
            "Make a proof for each request, with its method, address and the nonce that the server sent.",
        )],
    ),
    kind(
        "overage",
        IdpAdmin,
        &["overage"],
        "The person is in more groups than the token may hold.",
        TOKEN,
        &[
            (OP_GROUPS, "Send only the groups that matter to this application."),
            ("Application", "Or fetch the groups from the provider's API."),
        ],
    ),
    kind(
        "logout-token",
        IdpAdmin,
        &["bad_logout_token"],
        "The logout token is not made as applications have to demand.",
        "The logout token.",
        &[(OP_CLIENT_CRYPTO, "Use a release of the provider that makes logout tokens as the standard says.")],
    ),
    kind(
        "claims-rule",
        IdpAdmin,
        &["missing_attribute"],
        "A rule that makes claims failed for this person.",
        "The sign-in log of the provider at that minute.",
        &[(IDP_ATTRIBUTES, "Correct the rule; check that the person has the values that it reads.")],
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
