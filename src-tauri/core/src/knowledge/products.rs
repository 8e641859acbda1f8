//! What products are known by, and what they call their settings: one data file, read when it is first needed.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::Serialize;

/// The data; how to read it stands at its head.
static DATA: &str = include_str!("products.txt");

static PRODUCTS: LazyLock<Vec<Product>> = LazyLock::new(|| read(DATA));

/// A product, in one of its parts.
#[derive(Debug)]
pub struct Product {
    /// Its name.
    pub name: &'static str,
    /// The part that it plays here.
    pub side: Side,
    /// What it is known by.
    pub signals: Vec<Signal>,
    /// Where the names of its settings were looked up, and when.
    pub source: Option<&'static str>,
    /// Its settings: our name for each, and its own, with the way to it.
    pub settings: Vec<(&'static str, &'static str)>,
}

/// The side on which a product stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The identity provider's.
    Idp,
    /// The application's.
    Sp,
}

/// Something that a product is known by.
#[derive(Debug)]
pub struct Signal {
    /// What is looked at.
    pub kind: Telling,
    /// How it looks; `*` stands for anything.
    pub patterns: Vec<Pattern>,
    /// How much it proves.
    pub sure: Sure,
}

/// What may tell a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// The name of an identity provider.
    Issuer,
    /// The name of an application.
    Entity,
    /// Where answers go.
    Acs,
    /// An address.
    Url,
    /// The name of a SAML attribute.
    Attribute,
    /// The name of a claim.
    Claim,
    /// The name of a cookie.
    Cookie,
    /// The ID of a request.
    RequestId,
    /// The ID of a response.
    ResponseId,
    /// The product whose error text was found.
    Words,
}

impl Telling {
    /// All of them.
    pub const ALL: [Telling; 10] = {
        use Telling::{Acs, Attribute, Claim, Cookie, Entity, Issuer, RequestId, ResponseId, Url, Words};
        [Issuer, Entity, Acs, Url, Attribute, Claim, Cookie, RequestId, ResponseId, Words]
    };

    /// Its name in the data and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Telling::Issuer => "issuer",
            Telling::Entity => "entity",
            Telling::Acs => "acs",
            Telling::Url => "url",
            Telling::Attribute => "attribute",
            Telling::Claim => "claim",
            Telling::Cookie => "cookie",
            Telling::RequestId => "request-id",
            Telling::ResponseId => "response-id",
            Telling::Words => "words",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How much a signal proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum Sure {
    /// Nobody else uses it.
    Certain,
    /// It is a habit of this product.
    Likely,
    /// Others have it too.
    Possible,
}

/// Every product, in the order of the data.
pub fn all() -> &'static [Product] {
    &PRODUCTS
}

impl Product {
    /// What it calls a setting, with the way to it.
    pub fn setting(&self, name: &str) -> Option<&'static str> {
        self.settings.iter().find(|(known, _)| *known == name).map(|(_, path)| *path)
    }
}

impl Signal {
    /// Whether a value of its kind, in small letters, looks so.
    pub fn fits(&self, value: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.fits(value))
    }
}

/// How a value looks: its pieces in order, the first at the start and the last at the end, anything between them.
#[derive(Debug)]
pub struct Pattern {
    first: String,
    /// What is looked for between the first piece and the last.
    between: Vec<Finder<'static>>,
    /// The piece behind the last `*`; absent where the first piece is all.
    last: Option<String>,
}

impl Pattern {
    fn read(text: &str) -> Self {
        let mut pieces = text.split('*').map(str::to_ascii_lowercase);
        let (first, last) = (pieces.next().unwrap_or_default(), pieces.next_back());
        Pattern { first, between: pieces.map(|piece| Finder::new(&piece).into_owned()).collect(), last }
    }

    fn fits(&self, value: &str) -> bool {
        let Some(left) = value.as_bytes().strip_prefix(self.first.as_bytes()) else { return false };
        let Some(last) = &self.last else { return left.is_empty() };
        let Some(mut left) = left.strip_suffix(last.as_bytes()) else { return false };
        for piece in &self.between {
            let Some(at) = piece.find(left) else { return false };
            left = left.get(at + piece.needle().len()..).unwrap_or_default();
        }
        true
    }
}

/// Reads the data. A line that is not as the head of the file says is left out; a test finds it.
fn read(data: &'static str) -> Vec<Product> {
    let mut products: Vec<Product> = Vec::new();
    for line in data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("@ "), products.last_mut()) {
            (Some(head), _) => products.extend(product(head)),
            (None, Some(product)) => {
                add(product, line);
            }
            (None, None) => {}
        }
    }
    products
}

fn product(head: &'static str) -> Option<Product> {
    let (name, side) = head.split_once(" | ")?;
    let side = match side {
        "idp" => Side::Idp,
        "sp" => Side::Sp,
        _ => return None,
    };
    Some(Product { name, side, signals: Vec::new(), source: None, settings: Vec::new() })
}

fn add(product: &mut Product, line: &'static str) -> Option<()> {
    let (what, rest) = line.split_once(": ")?;
    if what == "source" {
        product.source = Some(rest);
    } else if let Some(setting) = what.strip_prefix("set ") {
        product.settings.push((setting, rest));
    } else {
        let (sure, kind) = what.split_once(' ')?;
        let kind = Telling::named(kind)?;
        let sure = match sure {
            "certain" => Sure::Certain,
            "likely" => Sure::Likely,
            "possible" => Sure::Possible,
            _ => return None,
        };
        product.signals.push(Signal {
            kind,
            patterns: rest.split(" // ").map(Pattern::read).collect(),
            sure,
        });
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = |starts: &str| DATA.lines().filter(|line| line.starts_with(starts)).count();
        assert_eq!(lines("@ "), all().len());
        assert_eq!(lines("set "), all().iter().map(|product| product.settings.len()).sum::<usize>());
        let signals = lines("certain ") + lines("likely ") + lines("possible ");
        assert_eq!(signals, all().iter().map(|product| product.signals.len()).sum::<usize>());
        for product in all() {
            assert!(!product.signals.is_empty(), "{}: nothing to know it by", product.name);
            let dated = product.source.is_some_and(|source| source.ends_with(')') && source.contains("20"));
            assert!(product.settings.is_empty() || dated, "{}: no source or no date", product.name);
        }
        assert!(all().iter().filter(|product| !product.settings.is_empty()).count() >= 22);
    }

    #[test]
    fn patterns_fit_at_both_ends() {
        let fits = |pattern: &str, value: &str| Pattern::read(pattern).fits(&value.to_ascii_lowercase());
        assert!(fits("https://*.okta.com/app/*/sso/saml", "https://a.OKTA.com/app/x/y/sso/saml"));
        assert!(!fits("https://*.okta.com", "https://a.okta.com.evil.example"));
        assert!(fits("*/adfs/ls*", "https://fs.example/adfs/ls/"));
        assert!(fits("urn:amazon:webservices", "urn:amazon:webservices"));
        assert!(!fits("urn:amazon:webservices", "urn:amazon:webservices:x"));
        assert!(fits("ESTSAUTH*", "ESTSAUTHPERSISTENT"));
    }
}
