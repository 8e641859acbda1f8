//! Every party's clock is right, as far as the capture lets it be measured.

use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::Clock;

/// Every party's clock is right, as far as the capture lets it be measured.
pub static CHECK: Check = Check {
    id: "flow/clocks",
    title: "A party's clock is off by more than is tolerated",
    verb: Verb::Should,
    spec: &[cite("RFC 9110", "6.6.1"), cite("SAML Core 2.0", "1.3.3"), cite("RFC 7519", "4.1.4")],
    why: "Each side judges the other's times by its own clock. Measured against the browser's, it shows whose is wrong.",
    remedy_idp: "Set the clock of every node by network time.",
    remedy_sp: "Set the clock of every node by network time.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(look.traffic.clocks.iter().map(|clock| of(look, clock)))
}

fn of(look: &Look, clock: &Clock) -> Verdict {
    let finding = Finding::new(clock.says()).at(clock.readings.first().map(|reading| reading.at));
    let others = clock.readings.iter().skip(1).take(2);
    let finding = others.fold(finding, |finding, reading| finding.also(reading.at, reading.called));
    if clock.surely_off() > look.skew { Verdict::fail(finding) } else { Verdict::pass(finding) }
}
