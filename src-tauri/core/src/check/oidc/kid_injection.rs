//! The key's name in the header is a name, and nothing that steers who looks it up.

use super::examined::{FOR_CLIENT, each};
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The key's name in the header is a name, and nothing that steers who looks it up.
pub static CHECK: Check = Check {
    id: "oidc/kid_injection",
    title: "The key's name looks like a path, a query or a command",
    verb: Verb::Should,
    spec: &[cite("RFC 8725", "3.10")],
    why: "Software that takes kid for a file name, puts it into a query or hands it to a shell verifies with whatever the \
          token's maker chose.",
    remedy_idp: "Name keys with letters, digits, dots, dashes and underscores.",
    remedy_sp: "Compare kid with the names in the provider's JWKS, and use it for nothing else.",
    run,
};

fn run(look: &Look) -> Verdict {
    each(look, FOR_CLIENT, |examined| {
        let Some(kid) = &examined.token.jose.kid else { return Verdict::Silent };
        let shown = quoted(&kid.value);
        match looks_like(&kid.value) {
            Some(what) => {
                Verdict::fail(Finding::new(format!("kid is “{shown}”, which looks like {what}.")).at(kid.at))
            }
            None => Verdict::pass(Finding::new(format!("kid is “{shown}”, a name.")).at(kid.at)),
        }
    })
}

/// What a name looks like that is more than a name. Addresses are names too, at some providers.
pub(crate) fn looks_like(kid: &str) -> Option<&'static str> {
    let upper = kid.to_ascii_uppercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| upper.contains(mark));
    let quoted = kid.contains(['\'', '"']);
    if kid.contains(char::is_control) {
        Some("control characters")
    } else if has(&["../", "..\\", "..%2F"])
        || ["/DEV/", "/PROC/", "/ETC/", "C:\\"].iter().any(|root| upper.starts_with(root))
    {
        Some("a path")
    } else if has(&[" UNION ", "SELECT "]) || quoted && has(&["--", " OR ", "OR 1", ";", "/*"]) {
        Some("a query to a database")
    } else if kid.trim_start().starts_with('|') || has(&["$(", "`", "&&", "||"]) || has(&["; "]) {
        Some("a command")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names() {
        for kid in ["lumen-2026-01", "https://op.example/keys#1", "did:web:x#k", "a/b+c==", "O'Neill", "1;2"]
        {
            assert_eq!(looks_like(kid), None, "{kid}");
        }
        for kid in [
            "../../dev/null",
            "/proc/sys/kernel/x",
            "x' UNION SELECT 'a",
            "x' or 1=1 --",
            "| id",
            "$(id)",
            "a\0",
        ] {
            assert!(looks_like(kid).is_some(), "{kid}");
        }
    }
}
