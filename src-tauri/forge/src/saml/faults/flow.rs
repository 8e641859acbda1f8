//! Good sign-ins in the shapes in which people paste them, all of it still to be changed.

use super::super::element::Element;
use super::super::encryption::{damaged, encrypted, misdeclared};
use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, ORTIZVALE, Parties};
use super::super::request::authn_request;
use super::super::response::{Assertion, request_id};
use super::super::sign_in::SignIn;
use super::super::traffic::{self, ANSWER, ASK, START};
use crate::bench;
use crate::instant::plus;
use crate::keys::{self, KeyPair};
use crate::log::Log;
use crate::sample::Sample;
use crate::wrap;

/// A change of a text on its way.
pub(super) type Change = fn(&str) -> String;

/// A sign-in between two parties.
#[derive(Clone)]
pub(crate) struct Flow {
    shape: &'static str,
    pub(super) sign_in: SignIn,
    pub(super) carried: Carried,
    /// Whether the application had asked.
    pub(super) asked: bool,
    /// What the application expects, beside its name, its address and the IdP's metadata.
    pub(super) expects: Vec<(&'static str, String)>,
    /// The attributes that it needs.
    pub(super) needs: Vec<String>,
    pub(super) sealed: Option<Seal>,
    /// Whether the application's decryption key is lent.
    pub(super) has_key: bool,
    /// The request, after it was written.
    pub(super) request_changes: Vec<Change>,
    /// The answer built in another way than providers do.
    pub(super) rebuilt: Option<fn(&Flow) -> Option<Element>>,
    /// The answer, after it was signed.
    pub(super) changes: Vec<Change>,
    /// What is pasted, after it was carried.
    pub(super) paste_changes: Vec<Change>,
    /// What became of it on the way.
    pub(super) way: Vec<fn(&mut Log, &Flow)>,
    /// Seconds from the arrival to the instant that is judged at.
    pub(super) judged_after: i64,
    /// Seconds by which the application's clock is ahead when it asks.
    pub(super) application_ahead: i64,
}

/// How the answer comes into the tool.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    /// The form that the browser posted.
    Form,
    /// The parameter's value alone.
    Base64,
    /// The decoded document.
    Xml,
    /// The browser's network log.
    Log,
}

/// How the assertion is encrypted.
#[derive(Clone, Copy)]
pub(super) struct Seal {
    pub(super) key: &'static KeyPair,
    pub(super) by: fn(&Assertion, &Parties, &KeyPair) -> Element,
}

impl Seal {
    const GOOD: Seal = Seal { key: &keys::LEDGERLINE, by: encrypted };

    pub(super) const DAMAGED: Seal = Seal { key: &keys::LEDGERLINE, by: damaged };
    pub(super) const MISDECLARED: Seal = Seal { key: &keys::LEDGERLINE, by: misdeclared };
    pub(super) const FOR_OLD_KEY: Seal = Seal { key: &keys::LEDGERLINE_OLD, by: encrypted };
}

/// The good flows.
pub(crate) fn flows() -> Vec<Flow> {
    let both_signed = |mut flow: Flow| {
        flow.sign_in.response.signer = Some(flow.sign_in.parties.signer());
        flow
    };
    let response_signed = |flow: Flow| {
        let mut flow = both_signed(flow);
        flow.sign_in.response.assertion().signer = None;
        flow.expecting("saml.sp.signed", "response")
    };
    vec![
        Flow::new("portal-form", &HALDEN, "2026-05-12T08:15:32Z", Carried::Form).unasked(),
        Flow::new("asked-form", &ORTIZVALE, "2026-05-13T07:30:02.250Z", Carried::Form),
        Flow::new("asked-log", &HALDEN, "2026-05-12T09:45:10Z", Carried::Log),
        both_signed(Flow::new("sealed-form", &BRIGHTWATER, "2026-05-14T12:00:09.500Z", Carried::Form))
            .sealed(),
        Flow::new("portal-log", &KESTREL, "2026-05-15T05:50:44.100Z", Carried::Log).unasked(),
        Flow::new("decoded", &KESTREL, "2026-05-16T06:12:45.000Z", Carried::Xml),
        response_signed(Flow::new(
            "response-signed",
            &ORTIZVALE,
            "2026-05-17T16:20:30.125Z",
            Carried::Base64,
        )),
        Flow::new("sealed-log", &HALDEN, "2026-05-18T11:11:11Z", Carried::Log).sealed(),
    ]
}

