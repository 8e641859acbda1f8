//! What a check is: a form that says once what must hold, and a function that looks.

use serde::Serialize;

use super::look::Look;
use crate::limits::Limits;
use crate::span::Span;

/// A check: what must hold, who says so, why it matters and who puts it right; then the function that looks.
pub struct Check {
    /// The path of its file under `check/`, such as `saml/audience`.
    pub id: &'static str,
    /// The fault, not the cure: "The assertion is for another audience".
    pub title: &'static str,
    /// How binding it is, by the verb of the specification.
    pub verb: Verb,
    /// Who says so.
    pub spec: &'static [Citation],
    /// Why it matters, in a sentence or two.
    pub why: &'static str,
    /// What to do at the side of the identity provider (SAML IdP, OpenID provider).
    pub remedy_idp: &'static str,
    /// What to do at the side of the application (SAML SP, relying party).
    pub remedy_sp: &'static str,
    /// Looks at the messages and says what it sees. Pure; sees no other verdict.
    pub run: fn(&Look) -> Verdict,
}

/// How binding a check is, and with that how severe its failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// MUST: its failure is an error, and the sign-in is to be refused.
    Must,
    /// SHOULD: its failure is a warning.
    Should,
    /// Our own advice: its failure is a note.
    Advice,
}

impl Verb {
    /// The severity of a failure.
    pub fn severity(self) -> Severity {
        match self {
            Verb::Must => Severity::Error,
            Verb::Should => Severity::Warning,
            Verb::Advice => Severity::Note,
        }
    }
}

/// How bad a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The sign-in is to be refused.
    Error,
    /// It works, and should not be so.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place in a specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Citation {
    /// The document, such as `SAML Core 2.0` or `OpenID Connect Core 1.0`.
    pub document: &'static str,
    /// The section, such as `2.5.1.4`.
    pub section: &'static str,
}

/// Short for a [`Citation`].
pub const fn cite(document: &'static str, section: &'static str) -> Citation {
    Citation { document, section }
}

/// What a check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds; the findings say what was compared.
    Pass(Vec<Finding>),
    /// It does not hold; the findings say where.
    Fail(Vec<Finding>),
    /// There is nothing here that the check speaks of.
    Silent,
    /// It can't be told without something that is missing.
    Needs(Box<Need>),
}

impl Verdict {
    /// One verdict of many: a failure outweighs a need, a need outweighs a pass, a pass outweighs silence.
    pub fn merge(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        verdicts.into_iter().fold(Verdict::Silent, Verdict::and)
    }

    fn and(self, other: Verdict) -> Verdict {
        use Verdict::{Fail, Needs, Pass, Silent};
        match (self, other) {
            (Fail(a), Fail(b)) => Fail(together(a, b)),
            (Fail(a), _) | (_, Fail(a)) => Fail(a),
            (Needs(a), Needs(b)) => Needs(if b.decides && !a.decides { b } else { a }),
            (Needs(a), _) | (_, Needs(a)) => Needs(a),
            (Pass(a), Pass(b)) => Pass(together(a, b)),
            (Pass(a), Silent) | (Silent, Pass(a)) => Pass(a),
            (Silent, Silent) => Silent,
        }
    }

    /// A pass with one comparison.
    pub fn pass(finding: Finding) -> Verdict {
        Verdict::Pass(vec![finding])
    }

    /// A failure with one finding.
    pub fn fail(finding: Finding) -> Verdict {
        Verdict::Fail(vec![finding])
    }

    /// A failure with several findings, as many as are told.
    pub fn fail_all(findings: Vec<Finding>) -> Verdict {
        Verdict::Fail(together(findings, Vec::new()))
    }

    /// It can't be told without something that is missing.
    pub fn needs(need: Need) -> Verdict {
        Verdict::Needs(Box::new(need))
    }

    /// Whether it failed.
    pub fn failed(&self) -> bool {
        matches!(self, Verdict::Fail(_))
    }

    /// The findings of a failure or a pass.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Verdict::Pass(findings) | Verdict::Fail(findings) => findings,
            Verdict::Silent | Verdict::Needs(_) => &[],
        }
    }
}

/// The findings of both, as many as are told; the last one says so where there are more.
fn together(mut findings: Vec<Finding>, more: Vec<Finding>) -> Vec<Finding> {
    findings.extend(more);
    if findings.len() > Limits::FINDINGS {
        findings.truncate(Limits::FINDINGS);
        findings.push(Finding::new("There is more of the same; it is not told."));
    }
    findings
}

/// One thing that was seen, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Finding {
    /// One plain sentence.
    pub says: String,
    /// The bytes that it is about; absent where it is about something that is not there at all.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Span>,
    /// Other places that belong to it.
    pub also: Vec<Related>,
    /// What was expected, and by whom.
    #[cfg_attr(test, ts(optional = nullable))]
    pub expected: Option<String>,
    /// What was observed.
    #[cfg_attr(test, ts(optional = nullable))]
    pub observed: Option<String>,
}

impl Finding {
    /// A finding that says one sentence.
    pub fn new(says: impl Into<String>) -> Self {
        Finding { says: says.into(), at: None, also: Vec::new(), expected: None, observed: None }
    }

    /// Points at bytes.
    pub fn at(mut self, at: impl Into<Option<Span>>) -> Self {
        self.at = at.into();
        self
    }

    /// Adds a related place, with what it is.
    pub fn also(mut self, at: impl Into<Option<Span>>, says: impl Into<String>) -> Self {
        if let Some(at) = at.into() {
            self.also.push(Related { span: at, says: says.into() });
        }
        self
    }

    /// Says what was expected.
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Says what was observed.
    pub fn observed(mut self, observed: impl Into<String>) -> Self {
        self.observed = Some(observed.into());
        self
    }
}

/// A place that belongs to a finding without being its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Related {
    /// Where.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub span: Span,
    /// What it has to do with the finding.
    pub says: String,
}

/// Something that is missing, without which a check can't tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Need {
    /// What: "the identity provider's signing certificate".
    pub what: String,
    /// What it would tell.
    pub why: String,
    /// How to give it, in the window and on the command line.
    pub how: String,
    /// How to get hold of it, in each browser or console, where that wants telling.
    #[cfg_attr(test, ts(optional = nullable))]
    pub get: Option<&'static str>,
    /// Whether the sign-in can't be called accepted without it.
    pub decides: bool,
    /// What a person gives to settle it.
    pub give: Giving,
    /// The key of the playbook that one value would settle it with, such as `saml.sp.entity_id`.
    #[cfg_attr(test, ts(optional = nullable))]
    pub key: Option<&'static str>,
}

/// What a person gives to settle what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Giving {
    /// More of the sign-in itself.
    Capture,
    /// A document that they vouch for: metadata, a JWKS, a registration.
    Document,
    /// The instant to judge at.
    Instant,
    /// A private key or a secret, which is lent and shown nowhere.
    Key,
    /// Nothing that could be given here would tell.
    Nothing,
}
