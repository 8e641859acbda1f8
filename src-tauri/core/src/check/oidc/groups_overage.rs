//! The claims stand in the token, and not elsewhere for the application to fetch.

use super::examined::{Examined, ID_TOKEN, each_readable};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Json, Object};
use crate::span::Span;

/// The claims stand in the token, and not elsewhere for the application to fetch.
pub static CHECK: Check = Check {
    id: "oidc/groups_overage",
    title: "The token leaves claims out that the application has to fetch",
    verb: Verb::Advice,
    spec: &[
        cite("OpenID Connect Core 1.0", "5.6.2"),
        cite("Microsoft identity platform", "ID token claims: hasgroups, groups overage"),
    ],
    why: "People in many groups get a pointer in place of the list. An application that reads the token alone takes them for \
          people without groups.",
    remedy_idp: "Send only the groups that are assigned to this application, or roles instead of groups.",
    remedy_sp: "Fetch the groups where the token points, or work with roles.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, of)
}

fn of(examined: Examined) -> Verdict {
    let Some(claims) = &examined.token.claims else { return Verdict::Silent };
    match elsewhere(claims) {
        Some((names, at)) => {
            let says =
                format!("The token does not hold {}; it only says where to fetch them.", names.join(" and "));
            Verdict::fail(Finding::new(says).at(at).observed(names.join(", ")))
        }
        None => claims.member("groups").map_or(Verdict::Silent, |groups| {
            Verdict::pass(Finding::new("The groups stand in the token.").at(groups.at))
        }),
    }
}

/// The names of the claims that stand elsewhere, and what says so.
fn elsewhere(claims: &Object) -> Option<(Vec<&str>, Span)> {
    if let Some(named) = claims.member("_claim_names")
        && let Json::Object(names) = &named.value
    {
        let names: Vec<&str> = names.members.iter().map(|member| member.name.value.as_str()).collect();
        return (!names.is_empty()).then_some((names, named.at));
    }
    let hint = claims.member("hasgroups")?;
    (hint.value.scalar() == Some("true")).then_some((vec!["groups"], hint.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn both_ways_to_point_elsewhere() {
        let said = |more: &str| {
            verdict(&CHECK, &token(HEADER, &CLAIMS.replace("\"sub\"", &format!("{more},\"sub\""))), &[])
        };
        assert!(said(r#""_claim_names":{"groups":"src1"}"#).findings()[0].says.contains("groups"));
        assert!(said(r#""hasgroups":true"#).failed());
        assert!(matches!(said(r#""groups":["a"]"#), Verdict::Pass(_)));
        assert_eq!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Silent);
    }
}
