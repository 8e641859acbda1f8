//! Whose settings they are: each product's own names, and what they mean.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Meaning, Pair, oidc, saml};

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
}

/// The products, each with names of its own.
fn products() -> impl Iterator<Item = &'static Product> {
    saml::PRODUCTS.iter().chain(oidc::PRODUCTS)
}

/// Names that need no product.
fn plain() -> impl Iterator<Item = &'static Product> {
    saml::PLAIN.iter().chain(oidc::PLAIN)
}

/// Different meanings that have to be there.
const LEAST: usize = 2;

/// Takes names with their values for the settings of the product that knows most of them; the names that need no product
/// count only where brackets nest, for elsewhere they are lines of a ticket.
pub(crate) fn recognised(nested: &[Pair<'_>], lined: &[Pair<'_>]) -> Option<Read> {
    let of_products = products().flat_map(|product| [of(product, nested), of(product, lined)]);
    let of_none = plain().map(|product| of(product, nested));
    let read: Vec<Read> = of_products.chain(of_none).filter(|read| read.meanings() >= LEAST).collect();
    let most = read.iter().map(Read::meanings).max()?;
    read.into_iter().find(|read| read.meanings() == most)
}

fn of(product: &'static Product, pairs: &[Pair<'_>]) -> Read {
    let settings = pairs.iter().filter_map(|pair| setting(product, pair)).collect();
    Read { called: product.called, side: product.side, settings }
}

impl Read {
    /// How many different things are set.
    fn meanings(&self) -> usize {
        let mut meanings: Vec<Meaning> = self.settings.iter().map(|setting| setting.meaning).collect();
        meanings.sort_unstable();
        meanings.dedup();
        meanings.len()
    }
}

fn setting(product: &Product, pair: &Pair<'_>) -> Option<Setting> {
    let is_set = !UNSET.contains(&pair.text);
    let (meaning, _) = product.names.iter().filter(|_| is_set).find(|(_, name)| fits(&pair.path, name))?;
    Some(Setting { meaning: *meaning, name: pair.path.join("."), value: pair.value.clone() })
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

/// Whether a text may hold settings of a product at all: asked of everything that nothing else recognised.
pub(super) fn may_be(text: &str) -> bool {
    static NAMES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        // What comes before the first underscore, for it may be written as a hyphen or left out.
        let start = |name: &'static str| name.rsplit('.').next()?.split('_').next();
        let names =
            products().chain(plain()).flat_map(|product| product.names).filter_map(|(_, name)| start(name));
        AhoCorasick::builder().ascii_case_insensitive(true).build(names).ok()
    });
    NAMES.as_ref().is_some_and(|names| names.find_iter(text).nth(LEAST - 1).is_some())
}
