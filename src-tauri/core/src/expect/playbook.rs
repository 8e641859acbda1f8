//! The playbook's core sections: read from TOML, single values merged in, unknown keys refused with a hint.

use chrono::TimeDelta;
use serde::{Deserialize, Deserializer};

use super::duration::parse_duration;
use super::vocabulary;

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
}

/// What the integration is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct Integration {
    pub name: Option<String>,
    pub owner: Option<String>,
    pub product: Option<String>,
    pub environment: Option<String>,
}

/// What is expected of a SAML sign-in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SamlExpected {
    /// The identity provider.
    pub idp: IdpExpected,
    /// The application.
    pub sp: SpExpected,
    /// The attributes that it needs.
    pub attribute: Vec<ValueExpected>,
}

/// The identity provider as the application knows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct IdpExpected {
    pub entity_id: Option<String>,
    pub metadata: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub certificates: Vec<String>,
    pub sso_url: Option<String>,
    pub slo_url: Option<String>,
}

/// The application as the identity provider should know it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct SpExpected {
    pub entity_id: Option<String>,
    pub metadata: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub acs: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub audience: Vec<String>,
    pub signed: Option<SignedPart>,
    #[serde(deserialize_with = "yes_or_no")]
    pub encrypted: Option<bool>,
    pub name_id_format: Option<String>,
    #[serde(deserialize_with = "duration")]
    pub skew: Option<TimeDelta>,
    #[serde(deserialize_with = "yes_or_no")]
    pub requests_signed: Option<bool>,
    #[serde(deserialize_with = "one_or_many")]
    pub authn_context: Vec<String>,
    pub request_id: Option<String>,
}

/// Which part of a SAML answer has to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignedPart {
    /// The Assertion itself.
    Assertion,
    /// The Response around it.
    Response,
    /// One of them at least.
    Either,
    /// Each of them.
    Both,
}

/// What is expected of an OpenID Connect sign-in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OidcExpected {
    /// The provider.
    pub op: OpExpected,
    /// The application.
    pub rp: RpExpected,
    /// The claims that it needs.
    pub claim: Vec<ValueExpected>,
}

/// The provider as the application knows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct OpExpected {
    pub issuer: Option<String>,
    pub discovery: Option<String>,
    pub jwks: Option<String>,
}

/// The application as the provider should know it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct RpExpected {
    pub client_id: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub redirect_uri: Vec<String>,
    pub response_type: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub scopes: Vec<String>,
    pub id_token_alg: Option<String>,
    #[serde(deserialize_with = "yes_or_no")]
    pub id_token_encrypted: Option<bool>,
    pub token_auth_method: Option<String>,
    #[serde(deserialize_with = "duration")]
    pub max_age: Option<TimeDelta>,
    #[serde(deserialize_with = "one_or_many")]
    pub acr: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub amr: Vec<String>,
    #[serde(deserialize_with = "duration")]
    pub skew: Option<TimeDelta>,
    pub nonce: Option<String>,
}

/// An attribute or a claim that is expected.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct ValueExpected {
    pub name: String,
    pub required: bool,
    pub many: Option<bool>,
    pub pattern: Option<String>,
    pub equals: Option<String>,
}

/// A file that a playbook names; its reader resolves the path beside the playbook and gives it as support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNamed {
    /// The key that names it.
    pub key: &'static str,
    /// The path as written.
    pub path: String,
}

/// Why a playbook or a single value can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaybookError {
    /// It is not TOML.
    #[error("the playbook is not TOML: {0}")]
    Syntax(String),
    /// It has a key that means nothing.
    #[error("there is no key “{key}”{}", hint.map(|h| format!("; “{h}” comes nearest")).unwrap_or_default())]
    UnknownKey {
        /// The key.
        key: String,
        /// The known one that comes nearest.
        hint: Option<&'static str>,
    },
    /// A value has the wrong shape.
    #[error("a value has the wrong form: {0}")]
    Value(String),
    /// It is of another version.
    #[error("the playbook says schema = “{0}”; this program reads “ssoscope-playbook/1”")]
    Schema(String),
    /// A single expectation is not of the form KEY=VALUE.
    #[error("“{0}” is not of the form KEY=VALUE, such as saml.sp.entity_id=https://app.example/sp")]
    NotKeyValue(String),
}

impl Playbook {
    /// Reads a playbook's text, then sets single values over it, each as KEY=VALUE.
    ///
    /// # Errors
    /// Text that is not TOML, unknown keys, values of the wrong form, another version.
    pub fn read(text: &str, single: &[String]) -> Result<Self, PlaybookError> {
        let mut table: toml::Table =
            text.parse().map_err(|e: toml::de::Error| PlaybookError::Syntax(e.to_string()))?;
        for pair in single {
            set(&mut table, pair)?;
        }
        refuse_unknown(&table, "")?;
        check_schema(&table)?;
        toml::Value::Table(table)
            .try_into()
            .map_err(|e: toml::de::Error| PlaybookError::Value(e.message().to_owned()))
    }

