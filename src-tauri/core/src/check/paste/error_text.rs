//! Nothing in the logs and texts says that the sign-in failed.

use crate::check::said::{self, Heard};
use crate::check::saml::identify::words;
use crate::check::{Check, Finding, Giving, Look, Need, Verb, Verdict, cite};

/// Nothing in the logs and texts says that the sign-in failed.
pub static CHECK: Check = Check {
    id: "paste/error_text",
    title: "A product says in its own words that the sign-in failed",
    verb: Verb::Must,
    spec: &[cite("RFC 6749", "4.1.2.1"), cite("SAML Core 2.0", "3.2.2.2")],
    why: "A product that refused did so for a reason. Its words name it, more or less plainly; some of them mislead.",
    remedy_idp: "Look up the minute of the words in the log of whoever wrote them.",
    remedy_sp: "Keep the words together with a network log of the same sign-in; the two prove one another.",
    run,
};

fn run(look: &Look) -> Verdict {
    let heard = said::in_texts(look);
    let (failures, others): (Vec<&Heard>, Vec<&Heard>) =
        heard.iter().partition(|heard| heard.text.is_failure());
    match (failures.as_slice(), others.as_slice()) {
        ([], []) => match said::is_listed(look) {
            true => Verdict::needs(the_one_that_was_seen()),
            false => Verdict::Silent,
        },
        ([], others) => Verdict::Pass(others.iter().map(|heard| told(heard)).collect()),
        (failures, _) => Verdict::fail_all(failures.iter().map(|heard| told(heard)).collect()),
    }
}

/// What to ask for where a text lists errors.
fn the_one_that_was_seen() -> Need {
    Need {
        what: "the one message that was shown".to_owned(),
        why: "The text writes about faults, or lists them, as a manual does. Which of them happened can't be told from it."
            .to_owned(),
        how: "Paste the words of the page or of the log alone, with the lines around them.".to_owned(),
        get: None,
        give: Giving::Capture,
        decides: false,
        key: None,
    }
}

fn told(heard: &Heard) -> Finding {
    let text = heard.text;
    let misleads = text.misleads.map_or(String::new(), |misleads| format!(" {misleads}"));
    let says = format!("{} says “{}”: {}.{misleads}", text.product, words(&heard.words), text.means);
    Finding::new(says).at(heard.at)
}
