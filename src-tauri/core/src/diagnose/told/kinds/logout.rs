//! Kinds of fault at the end of a session.

use super::{Kind, kind};
use crate::diagnose::Owner::{IdpAdmin, Network, SpAdmin};
use crate::diagnose::fields::*;

pub(super) static KINDS: &[Kind] = &[
    kind(
        "logout",
        SpAdmin,
        &["answered_with_error"],
        "The logout belongs to no session that the other side knows, or its message was not accepted.",
        "A HAR of the logout, and the SAMLResponse of the sign-in before it: NameID and SessionIndex have to be the same.",
        &[
            (
                "Application, SAML settings: single logout",
                "Send NameID with its Format and qualifiers, and SessionIndex, as they came with the sign-in.",
            ),
            (IDP_POLICY, "Enter the application's logout address and its signing certificate."),
        ],
    ),
    kind(
        "logout-address",
        IdpAdmin,
        &["answered_with_error"],
        "The identity provider has no address to which it could send this application's logout messages.",
        "The application's metadata (SingleLogoutService), and what the identity provider has registered.",
        &[
            (
                "Identity provider, this application's settings: single logout URL",
                "Enter the application's logout address, or load its metadata anew.",
            ),
            (
                "Application, SAML settings: single logout",
                "Or leave single logout out, and end the session of the application alone.",
            ),
        ],
    ),
    kind(
        "logout-signature",
        SpAdmin,
        &["answered_with_error"],
        "Logout messages have to be signed, and this one is not, or not with the known key.",
        "The LogoutRequest as it was sent, from a HAR, and the metadata of who sent it.",
        &[(
            "Application, SAML settings: sign logout requests and responses",
            "Turn it on, with the key whose certificate the identity provider has.",
        )],
    ),
    kind(
        "logout-undelivered",
        Network,
        &["logout_undelivered"],
        "When the person signed out, the provider called the application's logout address itself, and the call did not arrive or was \
         not answered: the person stays signed in there.",
        "The provider's log of that minute, and the application's logout address opened from the provider's own machine.",
        &[
            (
                NETWORK,
                "Let the provider's own machine reach the application's back-channel logout address: by a public name and address, \
                 or by an exception where it refuses inner addresses on purpose.",
            ),
            (
                "Provider, this application's settings: back-channel logout URL",
                "Enter the address that the application really serves.",
            ),
        ],
    ),
];
