//! Of several bearer confirmations, the one that holds best: a consumer is content with any one that holds.

use crate::check::{Look, Verdict};
use crate::decode::saml::{Assertion, SubjectConfirmation};

use super::examined::Examined;
use super::{confirmation_not_before, confirmation_not_on_or_after, in_response_to, recipient};

type Judge = fn(&Look, Examined, &SubjectConfirmation) -> Verdict;

static RULES: [Judge; 4] = [
    confirmation_not_before::of,
    confirmation_not_on_or_after::of,
    recipient::of,
    in_response_to::of_confirmation,
];

/// The bearer confirmation with the fewest failures, the first of several.
pub(super) fn best<'a>(
    look: &Look,
    examined: Examined,
    assertion: &'a Assertion,
) -> Option<&'a SubjectConfirmation> {
    // SAML 1.1 says no more than the method.
    let subject = assertion.subject.as_ref().filter(|_| !assertion.is_saml1());
    let confirmations = subject.into_iter().flat_map(|subject| &subject.confirmations);
    let bearers: Vec<_> = confirmations.filter(|confirmation| confirmation.is_bearer()).collect();
    if let [only] = bearers.as_slice() {
        return Some(only);
    }
    bearers.into_iter().min_by_key(|confirmation| {
        RULES.iter().filter(|rule| rule(look, examined, confirmation).failed()).count()
    })
}
