//! The classes of near misses, from the most to the least specific: what would make the two identifiers the same.

use super::NearMiss;
use super::bend::{self, host_and_path};

struct Rule {
    kind: &'static str,
    says: &'static str,
    /// Which side changes what, where the class tells; else nothing.
    mend: &'static str,
    /// What would make the two the same.
    bends: fn(&str) -> String,
}

impl From<&Rule> for NearMiss {
    fn from(rule: &Rule) -> Self {
        NearMiss { kind: rule.kind, says: rule.says.to_owned(), mend: rule.mend }
    }
}

const fn rule(kind: &'static str, bends: fn(&str) -> String, says: &'static str) -> Rule {
    Rule { kind, says, bends, mend: "" }
}

impl Rule {
    const fn mended(self, mend: &'static str) -> Rule {
        Rule { mend, ..self }
    }
}

/// Each bends one thing, and what it bends has a name.
static NAMED: &[Rule] = &[
    rule("white-space", |s| s.trim().to_owned(), "They differ in white space at an end."),
    rule("white-space", bend::without_space, "One has a space, a line break or an invisible character inside."),
    rule("trailing-slash", |s| s.trim_end_matches('/').to_owned(), "One ends in a slash, the other does not."),
    rule("scheme", |s| s.replacen("http://", "https://", 1), "One says http, the other https.")
        .mended("Behind a proxy that ends TLS, the side that writes http does not know its own public address."),
    rule("no-scheme", bend::without_scheme, "One begins with its scheme (https://), the other has none.")
        .mended("Google writes accounts.google.com in some tokens; elsewhere copy the name with its scheme."),
    rule("letter-case", |s| s.to_lowercase(), "They differ only in upper and lower case.")
        .mended("They are compared letter by letter, even where host names are not."),
    rule("default-port", bend::without_default_port, "One names the default port, the other leaves it out.")
        .mended("The side that names the port leaves it out."),
    rule("www", |s| s.replacen("://www.", "://", 1), "One host starts with www, the other does not."),
    rule("spn", |s| s.strip_prefix("spn:").unwrap_or(s).to_owned(), "One has the prefix spn:, the other does not.")
        .mended("Entra ID puts spn: before some identifiers; enter there the very name that the application sends."),
    rule("api", |s| s.strip_prefix("api://").unwrap_or(s).to_owned(), "One has the prefix api://, the other is the bare ID (Entra ID).")
        .mended("Tokens of version 1.0 have the Application ID URI as their audience, those of version 2.0 the bare ID."),
    rule("entity", bend::character_references, "One has &amp; where the other has &: it was escaped once too often, or once too little.")
        .mended("The side that copied it out of XML or HTML enters it with a bare &."),
    rule("percent-encoding", bend::percent_decoded, "One is percent-encoded, the other is not.")
        .mended("The side that copied it out of an address decodes it first."),
    rule("idn", bend::in_ascii, "One writes the host with letters of its language, the other in the form that begins with xn-- (IDN).")
        .mended("The xn-- form is the one that software compares; enter it on both sides."),
    rule("entra-version", bend::entra_version, "One is the tenant's issuer of version 1.0, the other that of version 2.0 (Entra ID).")
        .mended("The application expects the issuer of the version that its tokens are of."),
    rule("version", bend::without_version, "One ends in /v2.0, the other does not."),
    rule("entra-tenant", bend::without_tenant, "They name the tenant in two ways: by its ID, by its name, or as common or organizations (Entra ID).")
        .mended("Entra ID's tokens name the tenant by its ID; an application for several tenants compares a pattern, never the word common."),
    rule("okta-server", bend::without_server, "One is Okta's own issuer, the other that of a custom authorization server (/oauth2/…).")
        .mended("The application's issuer is that of the authorization server whose tokens it takes."),
    rule("keycloak-auth", |s| s.replacen("/auth/realms/", "/realms/", 1), "One has /auth before /realms, which Keycloak lost in version 17.")
        .mended("The side that was not updated with Keycloak changes."),
    rule("environment", bend::without_environment, "They differ only in a word that names an environment.")
        .mended("Both sides have to be of one environment; the one that was copied from the other changes."),
];

/// Each leaves a whole part of the address away.
static OF_PARTS: &[Rule] = &[
    rule(
        "query",
        |s| s.split(['?', '#']).next().unwrap_or(s).to_owned(),
        "They differ only behind the question mark.",
    ),
    rule("port", bend::without_port, "They name different ports of the same host."),
    rule(
        "host",
        |s| host_and_path(s).map_or_else(|| s.to_owned(), |(_, path)| path.to_owned()),
        "The path is the same, the host is another.",
    ),
    rule(
        "path",
        |s| host_and_path(s).map_or_else(|| s.to_owned(), |(host, _)| host.to_owned()),
        "The host is the same, the path is another.",
    ),
];

/// The first class of which two identifiers are a near miss; where no single one will do, two of them that are often met
/// together.
pub(super) fn named(expected: &str, observed: &str) -> Option<NearMiss> {
    let agree = |rule: &&Rule| (rule.bends)(expected) == (rule.bends)(observed);
    NAMED.iter().find(agree).map(NearMiss::from).or_else(|| two(expected, observed))
}

/// As [`named`], for the parts of an address.
pub(super) fn of_parts(expected: &str, observed: &str) -> Option<NearMiss> {
    OF_PARTS.iter().find(|rule| (rule.bends)(expected) == (rule.bends)(observed)).map(NearMiss::from)
}

/// Kinds that come in twos: who types an address leaves out the slash and the s at once.
const IN_TWOS: usize = 7;

fn two(expected: &str, observed: &str) -> Option<NearMiss> {
    let simple = NAMED.get(..IN_TWOS)?;
    for (at, one) in simple.iter().enumerate() {
        let (expected, observed) = ((one.bends)(expected), (one.bends)(observed));
        for other in simple.iter().skip(at + 1) {
            if (other.bends)(&expected) == (other.bends)(&observed) {
                let says = format!("{} {}", one.says, other.says);
                return Some(NearMiss { kind: "several", says, mend: "" });
            }
        }
    }
    None
}
