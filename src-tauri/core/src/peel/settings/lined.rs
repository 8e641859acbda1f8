//! Settings that stand a line each: YAML, INI, TOML, properties, environments, flags of a command, directives of a server.

use super::Pair;
use crate::limits::Limits;
use crate::peel::http::lines;

/// Each name with its value, in order.
pub(super) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut reading = Reading { text, ..Reading::default() };
    for line in lines(text.as_bytes(), 0).take(Limits::SETTINGS) {
        let Some(line) = text.get(line) else { continue };
        reading.line(line);
    }
    reading.pairs
}

#[derive(Default)]
struct Reading<'t> {
    text: &'t str,
    /// The section in brackets that the lines stand in.
    section: Vec<&'t str>,
    /// The names that have lines below them, each with how far it is indented.
    parents: Vec<(usize, &'t str)>,
    /// The name of an item whose value is a line of its own, as containers have their environment.
    item: Option<&'t str>,
    pairs: Vec<Pair<'t>>,
}

impl<'t> Reading<'t> {
    fn line(&mut self, line: &'t str) {
        let body = line.trim_start();
        let mut indent = line.len() - body.len();
        if body.is_empty() || body.starts_with(['#', ';', '!']) || body.starts_with("//") {
            return;
        }
        if let Some(section) = section(body) {
            self.section = section.split('.').map(unquoted).collect();
            self.parents.clear();
            return;
        }
        // An item of a list may stand as far out as the name of the list.
        let is_item = body.starts_with("- ");
        self.parents.retain(|(of, _)| *of < indent || is_item && *of == indent);
        let mut body = body;
        while let Some(item) = body.strip_prefix("- ") {
            let item = item.trim_start();
            indent += body.len() - item.len();
            body = item;
        }
        flags(body).for_each(|one| self.setting(one, indent));
    }

    fn setting(&mut self, body: &'t str, indent: usize) {
        let Some((name, value)) = split(body) else { return self.push(None, body) };
        match (name, value) {
            (_, "") | (_, "|") | (_, ">") => {
                self.parents.truncate(Limits::SETTINGS_DEPTH);
                self.parents.push((indent, name));
            }
            ("name", value) => {
                self.item = Some(value);
                self.push(Some(name), value);
            }
            ("value", value) if self.item.is_some() => {
                let name = self.item.take();
                self.push(name, value);
            }
            (name, value) => match listed(value) {
                Some(list) => list.split(',').for_each(|item| self.push(Some(name), item)),
                None => self.push(Some(name), value),
            },
        }
    }

    /// Notes a value; without a name it is one of several that the line above names.
    fn push(&mut self, name: Option<&'t str>, value: &'t str) {
        let parents = self.parents.iter().map(|(_, name)| *name);
        let path: Vec<&str> = self.section.iter().copied().chain(parents).chain(name).collect();
        let value = value.trim().trim_end_matches([',', '\\']).trim_end();
        let text = unquoted(value);
        if text == value && is_computed(value) {
            return;
        }
        let Some(start) = (text.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize) else { return };
        if !path.is_empty() && !text.is_empty() && self.pairs.len() < Limits::SETTINGS {
            self.pairs.push(Pair { path, value: start..start + text.len(), text });
        }
    }
}

/// The name of a section: `[auth.generic_oauth]`.
fn section(body: &str) -> Option<&str> {
    let inner = body.trim_end().strip_prefix('[')?.strip_suffix(']')?.trim_matches(['[', ']']);
    (!inner.is_empty() && !inner.contains(['"', '\'', ',', ':', '{'])).then_some(inner)
}

/// The settings of a line: several where it is a command with flags.
fn flags(body: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(body);
    std::iter::from_fn(move || {
        let whole = rest.take()?;
        let next = [" --", " -e ", "\t--"].iter().filter_map(|mark| whole.get(1..)?.find(mark)).min();
        let (one, more) =
            next.map_or((whole, None), |at| (whole.get(..at + 1).unwrap_or(whole), whole.get(at + 2..)));
        rest = more;
        Some(one.trim())
    })
}

