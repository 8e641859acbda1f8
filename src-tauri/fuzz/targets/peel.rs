//! Any paste is opened without panic or hang, and every place in it lies within its layer and can be traced down to the paste.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ssoscope_core::{Case, Paste, Span, peel};

fuzz_target!(|bytes: &[u8]| {
    let case = peel::peel(vec![Paste::capture("paste", bytes)]);
    for layer in case.layers() {
        traced(&case, layer.span());
        layer.cracks.iter().filter_map(|crack| crack.at).for_each(|at| traced(&case, at));
    }
    case.artefacts.iter().for_each(|artefact| traced(&case, artefact.at));
    case.unread.iter().for_each(|unread| traced(&case, unread.at));
    case.secrets.iter().for_each(|secret| traced(&case, *secret));
});

/// A place lies within its layer, and so does each that it came from, down to the paste.
fn traced(case: &Case, at: Span) {
    let way = case.trace(at);
    for place in &way {
        let layer = case.layer(place.layer).expect("a place names a layer");
        assert!(place.start <= place.end && place.end as usize <= layer.bytes.len(), "{place:?} of {way:?}");
    }
    let last = way.last().and_then(|place| case.layer(place.layer));
    assert!(last.is_some_and(|layer| layer.from.is_none()), "{way:?} does not end in the paste");
}
