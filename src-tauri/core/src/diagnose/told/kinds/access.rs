//! Kinds of fault in who may sign in, and how.

use super::{Kind, kind};
use crate::diagnose::Owner::{IdpAdmin, SpAdmin, User};
use crate::diagnose::fields::*;

const LOG: &str = "The provider's sign-in log for this person and minute.";

pub(super) static KINDS: &[Kind] = &[
    kind(
        "own-settings",
        SpAdmin,
        &["application_refused"],
        "The application's own settings are incomplete, so that it refuses before anything arrives.",
        "The application's settings, without keys and passwords.",
        &[(
            "Application, SAML settings",
            "Fill in what the words name; check that the file or environment that holds it is read.",
        )],
    ),
    kind(
        "account",
        IdpAdmin,
        &["consent_or_policy"],
        "The person's account can't sign in here: unknown in this directory, locked, off, or its password has ended.",
        LOG,
        &[
            (
                IDP_POLICY,
                "Look up the person's account: off, locked, password ended, or a guest who is missing here.",
            ),
            (SP_REQUEST, "Check that the request goes to the tenant in which the person has an account."),
        ],
    ),
    kind(
        "authentication",
        User,
        &["idp_refused"],
        "The person did not get through the sign-in: the password, the second factor, or they cancelled.",
        LOG,
        &[
            (IDP_POLICY, "Look up which step failed."),
            (SP_REQUEST, "Show a page that says so and offers to start again."),
        ],
    ),
    kind(
        "policy",
        IdpAdmin,
        &["consent_or_policy"],
        "An assignment or a policy of the provider refuses this person, device or place.",
        LOG,
        &[(IDP_POLICY, "Assign the person or a group of theirs; the log names the policy, if one refused.")],
    ),
    kind(
        "denied",
        User,
        &["consent_or_policy", "idp_refused"],
        "The person cancelled, or a policy of the provider refused them.",
        LOG,
        &[
            (
                IDP_POLICY,
                "Look up this person and minute; assign them to the application if they should get in.",
            ),
            (SP_REQUEST, "Show a page that says so and offers to start again."),
        ],
    ),
    kind(
        "consent",
        SpAdmin,
        &["consent_or_policy"],
        "Nobody who may has agreed to what the application asks for.",
        "The address of the authorization request, and the permissions that are granted.",
        &[
            (IDP_POLICY, "Grant consent for everybody, where that is right."),
            (RP_SCOPES, "Ask for fewer scopes, if all are not needed."),
        ],
    ),
    kind(
        "interaction",
        SpAdmin,
        &["consent_or_policy", "idp_refused"],
        "The provider has to ask the person something, such as a second factor.",
        "The address of the authorization request; prompt=none shows there.",
        &[
            (SP_REQUEST, "Start one ordinary sign-in, without prompt=none."),
            (IDP_POLICY, "Check which policy asks, and whether the person can meet it."),
        ],
    ),
];