impl Flow {
    fn new(shape: &'static str, parties: &'static Parties, arrived: &str, carried: Carried) -> Self {
        Flow {
            shape,
            sign_in: SignIn::new(parties, shape, arrived),
            carried,
            asked: true,
            expects: Vec::new(),
            needs: parties.person.attributes.iter().take(1).map(|(name, _)| (*name).to_owned()).collect(),
            sealed: None,
            has_key: true,
            request_changes: Vec::new(),
            rebuilt: None,
            changes: Vec::new(),
            paste_changes: Vec::new(),
            way: Vec::new(),
            judged_after: 0,
            application_ahead: 0,
        }
    }

    fn unasked(mut self) -> Self {
        self.asked = false;
        self.sign_in.response.in_response_to = None;
        self.sign_in.response.assertion().confirmation.in_response_to = None;
        self
    }

    fn sealed(mut self) -> Self {
        self.sealed = Some(Seal::GOOD);
        self.expecting("saml.sp.encrypted", "true")
    }

    fn expecting(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.expect(key, value);
        self
    }

    /// Expects something else, or something more.
    pub(super) fn expect(&mut self, key: &'static str, value: impl Into<String>) {
        self.expects.retain(|(known, _)| *known != key);
        self.expects.push((key, value.into()));
    }

    /// The assertion, to be changed.
    pub(super) fn assertion(&mut self) -> &mut Assertion {
        self.sign_in.response.assertion()
    }

    /// Whether the assertion can be read where it passes.
    pub(super) fn is_open(&self) -> bool {
        self.sealed.is_none()
    }

    /// The answer as it leaves the provider, and what became of it.
    pub(super) fn document(&self) -> String {
        let (response, parties) = (&self.sign_in.response, self.sign_in.parties);
        let rebuilt = self.rebuilt.and_then(|build| build(self));
        let document = match (&self.sealed, &response.assertion) {
            _ if rebuilt.is_some() => rebuilt.map_or(String::new(), |root| root.document(parties.spelling)),
            (Some(seal), Some(assertion)) => {
                response.around([(seal.by)(assertion, parties, seal.key)]).document(parties.spelling)
            }
            _ => response.document(),
        };
        self.changes.iter().fold(document, |document, change| change(&document))
    }

    /// The URL by which the application asks.
    fn request_url(&self) -> String {
        let parties = self.sign_in.parties;
        let asked = plus(self.sign_in.arrived, self.application_ahead - 21);
        let request = authn_request(parties, self.sign_in.slug, asked);
        let request = self.request_changes.iter().fold(request, |request, change| change(&request));
        wrap::redirect(parties.idp.sso_url, "SAMLRequest", &request, "/home")
    }

    fn log(&self) -> String {
        let mut log = traffic::log(&self.sign_in);
        let ask = self.request_url();
        let to = log.entry(START).got.iter_mut().find(|(name, _)| *name == "Location");
        to.into_iter().for_each(|(_, location)| location.clone_from(&ask));
        log.entry(ASK).url = ask;
        log.entry(ANSWER).form = Some(wrap::saml_form(&self.document(), "/home"));
        self.way.iter().for_each(|happens| happens(&mut log, self));
        if !self.asked {
            log.entries.drain(START..=ASK);
        }
        log.document()
    }

    fn captured(&self, sample: Sample) -> Sample {
        let pasted = match self.carried {
            Carried::Log => return sample.capture("capture.har", self.log()),
            Carried::Form => wrap::saml_form(&self.document(), "/home"),
            Carried::Base64 => wrap::base64(&self.document()),
            Carried::Xml => self.document(),
        };
        let pasted = self.paste_changes.iter().fold(pasted, |pasted, change| change(&pasted));
        let sample = if self.asked { sample.capture("request.txt", self.request_url()) } else { sample };
        sample.capture("answer.txt", pasted)
    }

    fn playbook(&self) -> String {
        let needed = |name: &String| format!("[[saml.attribute]]\nname = {name:?}\nrequired = true\n");
        self.needs.iter().map(needed).collect()
    }
}

impl bench::Flow for Flow {
    fn shape(&self) -> &'static str {
        self.shape
    }

    fn sample(&self) -> Sample {
        let sample = self.sign_in.sample().without_expectation("saml.sp.request_id");
        let sample = if self.asked && self.carried != Carried::Log {
            sample.expect("saml.sp.request_id", request_id(self.sign_in.slug))
        } else {
            sample
        };
        let sample = if self.sealed.is_some() && self.has_key {
            sample.key("sp.key", keys::LEDGERLINE.private_pem)
        } else {
            sample
        };
        let sample = self.expects.iter().fold(sample, |sample, (key, value)| sample.expect(key, value));
        let at = plus(self.sign_in.arrived, self.judged_after);
        self.captured(sample.playbook(self.playbook()).judged_at(at))
    }
}
