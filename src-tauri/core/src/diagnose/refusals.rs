//! What the codes of a refusal mean: SAML status codes (Core, section 3.2.2.2) and OAuth and OpenID Connect errors.

use super::form::Owner;

/// A code of a refusal, what it means, and what to do about it.
pub(super) struct Refusal {
    /// The last part of the SAML status code, or the OAuth error.
    pub(super) code: &'static str,
    /// What it means, as a sentence.
    pub(super) means: &'static str,
    /// Who most likely has to act.
    pub(super) owner: Owner,
    /// What to do at the identity provider.
    pub(super) idp: &'static str,
    /// What to do at the application.
    pub(super) sp: &'static str,
}

const fn refusal(
    code: &'static str,
    owner: Owner,
    means: &'static str,
    idp: &'static str,
    sp: &'static str,
) -> Refusal {
    Refusal { code, means, owner, idp, sp }
}

/// What a code means; the most specific one is asked first.
pub(super) fn of(code: &str) -> Option<&'static Refusal> {
    REFUSALS.iter().find(|refusal| refusal.code == code)
}

use Owner::{IdpAdmin, SpAdmin, User};

static REFUSALS: &[Refusal] = &[
    refusal(
        "AuthnFailed",
        User,
        "The person did not get through the sign-in: a wrong password, a locked account, a cancelled or failed second factor.",
        "Look up this person and minute in the sign-in log; it says which step failed.",
        "Show a page that says so and offers to start again.",
    ),
    refusal(
        "NoPassive",
        SpAdmin,
        "The application asked for a sign-in without any screen (IsPassive), and the person has no session to answer it from.",
        "Nothing is wrong here.",
        "Take it as “not signed in” and start one ordinary sign-in in the top window; leave IsPassive out of the request.",
    ),
    refusal(
        "RequestDenied",
        IdpAdmin,
        "The identity provider understood the request and refuses it: the person is not assigned to this application, or a policy forbids it.",
        "Assign the person or their group to this application, and look up which policy refused.",
        "Nothing is wrong here, unless the request went to the wrong application entry.",
    ),
    refusal(
        "InvalidNameIDPolicy",
        SpAdmin,
        "The application asks for a NameID format that the identity provider does not give it.",
        "Issue the NameID in the format that is asked for, with its Format set.",
        "Leave NameIDPolicy Format out of the request, or ask for the format that the identity provider issues.",
    ),
    refusal(
        "NoAuthnContext",
        SpAdmin,
        "The application asks for a kind of sign-in that the identity provider can't give, or that did not match exactly.",
        "Offer the method that is asked for, and map it to the requested class.",
        "Leave RequestedAuthnContext out of the request, or list every class that is acceptable.",
    ),
    refusal(
        "UnknownPrincipal",
        IdpAdmin,
        "The identity provider does not know this person.",
        "Create or sync the person's account.",
        "Check the subject or login hint in the request.",
    ),
    refusal(
        "UnknownAttrProfile",
        SpAdmin,
        "The request speaks of an attribute profile that the identity provider does not know.",
        "Say which attribute profiles are supported.",
        "Leave the attribute profile out of the request.",
    ),
    refusal(
        "RequestUnsupported",
        SpAdmin,
        "The identity provider does not support something that the request holds.",
        "Say which element it was; the log names it.",
        "Take optional elements out of the request until it passes.",
    ),
    refusal(
        "UnsupportedBinding",
        SpAdmin,
        "The answer was asked for over a binding that the identity provider does not use.",
        "Enable the binding for this application.",
        "Ask for HTTP-POST, or leave ProtocolBinding out.",
    ),
    refusal(
        "NoAvailableIDP",
        IdpAdmin,
        "A proxy between the two found no identity provider to ask.",
        "Check what the proxy has configured.",
        "Check the IDPList or Scoping of the request.",
    ),
    refusal(
        "ProxyCountExceeded",
        SpAdmin,
        "The request forbids that it be passed on as often as it would have to be.",
        "Answer without passing the request on.",
        "Raise ProxyCount in the request, or leave Scoping out.",
    ),
    refusal(
        "PartialLogout",
        IdpAdmin,
        "Some of the sessions could not be ended.",
        "Look up which application did not answer the logout.",
        "Nothing is wrong here; tell the person to close the browser.",
    ),
    refusal(
        "VersionMismatch",
        SpAdmin,
        "The identity provider does not speak the version of SAML that the request is in.",
        "Enable SAML 2.0.",
        "Send requests of version 2.0.",
    ),
    refusal(
        "Requester",
        SpAdmin,
        "The identity provider holds the request to be at fault, and does not say more.",
        "Look up the request's ID in the log; the reason stands there.",
        "Compare the request with what is registered: Issuer, assertion consumer service URL, NameID format, signature.",
    ),
    refusal(
        "Responder",
        IdpAdmin,
        "The identity provider failed at its own side, and does not say more.",
        "Look up the answer's ID and minute in the log: an unassigned person, a missing attribute for the NameID, a policy.",
        "Nothing to change before the other side has looked.",
    ),
    refusal(
        "login_required",
        SpAdmin,
        "The application asked for a sign-in without any screen (prompt=none), and the person has no session to answer it from.",
        "Nothing is wrong here.",
        "Take it as “not signed in” and start one ordinary sign-in without prompt=none.",
    ),
    refusal(
        "interaction_required",
        SpAdmin,
        "The provider has to show a page, and the application forbids it (prompt=none).",
        "Nothing is wrong here.",
        "Start one ordinary sign-in without prompt=none.",
    ),
    refusal(
        "consent_required",
        SpAdmin,
        "The person has not agreed to what is asked for, and the application forbids to ask them (prompt=none).",
        "Grant consent for everybody, where that is right.",
        "Start one ordinary sign-in without prompt=none, or ask for fewer scopes.",
    ),
    refusal(
        "account_selection_required",
        SpAdmin,
        "The person is signed in more than once, and the application forbids to ask which account is meant.",
        "Nothing is wrong here.",
        "Start one ordinary sign-in, or send login_hint.",
    ),
    refusal(
        "access_denied",
        User,
        "The person cancelled, or a policy of the provider refused them.",
        "Look up this person and minute in the sign-in log; assign them to the application if they should get in.",
        "Show a page that says so and offers to start again.",
    ),
    refusal(
        "invalid_client",
        SpAdmin,
        "The provider does not recognise the application: its secret, its key, or the way in which it shows them.",
        "Check that the client exists, that its secret has not expired, and which authentication method it is registered for.",
        "Enter the current client secret, and use the authentication method that is registered.",
    ),
    refusal(
        "invalid_grant",
        SpAdmin,
        "The code or refresh token was used before, is too old, belongs to another client, or the redirect URI or PKCE verifier differs.",
        "Look up the reason in the log; it is deliberately not in the answer.",
        "Redeem each code once and at once, with the redirect URI and verifier of the same sign-in.",
    ),
    refusal(
        "unauthorized_client",
        IdpAdmin,
        "This application may not use the flow that it asked for.",
        "Enable the grant and response type for this application.",
        "Ask for a flow that is enabled, usually response_type=code.",
    ),
    refusal(
        "invalid_request",
        SpAdmin,
        "Something is missing from the request, stands in it twice, or does not fit together.",
        "Look up the request in the log; it names the parameter.",
        "Compare the request with the provider's words; check that nothing on the way dropped a parameter.",
    ),
    refusal(
        "invalid_scope",
        IdpAdmin,
        "A scope that is asked for does not exist, or this application may not have it.",
        "Allow the scope for this application.",
        "Ask only for scopes that are registered.",
    ),
    refusal(
        "invalid_redirect_uri",
        IdpAdmin,
        "The redirect URI of the request is not registered.",
        "Register the redirect URI exactly as the application sends it.",
        "Send a redirect URI that is registered.",
    ),
    refusal(
        "unsupported_response_type",
        SpAdmin,
        "The provider does not offer the response type that is asked for.",
        "Enable the response type, where it is wanted.",
        "Ask for response_type=code.",
    ),
    refusal(
        "unsupported_grant_type",
        SpAdmin,
        "The provider does not offer the grant that is asked for.",
        "Enable the grant for this application, where it is wanted.",
        "Use the authorization code grant.",
    ),
    refusal(
        "invalid_request_object",
        SpAdmin,
        "The signed request can't be read or verified.",
        "Check which key is registered for this application's request objects.",
        "Sign the request object with the registered key, for this provider, in good time.",
    ),
    refusal(
        "invalid_token",
        SpAdmin,
        "The access token is expired, revoked, or not meant for this endpoint.",
        "Check how long access tokens live.",
        "Renew the access token before it is used.",
    ),
    refusal(
        "server_error",
        IdpAdmin,
        "The provider failed at its own side, and does not say more.",
        "Look up the minute of the sign-in in the log.",
        "Nothing to change before the other side has looked.",
    ),
    refusal(
        "temporarily_unavailable",
        IdpAdmin,
        "The provider is overloaded or under maintenance.",
        "Check its state.",
        "Offer to try again later.",
    ),
];
