//! The address that a request asks to be answered at is one of the application's, and is where the answer goes.

use crate::check::identifiers::near_miss;
use crate::check::known::Expected;
use crate::check::known::Weight;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{AuthnRequest, SamlBody};
use crate::decode::{Body, Message, Spanned};

use super::identify::{agrees, differs, quoted};

/// The address that a request asks to be answered at is one of the application's, and is where the answer goes.
pub static CHECK: Check = Check {
    id: "saml/request_acs",
    title: "The request asks to be answered at another address than is known",
    verb: Verb::Should,
    spec: &[cite("SAML Core 2.0", "3.4.1"), cite("SAML Profiles 2.0", "4.1.4.1")],
    why: "An identity provider answers only at addresses that it knows as the application's. It refuses another one, or answers \
          where it was told once, and the application never sees the answer.",
    remedy_idp: "Enter the address that the application asks to be answered at, as its request has it.",
    remedy_sp: "Ask to be answered at an address that the identity provider knows, or give it the metadata anew.",
    run,
};

fn run(look: &Look) -> Verdict {
    let requests = look.messages.iter().filter_map(|message| match &message.body {
        Body::Saml(saml) => match &saml.body {
            SamlBody::AuthnRequest(request) => Some(request),
            _ => None,
        },
        _ => None,
    });
    Verdict::merge(requests.map(|request| of(look, request)))
}

fn of(look: &Look, request: &AuthnRequest) -> Verdict {
    let Some(asked) = &request.acs_url else { return Verdict::Silent };
    if let Some(index) = &request.acs_index {
        let says = "The request names an address and an index to be answered at; it may name one of the two.";
        return Verdict::fail(Finding::new(says).at(index.at).also(asked.at, "the address"));
    }
    let went = answered_at(look, request).filter(|went| !same(&went.value, &asked.value));
    if let Some(went) = went {
        return Verdict::fail(elsewhere(asked, went));
    }
    let known = &look.known.saml.acs;
    let vouched = known.all().iter().any(|claim| claim.weight > Weight::Seen);
    if !vouched {
        return Verdict::Silent;
    }
    let wanted: Vec<&Expected> = known.decisive().collect();
    match wanted.iter().find(|expected| expected.value == asked.value) {
        Some(expected) => Verdict::pass(agrees("AssertionConsumerServiceURL", asked, expected)),
        None => Verdict::fail(differs("AssertionConsumerServiceURL", asked, &wanted)),
    }
}

/// Where the answer to a request was really sent.
fn answered_at<'a>(look: &'a Look, request: &AuthnRequest) -> Option<&'a Expected> {
    let id = &request.head.id.as_ref()?.value;
    let answers = |message: &&Message| match &message.body {
        Body::Saml(saml) => {
            saml.is_sign_in()
                && saml.head().and_then(|head| head.in_response_to.as_ref()).is_some_and(|to| to.value == *id)
        }
        _ => false,
    };
    let answer = look.messages.iter().find(answers)?;
    look.known.saml.delivered.get(&answer.id)
}

/// The URL that a capture shows may have lost its query.
fn same(went: &str, asked: &str) -> bool {
    went == asked || asked.split('?').next() == Some(went)
}

fn elsewhere(asked: &Spanned<String>, went: &Expected) -> Finding {
    let how = near_miss(&asked.value, &went.value).map_or(String::new(), |miss| format!(" {}", miss.says));
    let says = format!(
        "The request asks to be answered at “{}”, and the answer was sent to “{}”.{how}",
        quoted(&asked.value),
        quoted(&went.value)
    );
    Finding::new(says)
        .at(asked.at)
        .also(went.origin.at, "where it was sent")
        .expected(asked.value.clone())
        .observed(went.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::verdict;

    fn request(more: &str) -> String {
        format!(
            "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\" Version=\"2.0\" \
             IssueInstant=\"2026-01-01T12:00:00Z\" AssertionConsumerServiceURL=\"https://sp.example/acs\"{more}/>"
        )
    }

    #[test]
    fn the_address_is_compared_with_what_is_known() {
        assert_eq!(verdict(&CHECK, &request(""), &[]), Verdict::Silent);
        let passed = verdict(&CHECK, &request(""), &["saml.sp.acs=https://sp.example/acs"]);
        assert!(matches!(passed, Verdict::Pass(_)));
        assert!(verdict(&CHECK, &request(""), &["saml.sp.acs=https://sp.example/acs/"]).failed());
    }

    #[test]
    fn an_address_and_an_index_exclude_each_other() {
        assert!(verdict(&CHECK, &request(" AssertionConsumerServiceIndex=\"0\""), &[]).failed());
    }
}
