//! The token comes from the provider that the application trusts.

use super::examined::{FOR_CLIENT, each_readable};
use super::needs;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::oidc::{Token, TokenKind};

/// The token comes from the provider that the application trusts.
pub static CHECK: Check = Check {
    id: "oidc/iss",
    title: "The token is from another issuer",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (2)"),
        cite("OpenID Connect Discovery 1.0", "4.3"),
    ],
    why: "The issuer is compared as an exact string; a slash, a host or a tenant more or less is another provider.",
    remedy_idp: "Set the provider's issuer (base URL, host name, realm, tenant) so that tokens and discovery say the same.",
    remedy_sp: "Set the issuer in the application to what the provider's discovery document says, letter by letter.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, FOR_CLIENT, |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    let Some(iss) = &token.claimed.iss else { return missing(token) };
    let wanted: Vec<&Expected> = look.known.oidc.issuers.decisive().collect();
    if wanted.is_empty() {
        return Verdict::needs(needs::issuer());
    }
    if let Some(expected) = wanted.iter().find(|expected| expected.value == iss.value) {
        return Verdict::pass(agrees("iss", iss, expected));
    }
    match wanted.iter().find(|expected| is_of_tenant(expected, iss, token)) {
        Some(expected) => Verdict::pass(of_tenant(expected, iss)),
        None => Verdict::fail(differs("iss", iss, &wanted)),
    }
}

fn missing(token: &Token) -> Verdict {
    match token.purpose.kind {
        // A signed UserInfo answer should name its issuer, and need not (OpenID Connect Core 1.0, section 5.3.2).
        TokenKind::UserInfo => Verdict::Silent,
        _ => Verdict::fail(
            Finding::new("The token names no issuer (iss).").at(token.claims_at()).expected("iss"),
        ),
    }
}

/// What Microsoft's discovery for several tenants writes in place of a tenant.
const TENANT: &str = "{tenantid}";

fn is_of_tenant(expected: &Expected, iss: &Spanned<String>, token: &Token) -> bool {
    let tenant = token.claims.as_ref().and_then(|claims| claims.text("tid"));
    tenant.is_some_and(|tenant| {
        expected.value.contains(TENANT) && expected.value.replace(TENANT, tenant) == iss.value
    })
}

fn of_tenant(expected: &Expected, iss: &Spanned<String>) -> Finding {
    let says = format!(
        "iss fits {}, with the token's own tid in place of {TENANT}: any tenant is let in.",
        expected.origin.says
    );
    Finding::new(says)
        .at(iss.at)
        .also(expected.origin.at, "the pattern")
        .expected(expected.value.clone())
        .observed(iss.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn the_issuer_is_compared_exactly() {
        let said =
            |issuer: &str| verdict(&CHECK, &token(HEADER, CLAIMS), &[&format!("oidc.op.issuer={issuer}")]);
        assert!(matches!(said("https://op.example"), Verdict::Pass(_)));
        let slash = said("https://op.example/");
        assert!(slash.failed() && slash.findings()[0].says.contains("slash"));
        assert!(matches!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Needs(need) if need.decides));
    }

    #[test]
    fn a_tenants_issuer_fits_the_pattern_and_the_finding_says_so() {
        let claims = r#"{"iss":"https://login.example/t1/v2.0","tid":"t1","sub":"u","aud":"app","exp":1}"#;
        let expect = ["oidc.op.issuer=https://login.example/{tenantid}/v2.0"];
        let said = verdict(&CHECK, &token(HEADER, claims), &expect);
        assert!(matches!(&said, Verdict::Pass(findings) if findings[0].says.contains("any tenant")));
        assert!(verdict(&CHECK, &token(HEADER, &claims.replace("/t1/", "/t2/")), &expect).failed());
    }
}
