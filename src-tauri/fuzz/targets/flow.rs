//! The messages of any paste are decoded and put in order without panic or hang, and every message stands within its layer.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ssoscope_core::{Expectations, Paste, decode, flow, peel};
use std::sync::LazyLock;

static NOTHING: LazyLock<Expectations> = LazyLock::new(Expectations::default);

fuzz_target!(|bytes: &[u8]| {
    let mut case = peel::peel(vec![Paste::capture("paste", bytes)]);
    let messages = decode::decode(&mut case, &NOTHING);
    for message in &messages {
        let layer = case.layer(message.at.layer).expect("a message stands in a layer");
        assert!(message.at.end as usize <= layer.bytes.len(), "{:?}", message.at);
    }
    flow::follow(&case, &messages);
});