/// The name and the value of a setting.
fn split(body: &str) -> Option<(&str, &str)> {
    let is_flag = body.starts_with("--");
    let lead = ["export ", "set ", "ENV ", "-e ", "--", "\"", "'", "-D"].into_iter();
    let body = lead.fold(body, |body, lead| body.strip_prefix(lead).unwrap_or(body));
    let length = body.find(|character: char| !is_of_name(character)).unwrap_or(body.len());
    let (name, rest) = body.split_at_checked(length).filter(|(name, _)| !name.is_empty())?;
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let after = rest.trim_start();
    if let Some(value) = after.strip_prefix('=') {
        return Some((name, uncommented(value)));
    }
    if let Some(value) =
        after.strip_prefix(':').filter(|value| value.is_empty() || value.starts_with([' ', '\t']))
    {
        return Some((name, uncommented(value)));
    }
    // A directive of a server begins with a capital.
    let is_directive =
        after.len() < rest.len() && (is_flag || name.starts_with(|c: char| c.is_ascii_uppercase()));
    (is_directive && !after.is_empty()).then(|| (name, after.trim()))
}

/// A value without the remark behind it.
fn uncommented(value: &str) -> &str {
    let value = value.trim();
    if value.starts_with(['"', '\'']) {
        let quote = value.get(..1).unwrap_or_default();
        let end = value.get(1..).and_then(|rest| rest.find(quote)).map(|at| at + 2);
        return end.and_then(|end| value.get(..end)).unwrap_or(value);
    }
    value.split_once(" #").map_or(value, |(value, _)| value.trim_end())
}

/// The items of a list that stands in the line, as YAML and PowerShell write it.
fn listed(value: &str) -> Option<&str> {
    let within = |open, close| value.strip_prefix(open)?.strip_suffix(close);
    within('[', ']').or_else(|| within('{', '}'))
}

/// Whether a language computes a value: `os.environ['HOST']`, `process.env.HOST`, `env("HOST")`.
fn is_computed(value: &str) -> bool {
    value.contains(['(', ')', '[', ']', '\'', '"']) || value.starts_with("process.env.")
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |quote| value.strip_prefix(quote).map(|rest: &str| rest.strip_suffix(quote).unwrap_or(rest));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &str)> {
        let pairs = pairs(text);
        assert!(pairs.iter().all(|pair| &text[pair.value.clone()] == pair.text));
        pairs.into_iter().map(|pair| (pair.path.join("."), pair.text)).collect()
    }

    fn told(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    }

    #[test]
    fn yaml_by_its_indents() {
        let text = "spring:\n  client:\n    id: 'a' # mine\n    uris:\n      - https://x\n      - https://y\n  scopes: [p, \"q\"]\nlast: b\n";
        assert_eq!(
            read(text),
            told(&[
                ("spring.client.id", "a"),
                ("spring.client.uris", "https://x"),
                ("spring.client.uris", "https://y"),
                ("spring.scopes", "p"),
                ("spring.scopes", "q"),
                ("last", "b"),
            ])
        );
    }

    #[test]
    fn sections_properties_and_environments() {
        let text = "[auth.generic_oauth]\nclient_id = a\n; old = c\n[server]\nroot_url=https://g\n";
        assert_eq!(
            read(text),
            told(&[("auth.generic_oauth.client_id", "a"), ("server.root_url", "https://g")])
        );
        assert_eq!(read("export A_B=\"c d\"\nspring.x-y=z\n"), told(&[("A_B", "c d"), ("spring.x-y", "z")]));
        let text = "env:\n- name: A\n  value: b\n";
        assert_eq!(read(text), told(&[("env.name", "A"), ("env.A", "b")]));
    }

    #[test]
    fn flags_and_directives() {
        let text = "  - --oidc-issuer-url=https://i\nrun --client-id=a --redirect-url \"b\" \\\n";
        assert_eq!(
            read(text),
            told(&[("oidc-issuer-url", "https://i"), ("client-id", "a"), ("redirect-url", "b")])
        );
        assert_eq!(
            read("<Location />\n  OIDCClientID  a\n  plain words here\n"),
            told(&[("OIDCClientID", "a")])
        );
    }
}
