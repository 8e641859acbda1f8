//! What a request asks of the claims of the ID token, one by one (OpenID Connect Core 1.0, section 5.5).

use super::object;
use super::{Json, Member, Object};
use crate::decode::Spanned;
use crate::span::Span;

/// A claim of the ID token that a request asks for by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedClaim {
    /// Its name.
    pub name: String,
    /// Whether the application can't do without it (`essential`).
    pub essential: bool,
    /// The values that will do (`value`, `values`); empty where any will.
    pub values: Vec<String>,
    /// Where it is asked for.
    pub at: Span,
}

/// Those that the parameter `claims` asks for: its JSON is text in a parameter, and traced as a whole.
pub(super) fn of_text(claims: &Spanned<String>) -> Vec<AskedClaim> {
    let read =
        object::read(claims.value.as_bytes(), Span::new(claims.at.layer, 0..0), "The parameter claims");
    let Some(Spanned { value: Json::Object(object), .. }) = read.root else { return Vec::new() };
    let asked = of_object(&object).into_iter();
    asked.map(|asked| AskedClaim { at: claims.at, ..asked }).collect()
}

/// Those that the member `claims` of a request object asks for.
pub(super) fn of_object(claims: &Object) -> Vec<AskedClaim> {
    match claims.member("id_token").map(|member| &member.value) {
        Some(Json::Object(id_token)) => id_token.members.iter().map(asked).collect(),
        _ => Vec::new(),
    }
}

fn asked(member: &Member) -> AskedClaim {
    let bare =
        AskedClaim { name: member.name.value.clone(), essential: false, values: Vec::new(), at: member.at() };
    let Json::Object(wish) = &member.value.value else { return bare };
    let texts = |value: &Spanned<Json>| match &value.value {
        Json::Array(items) => {
            items.iter().filter_map(|item| item.value.scalar()).map(str::to_owned).collect()
        }
        other => other.scalar().map(str::to_owned).into_iter().collect::<Vec<String>>(),
    };
    let values = ["value", "values"].into_iter().filter_map(|name| wish.member(name)).flat_map(texts);
    let essential = matches!(wish.member("essential"), Some(Spanned { value: Json::Bool(true), .. }));
    AskedClaim { essential, values: values.collect(), ..bare }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LayerId;

    fn of(text: &str) -> Vec<AskedClaim> {
        of_text(&Spanned::new(text.to_owned(), Span::new(LayerId(0), 3..9)))
    }

    #[test]
    fn what_is_asked_of_each_claim() {
        let asked = of(
            r#"{"userinfo":{"email":null},"id_token":{"acr":{"essential":true,"values":["a","b"]},"amr":{"value":"mfa"},"sub":null}}"#,
        );
        let [acr, amr, sub] = asked.as_slice() else { panic!("{asked:?}") };
        assert!(acr.essential && acr.values == ["a", "b"] && acr.at == Span::new(LayerId(0), 3..9));
        assert!(!amr.essential && amr.values == ["mfa"]);
        assert!(sub.name == "sub" && sub.values.is_empty());
        assert!(of("{").is_empty() && of("[]").is_empty() && of(r#"{"id_token":1}"#).is_empty());
    }
}
