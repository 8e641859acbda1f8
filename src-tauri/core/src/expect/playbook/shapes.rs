//! How values are taken from TOML, which lets some of them be written in more than one way.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, de::Error};

use crate::expect::duration::parse_duration;

pub(super) fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
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
pub(super) fn yes_or_no<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    match toml::Value::deserialize(from)? {
        toml::Value::Boolean(yes) => Ok(Some(yes)),
        toml::Value::String(text) if text == "true" => Ok(Some(true)),
        toml::Value::String(text) if text == "false" => Ok(Some(false)),
        other => Err(D::Error::custom(format!("true or false is wanted, not {other}"))),
    }
}

pub(super) fn duration<'de, D: Deserializer<'de>>(from: D) -> Result<Option<TimeDelta>, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        toml::Value::Integer(seconds) => seconds.to_string(),
        other => return Err(D::Error::custom(format!("a duration such as 60s is wanted, not {other}"))),
    };
    parse_duration(&text).map(Some).map_err(D::Error::custom)
}

/// A bare number or the text of one, as the command line gives it.
pub(super) fn count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<usize>, D::Error> {
    let number = match toml::Value::deserialize(from)? {
        toml::Value::Integer(number) => usize::try_from(number).ok(),
        toml::Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.map(Some).ok_or_else(|| D::Error::custom("a whole number is wanted"))
}

pub(super) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        toml::Value::Datetime(at) => at.to_string(),
        _ => return Err(D::Error::custom("an instant is wanted")),
    };
    instant_of(&text).map(Some).ok_or_else(|| D::Error::custom("an instant is wanted"))
}

/// An instant, or the first moment of a day.
pub(super) fn instant_of(text: &str) -> Option<DateTime<Utc>> {
    let day = chrono::NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    let midnight = day.and_then(|day| day.and_hms_opt(0, 0, 0)).map(|at| at.and_utc());
    midnight.or_else(|| crate::instant::parse(text))
}
