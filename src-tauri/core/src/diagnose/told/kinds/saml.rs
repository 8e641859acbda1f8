//! Kinds of fault in SAML messages: for whom, where to, when, and which request they answer.

use super::{Kind, kind};
use crate::diagnose::Owner::{IdpAdmin, Network, SpAdmin, User};
use crate::diagnose::fields::*;

/// What proves most of them.
const RESPONSE: &str = "The SAMLResponse of that sign-in (the browser's network log as a HAR has it), and the application's entity ID and ACS URL.";
/// What tells when.
const TIMES: &str =
    "The SAMLResponse, and the time at which the application received it: a HAR of the sign-in has both.";

pub(super) static KINDS: &[Kind] = &[
    kind(
        "audience",
        IdpAdmin,
        &["audience_mismatch", "wrong_environment"],
        "The assertion is for an application of another name than this one.",
        RESPONSE,
        &[
            (IDP_AUDIENCE, "Enter the application's entity ID, letter by letter."),
            (SP_ENTITY_ID, "Or set it to the name that the identity provider writes."),
        ],
    ),
    kind(
        "destination",
        IdpAdmin,
        &["wrong_endpoint", "own_address_unknown"],
        "The answer is addressed to another URL than the one at which it arrived.",
        RESPONSE,
        &[
            (
                IDP_ACS,
                "Enter the URL at which the application takes answers, with https and the public host.",
            ),
            (
                SP_PUBLIC_URL,
                "Let the application know the address that browsers use; a proxy that ends TLS hides it.",
            ),
        ],
    ),
    kind(
        "recipient",
        IdpAdmin,
        &["wrong_endpoint", "own_address_unknown"],
        "The confirmation in the assertion is for another URL than the one at which it arrived.",
        RESPONSE,
        &[
            (IDP_ACS, "Enter the URL at which the application takes answers."),
            (SP_PUBLIC_URL, "Let the application know the address that browsers use."),
        ],
    ),
    kind(
        "issuer",
        SpAdmin,
        &["wrong_issuer", "wrong_environment"],
        "The answer comes from an identity provider of another name than the application expects.",
        "The SAMLResponse, and the entity ID of the identity provider as the application has it.",
        &[
            (
                SP_IDP_ENTITY_ID,
                "Enter the Issuer of the answer, letter by letter, if it is the right identity provider.",
            ),
            (IDP_ENTITY_ID, "Or go back to the name that the application was given."),
        ],
    ),
    kind(
        "too-late",
        SpAdmin,
        // The page posts an answer as soon as it is made: clocks differ more often than answers lie about.
        &["clock_skew", "arrived_late", "short_lifetime"],
        "By the application's clock the time of the message has passed.",
        TIMES,
        &[
            (SP_CLOCK, "Compare the clock with the identity provider's, and set both by network time."),
            (IDP_CLOCK, "The same here; an answer that lay open in a browser tab needs only a new sign-in."),
        ],
    ),
    kind(
        "too-early",
        SpAdmin,
        &["clock_skew"],
        "By the application's clock the message is of the future.",
        TIMES,
        &[
            (IDP_CLOCK, "Set the clock by network time; it runs ahead of the application's."),
            (SP_CLOCK, "Set the clock by network time, and allow for some seconds of difference."),
        ],
    ),
    kind(
        "clock",
        SpAdmin,
        &["clock_skew", "arrived_late"],
        "The clocks of the two sides disagree, or the message was under way for too long.",
        TIMES,
        &[(SP_CLOCK, "Compare both clocks; set them by network time."), (IDP_CLOCK, "The same here.")],
    ),
    kind(
        "session-end",
        IdpAdmin,
        &["short_lifetime", "clock_skew"],
        "The session that the identity provider grants has ended, or is shorter than the application allows.",
        TIMES,
        &[
            (IDP_POLICY, "Make the session (SessionNotOnOrAfter) longer than the application's."),
            (SP_CLOCK, "Compare the clocks, if it ends at once."),
        ],
    ),
    kind(
        "confirmation",
        SpAdmin,
        &["clock_skew", "wrong_endpoint", "in_response_to_mismatch", "arrived_late"],
        "No confirmation in the assertion holds: its time, its Recipient or the request that it answers.",
        RESPONSE,
        &[
            (SP_CLOCK, "Compare both clocks first."),
            (IDP_ACS, "Compare Recipient with the URL at which the application takes answers."),
            (SP_SESSION, "Check that the application still knows the request when the answer comes."),
        ],
    ),
    kind(
        "correlation",
        SpAdmin,
        &["in_response_to_mismatch", "session_forgotten", "two_sign_ins", "cookie_kept_back"],
        "The application does not remember the request that the answer belongs to.",
        "A HAR of the whole sign-in: it shows the request, the answer, and which cookies came back.",
        &[(SP_SESSION, "Keep the record of each request until its answer is there, for all nodes and tabs.")],
    ),
    kind(
        "request-forgotten",
        SpAdmin,
        &["session_forgotten", "two_sign_ins", "sent_twice", "in_response_to_mismatch"],
        "The application no longer has the request that the answer names: it was restarted, runs on several nodes, or took the answer before.",
        "A HAR of the whole sign-in: it shows the request, the answer, and whether the answer was posted twice.",
        &[(
            SP_SESSION,
            "Keep the record of each request in a store that all nodes share and that outlives a restart.",
        )],
    ),
    kind(
        "two-sign-ins",
        User,
        &["two_sign_ins", "in_response_to_mismatch", "wrong_state"],
        "The application waits for the answer to another sign-in of this browser: a second one was begun in the meantime.",
        "A HAR of the whole sign-in: it shows how many were begun.",
        &[
            ("Person", "Close the other tabs and begin once more."),
            (SP_SESSION, "Keep the record of every open sign-in, not only of the last one."),
        ],
    ),
    kind(
        "provider-session",
        User,
        &["cookies_gone", "provider_lost_sign_in"],
        "The identity provider has no record of the sign-in that is under way: the browser did not bring its cookie, or it was begun too long ago.",
        "A HAR of the whole sign-in: it shows which cookies the provider set, and which came back.",
        &[
            (
                "Person",
                "Begin at the application, not from a bookmark of the sign-in page, and allow cookies.",
            ),
            (
                "Identity provider: lifetime of a sign-in under way",
                "Allow for the time that people take, and offer to begin again.",
            ),
        ],
    ),
    kind(
        "unsolicited",
        SpAdmin,
        &["not_asked_for"],
        "The application takes no answer that it had not asked for.",
        "A HAR of the whole sign-in: it shows whether there was a request.",
        &[
            (
                "Application, SAML settings: IdP-initiated sign-in (unsolicited responses)",
                "Allow it, if people start at the identity provider's portal.",
            ),
            (IDP_POLICY, "Or let the tile open the application's own sign-in address."),
        ],
    ),
    kind(
        "replay",
        User,
        &["sent_twice"],
        "The same answer was sent before; each is good for once.",
        "A HAR of the sign-in: it shows whether the answer was posted twice.",
        &[(
            SP_SESSION,
            "Send people who are signed in to the start page, and others to a new sign-in, instead of showing an error.",
        )],
    ),
    kind(
        "session-cookie",
        SpAdmin,
        &["cookie_kept_back", "cookies_gone", "session_forgotten", "two_sign_ins"],
        "The application has no record of this sign-in: its cookie did not come back, or the record was gone.",
        "A HAR of the whole sign-in: it shows which cookies were set, and which came back.",
        &[(
            SP_SESSION,
            "Let the cookie come back from other sites, use one host name throughout, and keep the record long enough.",
        )],
    ),
    kind(
        "loop",
        SpAdmin,
        &["redirect_loop", "own_address_unknown"],
        "The application keeps no session from the answer and sends people off again.",
        "A HAR of the loop: it shows which cookies were set, and which came back.",
        &[(SP_SESSION, "Check that the session's cookie is kept: Secure and SameSite, host and path.")],
    ),
    kind(
        "relay-state",
        SpAdmin,
        &["relay_state_lost"],
        "What tells the page to go to afterwards (RelayState) is missing, too long or not allowed.",
        "A HAR of the whole sign-in: it shows RelayState in the request and in the answer.",
        &[
            (SP_REQUEST, "Send a short key as RelayState, and keep the page to go to at the application."),
            (IDP_POLICY, "Give RelayState back as it came."),
        ],
    ),
    kind(
        "binding",
        SpAdmin,
        &["post_redirected", "incomplete_message"],
        "The message did not come in the way that the endpoint takes: another method, another encoding, or nothing at all.",
        "A HAR of the whole sign-in: it shows method, address and encoding of each message.",
        &[
            (
                SP_REQUEST,
                "Send requests by the binding that the metadata names for that address: compressed for redirects, not compressed for POST.",
            ),
            (
                NETWORK,
                "Check that no redirect turns the POST into a GET, and that nothing cuts the parameter.",
            ),
        ],
    ),
    kind(
        "post-lost",
        Network,
        &["post_redirected", "wrong_endpoint"],
        "The address that takes answers by POST was opened with a GET: a redirect on the way dropped the form, or somebody opened it by hand.",
        "A HAR of the whole sign-in: it shows the redirect.",
        &[
            (NETWORK, "Redirect POSTs with 307 or 308, or not at all, at the address of the answers."),
            (IDP_ACS, "Enter the address that is left after all redirects, character by character."),
        ],
    ),
    kind(
        "application-limit",
        SpAdmin,
        &["message_too_large"],
        "The message is larger than the application's own limit for forms.",
        "A HAR of the sign-in: it shows the size and who answered.",
        &[
            (
                "Application, its server: limit for the size of forms",
                "Raise it for the address of the answers.",
            ),
            (IDP_ATTRIBUTES, "Or send fewer groups."),
        ],
    ),
    kind(
        "too-large",
        Network,
        &["message_too_large"],
        "The message is larger than what stands on the way, or the library, takes.",
        "A HAR of the sign-in: it shows the size and who answered.",
        &[
            (NETWORK, "Raise the limit for the address of the answers."),
            (IDP_ATTRIBUTES, "Send fewer groups."),
        ],
    ),
    kind(
        "gateway",
        Network,
        &["gateway_failed"],
        "A gateway got no answer from the server behind it.",
        "The logs of the gateway and of the server behind it at that minute.",
        &[(
            NETWORK,
            "Look up the minute in the gateway's log; check that the server behind it runs and answers in time.",
        )],
    ),
    kind(
        "malformed",
        IdpAdmin,
        &["incomplete_message", "damaged_paste"],
        "The message is not made as its standard demands, or was damaged on its way.",
        "The SAMLResponse as it was sent, from a HAR.",
        &[
            (IDP_POLICY, "Look up what the answer lacks; a change of claims or a plug-in often broke it."),
            (NETWORK, "Check that nothing on the way changes form fields."),
        ],
    ),
    kind(
        "unreadable",
        Network,
        &["lost_on_the_way", "incomplete_message"],
        "What arrived is no XML, or not all of it: a form was decoded twice or cut on its way, or something else was sent.",
        "The SAMLResponse as the browser sent it, from a HAR, and the body as it arrived at the application.",
        &[
            (
                NETWORK,
                "Pass form bodies on byte for byte; a filter that reads them must not write them anew.",
            ),
            (
                IDP_POLICY,
                "Compare with what the provider sent; a change of claims or a plug-in may have broken it.",
            ),
        ],
    ),
    kind(
        "no-assertion",
        IdpAdmin,
        &["encrypted_for_another_key", "idp_refused", "incomplete_message"],
        "There is no assertion that could be read: a refusal, an encryption without the key for it, or nothing.",
        "The SAMLResponse; its status and whether it is encrypted tell them apart.",
        &[
            (SP_ENCRYPTION, "Check that the application has the key that the answer is encrypted for."),
            (IDP_POLICY, "Look up the answer's ID in the log, if its status is not Success."),
        ],
    ),
    kind(
        "statement",
        IdpAdmin,
        &["incomplete_message", "encrypted_for_another_key"],
        "The assertion has no statement of how the person signed in, or can't be read.",
        "The SAMLResponse; with the application's key, if it is encrypted.",
        &[
            (SP_ENCRYPTION, "Check that the application has the key that the answer is encrypted for."),
            (IDP_POLICY, "Let the answer have an authentication statement."),
        ],
    ),
    kind(
        "not-found",
        IdpAdmin,
        &["wrong_endpoint", "answered_with_error"],
        "Nothing answers at the address that was opened: it is a wrong one, or what stands there is turned off.",
        "A HAR of the whole sign-in: it shows which address was opened, and from where.",
        &[
            (IDP_POLICY, "Check that the page or endpoint is enabled."),
            (SP_REQUEST, "Compare the address with the endpoints in the other side's metadata."),
        ],
    ),
    kind(
        "version",
        SpAdmin,
        &["incomplete_message"],
        "One side speaks another version of SAML than the other takes.",
        "The request and the answer, from a HAR.",
        &[(SP_REQUEST, "Use SAML 2.0 and the endpoints for it.")],
    ),
    kind(
        "wrapping",
        SpAdmin,
        &["wrapped", "two_readings", "incomplete_message"],
        "A signature or an assertion stands where none should: the message is put together oddly, or was tampered with.",
        "The SAMLResponse as it was sent, from a HAR.",
        &[
            (IDP_SIGNING_OPTION, "Send one assertion with one signature over it."),
            (SP_WANTS_SIGNED, "Refuse such messages, as was done here."),
        ],
    ),
    kind(
        "address",
        Network,
        &[],
        "The person's network address is another one at the application than at the identity provider.",
        "The two addresses, from both logs at that minute.",
        &[(
            "Application, session settings: check of the client's address (checkAddress)",
            "Turn it off, where people come through changing proxies.",
        )],
    ),
    kind(
        "saml-request",
        SpAdmin,
        &["idp_refused", "answered_with_error"],
        "The identity provider takes the application's request to be at fault.",
        "The SAMLRequest of that sign-in; a HAR has it.",
        &[
            (
                SP_REQUEST,
                "Take optional elements out of the request (NameIDPolicy, RequestedAuthnContext, Destination of another host) until it passes.",
            ),
            (IDP_POLICY, "Look up the request's ID in the log; it names the element."),
        ],
    ),
];
