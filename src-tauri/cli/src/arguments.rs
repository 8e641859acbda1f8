//! The command line, as scripts hold on to it.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};
use ssoscope_core::Clock;
use ssoscope_core::expect::parse_duration;

/// An oscilloscope for single sign-on: what it is, whether it would be accepted, and why not.
#[derive(Parser)]
#[command(
    name = "ssoscope",
    version,
    about,
    after_help = "Exit status: 0 accepted, 1 rejected, 2 usage or unreadable input, 3 undetermined (something is needed)."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Examines a captured sign-in: a SAMLResponse, an ID token, a HAR …
    Examine(Examine),
    /// Checks an integration against its playbook: reads it critically, runs its cases and what is given beside them.
    Check(Check),
    /// Writes playbooks, and tells what ends, changes and differs.
    #[command(subcommand)]
    Playbook(Books),
    /// Explains a check, a cause or an error text in full.
    Explain {
        /// Such as saml/audience, audience_mismatch or AADSTS50011.
        id: String,
    },
    /// Lists everything that it knows.
    List {
        /// What to list.
        what: Listed,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
}

#[derive(Args)]
pub(crate) struct Examine {
    /// What to examine; `-` or nothing reads the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// Supporting material that you vouch for: metadata, JWKS, discovery, certificates.
    #[arg(long = "with", value_name = "FILE", num_args = 1..)]
    pub(crate) with: Vec<PathBuf>,
    /// The integration's expectations.
    #[arg(long, value_name = "FILE")]
    pub(crate) playbook: Option<PathBuf>,
    /// One expectation without a file, such as saml.sp.entity_id=https://app.example/sp.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) expect: Vec<String>,
    /// A private key (PEM, DER, PFX, JWK), or a file with a client secret, for decryption and HMAC.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Vec<PathBuf>,
    /// A file whose first line is the password of a protected key. Without it SSOSCOPE_KEY_PASSWORD is taken, or the
    /// terminal asks.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_password_file: Option<PathBuf>,
    /// The instant to judge at: capture, now, or a time such as 2026-11-23T07:40:00Z.
    #[arg(long, value_name = "INSTANT|now|capture", default_value = "capture", value_parser = parse_at)]
    pub(crate) at: At,
    /// The tolerance for clocks that differ, such as 60s [default: the playbook's, else 180s].
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub(crate) skew: Option<TimeDelta>,
    /// Asks a strict relying party, built on the crate openidconnect, what it says of ID tokens and discovery documents.
    #[arg(long)]
    pub(crate) second_opinion: bool,
    /// How to print the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Args)]
pub(crate) struct Check {
    /// The integration's playbook.
    pub(crate) playbook: PathBuf,
    /// Captured sign-ins that it has to accept, beside its own cases; a folder is one sign-in of several files.
    pub(crate) captures: Vec<PathBuf>,
    /// Supporting material that you vouch for, beside what the playbook names.
    #[arg(long = "with", value_name = "FILE", num_args = 1..)]
    pub(crate) with: Vec<PathBuf>,
    /// A private key, or a file with a client secret.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Vec<PathBuf>,
    /// A file whose first line is the password of a protected key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_password_file: Option<PathBuf>,
    /// The instant for whatever the playbook dates no other way, and for certificates that end.
    #[arg(long, value_name = "INSTANT|now|capture", default_value = "capture", value_parser = parse_at)]
    pub(crate) at: At,
    /// How to print the outcome.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Writes evidence to this file: the hashes of all that went in, the program's version, the instant, and the outcome; a
    /// manifest for sha256sum is written beside it. With --at the same inputs give the same bytes.
    #[arg(long, value_name = "FILE")]
    pub(crate) evidence: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Books {
    /// Writes a playbook from good sign-ins: what did not vary becomes a value, what varied a pattern.
    Learn(Learn),
    /// Writes a playbook from metadata, discovery, keys, a registration, or what a product exports.
    From {
        /// Metadata, discovery documents, JWKS, certificates; an Okta application, an Entra manifest, a Keycloak client in JSON;
        /// Terraform with okta_app_saml, okta_app_oauth or azuread_application.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Writes a playbook from what a product is known to ask for; without --product it lists the products.
    New(New),
    /// Lists every certificate, metadata, client secret and policy that ends; exits with 1 where one has ended, with 2 where a
    /// playbook could not be read.
    Expiry(Expiry),
    /// Rehearses a change of keys or metadata over playbooks: who breaks, when, and what stays; exits with 1 where one breaks,
    /// with 2 where a playbook could not be read.
    Rollover(Rollover),
    /// Tells what differs between two snapshots of metadata, discovery or keys, or between two sign-ins.
    Diff(Difference),
    /// Prints the JSON Schema of a playbook, for editors.
    Schema,
}

#[derive(Args)]
pub(crate) struct Learn {
    /// Good sign-ins of one integration; a folder is one sign-in of several files.
    #[arg(required = true)]
    pub(crate) captures: Vec<PathBuf>,
    /// Supporting material that you vouch for; the playbook names it.
    #[arg(long = "with", value_name = "FILE", num_args = 1..)]
    pub(crate) with: Vec<PathBuf>,
    /// A private key, where answers are encrypted.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Vec<PathBuf>,
    /// A file whose first line is the password of a protected key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_password_file: Option<PathBuf>,
    /// The instant to judge at, for captures without a time of their own.
    #[arg(long, value_name = "INSTANT|now|capture", default_value = "capture", value_parser = parse_at)]
    pub(crate) at: At,
}

#[derive(Args)]
pub(crate) struct New {
    /// The product, such as salesforce.
    #[arg(long, value_name = "PRODUCT")]
    pub(crate) product: Option<String>,
    /// Fills in what stands in braces, such as subdomain=acme.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Expiry {
    /// Playbooks, or folders of them.
    #[arg(required = true)]
    pub(crate) playbooks: Vec<PathBuf>,
    /// The instant to count from.
    #[arg(long, value_name = "INSTANT|now", default_value = "now", value_parser = parse_at)]
    pub(crate) at: At,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = BooksFormat::Text)]
    pub(crate) format: BooksFormat,
}

#[derive(Args)]
pub(crate) struct Rollover {
    /// The provider's metadata or JWKS before the change.
    pub(crate) before: PathBuf,
    /// The same after it.
    pub(crate) after: PathBuf,
    /// Playbooks, or folders of them.
    pub(crate) playbooks: Vec<PathBuf>,
    /// When the provider begins to sign with the new key.
    #[arg(long, value_name = "INSTANT", value_parser = parse_at)]
    pub(crate) switch: Option<At>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = BooksFormat::Text)]
    pub(crate) format: BooksFormat,
}

