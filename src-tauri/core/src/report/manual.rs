//! The manual: every check, every cause and every error text in full, for a terminal and as pages.

use std::fmt::Write;

use crate::check::{self, Check, Severity};
use crate::diagnose::told::kinds;
use crate::diagnose::{self, Cause};
use crate::knowledge::{ErrorText, error_texts, find_error_texts};

use super::text::owner;

/// One page of the manual.
pub struct Page {
    /// What it is called: `saml/audience`, `audience_mismatch`, `AADSTS50011`.
    pub id: &'static str,
    /// One sentence, without a full stop.
    pub title: String,
    /// What is said of it, each with its label.
    pub rows: Vec<(&'static str, String)>,
}

/// The page of a check, a cause or an error text; of a text also, in which one stands.
pub fn page(id: &str) -> Option<Page> {
    let check = || check::all().find(|check| check.id == id).map(of_check);
    let cause = || diagnose::all().find(|cause| cause.id == id).map(of_cause);
    let code =
        || error_texts().iter().find(|text| text.words.iter().any(|words| words.eq_ignore_ascii_case(id)));
    let heard = || find_error_texts(id.as_bytes()).into_iter().next().map(|said| said.text);
    check().or_else(cause).or_else(|| code().or_else(heard).map(of_text))
}

/// The pages of all checks and causes.
pub fn pages() -> impl Iterator<Item = Page> {
    check::all().map(of_check).chain(diagnose::all().map(of_cause))
}

/// The pages of the error texts of a product, product by product.
pub fn pages_of_products() -> Vec<(&'static str, Vec<Page>)> {
    let mut products: Vec<(&'static str, Vec<Page>)> = Vec::new();
    for text in error_texts() {
        match products.iter_mut().find(|(product, _)| *product == text.product) {
            Some((_, pages)) => pages.push(of_text(text)),
            None => products.push((text.product, vec![of_text(text)])),
        }
    }
    products
}

impl Page {
    /// For a terminal.
    pub fn text(&self) -> String {
        let width = self.rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
        let mut out = format!("{}\n{}\n\n", self.title, self.id);
        for (label, says) in &self.rows {
            let _ = writeln!(out, "{label:<width$}  {says}");
        }
        out
    }

    /// As Markdown, under a heading of a level.
    pub fn markdown(&self, level: usize) -> String {
        let mut out = format!("{} {}\n\n`{}`\n\n", "#".repeat(level), self.title, self.id);
        for (label, says) in &self.rows {
            let _ = writeln!(out, "- **{label}:** {}", super::markdown::prose(says));
        }
        out
    }
}

fn of_check(check: &'static Check) -> Page {
    let severity = match check.verb.severity() {
        Severity::Error => "error: the sign-in is to be refused",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let cited: Vec<String> =
        check.spec.iter().map(|c| format!("{}, section {}", c.document, c.section)).collect();
    let explained: Vec<&str> =
        diagnose::all().filter(|cause| cause.explains.contains(&check.id)).map(|cause| cause.id).collect();
    let rows = vec![
        ("Why it matters", check.why.to_owned()),
        ("A failure is", severity.to_owned()),
        ("Says who", cited.join("; ")),
        ("Identity provider", check.remedy_idp.to_owned()),
        ("Application", check.remedy_sp.to_owned()),
        (
            "Causes that explain it",
            if explained.is_empty() { "none yet".to_owned() } else { explained.join(", ") },
        ),
    ];
    Page { id: check.id, title: check.title.to_owned(), rows }
}

/// Error texts that a page names at most.
const NAMED: usize = 24;

fn of_cause(cause: &'static Cause) -> Page {
    let mut rows = vec![("Explains", cause.explains.join(", ")), ("Prevention", cause.prevention.to_owned())];
    let fits: Vec<_> = kinds::all().filter(|kind| kind.causes.first() == Some(&cause.id)).collect();
    for kind in &fits {
        rows.push(("Who acts", owner(kind.owner).to_owned()));
        rows.extend(kind.fixes.iter().map(|(place, what)| ("Change", format!("{place}: {what}"))));
        rows.push(("Proof", kind.proof.to_owned()));
    }
    rows.dedup();
    let texts: Vec<String> = error_texts()
        .iter()
        .filter(|text| fits.iter().any(|kind| kind.id == text.kind))
        .map(|text| format!("“{}” ({})", text.code(), text.product))
        .collect();
    if !texts.is_empty() {
        let more = texts.len().saturating_sub(NAMED);
        let told = texts.into_iter().take(NAMED).collect::<Vec<_>>().join("; ");
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        rows.push(("Products say", format!("{told}{more}")));
    }
    Page { id: cause.id, title: cause.title.to_owned(), rows }
}

fn of_text(text: &'static ErrorText) -> Page {
    let mut rows = vec![("Product", text.product.to_owned())];
    if text.words.len() > 1 {
        rows.push(("Also written", text.words.iter().skip(1).copied().collect::<Vec<_>>().join("; ")));
    }
    if let Some(kind) = kinds::of(text.kind) {
        rows.push(("What it means", kind.means.to_owned()));
        rows.extend(text.misleads.map(|misleads| ("Take care", misleads.to_owned())));
        if !kind.causes.is_empty() {
            rows.push(("Likely causes", kind.causes.join(", ")));
        }
        if text.is_failure() {
            rows.push(("Who acts", owner(kind.owner).to_owned()));
        }
        rows.extend(kind.fixes.iter().map(|(place, what)| ("Change", format!("{place}: {what}"))));
        rows.push(("Proof", kind.proof.to_owned()));
    }
    Page { id: text.code(), title: sentence(text.means), rows }
}

/// With a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_page() {
        assert!(pages().all(|page| page.rows.len() >= 2 && !page.title.is_empty()));
        for text in error_texts() {
            let page = page(text.code()).map(|page| page.text()).unwrap_or_default();
            assert!(page.contains("Proof") && page.contains(text.product), "{}", text.code());
        }
        assert!(page("no/such-thing").is_none());
    }

    #[test]
    fn a_code_and_a_whole_text_are_explained() {
        let code = page("aadsts50011").map(|page| page.text()).unwrap_or_default();
        assert!(code.contains("redirect_uri_mismatch") && code.contains("Microsoft Entra ID"), "{code}");
        let text = page("Fingerprint mismatch on the response").map(|page| page.text()).unwrap_or_default();
        assert!(text.contains("Take care") && text.contains("stale_certificate"), "{text}");
    }
}