    /// The files that it names, to be read by whoever may read files.
    pub fn files(&self) -> Vec<FileNamed> {
        let idp = &self.saml.idp;
        let certificates = idp.certificates.iter().filter(|c| !c.contains("-----BEGIN"));
        let single = [
            ("saml.idp.metadata", &idp.metadata),
            ("saml.sp.metadata", &self.saml.sp.metadata),
            ("oidc.op.discovery", &self.oidc.op.discovery),
            ("oidc.op.jwks", &self.oidc.op.jwks),
        ];
        let named = single.into_iter().filter_map(|(key, path)| Some((key, path.as_ref()?)));
        named
            .chain(certificates.map(|c| ("saml.idp.certificates", c)))
            .map(|(key, path)| FileNamed { key, path: path.clone() })
            .collect()
    }

    /// The certificates that stand in it as text.
    pub fn inline_certificates(&self) -> impl Iterator<Item = &str> {
        self.saml.idp.certificates.iter().map(String::as_str).filter(|c| c.contains("-----BEGIN"))
    }
}

/// Sets KEY=VALUE; a value of a list key is added to what the command line gave before.
fn set(table: &mut toml::Table, pair: &str) -> Result<(), PlaybookError> {
    let (path, value) = pair.split_once('=').ok_or_else(|| PlaybookError::NotKeyValue(pair.to_owned()))?;
    let path = path.trim();
    let (section, name) = path.rsplit_once('.').ok_or_else(|| unknown(path))?;
    let mut at = table;
    for part in section.split('.') {
        let next = at.entry(part).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        at = next.as_table_mut().ok_or_else(|| unknown(path))?;
    }
    at.insert(name.to_owned(), toml::Value::String(value.to_owned()));
    Ok(())
}

fn unknown(path: &str) -> PlaybookError {
    PlaybookError::UnknownKey { key: path.to_owned(), hint: vocabulary::nearest(path) }
}

fn refuse_unknown(table: &toml::Table, section: &str) -> Result<(), PlaybookError> {
    for (name, value) in table {
        let path = if section.is_empty() { name.clone() } else { format!("{section}.{name}") };
        if !vocabulary::knows(&path) {
            return Err(unknown(&path));
        }
        for inner in tables_of(value) {
            refuse_unknown(inner, &path)?;
        }
    }
    Ok(())
}

fn tables_of(value: &toml::Value) -> Vec<&toml::Table> {
    match value {
        toml::Value::Table(table) => vec![table],
        toml::Value::Array(items) => items.iter().filter_map(toml::Value::as_table).collect(),
        _ => Vec::new(),
    }
}

fn check_schema(table: &toml::Table) -> Result<(), PlaybookError> {
    match table.get("schema") {
        None => Ok(()),
        Some(toml::Value::String(schema)) if schema == "ssoscope-playbook/1" => Ok(()),
        Some(other) => Err(PlaybookError::Schema(other.as_str().unwrap_or("something else").to_owned())),
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(from)? {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    })
}

/// A bare `true` or the text of one, as the command line gives it.
fn yes_or_no<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    match toml::Value::deserialize(from)? {
        toml::Value::Boolean(yes) => Ok(Some(yes)),
        toml::Value::String(text) if text == "true" => Ok(Some(true)),
        toml::Value::String(text) if text == "false" => Ok(Some(false)),
        other => Err(serde::de::Error::custom(format!("true or false is wanted, not {other}"))),
    }
}

fn duration<'de, D: Deserializer<'de>>(from: D) -> Result<Option<TimeDelta>, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        toml::Value::Integer(seconds) => seconds.to_string(),
        other => {
            return Err(serde::de::Error::custom(format!("a duration such as 60s is wanted, not {other}")));
        }
    };
    parse_duration(&text).map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn an_unknown_key_is_refused_with_the_nearest() {
        let refused = Playbook::read("[saml.sp]\nentityid = \"x\"", &[]).unwrap_err();
        assert_eq!(
            refused,
            PlaybookError::UnknownKey { key: "saml.sp.entityid".into(), hint: Some("saml.sp.entity_id") }
        );
    }

    #[test]
    fn every_key_of_the_vocabulary_is_read() {
        for key in super::vocabulary::KEYS {
            let outcome = Playbook::read("", &[format!("{}=true", key.path)]);
            let listed = key.path.starts_with("saml.attribute")
                || key.path.starts_with("oidc.claim")
                || key.path == "schema";
            assert!(listed || !matches!(outcome, Err(PlaybookError::UnknownKey { .. })), "{}", key.path);
        }
    }
}
