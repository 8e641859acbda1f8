//! The playbook: read from TOML with the place of each value, single values merged in, unknown keys refused with a hint.

mod fault;
mod place;
mod reading;
mod sections;
mod shapes;

pub use fault::{Fault, PlaybookError};
pub use place::{Place, Places};
pub use sections::{
    Counted, CryptoRule, Groups, Integration, OidcExpected, PlannedCase, PlannedVerdict, Policy,
    SamlExpected, SignedPart, Times, ValueExpected,
};

use serde::Deserialize;

use super::vocabulary::{self, Kind};

/// The values of a playbook.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Playbook {
    /// What the integration is.
    pub integration: Integration,
    /// What is expected of a SAML sign-in.
    pub saml: SamlExpected,
    /// What is expected of an OpenID Connect sign-in.
    pub oidc: OidcExpected,
    /// The groups or roles that a person brings along.
    pub groups: Groups,
    /// How long things may last.
    pub time: Times,
    /// What signatures may rest on.
    pub crypto: CryptoRule,
    /// The organisation's own rules.
    pub policy: Vec<Policy>,
    /// The test plan.
    pub case: Vec<PlannedCase>,
    /// Where each value stands.
    #[serde(skip)]
    pub places: Places,
}

/// A file that a playbook names; its reader resolves the path beside the playbook and gives it as support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNamed {
    /// The key that names it, with numbers where there are several: `saml.idp.certificates[1]`.
    pub key: String,
    /// The path as written.
    pub path: String,
}

impl Playbook {
    /// Reads a playbook's text, then sets single values over it, each as KEY=VALUE.
    ///
    /// # Errors
    /// Text that is not TOML, unknown keys, values of the wrong form, another version: all of it, each with its place.
    pub fn read(text: &str, single: &[String]) -> Result<Self, PlaybookError> {
        let places = reading::places(text)?;
        let unread = |error: &toml::de::Error| Fault::new(error.message(), None);
        let mut table: toml::Table = text.parse().map_err(|error| unread(&error))?;
        for pair in single {
            set(&mut table, pair)?;
        }
        let playbook: Playbook = toml::Value::Table(table).try_into().map_err(|error| unread(&error))?;
        Ok(Playbook { places, ..playbook })
    }

    /// The files that it names as support for every sign-in, to be read by whoever may read files.
    pub fn files(&self) -> Vec<FileNamed> {
        let single = [
            ("saml.idp.metadata", &self.saml.idp.metadata),
            ("saml.sp.metadata", &self.saml.sp.metadata),
            ("oidc.op.discovery", &self.oidc.op.discovery),
            ("oidc.op.jwks", &self.oidc.op.jwks),
        ];
        let single = single.into_iter().filter_map(|(key, path)| {
            path.as_ref().map(|path| FileNamed { key: key.to_owned(), path: path.clone() })
        });
        let certificates = named("saml.idp.certificates", &self.saml.idp.certificates);
        single.chain(certificates.filter(|file| !is_pem(&file.path))).collect()
    }

    /// The files that its cases name beside those: captures, support and keys.
    pub fn case_files(&self) -> Vec<FileNamed> {
        let of_case = |(number, case): (usize, &PlannedCase)| {
            let lists = [("capture", &case.capture), ("with", &case.with), ("key", &case.key)];
            let each = lists.map(|(list, paths)| {
                let key = format!("case[{number}].{list}");
                paths
                    .iter()
                    .enumerate()
                    .map(move |(at, path)| FileNamed { key: format!("{key}[{at}]"), path: path.clone() })
            });
            each.into_iter().flatten().collect::<Vec<_>>()
        };
        self.case.iter().enumerate().flat_map(of_case).collect()
    }

    /// The certificates that stand in it as text.
    pub fn inline_certificates(&self) -> impl Iterator<Item = &str> {
        self.saml.idp.certificates.iter().map(String::as_str).filter(|text| is_pem(text))
    }

    /// Each rule about signatures, with what to call it: the integration's own, and those of the policies in force.
    pub fn crypto_rules(&self, now: chrono::DateTime<chrono::Utc>) -> Vec<(String, CryptoRule)> {
        let own = ("the playbook's section crypto".to_owned(), self.crypto.clone());
        let of_policies = self.policy.iter().filter(|policy| policy.holds_at(now)).map(|policy| {
            let rule = CryptoRule {
                minimum_rsa_bits: policy.minimum_rsa_bits,
                algorithms: policy.algorithms.clone(),
                forbidden: policy.forbidden.clone(),
            };
            (policy.called(), rule)
        });
        std::iter::once(own).chain(of_policies).collect()
    }
}

fn named<'p>(key: &'p str, paths: &'p [String]) -> impl Iterator<Item = FileNamed> + 'p {
    paths
        .iter()
        .enumerate()
        .map(move |(at, path)| FileNamed { key: format!("{key}[{at}]"), path: path.clone() })
}

fn is_pem(text: &str) -> bool {
    text.contains("-----BEGIN")
}

