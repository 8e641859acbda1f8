//! The digest of what is signed, computed window by window beside the reading.

use super::window::Window;
use crate::c14n::{Canonicalization, Counted, Sink};
use ssoscope_crypto::Hash;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

/// Windows that wait to be digested while the next one is read.
const WAITING: usize = 2;

/// How what is signed becomes a digest.
#[derive(Clone)]
pub(super) struct Plan {
    pub(super) how: Canonicalization,
    pub(super) hash: Hash,
    /// Whether comments and processing instructions beside the root are signed too.
    pub(super) whole: bool,
    /// The signature that is left out, by its first byte in the text.
    pub(super) without: Option<usize>,
}

/// A digest and how many bytes it is of.
pub(super) struct Digested {
    pub(super) digest: Vec<u8>,
    pub(super) length: usize,
}

/// A digest under way on a thread of its own.
pub(super) struct Digesting<'scope> {
    windows: SyncSender<Window>,
    thread: ScopedJoinHandle<'scope, Digested>,
}

impl<'scope> Digesting<'scope> {
    pub(super) fn start(scope: &'scope Scope<'scope, '_>, plan: Plan) -> Digesting<'scope> {
        let (windows, received) = sync_channel(WAITING);
        Digesting { windows, thread: scope.spawn(move || digest(&plan, received)) }
    }

    pub(super) fn take(&self, window: Window) {
        // The thread takes windows until there are none; it can't have ended.
        let _ = self.windows.send(window);
    }

    /// What came out; nothing where the thread was lost.
    pub(super) fn finish(self) -> Option<Digested> {
        drop(self.windows);
        self.thread.join().ok()
    }
}

fn digest(plan: &Plan, windows: Receiver<Window>) -> Digested {
    let mut sink = Counted::new(plan.hash);
    for window in windows {
        plan.write(&window, &mut sink);
    }
    Digested { digest: sink.hasher.finish(), length: sink.length }
}

/// The digest of a text that is one window.
pub(super) fn digest_of(plan: &Plan, window: &Window) -> Digested {
    let mut sink = Counted::new(plan.hash);
    plan.write(window, &mut sink);
    Digested { digest: sink.hasher.finish(), length: sink.length }
}

impl Plan {
    fn write(&self, window: &Window, sink: &mut impl Sink) {
        let excluded = self.without.and_then(|start| window.child_of_root_at(start));
        self.how.write_window(window.part(), self.whole, excluded, sink);
    }
}
