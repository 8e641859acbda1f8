//! Nothing but the words that a product said.

use crate::instant::at;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[audience, relay_state, address, issued];

fn words(slug: &'static str, text: &'static str) -> Sample {
    Sample::new("saml", slug, at("2026-03-19T10:04:31Z")).capture("capture.txt", text)
}

fn audience() -> Sample {
    let page = "<!DOCTYPE html>\n<html lang=\"en\">\n  <head><title>Ledgerline</title></head>\n  <body>\n    <h1>Could not sign you in</h1>\n    \
        <p>Invalid Audience. The audience https://intranet.halden-freight.example did not match the expected\n       audience \
        https://app.ledgerline.example/saml/metadata</p>\n  </body>\n</html>\n";
    words("words-audience", page)
        .told(
            "All that is known is the application's error page",
            "Somebody at Halden Freight saved the page that Ledgerline showed and sent it to the service desk. \
             It tells for whom the assertion was, and for whom it should have been.",
        )
        .rejected("audience_mismatch", &["paste/error_text"])
}

fn relay_state() -> Sample {
    let mail = "Hello service desk,\n\nthe deep link to the March report does not work any more. I get\n\n    \
        RelayState cannot exceed 80 bytes in length.\n\nThe start page is fine.\n\nMira\n";
    words("words-relay-state", mail)
        .told(
            "A mail quotes the words of an error",
            "Mira at Halden Freight wrote a mail about a deep link. The words are Shibboleth's; they say plainly what is wrong.",
        )
        .rejected("relay_state_lost", &["paste/error_text"])
}

fn address() -> Sample {
    let line = "2026-03-19 10:04:31 ERROR Shibboleth.SSO.SAML2 [7] [default]: client address check failed: Your client's current \
        address (198.51.100.7) differs from the one used when you authenticated to your identity provider.\n";
    words("words-client-address", line)
        .told(
            "The log quotes an error that no cause of ours names",
            "Mira at Halden Freight signs in over the company's proxies, of which there are four. The words are Shibboleth's; \
             they say plainly what is wrong.",
        )
        .rejected("reported_fault", &["paste/error_text"])
}

fn issued() -> Sample {
    let event = "Log Name:      Security\nSource:        AD FS Auditing\nEvent ID:      1200\n\
        Description:   The Federation Service issued a valid token. See XML for details.\n";
    words("words-issued", event)
        .told(
            "The event that was found tells of a success",
            "The operators of Halden Freight looked for the failed sign-in in the event log of AD FS and found one that went well.",
        )
        .undetermined("none")
}
