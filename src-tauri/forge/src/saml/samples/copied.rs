//! Good sign-ins in the forms that people copy them in, and what happens to them on the way.

use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL};
use super::super::sign_in::SignIn;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[for_windows, office_quotes, log_lines, masked];

fn for_windows() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "copied-as-curl", "2026-03-18T07:31:09Z");
    let body = wrap::saml_form(&sign_in.response.document(), "/expenses");
    sign_in.sample().capture("capture.txt", wrap::curl_for_windows(HALDEN.sp.acs, &body)).told(
        "A request copied as cURL on Windows",
        "Oskar copied the request from the network panel for Windows' command line, which puts a ^ before half of the characters. \
         The command went into the ticket as it was.",
    )
}

fn office_quotes() -> Sample {
    let sign_in = SignIn::new(&BRIGHTWATER, "typographic-quotes", "2026-03-19T10:02:44Z");
    let document = wrap::typographic(&sign_in.response.document());
    sign_in.as_xml(document).because("damaged_paste").warns(&["paste/intact"]).told(
        "An office program set the quotation marks",
        "The library's supplier asked for the message in a document. Somebody pasted the XML into a word processor, \
         and each straight quotation mark became a typographic one.",
    )
}

fn log_lines() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "in-log-lines", "2026-03-20T16:45:12Z");
    let encoded = wrap::lines_of(&wrap::base64(&sign_in.response.document()), 120);
    let lines = encoded
        .lines()
        .map(|line| format!("Mar 20 16:45:12 sp1 app[911]: DEBUG saml.acs SAMLResponse {line}\n"));
    sign_in.sample().capture("capture.log", lines.collect::<String>()).because("damaged_paste").warns(&["paste/intact"]).told(
        "The application's log wrote the message over many lines",
        "Rotawell logs what it is sent, and its log breaks every long line and puts the time before each piece. \
         The operator copied the whole stretch out of the log.",
    )
}

fn masked() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "masked-name", "2026-03-23T08:20:31Z");
    let document = sign_in.response.document().replace("mira.solberg@halden.example", "[REDACTED]");
    sign_in.as_xml(document).rejected("damaged_paste", &["saml/signature_verifies"]).told(
        "Somebody masked the name before sharing the message",
        "Halden Freight's policy is to blank names in tickets. The message that came with the ticket was blanked with care, \
         and its signature no longer fits: nothing can be told from that about the sign-in.",
    )
}
