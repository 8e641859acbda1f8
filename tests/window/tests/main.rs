//! The real window, driven as a person would.
#![allow(clippy::unwrap_used)] // tests

mod access;
mod answers;
mod chromium;
mod desk;
mod endures;
mod files;
mod narrow;
mod offline;
mod owner;
mod paint;
mod pictures;
mod playbooks;
mod reading;
mod specialist;
mod untrusted;
