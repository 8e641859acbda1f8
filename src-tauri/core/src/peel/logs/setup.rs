//! Names that settings of an integration have in consoles and hand-over sheets, and the lines that give them a value.

use std::ops::Range;

use crate::peel::http::lines;

/// Names of settings, in lower case, and what they are called here.
static NAMES: &[(&str, &str)] = &[
    ("identifier (entity id)", "Entity ID"),
    ("sp entity id", "Entity ID"),
    ("entity id", "Entity ID"),
    ("entityid", "Entity ID"),
    ("audience uri", "Audience"),
    ("audience", "Audience"),
    ("assertion consumer service", "ACS URL"),
    ("acs url", "ACS URL"),
    ("acs", "ACS URL"),
    ("reply url", "ACS URL"),
    ("sso_url", "ACS URL"),
    ("single sign-on url", "Sign-on URL"),
    ("single sign on url", "Sign-on URL"),
    ("sign-on url", "Sign-on URL"),
    ("login url", "Sign-on URL"),
    ("logout url", "Logout URL"),
    ("single logout", "Logout URL"),
    ("nameid format", "NameID format"),
    ("name id format", "NameID format"),
    ("name_id_format", "NameID format"),
    ("issuer", "Issuer"),
    ("metadata url", "Metadata URL"),
    ("relaystate", "RelayState"),
    ("default relay state", "RelayState"),
    ("redirect uri", "Redirect URI"),
    ("redirect_uris", "Redirect URI"),
    ("client id", "Client ID"),
    ("client_id", "Client ID"),
    ("signature algorithm", "Signature algorithm"),
];

/// A line that gives a setting its value.
pub(crate) struct Row {
    /// What the setting is called here.
    pub(crate) name: &'static str,
    /// Where the value stands.
    pub(crate) value: Range<usize>,
}

/// The settings of a text, in order.
pub(crate) fn rows(bytes: &[u8]) -> impl Iterator<Item = Row> + '_ {
    lines(bytes, 0).filter(|line| line.len() < LINE).filter_map(|line| row(bytes, line))
}

/// Bytes of such a line, at most.
const LINE: usize = 1_000;

fn row(bytes: &[u8], line: Range<usize>) -> Option<Row> {
    let text = std::str::from_utf8(bytes.get(line.clone())?).ok()?;
    let lead = text.len() - text.trim_start_matches(is_frame).len();
    let rest = text.get(lead..)?;
    // Most lines of a log begin with a time or a sign.
    rest.chars().next().filter(char::is_ascii_alphabetic)?;
    let stands =
        |written: &str| rest.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written));
    let (written, name) = NAMES.iter().find(|(written, _)| stands(written))?;
    let after = rest.get(written.len()..)?;
    // What explains the name in brackets belongs to it.
    let past = after.find([':', '|', ',', '=', '\t', ';']).filter(|at| *at < 40)? + 1;
    let value = after.get(past..)?;
    let skipped = value.len() - value.trim_start_matches(is_frame).len();
    let value = value.trim_matches(is_frame);
    let start = line.start + lead + written.len() + past + skipped;
    (!value.is_empty()).then(|| Row { name, value: start..start + value.len() })
}

/// What stands around names and values in tables and lists.
fn is_frame(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '|' | '*' | '-' | '"' | '\'' | '`' | '•' | ',' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_lists_and_assignments() {
        let text = "| **Entity ID** | `https://sp.example` |\n- ACS URL (Reply): https://sp.example/acs\naudience = \"https://sp.example\"\nIssuer,https://idp.example\nThe issuer is unknown\n";
        let read: Vec<(&str, &str)> = rows(text.as_bytes()).map(|row| (row.name, &text[row.value])).collect();
        assert_eq!(
            read,
            [
                ("Entity ID", "https://sp.example"),
                ("ACS URL", "https://sp.example/acs"),
                ("Audience", "https://sp.example"),
                ("Issuer", "https://idp.example")
            ]
        );
    }
}
