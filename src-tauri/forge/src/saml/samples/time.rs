//! Answers that are too early, too late, or whose surroundings have run out.

use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, ORTIZVALE};
use super::super::request::authn_request;
use super::super::sign_in::SignIn;
use crate::instant::{at, plus};
use crate::keys;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    clock_ahead,
    clock_behind,
    arrived_late,
    short_lifetime,
    capture_is_old,
    session_over,
    confirmation_not_before,
    confirmation_without_end,
    issue_instant,
    metadata_expired,
    certificate_expired,
    certificate_ends_soon,
];

fn clock_ahead() -> Sample {
    let sign_in = SignIn::issued(&HALDEN, "clock-ahead", "2026-03-19T07:30:00Z", 360);
    sign_in.posted().rejected("clock_skew", &["saml/not_before"]).warns(&["saml/issue_instant"]).told(
        "The provider's clock runs six minutes ahead",
        "Since a restart nobody at Halden Freight gets into Ledgerline at the first attempt. \
         Who goes back and tries again with the same answer some minutes later is let in.",
    )
}

fn clock_behind() -> Sample {
    let sign_in = SignIn::issued(&KESTREL, "clock-behind", "2026-04-09T19:05:00Z", -660);
    let request = authn_request(&KESTREL, sign_in.slug, plus(sign_in.arrived, -12));
    sign_in
        .sample()
        .capture("capture-1-request.txt", wrap::redirect(KESTREL.idp.sso_url, "SAMLRequest", &request, "/"))
        .capture("capture-2-response.txt", wrap::saml_form(&sign_in.response.document(), "/"))
        .rejected("clock_skew", &["saml/not_on_or_after", "saml/confirmation_not_on_or_after"])
        .told(
            "The provider's clock runs eleven minutes behind",
            "The clinic's provider lost its time server, and each answer has run out before it arrives. \
             By its own times this one was issued ten minutes before the request that it answers was sent.",
        )
}

fn arrived_late() -> Sample {
    let sign_in = SignIn::issued(&BRIGHTWATER, "arrived-late", "2026-02-25T16:47:30Z", -1_500);
    let request = authn_request(&BRIGHTWATER, sign_in.slug, plus(sign_in.arrived, -1_540));
    sign_in
        .sample()
        .capture("capture-1-request.txt", wrap::redirect(BRIGHTWATER.idp.sso_url, "SAMLRequest", &request, "/"))
        .capture("capture-2-response.txt", wrap::saml_form(&sign_in.response.document(), "/"))
        .rejected("arrived_late", &["saml/not_on_or_after", "saml/confirmation_not_on_or_after"])
        .told(
            "The answer lay in the browser for twenty-five minutes",
            "Tomasz signed in, was called away before the library's page had opened, and came back to a browser that asked whether to send the form again. \
             He said yes, and the library said that his sign-in had expired.",
        )
}

fn short_lifetime() -> Sample {
    let mut sign_in = SignIn::issued(&HALDEN, "short-lifetime", "2026-03-20T06:30:00Z", -9);
    let ends = sign_in.stamp(-4);
    let assertion = sign_in.response.assertion();
    assertion.not_on_or_after = Some(ends.clone());
    assertion.confirmation.not_on_or_after = Some(ends);
    sign_in
        .posted()
        .expect("saml.sp.skew", "0s")
        .rejected("short_lifetime", &["saml/not_on_or_after", "saml/confirmation_not_on_or_after"])
        .told(
            "Five seconds are too few to get from one side to the other",
            "Somebody at Halden Freight read that short lifetimes are safer and chose five seconds. \
             It works in the office; drivers on a slow line get in at the third attempt or not at all.",
        )
}

fn capture_is_old() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "capture-is-old", "2026-03-10T08:15:32Z");
    sign_in
        .posted()
        .judged_at(at("2026-06-02T14:00:00Z"))
        .rejected("capture_is_old", &["saml/not_on_or_after", "saml/confirmation_not_on_or_after", "saml/session_not_on_or_after"])
        .told(
            "A sound answer, looked at twelve weeks later",
            "A ticket from March is opened again in June, and the SAMLResponse in it is examined as if it had just arrived. \
             It was good when it was made, and it is long over.",
        )
}

