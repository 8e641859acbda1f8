//! Whose settings they are: each product's own names, and what they mean.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::{Meaning, Pair, oidc, saml};
use crate::byte_block::{Ranges, of_bytes, runs, spread, start};

/// Whose word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The application's: what it does.
    Application,
    /// The provider's: what it holds of the application.
    Provider,
}

/// What a product calls its settings.
pub(super) struct Product {
    /// Whose settings: "python3-saml or php-saml".
    pub(super) called: &'static str,
    /// Whose word it is.
    pub(super) side: Side,
    /// Each meaning with a name; a path is written with dots, of which the last parts have to be there. Capitals, hyphens and
    /// underscores make no difference.
    pub(super) names: &'static [(Meaning, &'static str)],
}

/// The settings of a product.
pub(crate) struct Read {
    /// Whose settings.
    pub(crate) called: &'static str,
    /// Whose word it is.
    pub(crate) side: Side,
    /// Those whose meaning is known, in order.
    pub(crate) settings: Vec<Setting>,
}

/// A setting with its value.
pub(crate) struct Setting {
    /// What it means.
    pub(crate) meaning: Meaning,
    /// Its name as it is written, with those above it.
    pub(crate) name: String,
    /// Where the value stands.
    pub(crate) value: Range<usize>,
    /// The value; of a secret nothing.
    pub(crate) text: String,
}

/// The products, and behind them the names that need none.
fn products() -> impl Iterator<Item = &'static Product> {
    saml::PRODUCTS.iter().chain(oidc::PRODUCTS).chain(saml::PLAIN).chain(oidc::PLAIN)
}

/// How many products there are before the names that need none.
const OF_PRODUCTS: usize = saml::PRODUCTS.len() + oidc::PRODUCTS.len();

/// A name that a product has for a setting.
struct Named {
    /// The number of the product.
    product: usize,
    meaning: Meaning,
    name: &'static str,
}

/// The names by their last part, in small letters without hyphens and underscores; in the order of the products.
static BY_LAST: LazyLock<HashMap<Vec<u8>, Vec<Named>>> = LazyLock::new(|| {
    let mut names: HashMap<Vec<u8>, Vec<Named>> = HashMap::new();
    for (product, known) in products().enumerate() {
        for (meaning, name) in known.names {
            let named = Named { product, meaning: *meaning, name };
            names.entry(letters(last(name)).collect()).or_default().push(named);
        }
    }
    names
});

/// Different meanings that have to be there.
const LEAST: usize = 2;

/// Takes names with their values for the settings of the product that knows most of them; the names that need no product
/// count only where brackets nest, for elsewhere they are lines of a ticket.
pub(crate) fn recognised(nested: &[Pair<'_>], lined: &[Pair<'_>]) -> Option<Read> {
    let read = by_product(nested, usize::MAX).into_iter().chain(by_product(lined, OF_PRODUCTS));
    let known = read.filter(|(_, settings)| meanings(settings) >= LEAST);
    let (product, settings) =
        known.min_by_key(|(product, settings)| (std::cmp::Reverse(meanings(settings)), *product))?;
    let product = products().nth(product)?;
    Some(Read { called: product.called, side: product.side, settings })
}

/// The settings of each product before `end`.
fn by_product(pairs: &[Pair<'_>], end: usize) -> BTreeMap<usize, Vec<Setting>> {
    let mut read: BTreeMap<usize, Vec<Setting>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| !UNSET.contains(&pair.text)) {
        let Some(own) = pair.path.last() else { continue };
        let of_name = BY_LAST.get(&letters(last(own)).collect::<Vec<u8>>());
        let mut before = None;
        for named in of_name.into_iter().flatten().filter(|named| named.product < end) {
            if before != Some(named.product) && fits(&pair.path, named.name) {
                // The first name of a product that fits is the one.
                before = Some(named.product);
                let is_secret = named.meaning == Meaning::ClientSecret;
                read.entry(named.product).or_default().push(Setting {
                    meaning: named.meaning,
                    name: pair.path.join("."),
                    value: pair.value.clone(),
                    text: if is_secret { String::new() } else { pair.text.to_owned() },
                });
            }
        }
    }
    read
}

/// How many different things are set.
fn meanings(settings: &[Setting]) -> usize {
    let mut meanings: Vec<Meaning> = settings.iter().map(|setting| setting.meaning).collect();
    meanings.sort_unstable();
    meanings.dedup();
    meanings.len()
}

/// The last part of a name.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// What languages write for no value.
const UNSET: &[&str] = &["", "null", "nil", "None", "undefined", "~"];

/// Whether a path ends with the parts of a name, of which `*` stands for any.
fn fits(path: &[&str], name: &str) -> bool {
    let mut parts = path.iter().rev().flat_map(|part| part.rsplit('.'));
    name.rsplit('.').all(|wanted| parts.next().is_some_and(|part| wanted == "*" || is_same(part, wanted)))
}

/// Whether two names differ in capitals, hyphens and underscores at most.
fn is_same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(|byte| !matches!(byte, b'-' | b'_')).map(|byte| byte.to_ascii_lowercase())
}

/// Whether a text may hold settings of a product at all, by two different names: asked of everything that nothing else
/// recognised.
pub(super) fn may_be(text: &str) -> bool {
    let sketches = runs(text.as_bytes(), OF_NAMES).filter_map(|word| {
        let rest = text.as_bytes().get(word.start..)?;
        // The hyphens of a flag are none of its name, and a number is none.
        let flag = rest.iter().take_while(|byte| **byte == b'-').count();
        let name = rest.get(flag..).filter(|name| !name.first().is_some_and(u8::is_ascii_digit))?;
        Some(sketch(name, word.len() - flag))
    });
    let mut names = sketches.filter(|sketch| SKETCHES.has(*sketch));
    let first = names.next();
    names.any(|name| Some(name) != first)
}

/// The bytes that stand in the last parts of names.
const OF_NAMES: Ranges<6> =
    [(b'$', b'$'), (b'-', b'-'), (b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')];

/// The sketches of the last parts of names.
static SKETCHES: LazyLock<Sketches> = LazyLock::new(|| {
    let names = products().flat_map(|known| known.names).map(|(_, name)| last(name));
    // One word may be written with a hyphen, an underscore or as one with the next.
    let written = |name: &str| [name.to_owned(), name.replace('_', "-"), name.replace('_', "")];
    // Two letters stand in any text.
    let written = names.filter(|name| name.len() > 2).flat_map(written);
    let all: HashSet<u64> = written.map(|name| sketch(name.as_bytes(), name.len())).collect();
    let mut few = vec![false; 1 << SKETCH_BITS];
    for sketch in &all {
        if let Some(few) = few.get_mut(spread(*sketch, SKETCH_BITS)) {
            *few = true;
        }
    }
    Sketches { few, all }
});

/// Sketches of words; most others are dismissed by some of their bits.
struct Sketches {
    few: Vec<bool>,
    all: HashSet<u64>,
}

const SKETCH_BITS: u32 = 13;

impl Sketches {
    fn has(&self, sketch: u64) -> bool {
        self.few.get(spread(sketch, SKETCH_BITS)).is_some_and(|few| *few) && self.all.contains(&sketch)
    }
}

/// A number of how the first word of a text begins and ends, capitals or not; the word has so many bytes.
fn sketch(text: &[u8], word: usize) -> u64 {
    let end = text.get(word.saturating_sub(size_of::<u64>())..).unwrap_or_default();
    let counts = of_bytes(word);
    (start(text) & counts) ^ (start(end) & counts).rotate_left(1)
}
