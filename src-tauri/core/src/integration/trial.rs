//! A playbook is tried: its own text is read critically, its cases are run, and so is what was given beside them.

use serde::Serialize;

use super::drawer::Drawer;
use super::lint::{self, Remark};
use super::papers::Papers;
use crate::case::{Paste, Role};
use crate::check::Severity;
use crate::expect::{
    Expectations, Fault, FileNamed, KeyFileError, Keys, Place, PlannedCase, PlannedVerdict, Playbook,
};
use crate::instant::Clock;
use crate::report::{Outcome, Report, State};
use crate::{Case, Examined, Prepared};

/// A captured sign-in that is given beside the playbook's own cases, and has to be accepted.
pub struct GivenCapture {
    /// What to call it.
    pub name: String,
    /// Its files.
    pub pastes: Vec<Paste>,
}

/// What came of it.
#[derive(Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct CheckReport {
    /// Always `ssoscope-check/1`.
    pub schema: &'static str,
    /// The playbook as it was named.
    pub playbook: String,
    /// What the integration is called.
    #[cfg_attr(test, ts(optional = nullable))]
    pub integration: Option<String>,
    /// Who answers for it.
    #[cfg_attr(test, ts(optional = nullable))]
    pub owner: Option<String>,
    /// Accepted where everything came out as the playbook says; rejected where something did not.
    pub verdict: Outcome,
    /// One sentence.
    pub headline: String,
    /// What is to be said about the playbook itself.
    pub remarks: Vec<Remark>,
    /// Each case and each given capture.
    pub rows: Vec<Row>,
}

/// One case, or one given capture.
#[derive(Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Row {
    /// What it shows.
    pub name: String,
    /// Where the playbook plans it; absent for a given capture.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Place>,
    /// Its files.
    pub captures: Vec<String>,
    /// What it had to come to.
    pub wanted: Wanted,
    /// What it came to.
    pub verdict: Outcome,
    /// The causes that were told, best first.
    pub causes: Vec<&'static str>,
    /// The report's headline.
    pub headline: String,
    /// The instant that was judged at, RFC 3339 in UTC.
    pub instant: String,
    /// Whether that is what was wanted.
    pub outcome: RowOutcome,
    /// One sentence that says so.
    pub says: String,
    /// The checks that failed, errors first.
    pub failed: Vec<Failed>,
    /// What is missing to decide.
    pub needs: Vec<String>,
    /// All that was examined, for renderings and the window.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub examined: Option<ExaminedRow>,
}

/// What was examined for a row.
pub struct ExaminedRow {
    /// The layers.
    pub case: Case,
    /// The report.
    pub report: Report,
}

/// What a row has to come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Wanted {
    /// The verdict.
    pub verdict: Outcome,
    /// The first cause.
    #[cfg_attr(test, ts(optional = nullable))]
    pub cause: Option<String>,
    /// Checks that have to fail.
    pub fails: Vec<String>,
}

/// A check that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Failed {
    /// The check.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The fault.
    pub title: &'static str,
}

/// Whether a row came out as it had to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum RowOutcome {
    /// As it had to.
    AsWanted,
    /// Otherwise.
    Otherwise,
    /// It can't be told.
    Untold,
    /// The capture is not of this integration at all.
    OtherIntegration,
}

/// Tries a playbook: `name` is what it is called, `drawer` holds the files that it names, `clock` judges whatever the
/// playbook dates no other way. `keys` are lent to every row.
///
/// # Errors
/// Files that the drawer lacks and keys that can't be used, each with the place that names it.
pub fn check_integration(
    name: &str,
    playbook: &Playbook,
    drawer: &Drawer,
    given: Vec<GivenCapture>,
    keys: &Keys,
    clock: Clock,
) -> Result<CheckReport, Vec<Fault>> {
    let missing = missing(playbook, drawer);
    if !missing.is_empty() {
        return Err(missing);
    }
    let expectations = Expectations::new(playbook.clone()).with_keys(keys.clone());
    let prepared = Prepared::new(support(playbook, drawer), &expectations);
    let papers = Papers::of(&prepared);
    let trial = Trial { playbook, drawer, prepared, names: names(playbook, &papers), keys, clock };
    let mut rows = Vec::new();
    for (number, case) in playbook.case.iter().enumerate() {
        rows.push(trial.planned(number, case).map_err(|fault| vec![fault])?);
    }
    rows.extend(given.into_iter().map(|capture| trial.given(capture)));
    let remarks = lint::remarks(playbook, &papers, now(clock));
    let (verdict, headline) = verdict(&rows, &remarks);
    Ok(CheckReport {
        schema: "ssoscope-check/1",
        playbook: name.to_owned(),
        integration: playbook.integration.name.clone(),
        owner: playbook.integration.owner.clone(),
        verdict,
        headline,
        remarks,
        rows,
    })
}

