//! What well-known products ask of a sign-in, as data with its sources, and a playbook made of it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::draft::{Draft, Entry, list, quoted};

/// What a product asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// What to call it on the command line: `salesforce`.
    pub id: String,
    /// The product.
    pub product: String,
    /// The values that the person has to fill in, by the names that stand in braces, with what each is.
    #[serde(default)]
    pub fill: std::collections::BTreeMap<String, String>,
    /// The application's entity ID.
    pub entity_id: Option<String>,
    /// Its assertion consumer service URLs.
    #[serde(default)]
    pub acs: Vec<String>,
    /// Its audience, where that is not the entity ID.
    #[serde(default)]
    pub audience: Vec<String>,
    /// The NameID format that it takes.
    pub name_id_format: Option<String>,
    /// Which part it wants signed.
    pub signed: Option<String>,
    /// Its tolerance for clocks.
    pub skew: Option<String>,
    /// The attributes that it reads.
    #[serde(default)]
    pub attribute: Vec<PresetAttribute>,
    /// What can't be said by a key, such as limits.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Where this is written.
    pub sources: Vec<String>,
    /// When it was read, as the sources stood.
    pub read: String,
}

/// An attribute that a product reads.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // as the playbook's own keys
pub struct PresetAttribute {
    pub name: String,
    #[serde(default)]
    pub required: bool,
    pub many: Option<bool>,
    pub pattern: Option<String>,
    pub note: Option<String>,
}

/// The products, by their names.
static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    #[derive(Default, Deserialize)]
    struct File {
        preset: Vec<Preset>,
    }
    // The file is part of the program; a test reads every word of it.
    toml::from_str::<File>(include_str!("presets.toml")).unwrap_or_default().preset
});

/// Every preset.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// The preset of a product, else the ones whose names come nearest.
///
/// # Errors
/// No such product; the names that are like it.
pub fn preset(id: &str) -> Result<&'static Preset, Vec<&'static str>> {
    let wanted = id.to_lowercase();
    presets().iter().find(|preset| preset.id == wanted).ok_or_else(|| {
        let near = presets().iter().filter(|preset| {
            preset.id.contains(&wanted) || strsim::normalized_damerau_levenshtein(&preset.id, &wanted) > 0.5
        });
        near.map(|preset| preset.id.as_str()).collect()
    })
}

impl Preset {
    /// A playbook of it; `filled` gives values for the names in braces. What stays open is written as a comment.
    pub fn draft(&self, filled: &[(String, String)]) -> Draft {
        let mut draft = Draft::new(format!(
            "What {} asks of a sign-in, as it was documented in {}.",
            self.product, self.read
        ));
        for source in &self.sources {
            draft.remark(format!("Source: {source}"));
        }
        for (name, what) in self.fill.iter().filter(|(name, _)| !filled.iter().any(|(own, _)| own == *name)) {
            draft.remark(format!("Fill in {{{name}}}: {what}."));
        }
        for note in &self.notes {
            draft.remark(note.clone());
        }
        draft.put("integration.product", quoted(&self.product), "");
        draft.suggest("saml.idp.metadata", "\"idp.xml\"", "your identity provider's metadata");
        self.write(&mut draft, filled);
        for attribute in &self.attribute {
            draft.list("saml.attribute", attribute.entries());
        }
        draft
    }

    fn write(&self, draft: &mut Draft, filled: &[(String, String)]) {
        let fill = |text: &str| {
            filled
                .iter()
                .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
        };
        let open = |text: &str| text.contains('{');
        let mut put = |path: &str, written: String| match open(&written) {
            true => draft.suggest(path, written, "fill in what stands in braces"),
            false => draft.put(path, written, ""),
        };
        if let Some(entity_id) = &self.entity_id {
            put("saml.sp.entity_id", quoted(&fill(entity_id)));
        }
        for (path, values) in [("saml.sp.acs", &self.acs), ("saml.sp.audience", &self.audience)] {
            if !values.is_empty() {
                put(path, list(&values.iter().map(|value| fill(value)).collect::<Vec<_>>()));
            }
        }
        let single = [
            ("saml.sp.name_id_format", &self.name_id_format),
            ("saml.sp.signed", &self.signed),
            ("saml.sp.skew", &self.skew),
        ];
        for (path, value) in single {
            draft.put_text(path, value.as_deref(), "");
        }
    }
}

impl PresetAttribute {
    fn entries(&self) -> Vec<Entry> {
        let note = self.note.clone().unwrap_or_default();
        let mut entries = vec![Entry::new("name", quoted(&self.name), note)];
        if self.required {
            entries.push(Entry::new("required", "true", ""));
        }
        entries.extend(self.many.map(|many| Entry::new("many", many.to_string(), "")));
        entries.extend(self.pattern.as_ref().map(|pattern| Entry::new("pattern", quoted(pattern), "")));
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expect::Playbook;

    #[test]
    fn there_are_sixteen_products_each_with_sources_and_a_playbook_that_is_read() {
        assert!(presets().len() >= 16, "{}", presets().len());
        for preset in presets() {
            assert!(!preset.sources.is_empty() && preset.read.len() >= 4, "{}", preset.id);
            let bare = preset.draft(&[]).text();
            Playbook::read(&bare, &[]).unwrap_or_else(|error| panic!("{}: {error}\n{bare}", preset.id));
            let filled: Vec<(String, String)> =
                preset.fill.keys().map(|name| (name.clone(), "acme".to_owned())).collect();
            let text = preset.draft(&filled).text();
            let book =
                Playbook::read(&text, &[]).unwrap_or_else(|error| panic!("{}: {error}\n{text}", preset.id));
            assert!(
                !text.contains('{') || text.contains("{2,64}"),
                "{}: a brace stays open\n{text}",
                preset.id
            );
            let says = book.saml.sp.entity_id.is_some()
                || !book.saml.sp.acs.is_empty()
                || book.saml.sp.name_id_format.is_some();
            assert!(says, "{}", preset.id);
        }
    }

    #[test]
    fn a_near_miss_is_named() {
        assert!(preset("salesforce").is_ok());
        assert_eq!(preset("salesfroce").unwrap_err(), ["salesforce"]);
        assert!(preset("github").unwrap_err().len() >= 2);
    }
}
