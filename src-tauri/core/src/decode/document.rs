//! Texts that tell of no sign-in: documents that write about many things, programs, and what other trades say of their signatures.

use crate::limits::Limits;

/// Whether a text writes about faults instead of telling of one that happened: a manual, a changelog, an article, a program.
pub(crate) fn writes_about(text: &[u8]) -> bool {
    is_manual(text) || is_program(text)
}

/// Bytes of a text that is longer than what somebody writes of one failed sign-in.
const LONG: usize = 4_000;

/// Headings in a text that long, as a manual, a changelog or an article has them.
const HEADINGS: usize = 4;

/// Whether a text is a document about many things: it is long, and has headings as Markdown, AsciiDoc or reStructuredText writes
/// them.
fn is_manual(text: &[u8]) -> bool {
    let lines = text.split(|byte| *byte == b'\n').map(|line| line.trim_ascii_end());
    text.len() > LONG && lines.filter(|line| is_heading(line)).take(HEADINGS).count() == HEADINGS
}

/// A line that starts with number signs or equals signs and a space, or that underlines the line before it.
fn is_heading(line: &[u8]) -> bool {
    let Some(first) = line.first().filter(|first| b"#=-~^*".contains(first)) else { return false };
    let signs = line.iter().take_while(|byte| *byte == first).count();
    let marks = b"#=".contains(first) && signs <= 6 && line.get(signs) == Some(&b' ');
    marks || (signs == line.len() && signs > 3)
}

/// Lines that only programs have, in a text that is one: at least so many.
const STATEMENTS: usize = 3;

/// Whether a text is a program from its first line to its last. Where a stack or a time stands among its lines, somebody ran it;
/// where other words stand before or behind it, somebody writes what came of it.
fn is_program(text: &[u8]) -> bool {
    let head = text.get(..Limits::PAGE_BYTES.min(text.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let lines: Vec<&str> = head.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
    let whole = head.len() == text.len();
    if !is_code(first) || whole && !is_code(last) || lines.iter().any(|line| is_of_run(line)) {
        return false;
    }
    let statements = lines.iter().filter(|line| is_statement(line)).count();
    let code = lines.iter().filter(|line| is_code(line)).count();
    statements >= STATEMENTS && code * 2 > lines.len()
}

/// How statements of programming languages begin.
const STATEMENT: &[&str] = &[
    "import ",
    "from ",
    "use ",
    "package ",
    "namespace ",
    "using ",
    "require",
    "#include",
    "module ",
    "func ",
    "fn ",
    "pub ",
    "def ",
    "async ",
    "class ",
    "public ",
    "private ",
    "protected ",
    "static ",
    "const ",
    "let ",
    "var ",
    "export ",
    "return ",
    "return;",
    "if ",
    "if(",
    "elif ",
    "else",
    "for ",
    "while ",
    "switch ",
    "case ",
    "try",
    "except",
    "catch",
    "raise ",
    "throw ",
    "with ",
    "impl ",
    "struct ",
    "enum ",
    "trait ",
    "type ",
    "interface ",
    "function ",
    "<?php",
    "@",
];

fn is_statement(line: &str) -> bool {
    STATEMENT.iter().any(|start| line.starts_with(start)) && has_marks(line)
}

/// Whether a line has what prose that begins in the same way lacks.
fn has_marks(line: &str) -> bool {
    const OPENING: &[&str] = &["import ", "from ", "use ", "package ", "<?php", "@", "#include"];
    line.ends_with([';', '{', ':', '(', ')', ',', '}'])
        || OPENING.iter().any(|start| line.starts_with(start))
        || line.contains('=')
}

/// A statement, a comment, or a line that ends as those of programs do.
fn is_code(line: &str) -> bool {
    const COMMENTS: &[&str] = &["//", "/*", "*", "#", "\"\"\"", "'''", "--"];
    is_statement(line)
        || COMMENTS.iter().any(|start| line.starts_with(start))
        || line.ends_with(['{', '}', ';', '(', ')', ',', '[', ']'])
        || line.contains(" = ")
        || line.starts_with("return")
}

/// A line of a stack, or one that begins with a time: what a program says when it runs.
fn is_of_run(line: &str) -> bool {
    let line = line.trim_start_matches(['[', '(']);
    let date = line.get(..10).is_some_and(|date| chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok());
    let time = line.get(..8).is_some_and(|time| chrono::NaiveTime::parse_from_str(time, "%H:%M:%S").is_ok());
    let frame = line.starts_with("at ") && line.ends_with(')')
        || line.starts_with("File \"")
        || line.starts_with("goroutine ");
    date || time || frame || line.starts_with("Traceback (") || line.starts_with("Caused by:")
}

/// What mail, package managers and version control say of signatures of their own, in small letters.
const OF_OTHERS: &[&str] = &["gpg: ", "gpg error:", "no_pubkey", "openpgp", "dkim="];

/// Words that no text about sign-ins goes without.
const OF_SIGN_INS: &[&str] = &[
    "saml",
    "assertion",
    "jwt",
    "token",
    "oidc",
    "openid",
    "oauth",
    "sso",
    "single sign",
    "sign-in",
    "login",
];

/// Whether a text is of signatures that have nothing to do with a sign-in: a mail's, a package's, a commit's.
pub(crate) fn is_of_another_trade(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text).to_ascii_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    holds(OF_OTHERS) && !holds(OF_SIGN_INS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = "import jwt\nfrom app import keys\n\ndef check(token):\n    # Audience mismatch: reject it.\n    \
        claims = jwt.decode(token)\n    if claims[\"iss\"] != OP:\n        raise ValueError(\"invalid issuer\")\n    return claims\n";

    #[test]
    fn a_program_is_one_until_somebody_runs_it_or_writes_of_it() {
        assert!(writes_about(PROGRAM.as_bytes()));
        let stack = "Traceback (most recent call last):\n  File \"app.py\", line 8, in check\n    raise ValueError(\"invalid issuer\")\n";
        assert!(!writes_about(stack.as_bytes()));
        assert!(!writes_about(format!("{PROGRAM}{stack}ValueError: invalid issuer\n").as_bytes()));
        assert!(!writes_about(format!("{PROGRAM}\nIt says: invalid issuer\n").as_bytes()));
        assert!(!writes_about(format!("This fails with invalid issuer, why?\n{PROGRAM}").as_bytes()));
        assert!(!writes_about(
            b"2026-03-02 07:00:00 ERROR jwt expired;\n2026-03-02 07:00:01 return to login;\n"
        ));
        assert!(!writes_about(b"{\n  \"error\": \"invalid_grant\",\n  \"error_description\": \"x\"\n}\n"));
    }

    #[test]
    fn signatures_of_mails_and_packages_are_another_trade() {
        assert!(is_of_another_trade(
            b"W: GPG error: InRelease: NO_PUBKEY 871920D1991BC93C. Invalid signature"
        ));
        assert!(is_of_another_trade(b"dkim=fail (signature did not verify)"));
        assert!(!is_of_another_trade(b"gpg: done\nSAML: Invalid signature"));
        assert!(!is_of_another_trade(b"Invalid signature"));
    }
}