/// What a playbook names and the drawer lacks.
fn missing(playbook: &Playbook, drawer: &Drawer) -> Vec<Fault> {
    let named = playbook.files().into_iter().chain(playbook.case_files());
    let lacking = named.filter(|file| !drawer.holds(&file.path));
    lacking.map(|file| unread(playbook, &file, "it was not given")).collect()
}

/// A fault for a file that can't be read.
pub fn unread(playbook: &Playbook, file: &FileNamed, why: &str) -> Fault {
    Fault { says: format!("{} can't be read: {why}", file.path), at: playbook.places.of(&file.key) }
}

fn support(playbook: &Playbook, drawer: &Drawer) -> Vec<Paste> {
    let named = playbook.files();
    let files = named.iter().filter_map(|file| drawer.paste(&file.path, Role::Support));
    let inline = playbook.inline_certificates().map(|text| Paste::support("playbook", text));
    files.chain(inline).collect()
}

fn now(clock: Clock) -> chrono::DateTime<chrono::Utc> {
    match clock {
        Clock::Given(at) | Clock::CaptureOr(at) | Clock::Now(at) => at,
    }
}

/// The names by which both sides of the integration are known.
fn names(playbook: &Playbook, papers: &Papers) -> Vec<String> {
    let (saml, oidc) = (&playbook.saml, &playbook.oidc);
    let single = [&saml.idp.entity_id, &saml.sp.entity_id, &oidc.op.issuer, &oidc.rp.client_id];
    let listed = [&saml.sp.acs, &saml.sp.audience, &oidc.rp.redirect_uri];
    let of_papers = papers.entities.iter().filter_map(|entity| entity.entity_id.clone());
    let issuers = papers.discoveries.iter().filter_map(|document| document.issuer.clone());
    let own = single.into_iter().flatten().chain(listed.into_iter().flatten()).cloned();
    own.chain(of_papers).chain(issuers).filter(|name| !name.is_empty()).collect()
}

struct Trial<'a> {
    playbook: &'a Playbook,
    drawer: &'a Drawer,
    /// The playbook and its papers, read once for all rows.
    prepared: Prepared<'a>,
    names: Vec<String>,
    keys: &'a Keys,
    clock: Clock,
}

impl Trial<'_> {
    fn planned(&self, number: usize, case: &PlannedCase) -> Result<Row, Fault> {
        let captures = case.capture.iter().filter_map(|path| self.drawer.paste(path, Role::Capture));
        let with = case.with.iter().filter_map(|path| self.drawer.paste(path, Role::Support));
        let pastes = captures.chain(with).collect();
        let with_keys = self.with_keys_of(number, case)?;
        let clock = case.at.map_or(self.clock, Clock::Given);
        let wanted = Wanted {
            verdict: match case.verdict {
                PlannedVerdict::Accepted => Outcome::Accepted,
                PlannedVerdict::Rejected => Outcome::Rejected,
                PlannedVerdict::Undetermined => Outcome::Undetermined,
            },
            cause: case.cause.clone(),
            fails: case.fails.clone(),
        };
        let name = case.name.clone().unwrap_or_else(|| case.capture.join(", "));
        let at = self.playbook.places.of(&format!("case[{number}]"));
        let examined = match with_keys {
            // What its own keys open may lie in the papers, so those are read with them.
            Some(expectations) => {
                Prepared::new(support(self.playbook, self.drawer), &expectations).examine(pastes, clock)
            }
            None => self.prepared.examine(pastes, clock),
        };
        Ok(self.row(name, at, case.capture.clone(), examined, wanted))
    }

    fn given(&self, capture: GivenCapture) -> Row {
        let captures = capture.pastes.iter().filter(|paste| paste.role == Role::Capture);
        let captures = captures.map(|paste| paste.name.clone()).collect();
        let wanted = Wanted { verdict: Outcome::Accepted, cause: None, fails: Vec::new() };
        let examined = self.prepared.examine(capture.pastes, self.clock);
        self.row(capture.name, None, captures, examined, wanted)
    }

    /// The expectations with the keys that a case lends of its own; nothing where it lends none.
    fn with_keys_of(&self, number: usize, case: &PlannedCase) -> Result<Option<Expectations>, Fault> {
        if case.key.is_empty() {
            return Ok(None);
        }
        let mut keys = self.keys.clone();
        for (at, path) in case.key.iter().enumerate() {
            let Some((_, bytes)) = self.drawer.files().find(|(own, _)| own == path) else { continue };
            keys.add(path, bytes.to_vec()).map_err(|error: KeyFileError| Fault {
                says: error.to_string(),
                at: self.playbook.places.of(&format!("case[{number}].key[{at}]")),
            })?;
        }
        Ok(Some(Expectations::new(self.playbook.clone()).with_keys(keys)))
    }

    fn row(
        &self,
        name: String,
        at: Option<Place>,
        captures: Vec<String>,
        examined: Examined,
        wanted: Wanted,
    ) -> Row {
        let Examined { case, report } = examined;
        let mut failed: Vec<Failed> = report
            .checks
            .iter()
            .filter(|check| check.verdict == State::Fail)
            .map(|check| Failed { id: check.id, severity: check.severity, title: check.title })
            .collect();
        failed.sort_by_key(|failed| failed.severity);
        let (outcome, says) = judged(&report, &wanted, &failed, is_of(&self.names, &case, &report));
        Row {
            name,
            at,
            captures,
            wanted,
            verdict: report.verdict,
            causes: report.causes.iter().map(|cause| cause.id).collect(),
            headline: report.headline.clone(),
            instant: report.instant.at.clone(),
            outcome,
            says,
            failed,
            needs: report.needs.iter().filter(|need| need.decides).map(|need| need.what.clone()).collect(),
            examined: Some(ExaminedRow { case, report }),
        }
    }
}

