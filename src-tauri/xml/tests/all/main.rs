//! The crate from outside: one concern a file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod c14n_differential;
mod c14n_known;
mod captures;
mod corpus;
mod damages;
mod dsig_corpus;
mod dsig_differential;
mod dsig_filter;
mod dsig_rules;
mod enc_corpus;
mod enc_rules;
mod forensics;
mod oracle;
mod processor;
mod properties;
mod random_document;
mod read_differential;
mod read_hostile;
mod read_ill_formed;
mod read_spans;
mod read_values;
mod rsa_signer;
mod signer;
mod stream;
mod unlimited;
