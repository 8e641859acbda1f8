//! The claims that the application needs are there, and are what they should be.

use super::examined::{Examined, ID_TOKEN, each_readable};
use super::needs;
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Json, Object};
use crate::decode::{Body, Spanned};
use crate::expect::ValueExpected;

/// The claims that the application needs are there, and are what they should be.
pub static CHECK: Check = Check {
    id: "oidc/claims",
    title: "A claim that the application needs is missing or wrong",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "5.1"),
        cite("OpenID Connect Core 1.0", "5.3.2"),
        cite("OpenID Connect Core 1.0", "5.4"),
        cite("OpenID Connect Core 1.0", "5.5"),
    ],
    why: "Without what it needs the application lets the person in as nobody, or not at all. The name has to be the same \
          letter by letter.",
    remedy_idp: "Release the claim to this client, and fill it for this person; some providers put it into UserInfo only.",
    remedy_sp: "Ask for the scope that brings the claim, and read it where the provider puts it.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted = &look.expect.playbook.oidc.claim;
    each_readable(look, ID_TOKEN, |examined| {
        Verdict::merge(wanted.iter().map(|wanted| of(look, examined, wanted)))
    })
}

fn of(look: &Look, examined: Examined, wanted: &ValueExpected) -> Verdict {
    let places: Vec<&Object> = examined.token.claims.iter().chain(user_info(look)).collect();
    match places.iter().find_map(|claims| claims.member(&wanted.name)) {
        Some(value) => judge(value, wanted),
        None if !wanted.required => Verdict::Silent,
        None if places.len() == 1 && may_ask_user_info(look, examined) => {
            Verdict::needs(needs::user_info(&wanted.name))
        }
        None => Verdict::fail(missing(&places, &wanted.name)),
    }
}

fn user_info<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Object> + use<'a> {
    look.messages.iter().filter_map(|message| match &message.body {
        Body::UserInfo(info) => Some(&info.claims),
        _ => None,
    })
}

/// Whether the application may have fetched more: not where the browser brought an ID token and nothing else.
fn may_ask_user_info(look: &Look, examined: Examined) -> bool {
    let with = look.known.oidc.companions.get(&examined.message.id);
    with.is_none_or(|with| with.access_token.is_some() || with.code.is_some())
}

fn missing(places: &[&Object], name: &str) -> Finding {
    let at = places.first().map(|claims| claims.at);
    let finding = Finding::new(format!("There is no claim {name}.")).at(at).expected(name);
    let all = places.iter().flat_map(|claims| &claims.members).map(|member| &member.name);
    match all.into_iter().find(|other| strsim::normalized_damerau_levenshtein(&other.value, name) > 0.7) {
        Some(other) => finding.also(other.at, "the one that comes nearest").observed(other.value.clone()),
        None => finding,
    }
}

fn judge(value: &Spanned<Json>, wanted: &ValueExpected) -> Verdict {
    let name = &wanted.name;
    let values: Vec<&Spanned<Json>> = match &value.value {
        Json::Array(items) => items.iter().collect(),
        _ => vec![value],
    };
    let fail = |says: String| Verdict::fail(Finding::new(says).at(value.at));
    if wanted.required && values.iter().all(|value| is_empty(&value.value)) {
        return fail(format!("The claim {name} has no value."));
    }
    if wanted.many == Some(false) && values.len() > 1 {
        return fail(format!("The claim {name} has {} values; one is expected.", values.len()));
    }
    match unfit(&values, wanted) {
        Some(finding) => Verdict::fail(finding),
        None => Verdict::pass(Finding::new(format!("The claim {name} is there.")).at(value.at)),
    }
}

fn is_empty(value: &Json) -> bool {
    matches!(value, Json::Null) || value.scalar().is_some_and(|text| text.trim().is_empty())
}

/// The first value that is not what is expected: where one value is named it is enough that it is among them.
fn unfit(values: &[&Spanned<Json>], wanted: &ValueExpected) -> Option<Finding> {
    let name = &wanted.name;
    let text = |value: &Spanned<Json>| value.value.scalar().unwrap_or_default().to_owned();
    if let Some(equals) =
        wanted.equals.as_ref().filter(|equals| !values.iter().any(|value| text(value) == **equals))
    {
        let first = values.first()?;
        let finding =
            Finding::new(format!("The claim {name} has another value than is expected.")).at(first.at);
        return Some(finding.expected(equals.clone()).observed(quoted(&text(first))));
    }
    let pattern = wanted.pattern.as_ref()?;
    let Ok(regex) = regex::Regex::new(&format!("^(?:{pattern})$")) else {
        return Some(
            Finding::new(format!("The pattern for {name} in the playbook is no regular expression."))
                .observed(pattern.clone()),
        );
    };
    let odd = values.iter().find(|value| !regex.is_match(&text(value)))?;
    let finding =
        Finding::new(format!("A value of the claim {name} is not of the form that is expected.")).at(odd.at);
    Some(finding.expected(pattern.clone()).observed(quoted(&text(odd))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, in_response, token, with_playbook};

    fn said(claim: &str, playbook: &str) -> Verdict {
        let claims = CLAIMS.replace("\"sub\"", &format!("{claim}\"sub\""));
        let book = format!("[[oidc.claim]]\nname = \"email\"\nrequired = true\n{playbook}");
        with_playbook(&CHECK, &[Paste::capture("id_token.jwt", token(HEADER, &claims))], &book)
    }

    #[test]
    fn a_claim_is_there_and_as_it_should_be() {
        let mail = "\"email\":\"a@b.example\",";
        assert!(matches!(said(mail, ""), Verdict::Pass(_)));
        assert!(matches!(said(mail, "pattern = '.*@b\\.example'"), Verdict::Pass(_)));
        assert!(said(mail, "pattern = '@b'").failed());
        assert!(said(mail, "equals = 'x@b.example'").failed());
        assert!(said("\"email\":\"\",", "").failed());
        assert!(said("\"email\":[\"a\",\"b\"],", "many = false").failed());
        assert!(matches!(said("\"email\":[\"a\",\"b\"],", "equals = 'b'"), Verdict::Pass(_)));
    }

    #[test]
    fn a_missing_claim_may_come_from_user_info() {
        assert!(matches!(said("", ""), Verdict::Needs(need) if need.decides));
        let book = "[[oidc.claim]]\nname = \"email\"\nrequired = true";
        let pastes = |info: &str| {
            [Paste::capture("id_token.jwt", token(HEADER, CLAIMS)), Paste::capture("u", info.to_owned())]
        };
        assert!(matches!(
            with_playbook(&CHECK, &pastes(r#"{"sub":"u1","email":"a"}"#), book),
            Verdict::Pass(_)
        ));
        assert!(with_playbook(&CHECK, &pastes(r#"{"sub":"u1","mail":"a"}"#), book).failed());
        assert_eq!(
            in_response(&CHECK, &format!("state=s&id_token={}", token(HEADER, CLAIMS))),
            Verdict::Silent
        );
    }
}