fn session_over() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "session-over", "2026-02-25T18:20:00Z");
    let ended = sign_in.stamp(-1_200);
    if let Some(authn) = &mut sign_in.response.assertion().authn {
        authn.session_ends = Some(ended);
    }
    sign_in.posted().rejected("short_lifetime", &["saml/session_not_on_or_after"]).told(
        "The session was over before it began",
        "Brightwater College ends sessions at six in the evening. Tomasz came back at twenty past with his old session: \
         the college still answered, and named an end that had passed.",
    )
}

fn confirmation_not_before() -> Sample {
    let mut sign_in = SignIn::new(&ORTIZVALE, "confirmation-not-before", "2026-01-28T10:10:10.500Z");
    let begins = sign_in.stamp(540);
    sign_in.response.assertion().confirmation.not_before = Some(begins);
    sign_in.posted().rejected("clock_skew", &["saml/confirmation_not_before"]).told(
        "The bearer confirmation does not hold for another nine minutes",
        "A plug-in at Ortiz and Vale writes a NotBefore wherever there is a NotOnOrAfter, by the clock of another machine. \
         It should write none there at all; Casebox reads it and makes people wait.",
    )
}

fn confirmation_without_end() -> Sample {
    let mut sign_in = SignIn::new(&ORTIZVALE, "confirmation-without-end", "2026-01-28T10:31:44.020Z");
    let begins = sign_in.stamp(-30);
    let confirmation = &mut sign_in.response.assertion().confirmation;
    (confirmation.not_before, confirmation.not_on_or_after) = (Some(begins), None);
    sign_in.posted().rejected("incomplete_message", &["saml/confirmation_not_on_or_after"]).told(
        "Nothing says until when a bearer may use the assertion",
        "The plug-in at Ortiz and Vale was corrected the wrong way round: it keeps NotBefore and leaves NotOnOrAfter out. \
         Casebox refuses, because such an assertion could be used again for ever.",
    )
}

fn issue_instant() -> Sample {
    let mut sign_in = SignIn::new(&KESTREL, "issue-instant-local", "2026-04-10T06:15:00Z");
    sign_in.response.issue_instant = "2026-04-10T08:14:59".into();
    sign_in.posted().because("clock_skew").warns(&["saml/issue_instant"]).told(
        "A time without its zone",
        "The clinic's provider writes the Response's IssueInstant in local time and leaves the zone out. \
         Nobody is kept out; Rotawell logs a warning at every sign-in.",
    )
}

fn metadata_expired() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "metadata-expired", "2026-02-26T09:00:12Z");
    sign_in.metadata.valid_until = Some("2026-02-20T00:00:00Z");
    sign_in.posted().rejected("expired_metadata", &["saml/metadata_valid_until"]).told(
        "The provider's metadata ran out six days ago",
        "Quillbook's nightly refresh of the federation's metadata has failed for a week and nobody read the log. \
         This morning the library refused the whole college at once.",
    )
}

fn certificate_expired() -> Sample {
    let mut sign_in = SignIn::new(&ORTIZVALE, "certificate-expired", "2026-01-29T08:02:37.911Z");
    let signer = super::super::signature::Signer { key: &keys::ORTIZVALE_2022, ..ORTIZVALE.signer() };
    sign_in.response.assertion().signer = Some(signer);
    sign_in.metadata.keys = vec![&keys::ORTIZVALE_2022];
    sign_in.posted().because("certificate_expired").warns(&["x509/valid_at_instant"]).told(
        "The signing certificate ended last May",
        "The firm never replaced the certificate of 2022, and Casebox does not look at its dates. \
         The firm's new document archive does, and refuses what Casebox takes.",
    )
}

fn certificate_ends_soon() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "certificate-ends-soon", "2026-03-20T08:30:00Z");
    let signer = super::super::signature::Signer { key: &keys::HALDEN_2023, ..HALDEN.signer() };
    sign_in.response.assertion().signer = Some(signer);
    sign_in.metadata.keys = vec![&keys::HALDEN_2023];
    debug_assert!(plus(sign_in.arrived, 86_400 * 30) > at("2026-03-31T00:00:00Z"));
    sign_in.posted().because("certificate_ends_soon").warns(&["x509/lead_time"]).told(
        "It works today, and not in April",
        "Ledgerline checks its customers' certificates every Friday. \
         Halden Freight still signs with a certificate that ends in eleven days.",
    )
}
