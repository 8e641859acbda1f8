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

/// A value that may show a product.
pub struct Value {
    /// In small letters, for comparing.
    small: String,
    start: Start,
}

impl Value {
    /// A value as it was seen.
    pub fn new(seen: &str) -> Self {
        let small = seen.to_ascii_lowercase();
        let start = Start::of(small.as_bytes());
        Value { small, start }
    }
}

/// The first bytes of a text, the first of them lowest.
#[derive(Clone, Copy)]
struct Start {
    bytes: u128,
    len: u32,
}

impl Start {
    fn of(text: &[u8]) -> Self {
        let (mut bytes, len) = ([0; 16], text.len().min(16));
        bytes.iter_mut().zip(text).for_each(|(start, byte)| *start = *byte);
        Start { bytes: u128::from_le_bytes(bytes), len: len as u32 }
    }

    /// Whether a text that starts so may begin with all of what this is the start of.
    fn may_begin(self, text: Start) -> bool {
        (self.bytes ^ text.bytes).checked_shl(128 - 8 * self.len).is_none_or(|differ| differ == 0)
    }
}

/// A pattern of a signal, laid out beside the others of its kind to be looked along: most values differ in their first bytes.
struct Lookout {
    start: Start,
    product: usize,
    signal: usize,
    pattern: &'static Pattern,
}

/// The patterns of each kind, in the order of [`Telling::ALL`], those of one signal side by side.
static LOOKOUTS: LazyLock<[Vec<Lookout>; Telling::ALL.len()]> = LazyLock::new(|| {
    Telling::ALL.map(|kind| {
        let signals = all().iter().enumerate().flat_map(|(product, known)| {
            known.signals.iter().enumerate().map(move |(signal, known)| (product, signal, known))
        });
        let of_kind = signals.filter(|(.., known)| known.kind == kind);
        let lookouts = of_kind.flat_map(|(product, signal, known)| {
            known.patterns.iter().map(move |pattern| {
                let start = Start::of(pattern.first.as_bytes());
                Lookout { start, product, signal, pattern }
            })
        });
        lookouts.collect()
    })
});

/// A signal that a value shows.
pub struct Shown {
    /// The product's place among all.
    pub product: usize,
    /// The signal's place among those of the product.
    pub signal: usize,
    /// The place of the first value that fits.
    pub value: usize,
}

/// The signals of a kind that values show, in the order of the data.
pub fn shown<'v>(
    kind: Telling,
    values: impl Iterator<Item = &'v Value> + Clone,
) -> impl Iterator<Item = Shown> {
    let lookouts = LOOKOUTS.get(kind as usize).map(Vec::as_slice).unwrap_or_default();
    let signals = lookouts.chunk_by(|a, b| (a.product, a.signal) == (b.product, b.signal));
    signals.filter_map(move |patterns| {
        let fits = |value: &Value| patterns.iter().any(|lookout| lookout.fits(value));
        let (first, value) = (patterns.first()?, values.clone().position(fits)?);
        Some(Shown { product: first.product, signal: first.signal, value })
    })
}

impl Lookout {
    fn fits(&self, value: &Value) -> bool {
        self.start.may_begin(value.start) && self.pattern.fits(&value.small)
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
    fn a_value_is_looked_for_by_its_start_as_by_the_whole() {
        let values = [
            "https://sts.windows.net/x/",
            "HTTPS://a.okta.com",
            "urn",
            "",
            "https://fs.example/adfs/services/trust",
        ];
        let values: Vec<Value> = values.into_iter().map(Value::new).collect();
        let mut all_shown = 0;
        for kind in Telling::ALL {
            let found: Vec<_> =
                shown(kind, values.iter()).map(|shown| (shown.product, shown.signal, shown.value)).collect();
            let mut wanted = Vec::new();
            for (product, known) in all().iter().enumerate() {
                for (signal, known) in
                    known.signals.iter().enumerate().filter(|(_, known)| known.kind == kind)
                {
                    let fits =
                        |value: &Value| known.patterns.iter().any(|pattern| pattern.fits(&value.small));
                    wanted.extend(values.iter().position(fits).map(|value| (product, signal, value)));
                }
            }
            assert_eq!(found, wanted);
            all_shown += found.len();
        }
        assert!(all_shown >= 3, "{all_shown}");
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
