//! What is known before anything is read: what products say when a sign-in fails. Facts as data, beside the code that reads them.

mod consumers;
mod error_texts;
mod folded;
mod phrases;
mod pieces;
mod plain_words;
mod products;
mod word_starts;

pub use consumers::{Consumer, Deed, Seen as SeenOfConsumers, all as consumers, faults as consumer_faults};
pub use error_texts::{ErrorText, Said, all as error_texts, find as find_error_texts};
pub use plain_words::all as plain_words;
pub use products::{Product, Shown, Side, Signal, Sure, Telling, Value, all as products, shown};
