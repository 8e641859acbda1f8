//! Tokens of an expression (XPath 1.0 §3.7).

use super::Refusal;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'t> {
    /// `(` `)` `[` `]` `.` `..` `@` `,` `::` `/` `//`
    Mark(&'static str),
    /// An operator: a sign, or a name where an operator must stand.
    Operator(&'static str),
    /// A name, with its prefix; `*` and `p:*` too.
    Name(&'t str),
    Literal(&'t str),
    Number(f64),
}

const MARKS: &[&str] = &["::", "..", "//", "(", ")", "[", "]", ".", "@", ",", "/"];
const SIGNS: &[&str] = &["!=", "<=", ">=", "|", "+", "-", "=", "<", ">"];
const NAMED: &[&str] = &["and", "or", "mod", "div"];

pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Refusal> {
    let mut all: Vec<Token<'_>> = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        let (token, length) = next(rest, after_operand(all.last()))?;
        all.push(token);
        rest = rest.get(length..).unwrap_or("").trim_start_matches(is_space);
    }
    Ok(all)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Whether an operator must follow, so that `*` multiplies and `and` joins (§3.7).
fn after_operand(last: Option<&Token<'_>>) -> bool {
    match last {
        None | Some(Token::Operator(_)) => false,
        Some(Token::Mark(mark)) => matches!(*mark, ")" | "]" | "." | ".."),
        Some(_) => true,
    }
}

fn next(rest: &str, after_operand: bool) -> Result<(Token<'_>, usize), Refusal> {
    let starts_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if starts_with_digit(rest) || rest.strip_prefix('.').is_some_and(starts_with_digit) {
        return number(rest);
    }
    if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inner = rest.get(1..).unwrap_or("");
        let length = inner.find(quote).ok_or_else(|| unreadable(rest))?;
        return Ok((Token::Literal(inner.get(..length).unwrap_or("")), length + 2));
    }
    if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        return Ok((Token::Mark(mark), mark.len()));
    }
    if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        return Ok((Token::Operator(sign), sign.len()));
    }
    match name(rest) {
        "" => Err(unreadable(rest)),
        "*" if after_operand => Ok((Token::Operator("*"), 1)),
        found if after_operand => match NAMED.iter().find(|named| **named == found) {
            Some(named) => Ok((Token::Operator(named), found.len())),
            None => Err(unreadable(rest)),
        },
        found => Ok((Token::Name(found), found.len())),
    }
}

fn number(rest: &str) -> Result<(Token<'_>, usize), Refusal> {
    let length = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let value = rest.get(..length).and_then(|digits| digits.parse().ok());
    value.map(|value| (Token::Number(value), length)).ok_or_else(|| unreadable(rest))
}

/// A name at the start, with its prefix; `p:*`; or `*`.
fn name(rest: &str) -> &str {
    use crate::read::ncname_length;
    if rest.starts_with('*') {
        return rest.get(..1).unwrap_or("");
    }
    let first = ncname_length(rest);
    let after = rest.get(first..).unwrap_or("");
    let second = match after.strip_prefix(':') {
        Some(local) if first > 0 && local.starts_with('*') => 2,
        Some(local) if first > 0 && ncname_length(local) > 0 => 1 + ncname_length(local),
        _ => 0,
    };
    rest.get(..first + second).unwrap_or("")
}

pub(super) fn unreadable(rest: &str) -> Refusal {
    let near: String = rest.chars().take(40).collect();
    Refusal::Unsupported(format!("it cannot be read at “{near}”"))
}
