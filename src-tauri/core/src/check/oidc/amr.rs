//! The methods by which the person signed in are listed, and are those that are wanted.

use super::asked;
use super::examined::{ID_TOKEN, each_readable};
use crate::check::saml::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Json, Token};
use crate::span::Span;

/// The methods by which the person signed in are listed, and are those that are wanted.
pub static CHECK: Check = Check {
    id: "oidc/amr",
    title: "The methods of signing in are not listed as they are wanted",
    verb: Verb::Should,
    spec: &[cite("OpenID Connect Core 1.0", "2"), cite("RFC 8176", "1"), cite("RFC 8176", "2")],
    why: "amr lists each method that was used: pwd, otp, hwk, mfa. An application that demands a second factor by it refuses a \
          token that does not list one, and many libraries refuse a list that is no array.",
    remedy_idp: "Return amr as an array of strings, with the registered names of the methods that were used.",
    remedy_sp: "Demand what the provider really reports; prefer acr where the two agreed on a context.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| {
        let form = not_a_list(examined.token).map(Verdict::fail);
        let named = look.known.oidc.amrs.decisive().map(|wanted| {
            let says = format!("which {} wants", wanted.origin.says);
            lists(examined.token, std::slice::from_ref(&wanted.value), wanted.origin.at, &says)
        });
        let asked = asked::of_claim(look, examined.token, "amr").into_iter();
        let asked = asked.filter(|asked| asked.essential && !asked.values.is_empty()).map(|asked| {
            lists(examined.token, &asked.values, Some(asked.at), "which was asked for as essential")
        });
        Verdict::merge(form.into_iter().chain(named).chain(asked))
    })
}

/// `amr` that is no array, as the specification wants one.
fn not_a_list(token: &Token) -> Option<Finding> {
    let amr = token.claims.as_ref()?.member("amr")?;
    let says = format!("amr is {}; it should be an array of strings.", amr.value.kind());
    (!matches!(amr.value, Json::Array(_))).then(|| Finding::new(says).at(amr.at))
}

/// Whether one of these methods is listed.
fn lists(token: &Token, wanted: &[String], at: Option<Span>, which: &str) -> Verdict {
    let amr = &token.claimed.amr;
    let listed: Vec<&str> = amr.iter().map(|method| method.value.as_str()).collect();
    let names: Vec<String> = wanted.iter().map(|method| quoted(method)).collect();
    let names = names.join(" or ");
    let finding = |says: String| Finding::new(says).also(at, "what is wanted").expected(wanted.join(" or "));
    if let Some(method) = amr.iter().find(|method| wanted.contains(&method.value)) {
        return Verdict::pass(
            finding(format!("amr lists {}, {which}.", quoted(&method.value))).at(method.at),
        );
    }
    if amr.is_empty() {
        return Verdict::fail(
            finding(format!("The token has no amr, and so not {names}, {which}.")).at(token.claims_at()),
        );
    }
    let says = format!("amr lists {}, and not {names}, {which}.", listed.join(", "));
    Verdict::fail(finding(says).at(amr.first().map(|first| first.at)).observed(listed.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    fn said(amr: &str, expect: &[&str]) -> Verdict {
        let claims = CLAIMS.replace("\"sub\"", &format!("\"amr\":{amr},\"sub\""));
        verdict(&CHECK, &token(HEADER, &claims), expect)
    }

    #[test]
    fn each_method_that_is_wanted_has_to_be_listed() {
        assert!(matches!(said(r#"["pwd","mfa"]"#, &["oidc.rp.amr=mfa"]), Verdict::Pass(_)));
        assert!(said(r#"["pwd"]"#, &["oidc.rp.amr=mfa"]).failed());
        assert!(verdict(&CHECK, &token(HEADER, CLAIMS), &["oidc.rp.amr=mfa"]).failed());
    }

    #[test]
    fn a_text_is_no_list() {
        assert!(said(r#""pwd""#, &[]).failed());
        assert_eq!(said(r#"["pwd"]"#, &[]), Verdict::Silent);
    }
}
