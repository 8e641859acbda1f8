//! Which products take part, and what consumers do with the faults that were found.

use crate::check::Judged;
use crate::check::products::{Seen, Sign};
use crate::knowledge::{Deed, SeenOfConsumers, consumer_faults, consumers as watched};

use super::shape::{ConsumerShape, ProductShape, SignalShape};

/// One product.
pub(super) fn shape(seen: &Seen) -> ProductShape {
    let signal = |sign: &Sign| SignalShape { kind: sign.kind.name(), seen: sign.seen.clone(), at: sign.at };
    ProductShape {
        name: seen.product.name,
        side: seen.product.side,
        confidence: seen.sure,
        signals: seen.signals.iter().map(signal).collect(),
    }
}

/// What consumers do with the faults of this case, as far as it was tried.
pub(super) fn consumers(judged: &[Judged]) -> Vec<ConsumerShape> {
    let failed = judged.iter().filter(|judged| judged.verdict.failed()).map(|judged| judged.check.id);
    let of = |check: &'static str| {
        let faults = consumer_faults().iter().filter(move |seen| seen.checks.contains(&check));
        faults.map(move |seen| consumer(check, seen))
    };
    failed.flat_map(of).collect()
}

fn consumer(check: &'static str, seen: &SeenOfConsumers) -> ConsumerShape {
    let those = |deed| seen.those(deed).into_iter().map(released).collect();
    ConsumerShape {
        check,
        fault: seen.fault,
        refuse: those(Deed::Refuses),
        accept: those(Deed::Accepts),
        leave_to_application: those(Deed::ApplicationRefuses),
    }
}

/// A consumer with its release, where that was written down.
fn released(name: &'static str) -> String {
    let release = watched().iter().find(|consumer| consumer.name == name).map(|consumer| consumer.release);
    let numbered = release.filter(|release| release.starts_with(|c: char| c.is_ascii_digit()));
    numbered.map_or(name.to_owned(), |release| format!("{name} {release}"))
}
