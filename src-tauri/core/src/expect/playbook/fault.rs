//! What keeps a playbook from being used: each fault in one line, with its place.

use serde::Serialize;

use super::place::Place;

/// One thing that is wrong with a playbook's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Fault {
    /// One sentence.
    pub says: String,
    /// Where; absent for a single expectation of the command line.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Place>,
}

impl Fault {
    pub(super) fn new(says: impl Into<String>, at: Option<Place>) -> Self {
        Fault { says: says.into(), at }
    }

    pub(super) fn unknown(path: &str, hint: Option<&str>, at: Option<Place>) -> Self {
        let hint = hint.map(|hint| format!("; “{hint}” comes nearest")).unwrap_or_default();
        Fault::new(format!("there is no key “{path}”{hint}"), at)
    }
}

/// Line and column first, as compilers write it.
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.at {
            Some(at) => write!(f, "{}:{}: {}", at.line, at.column, self.says),
            None => f.write_str(&self.says),
        }
    }
}

/// Why a playbook or a single value can't be used: everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaybookError {
    /// What is wrong, in the order of the text.
    pub faults: Vec<Fault>,
}

impl std::error::Error for PlaybookError {}

impl std::fmt::Display for PlaybookError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, fault) in self.faults.iter().enumerate() {
            let lead = if number > 0 { "\n" } else { "" };
            match fault.at {
                Some(_) => write!(f, "{lead}playbook:{fault}")?,
                None => write!(f, "{lead}{fault}")?,
            }
        }
        Ok(())
    }
}

impl From<Fault> for PlaybookError {
    fn from(fault: Fault) -> Self {
        PlaybookError { faults: vec![fault] }
    }
}
