//! RelayState is as short as it has to be.

use super::relay_states::{self, RelayState};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// RelayState is as short as it has to be.
pub static CHECK: Check = Check {
    id: "saml/relay_state_length",
    title: "RelayState is longer than 80 bytes",
    // The bindings say MUST NOT. Google and others send longer ones every day, and few refuse them: no sign-in is to be called
    // refused for that alone.
    verb: Verb::Should,
    spec: &[cite("SAML Bindings 2.0", "3.4.3"), cite("SAML Bindings 2.0", "3.5.3")],
    why: "Eighty bytes are the most. Shibboleth and others keep to that: the sign-in works with one product, and with the next \
          RelayState is cut, left out, or a reason to refuse.",
    remedy_idp: "Give RelayState back as it came, whatever its length; let links of a portal be short.",
    remedy_sp: "Keep the page that the person wanted at the application, and send a short key for it.",
    run,
};

/// Bytes of RelayState at most, decoded.
const MOST: usize = 80;

fn run(look: &Look) -> Verdict {
    Verdict::merge(relay_states::all(look).map(of))
}

fn of(relay_state: RelayState) -> Verdict {
    let length = relay_state.value.len();
    let finding = Finding::new(format!("RelayState has {length} bytes.")).at(relay_state.at);
    match length > MOST {
        true => Verdict::fail(finding.expected(format!("at most {MOST}")).observed(length.to_string())),
        false => Verdict::pass(finding),
    }
}
