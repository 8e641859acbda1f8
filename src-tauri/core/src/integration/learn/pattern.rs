//! The narrowest simple pattern that several values have in common: what they begin and end with, and what kind of
//! characters stand between.

/// A regular expression that each of the values matches, and that says something of them.
pub(super) fn common(values: &[&str]) -> Option<String> {
    let first = values.first()?;
    if values.iter().any(|value| value.is_empty()) {
        return None;
    }
    if let Some(known) = KNOWN.iter().find(|(holds, _)| values.iter().all(|value| holds(value))) {
        return Some(known.1.to_owned());
    }
    let lead = whole_parts(common_lead(first, values), true);
    let tail = whole_parts(common_tail(first, values), false);
    let shortest = values.iter().map(|value| value.len()).min().unwrap_or(0);
    let tail = if lead.len() + tail.len() >= shortest { "" } else { tail };
    let rests: Vec<&str> =
        values.iter().filter_map(|value| value.get(lead.len()..value.len() - tail.len())).collect();
    let between = kind(&rests)?;
    Some(format!("{}{between}{}", regex::escape(lead), regex::escape(tail)))
}

type Holds = fn(&str) -> bool;

/// Forms that are known by their look alone.
static KNOWN: &[(Holds, &str)] = &[
    (is_uuid, "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    (|value| value.bytes().all(|byte| byte.is_ascii_digit()), "[0-9]+"),
];

fn is_uuid(value: &str) -> bool {
    let parts: Vec<usize> = value.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && value.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn common_lead<'v>(first: &'v str, values: &[&str]) -> &'v str {
    let same = |value: &&str| {
        first.chars().zip(value.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let length: usize = values.iter().map(same).min().unwrap_or(0);
    first.get(..length).unwrap_or_default()
}

fn common_tail<'v>(first: &'v str, values: &[&str]) -> &'v str {
    let same = |value: &&str| {
        first
            .chars()
            .rev()
            .zip(value.chars().rev())
            .take_while(|(a, b)| a == b)
            .map(|(c, _)| c.len_utf8())
            .sum()
    };
    let length: usize = values.iter().map(same).min().unwrap_or(0);
    first.get(first.len() - length..).unwrap_or_default()
}

/// Two names may begin with the same letter by chance: what is taken ends, or begins, with a sign that divides parts.
fn whole_parts(text: &str, lead: bool) -> &str {
    let divides = |c: char| matches!(c, '@' | '/' | ':' | '=' | ',' | '\\' | '|' | '#');
    match lead {
        true => text.rfind(divides).and_then(|at| text.get(..at + 1)).unwrap_or_default(),
        false => text.find(divides).and_then(|at| text.get(at..)).unwrap_or_default(),
    }
}

/// What kind of characters there are; nothing where anything may be.
fn kind(values: &[&str]) -> Option<&'static str> {
    let all =
        |holds: fn(char) -> bool| values.iter().all(|value| !value.is_empty() && value.chars().all(holds));
    type Kind = (fn(char) -> bool, &'static str);
    let kinds: [Kind; 4] = [
        (|c| c.is_ascii_digit(), "[0-9]+"),
        (|c| c.is_ascii_alphanumeric(), "[A-Za-z0-9]+"),
        (|c| c.is_ascii_alphanumeric() || "._+-".contains(c), "[A-Za-z0-9._+-]+"),
        (|c| !c.is_whitespace() && c != '@', "[^\\s@]+"),
    ];
    kinds.into_iter().find(|(holds, _)| all(*holds)).map(|(_, pattern)| pattern).or(Some(".+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_one_form_have_a_pattern_that_matches_each_of_them() {
        let cases: &[(&[&str], &str)] = &[
            (&["ada@north.example", "grace.h@north.example"], "[A-Za-z0-9._+-]+@north\\.example"),
            (&["1001", "77"], "[0-9]+"),
            (&["CN=a,OU=x", "CN=bc,OU=x"], "CN=[A-Za-z0-9]+,OU=x"),
            (&["Ada", "Grace Hopper"], ".+"),
            (
                &["f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "00000000-7dec-11d0-a765-00a0c91e6bf6"],
                "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            ),
        ];
        for (values, wanted) in cases {
            let pattern = common(values).unwrap();
            assert_eq!(pattern, *wanted);
            let regex = regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
            assert!(values.iter().all(|value| regex.is_match(value)), "{pattern}");
        }
    }
}
