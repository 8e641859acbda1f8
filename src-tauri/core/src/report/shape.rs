//! The report's shape: the only thing that leaves the core, for people and scripts alike.
//!
//! New members may come; these keep their meaning. The JSON Schema is generated from it, and the window's types.

use serde::Serialize;

use crate::case::{Content, Crack, LayerKind, Recognised, Role, Unread};
use crate::check::{Citation, Finding, Need, Severity};
use crate::decode::MessageId;
use crate::diagnose::{Confidence, Owner, Remedy};
use crate::instant::InstantSource;
use crate::kept::Kept;
use crate::knowledge::{Side, Sure};
use crate::span::{LayerId, Span};

use super::flow::{ClockShape, FlowShape, PartyShape};
use super::trust::{ExposedShape, SignatureShape};

/// What the report's `schema` member says.
pub const SCHEMA: &str = "ssoscope-report/1";

/// All that is said about a case.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Report {
    /// Always `ssoscope-report/1`.
    pub schema: &'static str,
    /// Whether the sign-in would be accepted.
    pub verdict: Outcome,
    /// One sentence that sums it up.
    pub headline: String,
    /// The instant that was judged at.
    pub instant: JudgedAt,
    /// The tolerance for clocks that differ, in seconds.
    pub skew: i32,
    /// What was found inside what, pastes included.
    pub layers: Vec<LayerShape>,
    /// What was decoded.
    pub messages: Vec<MessageShape>,
    /// What could not be read, and what to paste instead.
    pub unread: Vec<Unread>,
    /// Every check, in the order of the families.
    pub checks: Vec<CheckShape>,
    /// The causes, best first.
    pub causes: Vec<CauseShape>,
    /// What products said of it, in words that are known.
    pub said: Vec<SaidShape>,
    /// Which products take part, the surest first.
    pub products: Vec<ProductShape>,
    /// What real consumers do with a message in which the same checks fail.
    pub consumers: Vec<ConsumerShape>,
    /// Short texts for a ticket; absent where there is nothing to act on.
    #[cfg_attr(test, ts(optional = nullable))]
    pub ticket: Option<TicketShape>,
    /// What is missing, the deciding things first.
    pub needs: Vec<Need>,
    /// The windows of time, for the picture.
    pub times: Vec<Window>,
    /// The sign-ins and sign-outs that the case shows, step by step.
    pub flows: Vec<FlowShape>,
    /// Who took part.
    pub parties: Vec<PartyShape>,
    /// How their clocks stand to the browser's.
    pub clocks: Vec<ClockShape>,
    /// The signatures, each with what it covers and who vouches for its key.
    pub signatures: Vec<SignatureShape>,
    /// What is read of signed messages though no whole signature covers it.
    pub exposed: Vec<ExposedShape>,
}

/// Whether the sign-in would be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Every check that decides holds.
    Accepted,
    /// Something that must hold does not.
    Rejected,
    /// It can't be told without something that is missing.
    Undetermined,
}

/// The instant that was judged at.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct JudgedAt {
    /// RFC 3339, UTC.
    pub at: String,
    /// Which clock it came from.
    pub source: InstantSource,
    /// Why that one.
    pub why: String,
    /// Where the capture says it.
    #[cfg_attr(test, ts(optional = nullable))]
    pub span: Option<Span>,
}

/// One layer, without its bytes.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct LayerShape {
    /// Its number.
    pub id: LayerId,
    /// What was taken off to get it.
    pub kind: LayerKind,
    /// The paste's name or the parameter's.
    pub name: String,
    /// What part its paste plays.
    pub role: Role,
    /// The stretch of the layer beneath; `null` for a paste.
    pub from: Option<Span>,
    /// How many bytes it has.
    pub length: u32,
    /// What it holds, where it holds one thing that is decoded.
    #[cfg_attr(test, ts(optional = nullable))]
    pub content: Option<Content>,
    /// What is odd about it.
    pub cracks: Vec<Crack>,
    /// As what it was opened, and by which sign; absent where nothing was recognised.
    #[cfg_attr(test, ts(optional = nullable))]
    pub form: Option<Recognised>,
    /// Where its bytes stand in a file that was too large to be held; absent where they are all of it.
    #[cfg_attr(test, ts(optional = nullable))]
    pub file: Option<FileShape>,
}

/// A file of which a layer holds stretches.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct FileShape {
    /// Bytes of the whole file.
    #[cfg_attr(test, ts(type = "number"))]
    pub size: u64,
    /// Entries of the log, or lines of the text: all of them.
    #[cfg_attr(test, ts(type = "number"))]
    pub items: u64,
    /// Those that the layer holds.
    #[cfg_attr(test, ts(type = "number"))]
    pub kept: u64,
    /// The stretches in order: where each starts in the layer, and where in the file.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    pub stretches: Vec<(u32, u64)>,
}

impl FileShape {
    pub(super) fn of(kept: &Kept) -> Self {
        let stretches = kept.stretches().iter().map(|stretch| (stretch.start, stretch.at)).collect();
        FileShape { size: kept.size, items: kept.items, kept: kept.items_kept, stretches }
    }
}

