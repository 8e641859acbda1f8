//! The provider does not accept the way in which the application shows who it is.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused::{self, Refused};
use super::words::quoted;
use crate::check::Look;
use crate::check::oidc::sign_ins::token_requests;
use crate::decode::{Body, Spanned};
use crate::span::Span;

const METHOD: &[&str] = &["oidc/client_assertion", "oidc/token_auth_method"];

/// The provider does not accept the way in which the application shows who it is.
pub static CAUSE: Cause = Cause {
    id: "secret_expired_or_wrong_method",
    title: "The client secret is old or wrong, or is shown in the wrong way",
    explains: &[
        "oidc/client_assertion",
        "oidc/token_auth_method",
        "oidc/error_response",
        "oidc/application_error",
    ],
    prevention: "Write down when the secret ends, raise an alarm a month before, and let two secrets overlap while it is changed.",
    find,
};

/// What Entra ID says of a secret that ended.
const EXPIRED: &[&str] =
    &["AADSTS7000222", "secret keys are expired", "secret has expired", "secret expired"];
/// What providers say of a secret or an assertion that they don't take.
const REFUSED: &[&str] = &[
    "AADSTS7000215",
    "AADSTS7000218",
    "AADSTS700027",
    "AADSTS700025",
    "AADSTS50012",
    "client authentication failed",
    "invalid client secret",
    "invalid_client_credentials",
    "invalid client credentials",
    "client_assertion",
];

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::coded(look, &["invalid_client"])
        .filter(|refused| !refused.by_browser)
        .or_else(|| refused::speaking(look, EXPIRED))
        .or_else(|| refused::speaking(look, REFUSED))
        .or_else(|| refused::coded(look, &["unauthorized_client"]).filter(by_credentials));
    let finding = verdicts.findings(METHOD).next();
    let ended = ended(look).or_else(|| {
        refused.as_ref().filter(|refused| refused.speaks(EXPIRED)).and_then(|refused| refused.at().next())
    });
    let diagnosis = match (&refused, ended, finding) {
        (Some(refused), Some(at), _) => expired(&refused.told()).shown_by([at]),
        (_, _, Some(finding)) => shown_wrongly(&finding.says, refused.is_some()),
        (Some(refused), None, None) => unknown(&refused.told(), encoded(look)),
        (None, _, None) => return None,
    };
    let diagnosis = match refused {
        Some(refused) => diagnosis.shown_by(refused.at()),
        None => diagnosis.sparing("oidc/error_response"),
    };
    Some(diagnosis.shown_by(verdicts.spans(METHOD)))
}

/// Some providers say unauthorized_client of a wrong secret (Keycloak); by RFC 6749, section 5.2, it says that the grant is not
/// one for this client, and some words are needed to tell the two apart.
fn by_credentials(refused: &Refused) -> bool {
    !refused.by_browser
        && (refused.description.is_none() || refused.speaks(&["credential", "secret", "authenticat"]))
}

/// Where a registration says that its secret has ended.
fn ended(look: &Look) -> Option<Span> {
    look.messages.iter().find_map(|message| match &message.body {
        Body::Registration(client) => {
            let ends = client.client_secret_expires_at.as_ref()?;
            (ends.value > 0 && ends.value < look.now.timestamp()).then_some(ends.at)
        }
        _ => None,
    })
}

fn expired(told: &str) -> Diagnosis {
    Diagnosis::new(Confidence::Certain, Owner::SpAdmin, format!("{told}: the client secret has ended."))
        .fix(fields::OP_SECRET, "Make a new secret, and write down when it ends.")
        .fix(fields::RP_SECRET, "Enter the new secret: its value, not its ID.")
}

fn shown_wrongly(says: &str, refused: bool) -> Diagnosis {
    let then = if refused { " The provider refuses it." } else { " This provider may still accept it." };
    Diagnosis::new(Confidence::Certain, Owner::SpAdmin, format!("{says}{then}"))
        .fix(fields::RP_AUTH_METHOD, "Set it to the way that is registered.")
        .fix(fields::OP_AUTH_METHOD, "Or register the way that the application uses.")
}

/// The name of the client in a Basic header, where it is percent-encoded (RFC 6749, section 2.3.1): some providers don't
/// decode it.
fn encoded<'a>(look: &Look<'a>) -> Option<&'a Spanned<String>> {
    let names = token_requests(look).into_iter().filter_map(|request| request.basic.as_ref());
    names.into_iter().find(|name| name.value.contains('%'))
}

fn unknown(told: &str, encoded: Option<&Spanned<String>>) -> Diagnosis {
    if let Some(name) = encoded {
        let says = format!(
            "{told} when the application asked for tokens. Its header names the client {}, percent-encoded as RFC 6749 has \
             it, which not every provider decodes; or the secret is old.",
            quoted(&name.value)
        );
        return Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix(fields::RP_AUTH_METHOD, "Use client_secret_post, or a client ID and secret of letters, digits, dots and low lines only.")
            .fix(fields::RP_SECRET, "Enter the current secret: its value, not its ID.")
            .settled_by("The provider's log at that minute: which client ID does it look for?")
            .shown_by([name.at]);
    }
    let says = format!(
        "{told} when the application asked for tokens: the secret is old or wrong, or it is shown in another way than is registered."
    );
    Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
        .fix(fields::RP_SECRET, "Enter the current secret: its value, not its ID, with no space or line break around it.")
        .fix(fields::RP_AUTH_METHOD, "Set it to the way that is registered; by Basic, characters such as - : % are encoded by some libraries and not decoded by some providers.")
        .fix(fields::OP_SECRET, "Look when the secret ends, and whether it was changed.")
        .settled_by("The provider's log at that minute: it says whether the secret or the way was refused.")
}
