//! Who took part: told apart by what the capture shows of each, never by its name.

use serde::Serialize;

use super::deed::Deed;
use super::journey::Flow;
use super::step::{Step, Way};
use crate::case::Case;
use crate::decode::oidc::TokenKind;
use crate::decode::saml::SamlBody;
use crate::decode::{Body, Message, Spanned};
use crate::place::host;
use crate::span::Span;

/// A party, and why it is taken for what it is.
#[derive(Clone, Debug)]
pub struct Party {
    /// What part it plays.
    pub role: PartyRole,
    /// What it calls itself: an entity ID, an issuer, a client ID; absent where no message says.
    pub name: Option<Spanned<String>>,
    /// The hosts that it serves, in lower case.
    pub hosts: Vec<String>,
    /// What shows it.
    pub evidence: Vec<Evidence>,
}

/// One thing that shows what part a party plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was seen.
    pub says: &'static str,
    /// Where.
    pub at: Span,
}

/// What part a party plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum PartyRole {
    /// The application: SAML SP, relying party.
    Application,
    /// The identity provider: SAML IdP, OpenID provider.
    IdentityProvider,
    /// Both at once: it asks another identity provider for its own applications.
    Intermediary,
}

impl PartyRole {
    /// What to call it in a sentence: "the application".
    pub fn name(self) -> &'static str {
        match self {
            PartyRole::Application => "the application",
            PartyRole::IdentityProvider => "the identity provider",
            PartyRole::Intermediary => "the party in between",
        }
    }
}

/// The parties of all flows.
pub(super) fn all(case: &Case, messages: &[Message], steps: &[Step], flows: &[Flow]) -> Vec<Party> {
    let mut found = Found { case, parties: Vec::new() };
    for flow in flows {
        for place in &flow.steps {
            if let Some(step) = steps.get(*place) {
                found.step(step, messages);
            }
        }
    }
    found.starts(steps, flows);
    found.merged()
}

struct Found<'c> {
    case: &'c Case,
    parties: Vec<Party>,
}

use PartyRole::{Application, IdentityProvider, Intermediary};

