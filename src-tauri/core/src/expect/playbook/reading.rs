//! Holds a playbook's text against the vocabulary: unknown keys and values of the wrong kind, each with its place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, PlaybookError};
use super::place::{Lines, Places};
use crate::expect::duration::parse_duration;
use crate::expect::vocabulary::{self, Kind, SCHEMA};
use crate::limits::Limits;

/// Where each value stands, if every key and every value is as it should be.
pub(super) fn places(text: &str) -> Result<Places, PlaybookError> {
    if text.len() > Limits::PLAYBOOK_BYTES {
        let says = format!("the playbook has more than {} bytes", Limits::PLAYBOOK_BYTES);
        return Err(Fault::new(says, None).into());
    }
    let mut reading = Reading { lines: Lines::of(text), places: Places::default(), faults: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map(|span| reading.lines.place(span));
        reading.faults.push(Fault::new(format!("this is not TOML: {}", one_line(error.message())), at));
    }
    if reading.faults.is_empty() {
        reading.table(table.get_ref(), "", "");
    }
    let Reading { places, mut faults, .. } = reading;
    faults.sort_by_key(|fault| fault.at);
    if faults.is_empty() { Ok(places) } else { Err(PlaybookError { faults }) }
}

fn one_line(message: &str) -> String {
    message.split('\n').map(str::trim).collect::<Vec<_>>().join(", ")
}

struct Reading<'t> {
    lines: Lines<'t>,
    places: Places,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    /// `path` is as the vocabulary writes it, `own` has the numbers of listed sections.
    fn table(&mut self, table: &DeTable, path: &str, own: &str) {
        for (name, value) in table {
            let join = |before: &str| match before {
                "" => name.get_ref().to_string(),
                before => format!("{before}.{}", name.get_ref()),
            };
            let (path, own) = (join(path), join(own));
            if let Some(key) = vocabulary::named(&path) {
                self.value(value, key.kind, &own);
            } else if vocabulary::is_section(&path) {
                self.section(value, &path, &own);
            } else {
                let at = Some(self.lines.place(name.span()));
                self.faults.push(Fault::unknown(&path, vocabulary::nearest(&path), at));
            }
        }
    }

    fn section(&mut self, value: &Spanned<DeValue>, path: &str, own: &str) {
        let listed = vocabulary::is_listed(path);
        match value.get_ref() {
            DeValue::Table(table) if !listed => {
                self.note(own, value);
                self.table(table, path, own);
            }
            DeValue::Array(items) if listed => {
                for (number, item) in items.iter().enumerate() {
                    let own = format!("{own}[{number}]");
                    self.note(&own, item);
                    match item.get_ref() {
                        DeValue::Table(table) => self.table(table, path, &own),
                        _ => self.refuse(item, format!("each {path} is a section, written [[{path}]]")),
                    }
                }
            }
            DeValue::Table(_) => {
                self.refuse(value, format!("there can be several of {path}: write [[{path}]]"));
            }
            _ => self.refuse(value, format!("{path} is a section, written [{path}]")),
        }
    }

    fn value(&mut self, value: &Spanned<DeValue>, kind: Kind, own: &str) {
        self.note(own, value);
        match (kind, value.get_ref()) {
            (Kind::Texts | Kind::Files | Kind::SomeOf(_), DeValue::Array(items)) => {
                for (number, item) in items.iter().enumerate() {
                    self.note(&format!("{own}[{number}]"), item);
                    self.scalar(item, kind, own);
                }
            }
            _ => self.scalar(value, kind, own),
        }
    }

    fn scalar(&mut self, value: &Spanned<DeValue>, kind: Kind, own: &str) {
        let wrong = match value.get_ref() {
            DeValue::String(text) => misfit(text, kind),
            DeValue::Boolean(_) => (kind != Kind::Flag).then(|| wanted(kind)),
            DeValue::Integer(number) => {
                let whole = i64::from_str_radix(number.as_str(), number.radix()).is_ok_and(|n| n >= 0);
                (!whole || !matches!(kind, Kind::Count | Kind::Duration)).then(|| wanted(kind))
            }
            DeValue::Datetime(at) => match kind {
                Kind::Instant => misfit(&at.to_string(), kind),
                _ => Some(wanted(kind)),
            },
            _ => Some(wanted(kind)),
        };
        if let Some(wrong) = wrong {
            self.refuse(value, format!("{own}: {wrong}"));
        }
    }

    fn note(&mut self, own: &str, value: &Spanned<DeValue>) {
        let place = self.lines.place(value.span());
        self.places.add(own.to_owned(), place);
    }

    fn refuse(&mut self, value: &Spanned<DeValue>, says: String) {
        let at = Some(self.lines.place(value.span()));
        self.faults.push(Fault::new(says, at));
    }
}

/// What is wrong with a text that should be of a kind; nothing where it fits.
pub(super) fn misfit(text: &str, kind: Kind) -> Option<String> {
    match kind {
        Kind::Text | Kind::Texts | Kind::File | Kind::Files => None,
        Kind::OneOf(&[SCHEMA]) => (text != SCHEMA).then(|| {
            format!("this is of another version: it says “{text}”, and this program reads “{SCHEMA}”")
        }),
        Kind::OneOf(words) | Kind::SomeOf(words) => (!words.contains(&text))
            .then(|| format!("“{text}” is none of {}{}", words.join(", "), near(text, words))),
        Kind::Duration => parse_duration(text).err().map(|error| error.to_string()),
        Kind::Instant => {
            super::shapes::instant_of(text).is_none().then(|| format!("“{text}”: {}", wanted(kind)))
        }
        Kind::Pattern => pattern_fault(text),
        Kind::Flag | Kind::Count => Some(wanted(kind)),
    }
}

fn near(text: &str, words: &[&str]) -> String {
    let likeness = |word: &&&str| strsim::normalized_damerau_levenshtein(text, word);
    let best = words.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    best.filter(|word| likeness(word) > 0.5)
        .map(|word| format!("; “{word}” comes nearest"))
        .unwrap_or_default()
}

/// Only expressions that are matched in linear time can be written: no look-around and no back-references.
fn pattern_fault(text: &str) -> Option<String> {
    match regex::RegexBuilder::new(text).size_limit(Limits::PATTERN_BYTES).build() {
        Ok(_) => None,
        Err(regex::Error::CompiledTooBig(_)) => Some("the regular expression becomes too large".to_owned()),
        Err(error) => {
            let told = error.to_string();
            let last = told.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Some(format!("this is no regular expression that can be used: {last}"))
        }
    }
}

fn wanted(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::File => "a text in quotation marks is wanted".to_owned(),
        Kind::Texts | Kind::Files => "a text or a list of texts is wanted".to_owned(),
        Kind::OneOf(words) => format!("one of {} is wanted", words.join(", ")),
        Kind::SomeOf(words) => format!("a list out of {} is wanted", words.join(", ")),
        Kind::Flag => "true or false is wanted".to_owned(),
        Kind::Count => "a whole number is wanted".to_owned(),
        Kind::Duration => "a duration such as 60s is wanted".to_owned(),
        Kind::Instant => {
            "a date such as 2027-01-31 or an instant such as 2027-01-31T08:00:00Z is wanted".to_owned()
        }
        Kind::Pattern => "a regular expression in quotation marks is wanted".to_owned(),
    }
}
