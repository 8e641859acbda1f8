//! Which products take part: told by what is theirs alone, or their habit, in messages, addresses, cookies and headers.

use super::Look;
use super::said::Heard;
use crate::decode::saml::{Assertion, Entity, Head, RoleKind, SamlBody, SamlMessage};
use crate::decode::{Body, Message, Spanned};
use crate::exchange::Exchange;
use crate::knowledge::{Product, Shown, Side, Sure, Telling, Value, products, shown as shown_by};
use crate::span::Span;

/// A product that takes part, and what shows it.
pub struct Seen {
    /// The product.
    pub product: &'static Product,
    /// How sure that is.
    pub sure: Sure,
    /// What shows it, the surest first: the kind of signal, what was seen, and where.
    pub signals: Vec<Sign>,
}

/// One thing that shows a product.
pub struct Sign {
    /// What kind of thing.
    pub kind: Telling,
    /// What was seen; of a cookie its name only.
    pub seen: String,
    /// Where.
    pub at: Span,
    sure: Sure,
}

/// A fact that may show a product.
struct Fact<'a> {
    value: &'a str,
    /// The same, to be compared.
    compared: Value,
    at: Span,
}

/// The products that take part, the surest of each side first.
pub fn seen(look: &Look) -> Vec<Seen> {
    let facts = Facts::of(look);
    let mut seen = facts.recognised();
    seen.sort_by_key(|seen| (seen.sure, std::cmp::Reverse(seen.signals.len())));
    // What is only possible is not told beside something surer on the same side.
    let sides: Vec<Side> =
        seen.iter().filter(|seen| seen.sure != Sure::Possible).map(|seen| seen.product.side).collect();
    seen.retain(|seen| seen.sure != Sure::Possible || !sides.contains(&seen.product.side));
    seen
}

/// Signs that are told of one product.
const TOLD: usize = 4;

fn recognise(product: &'static Product, mut signs: Vec<Sign>) -> Option<Seen> {
    signs.sort_by_key(|sign| sign.sure);
    let surest = signs.first()?.sure;
    // Two habits of one product are more than one.
    let sure = if surest == Sure::Possible && signs.len() > 1 { Sure::Likely } else { surest };
    signs.truncate(TOLD);
    Some(Seen { product, sure, signals: signs })
}

/// Letters of a value that are told.
const LETTERS: usize = 80;

fn shortened(value: &str) -> String {
    let kept: String = value.chars().take(LETTERS).collect();
    if kept.len() < value.len() { format!("{kept}…") } else { kept }
}

/// Facts of one kind that are looked at; each value once.
const FACTS: usize = 400;

/// The facts of each kind, in the order of [`Telling::ALL`].
#[derive(Default)]
struct Facts<'a>([Vec<Fact<'a>>; Telling::ALL.len()]);

impl<'a> Facts<'a> {
    fn of(look: &'a Look) -> Self {
        let mut facts = Facts::default();
        look.messages.iter().for_each(|message| facts.of_message(message));
        look.case.captured_exchanges().for_each(|exchange| facts.of_exchange(exchange));
        look.heard().iter().for_each(|heard| facts.of_words(heard));
        facts
    }

    /// The products that these facts show, in the order of the data.
    fn recognised(&self) -> Vec<Seen> {
        let mut shown: Vec<(Telling, Shown)> = Vec::new();
        for (kind, known) in Telling::ALL.into_iter().zip(&self.0).filter(|(_, known)| !known.is_empty()) {
            shown.extend(shown_by(kind, known.iter().map(|fact| &fact.compared)).map(|shown| (kind, shown)));
        }
        shown.sort_by_key(|(_, shown)| (shown.product, shown.signal));
        let of_one = shown.chunk_by(|(_, a), (_, b)| a.product == b.product);
        let seen = of_one.filter_map(|signals| {
            let product = products().get(signals.first()?.1.product)?;
            let signs = signals.iter().filter_map(|(kind, shown)| self.sign(product, *kind, shown));
            recognise(product, signs.collect())
        });
        seen.collect()
    }

    fn sign(&self, product: &Product, kind: Telling, shown: &Shown) -> Option<Sign> {
        let fact = self.0.get(kind as usize)?.get(shown.value)?;
        let sure = product.signals.get(shown.signal)?.sure;
        Some(Sign { kind, seen: shortened(fact.value), at: fact.at, sure })
    }

    fn add(&mut self, kind: Telling, value: &'a str, at: Span) {
        let Some(known) = self.0.get_mut(kind as usize) else { return };
        if known.len() < FACTS && !known.iter().any(|fact| fact.value == value) {
            known.push(Fact { value, compared: Value::new(value), at });
        }
    }

    fn text(&mut self, kind: Telling, text: Option<&'a Spanned<String>>) {
        if let Some(text) = text {
            self.add(kind, text.value.trim(), text.at);
        }
    }