/// One message, in the words of a person.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct MessageShape {
    /// Its number.
    pub id: MessageId,
    /// The layer that it stands in.
    pub layer: LayerId,
    /// All of its bytes.
    pub at: Span,
    /// What it is, for scripts: `saml-response`, `id-token`, `jwks` …
    pub kind: &'static str,
    /// Whether it is examined or vouched for.
    pub role: Role,
    /// What it is, for people: "SAML Response".
    pub title: String,
    /// One line: who says what about whom.
    pub summary: String,
    /// Its most telling fields, in order.
    pub fields: Vec<FieldShape>,
}

/// A field of a message.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct FieldShape {
    /// The name that the specification gives it: `Audience`, `InResponseTo`, `nonce`.
    pub name: String,
    /// Its value, shortened where it is very long.
    pub value: String,
    /// Its bytes.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Span>,
}

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// It can't be told.
    Needs,
    /// There is nothing here that it speaks of.
    Silent,
}

/// One check and what it came to.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct CheckShape {
    /// Such as `saml/audience`.
    pub id: &'static str,
    /// What it came to.
    pub verdict: State,
    /// How bad a failure is, or would be.
    pub severity: Severity,
    /// Which policy of the playbook set the severity, and why; absent where it is the check's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub overruled: Option<String>,
    /// The fault that it looks for.
    pub title: &'static str,
    /// Who says that it must hold.
    pub spec: &'static [Citation],
    /// Why it matters.
    pub why: &'static str,
    /// What was found; for a pass, what was compared.
    pub findings: Vec<Finding>,
    /// What is missing, where it can't be told.
    #[cfg_attr(test, ts(optional = nullable))]
    pub needs: Option<String>,
}

/// One cause that was recognised.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct CauseShape {
    /// Such as `audience_mismatch`.
    pub id: &'static str,
    /// The fault.
    pub title: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who has to act.
    pub owner: Owner,
    /// What happened, with this case's own values.
    pub happened: String,
    /// What to change, most useful first.
    pub remedy: Vec<Remedy>,
    /// What keeps it from coming back.
    pub prevention: &'static str,
    /// The failed checks that it explains.
    pub explains: Vec<&'static str>,
    /// The bytes that show it.
    pub at: Vec<Span>,
    /// What would settle it, where it is not certain.
    #[cfg_attr(test, ts(optional = nullable))]
    pub settle: Option<String>,
}

/// A product that takes part, and what shows it.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct ProductShape {
    /// Its name.
    pub name: &'static str,
    /// The side on which it stands.
    pub side: Side,
    /// How sure that is.
    pub confidence: Sure,
    /// What shows it, the surest first.
    pub signals: Vec<SignalShape>,
}

/// One thing that shows a product.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct SignalShape {
    /// What kind of thing: `issuer`, `acs`, `cookie` …
    pub kind: &'static str,
    /// What was seen; of a cookie its name only.
    pub seen: String,
    /// Where.
    pub at: Span,
}

/// What real consumers do with one fault.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct ConsumerShape {
    /// The failed check.
    pub check: &'static str,
    /// The fault, as the end of a sentence.
    pub fault: &'static str,
    /// Those that refuse, each with its release.
    pub refuse: Vec<String>,
    /// Those that let the person in.
    pub accept: Vec<String>,
    /// Those that do not look, so that the application around them had to refuse.
    pub leave_to_application: Vec<String>,
}

/// Short texts for a ticket. They hold no secrets and no personal data beyond what the cause needs.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct TicketShape {
    /// For the person who could not sign in.
    pub user: String,
    /// For whoever has to act, with the evidence.
    pub admin: String,
    /// For the knowledge base.
    pub kb: String,
}

/// Words of a product that were heard, and what they mean.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct SaidShape {
    /// Whose words they are.
    pub product: &'static str,
    /// The words as they stand there.
    pub words: String,
    /// What they mean.
    pub means: &'static str,
    /// What is misleading about them.
    #[cfg_attr(test, ts(optional = nullable))]
    pub misleads: Option<&'static str>,
    /// What the bytes prove, where that is something else.
    #[cfg_attr(test, ts(optional = nullable))]
    pub disagrees: Option<String>,
    /// Who most likely has to act.
    pub owner: Owner,
    /// The causes that fit, the most usual one first.
    pub causes: Vec<&'static str>,
    /// What would prove it.
    pub proof: &'static str,
    /// Where they stand.
    pub at: Span,
}

/// What a window of time belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum WindowKind {
    /// `NotBefore` and `NotOnOrAfter` of Conditions.
    Conditions,
    /// Those of a SubjectConfirmationData.
    SubjectConfirmation,
    /// `SessionNotOnOrAfter`.
    Session,
    /// `iat` or `nbf` to `exp` of a token.
    Token,
    /// The validity of a certificate.
    Certificate,
    /// `validUntil` of metadata.
    Metadata,
    /// How long a client secret is good for.
    Secret,
    /// A moment, such as `IssueInstant`: both ends are the same.
    Moment,
}

/// A window of time, drawn against the instant.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Window {
    /// What it belongs to.
    pub kind: WindowKind,
    /// What to call it: "Conditions", "ID token".
    pub label: String,
    /// When it opens, RFC 3339 in UTC; `null` where it is open to the past.
    pub from: Option<String>,
    /// When it closes; `null` where it is open to the future.
    pub until: Option<String>,
    /// The bytes that say so.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Span>,
    /// Whether the instant lies in it, the tolerance left aside.
    pub holds: bool,
    /// Whether the instant lies in it, the tolerance allowed for.
    pub holds_with_skew: bool,
}
