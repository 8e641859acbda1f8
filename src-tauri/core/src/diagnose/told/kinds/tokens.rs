//! Kinds of fault in tokens: for whom, by whom, when, and how they are signed.

use super::{Kind, kind};
use crate::diagnose::Owner::{IdpAdmin, Network, SpAdmin};
use crate::diagnose::fields::*;

const TOKEN: &str = "The ID token, and the issuer and client ID as the application has them.";
const KEYS: &str = "The ID token, and the JWKS that the provider publishes now.";
const EXCHANGE: &str =
    "The token request without its secret, its answer, and the registration of the client.";
const WHOLE: &str = "A HAR of the whole sign-in.";

pub(super) static KINDS: &[Kind] = &[
    kind(
        "id-token-hint",
        SpAdmin,
        &["wrong_id_token_hint"],
        "The ID token that goes with the logout is old or another person's.",
        "The address of the logout request.",
        &[(
            "Application, OpenID Connect settings: logout",
            "Send the ID token of the session that is ended.",
        )],
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
        "nonce-lost",
        Network,
        &["wrong_nonce", "lost_on_the_way"],
        "The token has no nonce, though one was sent: the request lost it on its way to the provider.",
        "The address of the authorization request as the provider's log has it, and the ID token.",
        &[
            (NETWORK, "Let every parameter of the authorization request through."),
            (SP_SESSION, "Check that the request has a nonce when it leaves the application."),
        ],
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
        // Whoever sends a token to an API keeps it, most often for too long.
        &["token_too_old", "clock_skew"],
        "The token has run out: it was kept for too long and not renewed, or the clock of the application that reads it runs ahead.",
        "The token, and the time at which it was received.",
        &[
            (RP_RENEWAL, "Renew the token before its end (exp), and again when it is refused."),
            (OP_LIFETIMES, "Check how long tokens live."),
            (SP_CLOCK, "Compare both clocks, if the token is new; set them by network time."),
        ],
    ),
    kind(
        "id-token-late",
        SpAdmin,
        // An ID token is read as soon as it is issued.
        &["clock_skew", "token_too_old", "arrived_late"],
        "By the application's clock the ID token has run out, though it is read as soon as it is issued.",
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
        IdpAdmin,
        &["sign_in_too_old"],
        "The person signed in longer ago than is allowed here.",
        "The ID token or SAMLResponse, and the request.",
        &[
            (SP_CONTEXT, "Have the person sign in again (prompt=login, ForceAuthn), or allow more time."),
            (IDP_POLICY, "Check the rule on the frequency of sign-ins."),
        ],
    ),
    kind(
        "auth-age",
        SpAdmin,
        &["sign_in_too_old"],
        "The person signed in longer ago than the application allows; the identity provider answered from its session.",
        "The ID token or SAMLResponse, and the request.",
        &[
            (
                "Application, sign-in settings: how old a sign-in may be (Spring SAML: maxAuthenticationAge; pac4j and Jenkins: Maximum Authentication Lifetime)",
                "Allow as long as the identity provider keeps its sessions.",
            ),
            (SP_CONTEXT, "Or have the person sign in again (prompt=login, ForceAuthn)."),
            (IDP_POLICY, "Or let its sessions end sooner."),
        ],
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
];
