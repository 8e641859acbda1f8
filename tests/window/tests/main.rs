//! The real window, driven as a person would.
#![allow(clippy::unwrap_used)] // tests

mod access;
mod answers;
mod endures;
mod files;
mod offline;
mod paint;
mod pictures;
mod reading;