    fn of_message(&mut self, message: &'a Message) {
        match &message.body {
            Body::Saml(saml) => self.of_saml(saml),
            Body::Token(token) => {
                self.text(Telling::Issuer, token.claimed.iss.as_ref());
                for member in token.claims.iter().flat_map(|claims| &claims.members) {
                    self.add(Telling::Claim, &member.name.value, member.name.at);
                }
            }
            Body::Discovery(discovery) => {
                self.text(Telling::Issuer, discovery.issuer.as_ref());
                self.text(Telling::Url, discovery.authorization_endpoint.as_ref());
            }
            Body::AuthorizationRequest(request) => {
                self.text(Telling::Acs, request.redirect_uri.as_ref());
                self.text(Telling::Url, request.sent_to.as_ref());
            }
            _ => {}
        }
    }

    fn of_saml(&mut self, saml: &'a SamlMessage) {
        match &saml.body {
            SamlBody::Entity(entity) => self.of_entity(entity),
            SamlBody::AuthnRequest(request) => {
                self.text(Telling::RequestId, request.head.id.as_ref());
                self.text(Telling::Acs, request.acs_url.as_ref());
                self.text(Telling::Url, request.head.destination.as_ref());
                self.issuer(Telling::Entity, &request.head);
            }
            SamlBody::Response(response) => {
                self.text(Telling::ResponseId, response.head.id.as_ref());
                self.text(Telling::Acs, response.head.destination.as_ref());
                self.issuer(Telling::Issuer, &response.head);
            }
            _ => {}
        }
        saml.assertions().iter().for_each(|assertion| self.of_assertion(assertion));
    }

    fn issuer(&mut self, kind: Telling, head: &'a Head) {
        self.text(kind, head.issuer.as_ref().map(|issuer| &issuer.value));
    }

    fn of_assertion(&mut self, assertion: &'a Assertion) {
        self.text(Telling::Issuer, assertion.issuer.as_ref().map(|issuer| &issuer.value));
        for attribute in &assertion.attributes {
            self.text(Telling::Attribute, attribute.name.as_ref());
        }
        let restrictions =
            assertion.conditions.iter().flat_map(|conditions| &conditions.audience_restrictions);
        for audience in restrictions.flat_map(|restriction| &restriction.audiences) {
            self.text(Telling::Entity, Some(audience));
        }
    }

    fn of_entity(&mut self, entity: &'a Entity) {
        let idp = entity.is(RoleKind::Idp);
        self.text(if idp { Telling::Issuer } else { Telling::Entity }, entity.entity_id.as_ref());
        for endpoint in entity.roles.iter().flat_map(|role| &role.endpoints) {
            let kind =
                if endpoint.service == "AssertionConsumerService" { Telling::Acs } else { Telling::Url };
            self.text(kind, endpoint.location.as_ref());
        }
    }

    fn of_exchange(&mut self, exchange: &'a Exchange) {
        let url = exchange.url.value.split(['?', '#']).next().unwrap_or_default();
        self.add(Telling::Url, url, exchange.url.at);
        let sent = exchange.request.headers.all("cookie").map(|header| (header, header.value.split(';')));
        for (header, pair) in sent.flat_map(|(header, pairs)| pairs.map(move |pair| (header, pair))) {
            self.add(Telling::Cookie, pair.split('=').next().unwrap_or_default().trim(), header.at);
        }
        for header in exchange.answer.headers.all("set-cookie") {
            self.add(Telling::Cookie, header.value.split('=').next().unwrap_or_default().trim(), header.at);
        }
    }

    fn of_words(&mut self, heard: &'a Heard) {
        self.add(Telling::Words, heard.text.product, heard.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::decode;
    use crate::{Expectations, Paste};

    fn told(pastes: &[&str]) -> Vec<(&'static str, Sure)> {
        let pastes = pastes.iter().map(|text| Paste::capture("paste", *text)).collect();
        let (mut case, expect) = (crate::peel::peel(pastes), Expectations::default());
        let messages = decode(&mut case, &expect);
        let look = Look::new(&case, &messages, &expect, chrono::DateTime::UNIX_EPOCH);
        seen(&look).into_iter().map(|seen| (seen.product.name, seen.sure)).collect()
    }

    #[test]
    fn issuers_and_addresses_name_their_products() {
        let request = "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"ONELOGIN_0123\" Version=\"2.0\" \
            Destination=\"https://idp.example/realms/a/protocol/saml\" AssertionConsumerServiceURL=\"https://a.my.salesforce.com\"/>";
        let told = told(&[request]);
        for (product, sure) in
            [("Keycloak", Sure::Likely), ("Salesforce", Sure::Certain), ("python3-saml", Sure::Likely)]
        {
            assert!(told.contains(&(product, sure)), "{product}: {told:?}");
        }
    }

    #[test]
    fn nothing_is_made_up() {
        assert!(told(&["<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_a\" Version=\"2.0\"/>"]).is_empty());
    }
}
