//! The person brings the groups that the application lets in, and no more than it can take.

use super::PLAYBOOK;
use crate::check::oidc::examined::{ID_TOKEN, each_readable};
use crate::check::saml::examined::each_assertion;
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict};
use crate::decode::oidc::Json;
use crate::expect::Groups;
use crate::span::Span;

/// The person brings the groups that the application lets in, and no more than it can take.
pub static CHECK: Check = Check {
    id: "policy/groups",
    title: "The groups are not those that the application lets in",
    verb: Verb::Must,
    spec: PLAYBOOK,
    why: "Groups decide what a person may do. Without the right one the application lets nobody in, or lets them in \
          without rights; with too many, some products leave them out or cut the list.",
    remedy_idp: "Put the person into a group that the application knows, and send the groups in the form that it reads.",
    remedy_sp: "Map the groups as the identity provider sends them.",
    run,
};

fn run(look: &Look) -> Verdict {
    let groups = &look.expect.playbook.groups;
    let Some(name) = &groups.name else { return Verdict::Silent };
    let of_assertions = each_assertion(look, |_, assertion| {
        let named = assertion
            .attributes
            .iter()
            .filter(|attribute| attribute.name.as_ref().is_some_and(|own| own.value == *name));
        let values = named.flat_map(|attribute| &attribute.values);
        let values: Vec<(&str, Span)> =
            values.map(|value| (value.text.value.as_str(), value.text.at)).collect();
        judge(name, &values, assertion.tag, groups)
    });
    let of_tokens = each_readable(look, ID_TOKEN, |examined| {
        let Some(claims) = &examined.token.claims else { return Verdict::Silent };
        let claim = claims.member(name);
        let at = claim.map_or(claims.at, |claim| claim.at);
        let values: Vec<(&str, Span)> = match claim.map(|claim| &claim.value) {
            Some(Json::Array(items)) => {
                items.iter().filter_map(|item| Some((item.value.scalar()?, item.at))).collect()
            }
            Some(value) => value.scalar().map(|text| (text, at)).into_iter().collect(),
            None => Vec::new(),
        };
        judge(name, &values, at, groups)
    });
    Verdict::merge([of_assertions, of_tokens])
}

fn judge(name: &str, values: &[(&str, Span)], at: Span, groups: &Groups) -> Verdict {
    let count = values.len();
    if groups.most.is_some_and(|most| count > most) {
        let says = format!("{name} brings {count} groups, more than the application takes.");
        return Verdict::fail(
            Finding::new(says)
                .at(at)
                .expected(format!("{} at most", groups.most.unwrap_or(0)))
                .observed(count.to_string()),
        );
    }
    if !groups.any_of.is_empty()
        && !values.iter().any(|(value, _)| groups.any_of.iter().any(|wanted| wanted == value))
    {
        let says = match count {
            0 => format!("There is no {name}, and so none of the groups that the application lets in."),
            _ => format!("None of the groups in {name} is one that the application lets in."),
        };
        let seen: Vec<&str> = values.iter().take(5).map(|(value, _)| *value).collect();
        let finding = Finding::new(says).at(at).expected(groups.any_of.join(" or "));
        return Verdict::fail(if seen.is_empty() {
            finding
        } else {
            finding.observed(quoted(&seen.join(", ")))
        });
    }
    if let Some((pattern, value, at)) = odd(values, groups) {
        let says = format!("A group in {name} is not of the form that is expected.");
        return Verdict::fail(Finding::new(says).at(at).expected(pattern).observed(quoted(value)));
    }
    match count {
        0 => Verdict::Silent,
        _ => Verdict::pass(Finding::new(format!("The groups in {name} are as expected.")).at(at)),
    }
}

fn odd<'v>(values: &[(&'v str, Span)], groups: &Groups) -> Option<(String, &'v str, Span)> {
    let pattern = groups.pattern.as_ref()?;
    // A pattern that can't be used is refused with the playbook.
    let regex = regex::Regex::new(&format!("^(?:{pattern})$")).ok()?;
    let (value, at) = values.iter().find(|(value, _)| !regex.is_match(value))?;
    Some((pattern.clone(), value, *at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, by_playbook};

    #[test]
    fn one_group_of_several_is_enough_and_too_many_are_too_many() {
        let said =
            |rest: &str| by_playbook(&CHECK, RESPONSE, &format!("[groups]\nname = \"groups\"\n{rest}"));
        assert!(matches!(said(""), Verdict::Pass(_)));
        assert!(said("any_of = [\"nobody\"]").failed());
        assert!(said("most = 1").failed());
        assert!(said("pattern = \"CN=.*\"").failed());
        assert!(by_playbook(&CHECK, RESPONSE, "[groups]\nname = \"roles\"\nany_of = [\"x\"]").failed());
        assert_eq!(by_playbook(&CHECK, RESPONSE, ""), Verdict::Silent);
    }
}
