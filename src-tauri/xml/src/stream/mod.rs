//! Documents of any size in constant memory: read window by window as strictly as any other, their signature verified on the way.
//!
//! What is read is a signed document as federations publish them: the root's own `ds:Signature`, one reference, to the root or to
//! the whole document, enveloped and canonicalised. With the signature first one pass is enough; else a second one follows.
//! Nothing is said to be valid before the document's end was read.

mod digest;
mod pick;
mod signature;
#[cfg(test)]
mod tests;
mod verdict;
mod verify;
mod window;

pub use pick::{Picked, Wanted};
pub use verdict::{Root, Streamed, StreamedSignature};
pub use verify::read;
