//! RelayState on its way there and back.

use super::super::traffic::{ANSWER, ASK, START, log, sample};
use super::traffic::{sign_in, signed_out};
use crate::log::error_page;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[relay_state_lost, relay_state_long, relay_state_lost_at_logout];

fn relay_state_lost() -> Sample {
    let sign_in = sign_in("log-relay-state-lost");
    let mut log = log(&sign_in).until(ANSWER);
    let form = wrap::form(&[("SAMLResponse", &wrap::base64(&sign_in.response.document()))]);
    log.entry(ANSWER).form = Some(form);
    log.entry(ANSWER).status = 400;
    log.entry(ANSWER).got.clear();
    log.entry(ANSWER).page = error_page("We do not know where you wanted to go.");
    sample(&sign_in, &log).rejected("relay_state_lost", &["flow/answered"]).warns(&["saml/relay_state"]).told(
        "RelayState went to the provider and did not come back",
        "Halden's new login server builds the form that brings the answer in a template of its own. \
         SAMLResponse is in it, and RelayState was forgotten.",
    )
}

/// A page of the application, as deep links write it.
const DEEP: &str = "/reports/2026/05/expenses?view=by-depot&depot=rotterdam&status=open&sort=-amount&page=3";

fn relay_state_long() -> Sample {
    let sign_in = sign_in("log-relay-state-long");
    let mut log = log(&sign_in);
    let (short, long) = (wrap::form(&[("RelayState", "/home")]), wrap::form(&[("RelayState", DEEP)]));
    let ask = log.entry(ASK).url.replace(&short, &long);
    log.entry(START)
        .got
        .iter_mut()
        .filter(|(name, _)| *name == "Location")
        .for_each(|(_, to)| to.clone_from(&ask));
    log.entry(ASK).url = ask;
    log.entry(ANSWER).form = Some(wrap::saml_form(&sign_in.response.document(), DEEP));
    sample(&sign_in, &log).warns(&["saml/relay_state_length"]).told(
        "RelayState is the whole address of a report",
        "Ledgerline puts the page that somebody wanted into RelayState. Halden's provider gives it back; \
         the next customer's will not, for it is longer than 80 bytes.",
    )
}

fn relay_state_lost_at_logout() -> Sample {
    let sign_in = sign_in("log-relay-state-lost-at-logout");
    let mut log = signed_out(&sign_in, log(&sign_in), 200);
    let forgets = |url: &mut String| *url = url.replace("&RelayState=bye", "");
    let last = log.entries.len() - 1;
    log.entry(last - 1).got.iter_mut().for_each(|(_, to)| forgets(to));
    forgets(&mut log.entry(last).url);
    sample(&sign_in, &log).because("relay_state_lost").warns(&["saml/relay_state"]).told(
        "After the logout nobody knows where to go",
        "Ledgerline sends the page to end on along as RelayState. Halden's provider keeps it when people sign in and drops it \
         when they sign out.",
    )
}
