//! What has ended, and what ends soon.

use chrono::{DateTime, TimeDelta, Utc};

use super::Remarks;
use crate::check::Severity;
use crate::expect::Playbook;
use crate::instant::stamp;
use crate::integration::papers::{KeyPaper, Papers};

/// What two sides need for a change, where the playbook does not say.
const LEAD: TimeDelta = TimeDelta::days(30);

pub(super) fn look(found: &mut Remarks, playbook: &Playbook, papers: &Papers, now: DateTime<Utc>) {
    let lead = playbook.time.certificate_lead.unwrap_or(LEAD);
    let mut end = |key: &str, what: String, at: Option<DateTime<Utc>>, ended: Severity| {
        let Some(at) = at else { return };
        if at <= now {
            found.add("playbook/ended", ended, key, format!("{what} ended at {}.", stamp(at)));
        } else if at - now < lead {
            let days = (at - now).num_days();
            found.warn("playbook/ends_soon", key, format!("{what} ends in {days} days, at {}.", stamp(at)));
        }
    };
    let certificate = |key: &KeyPaper| format!("The certificate {}", key.called);
    for (entity, role) in papers.idps() {
        end(
            "saml.idp.metadata",
            "The identity provider's metadata".to_owned(),
            entity.valid_until,
            Severity::Error,
        );
        // While another one goes on, an old one beside it is what a rollover looks like.
        let goes_on = role.signing.iter().any(|key| key.not_after.is_none_or(|at| at - now >= lead));
        for key in role.signing.iter().filter(|_| !goes_on) {
            end("saml.idp.metadata", certificate(key), key.not_after, Severity::Warning);
        }
    }
    for (entity, role) in papers.sps() {
        end("saml.sp.metadata", "The application's metadata".to_owned(), entity.valid_until, Severity::Error);
        for key in role.encryption.iter().chain(&role.signing) {
            end("saml.sp.metadata", certificate(key), key.not_after, Severity::Warning);
        }
    }
    let goes_on = papers.loose.iter().any(|key| key.not_after.is_none_or(|at| at - now >= lead));
    for key in papers.loose.iter().filter(|_| !goes_on) {
        end("saml.idp.certificates", certificate(key), key.not_after, Severity::Warning);
    }
    let secret = playbook.oidc.rp.secret_expires;
    end("oidc.rp.secret_expires", "The client secret".to_owned(), secret, Severity::Error);
    for (number, policy) in playbook.policy.iter().enumerate() {
        let called = policy.called();
        end(
            &format!("policy[{number}].until"),
            called[..1].to_uppercase() + &called[1..],
            policy.until,
            Severity::Warning,
        );
    }
}
