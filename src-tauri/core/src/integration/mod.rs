//! An integration as its owner keeps it: a playbook, its papers and its test plan; checked, learned, compared and dated.
//!
//! Everything here stands on the report; nothing in the pipeline knows of it.

mod accept;
mod difference;
mod draft;
mod drawer;
mod evidence;
mod expiry;
mod from;
mod learn;
mod lint;
mod offers;
mod papers;
mod preset;
mod rollover;
mod sign_ins;
mod told;
mod trial;

pub use accept::accept_value;
pub use difference::{Difference, differences, differences_text};
pub use draft::Draft;
pub use drawer::Drawer;
pub use evidence::{Evidence, InputHash, Inputs, evidence};
pub use expiry::{Ending, Integrated, expiry, expiry_calendar, expiry_text};
pub use from::{FromError, from_files};
pub use learn::{LearnError, learn};
pub use lint::Remark;
pub use offers::{Offer, offers};
pub use papers::{DiscoveryPaper, EntityPaper, KeyPaper, KeySetPaper, Papers, RegistrationPaper, RolePaper};
pub use preset::{Preset, PresetAttribute, preset, presets};
pub use rollover::{Affected, Fate, Rehearsal, rehearsal_text, rehearse};
pub use sign_ins::sign_in_differences;
pub use told::{check_html, check_junit, check_markdown, check_sarif, check_text};
pub use trial::{CheckReport, Failed, GivenCapture, Row, RowOutcome, Wanted, check_integration, unread};