impl Found<'_> {
    fn step(&mut self, step: &Step, messages: &[Message]) {
        for carried in &step.carried {
            let Some(message) = messages.get(carried.message.0 as usize) else { continue };
            // What an answer carries has yet to be sent on; whoever gave the answer did not receive it.
            let came = matches!(carried.way, Way::Location | Way::Answer);
            let receiver = if came { None } else { self.receiver(step, message) };
            self.message(message, receiver);
        }
        self.origin(step);
    }

    fn message(&mut self, message: &Message, receiver: Option<Spanned<String>>) {
        match &message.body {
            Body::Saml(saml) => {
                let issuer = saml.issuer().map(|issuer| &issuer.value);
                match &saml.body {
                    SamlBody::AuthnRequest(_) => {
                        self.add(IdentityProvider, None, receiver, "It received the AuthnRequest.");
                        self.add(Application, issuer, None, "It issued the AuthnRequest.");
                    }
                    SamlBody::Response(_) | SamlBody::Assertion(_) => {
                        self.add(Application, None, receiver, "The Response was sent to it.");
                        self.add(IdentityProvider, issuer, None, "It issued the Response.");
                    }
                    _ => {}
                }
            }
            Body::AuthorizationRequest(request) => {
                self.add(IdentityProvider, None, receiver, "It received the authorization request.");
                let client = request.client_id.as_ref();
                self.add(Application, client, None, "It is the client of the authorization request.");
            }
            Body::AuthorizationResponse(answer) => {
                self.add(Application, None, receiver, "The authorization response was sent to it.");
                self.add(
                    IdentityProvider,
                    answer.iss.as_ref(),
                    None,
                    "It issued the authorization response.",
                );
            }
            Body::TokenRequest(_) => {
                self.add(IdentityProvider, None, receiver, "It received the token request.");
            }
            Body::Token(token) if token.purpose.kind == TokenKind::IdToken => {
                self.add(IdentityProvider, token.claimed.iss.as_ref(), None, "It issued the ID token.");
            }
            _ => {}
        }
    }

    /// Who received a message: the URL that it was sent to.
    fn receiver(&self, step: &Step, message: &Message) -> Option<Spanned<String>> {
        if let Some(exchange) = step.exchange.and_then(|place| self.case.exchanges().get(place)) {
            return Some(exchange.url.clone());
        }
        let layer = self.case.layer(message.at.layer)?;
        layer.travel.sent_to.clone().map(|(url, at)| Spanned::new(url, at))
    }

    /// A page of the identity provider posts the answer; the browser names it in `Origin`.
    fn origin(&mut self, step: &Step) {
        let exchange = step.exchange.and_then(|place| self.case.exchanges().get(place));
        let posted = exchange.filter(|exchange| step.deed == Deed::Answer && exchange.method() == "POST");
        let own = posted.and_then(|exchange| host(&exchange.url.value));
        let origin = posted.and_then(|exchange| exchange.request.headers.first("origin"));
        let other = origin.filter(|origin| host(&origin.value) != own).cloned();
        self.add(IdentityProvider, None, other, "Its page sent the answer.");
    }

    /// The page that sent the browser off to the identity provider is the application's.
    fn starts(&mut self, steps: &[Step], flows: &[Flow]) {
        let starts = flows.iter().filter_map(|flow| {
            let ask = flow.first(steps, Deed::Ask)?;
            steps.get(ask)?.from.map(|lead| lead.step)
        });
        let urls: Vec<Spanned<String>> = starts
            .filter_map(|start| steps.get(start)?.exchange)
            .filter_map(|place| self.case.exchanges().get(place).map(|exchange| exchange.url.clone()))
            .collect();
        for url in urls {
            self.add(Application, None, Some(url), "It sent the browser to the identity provider.");
        }
    }

    fn add(
        &mut self,
        role: PartyRole,
        name: Option<&Spanned<String>>,
        url: Option<Spanned<String>>,
        says: &'static str,
    ) {
        let host = url.as_ref().and_then(|url| host(&url.value));
        let at = name.map(|name| name.at).or(url.map(|url| url.at));
        let Some(at) = at.filter(|_| name.is_some() || host.is_some()) else { return };
        let named = |party: &Party| {
            let same = party.name.as_ref().map(|name| &name.value) == name.map(|name| &name.value);
            same || party.name.is_none() || name.is_none()
        };
        let here = self.parties.iter_mut().filter(|party| party.role == role);
        let party = match &host {
            Some(host) => here.rev().find(|party| party.hosts.contains(host) || party.hosts.is_empty()),
            None => here.rev().find(|party| named(party)),
        };
        let evidence = Evidence { says, at };
        match party {
            Some(party) => {
                party.name = party.name.take().or(name.cloned());
                party.hosts.extend(host.filter(|host| !party.hosts.contains(host)));
                if !party.evidence.iter().any(|known| known.says == says) {
                    party.evidence.push(evidence);
                }
            }
            None => self.parties.push(Party {
                role,
                name: name.cloned(),
                hosts: host.into_iter().collect(),
                evidence: vec![evidence],
            }),
        }
    }

    /// A host that both asks and answers is an intermediary.
    fn merged(mut self) -> Vec<Party> {
        let asks: Vec<String> = self.hosts(Application);
        let mut between: Vec<Party> = Vec::new();
        self.parties.retain(|party| {
            let both = party.role == IdentityProvider && party.hosts.iter().any(|host| asks.contains(host));
            if both {
                between.push(Party { role: Intermediary, ..party.clone() });
            }
            !both
        });
        for party in &mut between {
            let own =
                self.parties.iter().filter(|other| other.hosts.iter().any(|host| party.hosts.contains(host)));
            party.evidence.extend(own.flat_map(|other| other.evidence.clone()));
        }
        let taken: Vec<String> = between.iter().flat_map(|party| party.hosts.clone()).collect();
        self.parties
            .retain(|party| party.hosts.is_empty() || !party.hosts.iter().any(|host| taken.contains(host)));
        self.parties.extend(between);
        self.parties.sort_by_key(|party| party.role);
        self.parties
    }

    fn hosts(&self, role: PartyRole) -> Vec<String> {
        self.parties.iter().filter(|party| party.role == role).flat_map(|party| party.hosts.clone()).collect()
    }
}
