//! Holds the values of an attribute against a regular expression.

use crate::check::{Finding, Verdict};
use crate::decode::saml::AttributeValue;

/// A failure for the first value that doesn't match; nothing where all do, or where there is no pattern.
pub(super) fn judge(name: &str, values: &[&AttributeValue], pattern: Option<&str>) -> Option<Verdict> {
    let pattern = pattern?;
    let Ok(regex) = regex::Regex::new(&format!("^(?:{pattern})$")) else {
        let says = format!("The pattern for {name} in the playbook is no regular expression.");
        return Some(Verdict::fail(Finding::new(says).observed(pattern)));
    };
    let odd = values.iter().find(|value| !regex.is_match(&value.text.value))?;
    let says = format!("A value of the attribute {name} is not of the form that is expected.");
    let finding = Finding::new(says).at(odd.text.at).expected(pattern);
    Some(Verdict::fail(finding.observed(super::identify::quoted(&odd.text.value))))
}
