//! The application refused the answer, and its own words are all that the capture shows.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::said;
use crate::check::Look;
use crate::check::oidc::sign_ins::captured;
use crate::decode::Body;
use crate::decode::oidc::{ErrorPage, Side};

/// The application refused the answer, and its own words are all that the capture shows.
pub static CAUSE: Cause = Cause {
    id: "application_refused",
    title: "The application refused the answer",
    explains: &["oidc/application_error", "flow/answered"],
    prevention: "Let the application log the reason of each refusal with the state of the sign-in, so that one can be found.",
    find,
};

/// What libraries say, what it means, and where to look.
struct Words {
    says: &'static [&'static str],
    owner: Owner,
    means: &'static str,
    place: &'static str,
    what: &'static str,
}

const fn words(
    says: &'static [&'static str],
    owner: Owner,
    means: &'static str,
    place: &'static str,
    what: &'static str,
) -> Words {
    Words { says, owner, means, place, what }
}

use Owner::{IdpAdmin, SpAdmin, User};

/// The texts of common libraries, in lower case, from the most to the least specific.
static WORDS: &[Words] = &[
    words(
        &[
            "\"state\" response parameter encountered",
            "state cookie",
            "no matching state",
            "csrf",
            "state not found",
            "authorization_request_not_found",
            "correlation failed",
            "unable to verify authorization request state",
            "checks.state argument is missing",
        ],
        User,
        "It has no record of this sign-in: the browser did not bring its cookie along, or it was begun too long ago.",
        fields::SP_SESSION,
        "Keep the record until the answer is there; show “start again” instead of an error.",
    ),
    words(
        &[
            "\"state\" response parameter value",
            "state mismatch",
            "mismatching_state",
            "invalid_state",
            "invalid state",
        ],
        User,
        "It waits for another sign-in of this browser: a second one was begun in another tab.",
        fields::SP_SESSION,
        "Keep the state of every open sign-in, not only of the last one.",
    ),
    words(
        &["expectednonce", "nonce cookie", "no nonce", "nonce was not found", "idx21323"],
        SpAdmin,
        "It has no nonce to compare with: its session did not come back with the answer.",
        fields::SP_SESSION,
        "Send the session's cookie with answers by POST from another site: SameSite=None and Secure, or ask for response_mode=query.",
    ),
    words(
        &["(nonce) claim missing", "nonce claim missing", "missing nonce", "nonce is missing"],
        Owner::Network,
        "The token has no nonce, though one was sent: it was lost between the browser and the provider.",
        fields::NETWORK,
        "Let every parameter of the authorization request through.",
    ),
    words(
        &["nonce"],
        SpAdmin,
        "The nonce of the token is not the one that it sent.",
        fields::SP_SESSION,
        "Keep the nonce of each request until its answer is there, one for each tab.",
    ),
    words(
        &[
            "www-authenticate",
            "www_authenticate",
            "invalid_client",
            "401 unauthorized",
            "client authentication",
        ],
        SpAdmin,
        "The provider's endpoint did not accept it: its client secret, or the way it is shown; or an access token that had ended.",
        fields::RP_SECRET,
        "Compare the secret and the client authentication method with the registration.",
    ),
    words(
        &[
            "no applicable keys found",
            "unable to find a signing key",
            "no matching key",
            "valid jwks",
            "idx10501",
            "idx10503",
            "signing key not found",
            "kid",
        ],
        SpAdmin,
        "It knows no key of the name that the token gives: its copy of the provider's keys is old.",
        fields::RP_JWKS,
        "Fetch the JWKS anew.",
    ),
    words(
        &[
            "signature verification failed",
            "invalid signature",
            "failed to verify signature",
            "bad signature",
            "idx10511",
            "signature validation failed",
        ],
        SpAdmin,
        "The key that it holds did not make the token's signature.",
        fields::RP_JWKS,
        "Fetch the JWKS anew; ask whether the provider changed its key and kept the name.",
    ),
    words(
        &[
            "\"alg\"",
            "jws algorithm",
            "unsupported signing algorithm",
            "unexpected alg",
            "provider algorithm",
        ],
        SpAdmin,
        "The token is signed with another algorithm than it accepts.",
        fields::RP_CRYPTO,
        "Set it to the algorithm that is registered (id_token_signed_response_alg).",
    ),
    words(
        &["jwe decryption", "encrypted id token", "decryption key"],
        IdpAdmin,
        "The token is encrypted, and it has no key for that.",
        fields::OP_CLIENT_CRYPTO,
        "Turn encryption off for this application, or give it a key.",
    ),
    words(
        &["issuer", "\"iss\"", "idx10205"],
        SpAdmin,
        "The issuer is another one than it expects.",
        fields::RP_ISSUER,
        "Enter the issuer of the provider's discovery document, letter by letter.",
    ),
    words(
        &["audience", "\"aud\"", "idx10214"],
        SpAdmin,
        "The token is for another client.",
        fields::RP_CLIENT_ID,
        "Compare the client ID with the registration.",
    ),
    words(
        &["since the last end-user authentication", "auth_time"],
        IdpAdmin,
        "The person signed in longer ago than it allows.",
        fields::SP_CONTEXT,
        "Have the person sign in again (prompt=login), or allow more time.",
    ),
    words(
        &[
            "timestamp",
            "expired",
            "\"exp\"",
            "not yet valid",
            "issued in the future",
            "used too early",
            "used too late",
        ],
        SpAdmin,
        "By its clock the token is too old or of the future.",
        fields::SP_CLOCK,
        "Compare both clocks; set them by network time.",
    ),
    words(
        &["invalid_grant", "grant request is invalid", "code verifier", "code_verifier"],
        SpAdmin,
        "The provider did not redeem the code: it was used before, too old, or sent with another redirect URI or verifier.",
        fields::OP_LIFETIMES,
        "Look up the reason in the provider's log; redeem each code once and at once.",
    ),
    words(
        &["unexpected http response status", "openid-configuration", "discovery"],
        SpAdmin,
        "It did not get the provider's discovery document.",
        fields::RP_ISSUER,
        "Open the issuer with /.well-known/openid-configuration behind it from the application's own machine.",
    ),
    words(
        &["user not found", "no user with", "not provisioned", "no account", "claims verification failed"],
        SpAdmin,
        "It knows no account for this person.",
        "Application, user management",
        "Create the account, or let the application create accounts at the first sign-in.",
    ),
];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let page = page(look)?;
    // Where something else fails that must hold, that is the nearer cause.
    let nearer = verdicts.errs_beside(CAUSE.explains);
    let sure = if nearer { Confidence::Possible } else { Confidence::Likely };
    let lower = page.says.value.to_lowercase();
    let known = WORDS.iter().find(|words| words.says.iter().any(|text| lower.contains(text)));
    let seen = format!("The application says {}.", said(&page.says.value));
    let log = "The application's log at that minute.";
    Some(
        match known {
            Some(words) => Diagnosis::new(sure, words.owner, format!("{seen} {}", words.means))
                .fix(words.place, words.what),
            None => {
                Diagnosis::new(Confidence::Possible, Owner::SpAdmin, format!("{seen} It does not say why."))
                    .fix(
                        "Application, its log",
                        "Look up the minute of the sign-in; the reason stands there.",
                    )
            }
        }
        .settled_by(log)
        .shown_by([page.at]),
    )
}

/// The last page on which the application says that it refused.
fn page<'a>(look: &Look<'a>) -> Option<&'a ErrorPage> {
    let pages = captured(look).filter_map(|message| match &message.body {
        Body::ErrorPage(page) if page.side == Side::Application => Some(page.as_ref()),
        _ => None,
    });
    pages.last()
}