/// Whether a capture is of this integration: one of its names stands in it. Where nothing was read, or no name is known,
/// nothing speaks against it.
fn is_of(names: &[String], case: &Case, report: &Report) -> bool {
    let read = report.messages.iter().any(|message| message.role == Role::Capture);
    if names.is_empty() || !read {
        return true;
    }
    let captured = report.messages.iter().filter(|message| message.role == Role::Capture);
    let in_fields = captured.flat_map(|message| &message.fields).any(|field| names.contains(&field.value));
    // A short name, such as a client ID of three letters, stands anywhere by chance.
    let telling: Vec<&String> = names.iter().filter(|name| name.len() >= 12).collect();
    let in_bytes =
        |bytes: &[u8]| telling.iter().any(|name| memchr::memmem::find(bytes, name.as_bytes()).is_some());
    in_fields || case.layers().iter().any(|layer| layer.role == Role::Capture && in_bytes(&layer.bytes))
}

fn judged(report: &Report, wanted: &Wanted, failed: &[Failed], is_of: bool) -> (RowOutcome, String) {
    if !is_of {
        let says = "The capture is of another integration: none of the names in the playbook stands in it.";
        return (RowOutcome::OtherIntegration, says.to_owned());
    }
    if report.verdict == Outcome::Undetermined && wanted.verdict != Outcome::Undetermined {
        return (RowOutcome::Untold, report.headline.clone());
    }
    if report.verdict != wanted.verdict {
        return (RowOutcome::Otherwise, format!("It is {}: {}", word(report.verdict), report.headline));
    }
    let first = report.causes.first().map_or("none", |cause| cause.id);
    if let Some(cause) = wanted.cause.as_deref().filter(|cause| *cause != first) {
        return (RowOutcome::Otherwise, format!("The cause is {first}, and should be {cause}."));
    }
    let passes = |id: &&String| !failed.iter().any(|failed| failed.id == **id);
    if let Some(id) = wanted.fails.iter().find(passes) {
        return (RowOutcome::Otherwise, format!("The check {id} does not fail, and should."));
    }
    let because = match wanted.verdict {
        Outcome::Rejected => format!(", because of {first}"),
        _ => String::new(),
    };
    (RowOutcome::AsWanted, format!("It is {}, as it should be{because}.", word(report.verdict)))
}

/// A verdict in a word.
pub(super) fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Rejected => "rejected",
        Outcome::Undetermined => "undetermined",
    }
}

fn verdict(rows: &[Row], remarks: &[Remark]) -> (Outcome, String) {
    let of = |outcome| rows.iter().filter(move |row| row.outcome == outcome).count();
    let wrong = of(RowOutcome::Otherwise) + of(RowOutcome::OtherIntegration);
    let faults = remarks.iter().filter(|remark| remark.severity == Severity::Error).count();
    let (untold, all) = (of(RowOutcome::Untold), rows.len());
    if wrong > 0 || faults > 0 {
        let of_cases = match wrong {
            0 if all == 0 => "No case was tried.".to_owned(),
            0 => format!("All {all} came out as the playbook says."),
            _ => format!("{wrong} of {all} came out otherwise than the playbook says."),
        };
        let of_playbook = match faults {
            0 => String::new(),
            1 => " The playbook itself has a fault.".to_owned(),
            n => format!(" The playbook itself has {n} faults."),
        };
        return (Outcome::Rejected, of_cases + &of_playbook);
    }
    if all == 0 {
        let says = "Nothing was checked: the playbook plans no case, and no capture was given.";
        return (Outcome::Undetermined, says.to_owned());
    }
    if untold > 0 {
        return (Outcome::Undetermined, format!("{untold} of {all} can't be told."));
    }
    (Outcome::Accepted, format!("All {all} came out as the playbook says."))
}