/// Sets KEY=VALUE over what the file says.
fn set(table: &mut toml::Table, pair: &str) -> Result<(), Fault> {
    let (path, value) = pair.split_once('=').ok_or_else(|| {
        let says = format!(
            "“{pair}” is not of the form KEY=VALUE, such as saml.sp.entity_id=https://app.example/sp"
        );
        Fault::new(says, None)
    })?;
    let path = path.trim();
    let unknown = || Fault::unknown(path, vocabulary::nearest(path), None);
    let key = vocabulary::named(path).ok_or_else(unknown)?;
    let (section, name) = path.rsplit_once('.').ok_or_else(unknown)?;
    if vocabulary::is_listed(section) {
        return Err(Fault::new(
            format!("{path} stands in a list, which only a playbook's file can hold"),
            None,
        ));
    }
    if let Some(wrong) = misfit(value, key.kind) {
        return Err(Fault::new(format!("{path}: {wrong}"), None));
    }
    let mut at = table;
    for part in section.split('.') {
        let next = at.entry(part).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        at = next.as_table_mut().ok_or_else(unknown)?;
    }
    at.insert(name.to_owned(), toml::Value::String(value.to_owned()));
    Ok(())
}

/// On the command line every value is a text.
fn misfit(value: &str, kind: Kind) -> Option<String> {
    match kind {
        Kind::Flag if matches!(value, "true" | "false") => None,
        Kind::Count if value.trim().parse::<usize>().is_ok() => None,
        kind => reading::misfit(value, kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn refused(text: &str) -> String {
        Playbook::read(text, &[]).unwrap_err().to_string()
    }

    #[test]
    fn single_values_stand_over_the_file() {
        let text =
            "schema = \"ssoscope-playbook/1\"\n[saml.sp]\nentity_id = \"https://old\"\nacs = [\"a\", \"b\"]";
        let single = ["saml.sp.entity_id=https://new?x=1".to_owned(), "saml.sp.skew=60s".to_owned()];
        let book = Playbook::read(text, &single).unwrap();
        assert_eq!(book.saml.sp.entity_id.as_deref(), Some("https://new?x=1"));
        assert_eq!(book.saml.sp.acs, ["a", "b"]);
        assert_eq!(book.saml.sp.skew, Some(TimeDelta::seconds(60)));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place_and_the_nearest() {
        let said = refused("[saml.sp]\n  entityid = \"x\"");
        assert_eq!(
            said,
            "playbook:2:3: there is no key “saml.sp.entityid”; “saml.sp.entity_id” comes nearest"
        );
    }

    #[test]
    fn all_faults_are_told_at_once_in_the_order_of_the_text() {
        let said = refused(
            "[saml.sp]\nsigned = \"assertions\"\nskew = \"soon\"\n[[saml.attribute]]\nname = 7\npattern = \"(?=x)\"\n",
        );
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 4, "{said}");
        assert!(lines[0].starts_with("playbook:2:10: saml.sp.signed: “assertions” is none of"), "{said}");
        assert!(lines[0].ends_with("“assertion” comes nearest"), "{said}");
        assert!(lines[1].starts_with("playbook:3:8:"), "{said}");
        assert!(lines[2].starts_with("playbook:5:8: saml.attribute[0].name: a text"), "{said}");
        assert!(lines[3].contains("look-around"), "{said}");
    }

    #[test]
    fn broken_toml_is_one_line_with_its_place() {
        let said = refused("[saml.sp\nentity_id = 1");
        assert!(said.starts_with("playbook:1:"), "{said}");
        assert!(refused("[saml.sp]\nskew = 1\nskew = 2\n").contains("playbook:3:1"));
    }

    #[test]
    fn sections_are_tables_and_lists_are_lists() {
        assert!(refused("saml = 3").contains("written [saml]"));
        assert!(refused("[case]\nname = \"x\"").contains("[[case]]"));
        assert!(refused("schema = \"ssoscope-playbook/2\"").contains("another version"));
    }

    #[test]
    fn a_pattern_that_explodes_is_refused() {
        assert!(refused("[groups]\npattern = \"(a{1000}){1000}\"").contains("too large"));
    }

    #[test]
    fn the_place_of_a_value_is_known_and_else_that_of_its_section() {
        let book =
            Playbook::read("[[case]]\nname = \"x\"\n[[case]]\ncapture = [\"a\", \"b\"]\n", &[]).unwrap();
        assert_eq!(book.places.of("case[1].capture[1]").map(|at| (at.line, at.column)), Some((4, 17)));
        assert_eq!(book.places.of("case[1].cause").map(|at| at.line), Some(3));
        assert_eq!(book.places.of("saml.sp.acs"), None);
    }

    #[test]
    fn every_key_of_the_vocabulary_is_read() {
        for key in vocabulary::KEYS {
            let value = match key.kind {
                Kind::OneOf(words) | Kind::SomeOf(words) => words[0],
                Kind::Flag => "true",
                Kind::Count | Kind::Duration => "7",
                Kind::Instant => "2027-01-31",
                Kind::Text | Kind::Texts | Kind::Pattern | Kind::File | Kind::Files => "x",
            };
            let bare = matches!(key.kind, Kind::Flag | Kind::Count);
            let value = if bare { value.to_owned() } else { format!("\"{value}\"") };
            let text = match key.path.rsplit_once('.') {
                Some((section, name)) if vocabulary::is_listed(section) => {
                    format!("[[{section}]]\n{name} = {value}")
                }
                _ => format!("{} = {value}", key.path),
            };
            assert!(Playbook::read(&text, &[]).is_ok(), "{text}");
        }
    }

    #[test]
    fn policies_end() {
        let text = "[[policy]]\nname = \"now\"\nminimum_rsa_bits = 3072\nuntil = 2027-01-01\n";
        let book = Playbook::read(text, &[]).unwrap();
        let at = |text| crate::instant::parse(text).unwrap();
        assert_eq!(book.crypto_rules(at("2026-12-31T23:59:59Z")).len(), 2);
        assert_eq!(book.crypto_rules(at("2027-01-01T00:00:00Z")).len(), 1);
    }
}
