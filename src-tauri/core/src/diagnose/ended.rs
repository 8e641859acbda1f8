//! The page on which a sign-in or a sign-out ended, for the causes that read it.

use super::form::Verdicts;
use crate::check::Look;
use crate::check::flow::journey::{self, Seen};

/// Checks that fail because it ended on an error page.
pub(super) const ENDED: &[&str] = &["flow/answered", "flow/signed_out"];

/// The step that answered with the page that those checks point at first.
pub(super) fn page<'a>(look: &'a Look, verdicts: &Verdicts) -> Option<Seen<'a>> {
    let finding = verdicts.findings(ENDED).next()?;
    let mut steps = (0..look.traffic.steps.len()).filter_map(|step| journey::at(look, step));
    steps.find(|step| step.exchange.status.as_ref().map(|status| status.at) == finding.at)
}
