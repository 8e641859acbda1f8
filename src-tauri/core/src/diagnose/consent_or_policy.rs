//! The provider would, but a consent, an assignment or a policy is in the way.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused::{self, Refused};
use crate::check::Look;
use crate::check::oidc::sign_ins::requests;

/// The provider would, but a consent, an assignment or a policy is in the way.
pub static CAUSE: Cause = Cause {
    id: "consent_or_policy",
    title: "A consent, an assignment or a policy is in the way",
    explains: &["oidc/error_page", "oidc/error_response", "oidc/application_error"],
    prevention: "Consent for everybody where that is right, assign by group, and try one person who is assigned and one who is not.",
    find,
};

/// A kind of obstacle: what providers say of it, and who removes it.
struct Obstacle {
    words: &'static [&'static str],
    owner: Owner,
    means: &'static str,
    /// What the provider's side does; nothing, where nothing is wrong there.
    idp: &'static str,
    /// What the application's side does, or nothing.
    sp: &'static str,
}

/// From the most to the least specific; the numbers are those of Entra ID, other words those of Okta and Keycloak.
static OBSTACLES: &[Obstacle] = &[
    Obstacle {
        words: &[
            "AADSTS50105",
            "user_not_assigned",
            "not assigned to a role",
            "not assigned to the client application",
            "not assigned to this application",
            "app_not_enabled_for_user",
            "not_allowed",
        ],
        owner: Owner::IdpAdmin,
        means: "The person is not assigned to this application.",
        idp: "Assign the person, or a group of theirs, to this application.",
        sp: "",
    },
    Obstacle {
        words: &["AADSTS90094", "AADSTS90095", "admin consent", "needs permission to access"],
        owner: Owner::IdpAdmin,
        means: "Only an administrator may consent to what the application asks for.",
        idp: "Grant consent for everybody in this application's permissions.",
        sp: "Ask for fewer scopes, if all are not needed.",
    },
    Obstacle {
        words: &[
            "AADSTS53000",
            "AADSTS53001",
            "AADSTS53003",
            "AADSTS530032",
            "AADSTS50158",
            "conditional access",
            "no_matching_policy",
            "disallowed_network_zone",
        ],
        owner: Owner::IdpAdmin,
        means: "A policy of the provider refuses this person, device or place.",
        idp: "Look up the sign-in in the log; it names the policy that refused.",
        sp: "",
    },
    Obstacle {
        words: &[
            "AADSTS50057",
            "AADSTS50053",
            "AADSTS50055",
            "AADSTS50034",
            "AADSTS50020",
            "user_disabled",
            "user_temporarily_disabled",
        ],
        owner: Owner::IdpAdmin,
        means: "The person's account is locked, ended, or not in this directory.",
        idp: "Look up the person's account: disabled, locked, password ended, or a guest who is missing here.",
        sp: "Check that the request goes to the tenant in which the person has an account.",
    },
    Obstacle {
        words: &["consent_required", "AADSTS65001", "requested scopes not granted"],
        owner: Owner::SpAdmin,
        means: "The person has not agreed to what the application asks for.",
        idp: "Grant consent for everybody, where that is right.",
        sp: "Start one ordinary sign-in, in which the provider may ask; or ask for fewer scopes.",
    },
    Obstacle {
        words: &[
            "interaction_required",
            "mfa_required",
            "AADSTS50076",
            "AADSTS50079",
            "AADSTS50074",
            "account_selection_required",
        ],
        owner: Owner::SpAdmin,
        means: "The provider has to ask the person something, such as a second factor.",
        idp: "",
        sp: "Start one ordinary sign-in, without prompt=none.",
    },
    Obstacle {
        words: &["access_denied", "AADSTS65004", "consent_denied"],
        owner: Owner::User,
        means: "The person cancelled, or a policy of the provider refused them.",
        idp: "Look up this person and minute in the sign-in log; assign them to the application if they should get in.",
        sp: "Show a page that says so and offers to start again.",
    },
];

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::all(look);
    let (obstacle, refused) = OBSTACLES.iter().find_map(|obstacle| {
        Some((obstacle, refused.iter().find(|refused| refused.speaks(obstacle.words))?))
    })?;
    let diagnosis = Diagnosis::new(Confidence::Certain, obstacle.owner, happened(look, refused, obstacle));
    let mut fixes = [(fields::IDP_POLICY, obstacle.idp), (fields::SP_REQUEST, obstacle.sp)];
    if obstacle.owner == Owner::SpAdmin {
        fixes.reverse();
    }
    let needed = fixes.into_iter().filter(|(_, what)| !what.is_empty());
    let diagnosis = needed.fold(diagnosis, |diagnosis, (place, what)| diagnosis.fix(place, what));
    Some(diagnosis.shown_by(refused.at()))
}

fn happened(look: &Look, refused: &Refused, obstacle: &Obstacle) -> String {
    let silent = requests(look)
        .iter()
        .any(|request| request.prompt.as_ref().is_some_and(|prompt| prompt.value == "none"));
    let silent = silent && obstacle.owner == Owner::SpAdmin;
    let asked = if silent {
        " The application asked with prompt=none, so the provider may show nothing."
    } else {
        ""
    };
    format!("{}. {}{asked}", refused.told(), obstacle.means)
}