#[derive(Args)]
pub(crate) struct Difference {
    /// What it was: metadata, discovery, JWKS; or a good sign-in.
    pub(crate) before: PathBuf,
    /// What it is; or a bad sign-in.
    pub(crate) after: PathBuf,
    /// Supporting material, for two sign-ins.
    #[arg(long = "with", value_name = "FILE", num_args = 1..)]
    pub(crate) with: Vec<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = BooksFormat::Text)]
    pub(crate) format: BooksFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BooksFormat {
    Text,
    Json,
    /// iCalendar, of what ends.
    Ics,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Markdown,
    Html,
    Sarif,
    Junit,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    Checks,
    Causes,
    Forms,
    Consumers,
}

/// What `--at` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Capture,
    Now,
    Instant(DateTime<Utc>),
}

impl At {
    /// The clock for the core, which reads none itself.
    pub(crate) fn clock(self) -> Clock {
        match self {
            At::Capture => Clock::CaptureOr(Utc::now()),
            At::Now => Clock::Now(Utc::now()),
            At::Instant(at) => Clock::Given(at),
        }
    }
}

fn parse_at(text: &str) -> Result<At, String> {
    match text {
        "capture" => Ok(At::Capture),
        "now" => Ok(At::Now),
        _ => ssoscope_core::instant::parse(text)
            .map(At::Instant)
            .ok_or_else(|| "write capture, now, or a time such as 2026-11-23T07:40:00Z".to_owned()),
    }
}
