//! What differs between two sets of papers: endpoints, keys, flags, ends; by what it means and not by how it is written.

use serde::Serialize;

use super::papers::{EntityPaper, KeyPaper, Papers, RolePaper};
use crate::instant::stamp;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Difference {
    /// Of what: an entity ID, an issuer, a key set.
    pub of: String,
    /// What: `SingleSignOnService`, `signing key` …
    pub what: String,
    /// What it was; absent where it is new.
    #[cfg_attr(test, ts(optional = nullable))]
    pub before: Option<String>,
    /// What it is; absent where it is gone.
    #[cfg_attr(test, ts(optional = nullable))]
    pub after: Option<String>,
}

/// What differs, in the order of the papers.
pub fn differences(before: &Papers, after: &Papers) -> Vec<Difference> {
    let mut found = Found(Vec::new());
    entities(&mut found, before, after);
    discoveries(&mut found, before, after);
    let keys = |papers: &Papers| papers.key_sets.iter().flat_map(|set| set.keys.clone()).collect::<Vec<_>>();
    found.keys("the key set", "key", &keys(before), &keys(after));
    found.keys("certificates", "certificate", &before.loose, &after.loose);
    found.0
}

struct Found(Vec<Difference>);

impl Found {
    fn add(&mut self, of: &str, what: &str, before: Option<String>, after: Option<String>) {
        if before != after {
            self.0.push(Difference { of: of.to_owned(), what: what.to_owned(), before, after });
        }
    }

    fn sets(&mut self, of: &str, what: &str, before: &[String], after: &[String]) {
        before
            .iter()
            .filter(|own| !after.contains(own))
            .for_each(|gone| self.add(of, what, Some(gone.clone()), None));
        after
            .iter()
            .filter(|own| !before.contains(own))
            .for_each(|new| self.add(of, what, None, Some(new.clone())));
    }

    /// Keys are the same by their own hash; a certificate around the same key may still be another.
    fn keys(&mut self, of: &str, what: &str, before: &[KeyPaper], after: &[KeyPaper]) {
        let told = |key: &KeyPaper| {
            format!("{}, {}, key {}…", key.called, key.says, key.key.get(..16).unwrap_or_default())
        };
        let mut known: Vec<&str> = Vec::new();
        for key in before.iter().chain(after) {
            if known.contains(&key.key.as_str()) {
                continue;
            }
            known.push(&key.key);
            let same = |list: &[KeyPaper]| list.iter().find(|own| own.key == key.key).cloned();
            match (same(before), same(after)) {
                (Some(old), Some(new)) if old.certificate != new.certificate || old.kid != new.kid => {
                    self.add(
                        of,
                        &format!("{what}, the same key named anew"),
                        Some(told(&old)),
                        Some(told(&new)),
                    );
                }
                (Some(_), Some(_)) => {}
                (old, new) => self.add(of, what, old.as_ref().map(told), new.as_ref().map(told)),
            }
        }
        for old in before {
            let reused =
                after.iter().find(|new| old.kid.is_some() && new.kid == old.kid && new.key != old.key);
            if let Some(new) = reused {
                self.add(of, "the same kid for another key", Some(told(old)), Some(told(new)));
            }
        }
    }
}

fn entities(found: &mut Found, before: &Papers, after: &Papers) {
    let named =
        |entity: &EntityPaper| entity.entity_id.clone().unwrap_or_else(|| "an unnamed entity".to_owned());
    let both = before.entities.len() == 1 && after.entities.len() == 1;
    for old in &before.entities {
        // Of one entity and one entity, a changed name is a change; of many, it is another entity.
        let new = after.entities.iter().find(|new| both || new.entity_id == old.entity_id);
        match new {
            Some(new) => entity(found, &named(old), old, new),
            None => found.add(&named(old), "entity", Some(named(old)), None),
        }
    }
    for new in after
        .entities
        .iter()
        .filter(|new| !both && !before.entities.iter().any(|old| old.entity_id == new.entity_id))
    {
        found.add(&named(new), "entity", None, Some(named(new)));
    }
}

fn entity(found: &mut Found, of: &str, old: &EntityPaper, new: &EntityPaper) {
    found.add(of, "entityID", old.entity_id.clone(), new.entity_id.clone());
    found.add(of, "validUntil", old.valid_until.map(stamp), new.valid_until.map(stamp));
    found.add(of, "organisation", old.organization.clone(), new.organization.clone());
    let empty = RolePaper::default();
    for (what, old, new) in [("IdP", &old.idp, &new.idp), ("SP", &old.sp, &new.sp)] {
        if old.is_none() && new.is_none() {
            continue;
        }
        let (old, new) = (old.as_ref().unwrap_or(&empty), new.as_ref().unwrap_or(&empty));
        let endpoints = |role: &RolePaper| -> Vec<String> {
            let short = |binding: &str| binding.rsplit(':').next().unwrap_or(binding).to_owned();
            role.endpoints
                .iter()
                .map(|(service, binding, location)| format!("{service} {} {location}", short(binding)))
                .collect()
        };
        found.sets(of, &format!("{what} endpoint"), &endpoints(old), &endpoints(new));
        found.keys(of, &format!("{what} signing key"), &old.signing, &new.signing);
        found.keys(of, &format!("{what} encryption key"), &old.encryption, &new.encryption);
        found.sets(of, &format!("{what} NameIDFormat"), &old.name_id_formats, &new.name_id_formats);
        let flag = |flag: Option<bool>| flag.map(|flag| flag.to_string());
        found.add(
            of,
            "WantAssertionsSigned",
            flag(old.wants_assertions_signed),
            flag(new.wants_assertions_signed),
        );
        found.add(of, "requests signed", flag(old.requests_signed), flag(new.requests_signed));
    }
}

fn discoveries(found: &mut Found, before: &Papers, after: &Papers) {
    let (Some(old), Some(new)) = (before.discoveries.first(), after.discoveries.first()) else { return };
    let of = old.issuer.clone().unwrap_or_else(|| "the provider".to_owned());
    found.add(&of, "issuer", old.issuer.clone(), new.issuer.clone());
    let of_endpoint = |list: &[(&'static str, String)], name: &str| {
        list.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone())
    };
    let mut names: Vec<&str> = old.endpoints.iter().chain(&new.endpoints).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        found.add(&of, name, of_endpoint(&old.endpoints, name), of_endpoint(&new.endpoints, name));
    }
    let lists = [
        ("id_token_signing_alg_values_supported", &old.id_token_algs, &new.id_token_algs),
        ("token_endpoint_auth_methods_supported", &old.auth_methods, &new.auth_methods),
        ("scopes_supported", &old.scopes, &new.scopes),
        ("claims_supported", &old.claims, &new.claims),
        ("response_types_supported", &old.response_types, &new.response_types),
    ];
    for (what, old, new) in lists {
        found.sets(&of, what, old, new);
    }
}

/// The differences as text: `-` was, `+` is.
pub fn differences_text(differences: &[Difference]) -> String {
    if differences.is_empty() {
        return "Nothing that matters differs.\n".to_owned();
    }
    let mut out = String::new();
    let mut of = "";
    for difference in differences {
        if difference.of != of {
            of = &difference.of;
            out.push_str(&format!("{of}\n"));
        }
        out.push_str(&format!("  {}\n", difference.what));
        let sides = [("-", &difference.before), ("+", &difference.after)];
        for (sign, value) in sides {
            if let Some(value) = value {
                out.push_str(&format!("    {sign} {value}\n"));
            }
        }
    }
    out
}
