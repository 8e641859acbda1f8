//! Good sign-ins in the shapes in which people paste them, all of it still to be changed.

use super::super::encryption;
use super::super::parties::{FERNHILL, LUMEN, ORRERY, Parties};
use super::super::provider::{discovery, jwk, jwks, registration};
use super::super::sign_in::{SignIn, form, opaque, user_info, with, without};
use super::super::token::left_half;
use crate::bench;
use crate::instant::plus;
use crate::json::Json;
use crate::keys::{self, KeyPair};
use crate::log::{Entry, Log};
use crate::sample::Sample;

/// Places of the entries in the log.
pub(super) const START: usize = 0;
pub(super) const ASK: usize = 1;
pub(super) const FORM: usize = 3;
pub(super) const CALLBACK: usize = 4;

/// The application's session cookie, as it should be.
pub(super) const SESSION: &str = "sid=t7Pq1; Path=/; Secure; HttpOnly; SameSite=None";
const PROVIDERS: &str = "login=m40Xa; Path=/; Secure; HttpOnly; SameSite=None";

/// Parameters of a request or an answer.
pub(super) type Parameters = Vec<(&'static str, String)>;

/// A sign-in at a provider.
#[derive(Clone)]
pub(crate) struct Flow {
    shape: &'static str,
    pub(super) kind: Kind,
    pub(super) sign_in: SignIn,
    /// How the ID token is signed.
    pub(super) sign: fn(&SignIn) -> String,
    /// The ID token, after it was signed.
    pub(super) token_changes: Vec<fn(&str) -> String>,
    /// Whom the ID token is encrypted for.
    pub(super) sealed_for: Option<&'static KeyPair>,
    /// Whether what is encrypted was changed on the way.
    pub(super) seal_broken: bool,
    pub(super) request: Parameters,
    /// The answer that the browser brings, beside tokens.
    pub(super) answer: Parameters,
    /// Whether the answer brings what was asked for, or an error.
    pub(super) refused: bool,
    /// What stands between the address and the answer.
    pub(super) mark: char,
    pub(super) redeem: Parameters,
    /// What the token endpoint answers; the ID token is put in when it is written.
    pub(super) tokens: Vec<(&'static str, Json)>,
    pub(super) told: Option<String>,
    pub(super) registration: Vec<(&'static str, Json)>,
    pub(super) keys: Vec<Json>,
    pub(super) discovery: String,
    /// What the application expects, beside its registration.
    pub(super) expects: Parameters,
    /// The claims that it needs.
    pub(super) needs: Vec<String>,
    /// A client secret that is lent.
    pub(super) secret: Option<&'static str>,
    /// Whether the discovery document is given.
    pub(super) published: bool,
    /// Whether nothing is seen but the request.
    pub(super) only_asked: bool,
    pub(super) more: Vec<(&'static str, String)>,
    pub(super) more_support: Vec<(&'static str, String)>,
    pub(super) way: Vec<fn(&mut Log, &Flow)>,
    /// Seconds from the arrival to the instant that is judged at.
    pub(super) judged_after: i64,
}

/// What is seen of the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The ID token alone.
    Token,
    /// Request, callback, token request, token response and UserInfo, one by one.
    Messages,
    /// Request and callback, which brings a code and an ID token.
    Hybrid,
    /// Request and callback, which brings an ID token.
    Implicit,
    /// The browser's network log, and what the servers told one another.
    Log,
    /// The browser's network log, the answer posted by a form.
    PostedLog,
}

/// The good flows.
pub(crate) fn flows() -> Vec<Flow> {
    let sealed = |mut flow: Flow| {
        flow.sealed_for = Some(&keys::TIDEPOOL);
        flow.expect("oidc.rp.id_token_encrypted", "true");
        flow
    };
    vec![
        Flow::new("token", Kind::Token, &LUMEN, "2026-05-12T10:05:00Z"),
        Flow::new("code-messages", Kind::Messages, &FERNHILL, "2026-05-13T07:30:12Z"),
        Flow::new("hybrid", Kind::Hybrid, &LUMEN, "2026-05-14T15:15:15Z"),
        Flow::new("implicit", Kind::Implicit, &ORRERY, "2026-05-15T22:48:09Z"),
        Flow::new("code-log", Kind::Log, &LUMEN, "2026-05-16T09:20:00Z"),
        Flow::new("posted-log", Kind::PostedLog, &FERNHILL, "2026-05-17T11:00:30Z"),
        sealed(Flow::new("sealed-token", Kind::Token, &LUMEN, "2026-05-18T13:37:00Z")),
    ]
}

impl Flow {
    fn new(shape: &'static str, kind: Kind, parties: &'static Parties, arrived: &str) -> Self {
        let mut sign_in = SignIn::new(parties, shape, arrived);
        let request = request(kind, &sign_in);
        let answer = answer(kind, &sign_in);
        if kind.brings_code() && kind.brings_token() {
            let hash = left_half(&sign_in.code());
            sign_in.token.claim("c_hash", hash);
        }
        let tokens = vec![
            ("access_token", opaque(shape, "access-token").into()),
            ("token_type", "Bearer".into()),
            ("expires_in", 3_600.into()),
            ("scope", "openid profile email".into()),
        ];
        let kinds = Json::texts(&["code", "code id_token", "id_token"]);
        let registration = registration(parties).into_iter();
        let registration =
            registration.map(
                |(name, value)| if name == "response_types" { (name, kinds.clone()) } else { (name, value) },
            );
        Flow {
            shape,
            kind,
            sign: |sign_in| sign_in.id_token(),
            token_changes: Vec::new(),
            sealed_for: None,
            seal_broken: false,
            request,
            answer,
            refused: false,
            mark: if kind.brings_token() { '#' } else { '?' },
            redeem: sign_in.redeemed(),
            tokens,
            told: (kind == Kind::Messages).then(|| user_info(parties, parties.subject)),
            registration: registration.collect(),
            keys: vec![jwk(&parties.key)],
            discovery: discovery(parties.issuer, &[parties.key.algorithm.name()]),
            expects: Vec::new(),
            needs: parties.person.iter().take(1).map(|(name, _)| (*name).to_owned()).collect(),
            secret: None,
            published: true,
            only_asked: false,
            more: Vec::new(),
            more_support: Vec::new(),
            way: Vec::new(),
            judged_after: 0,
            sign_in,
        }
    }

    /// Expects something else, or something more.
    pub(super) fn expect(&mut self, key: &'static str, value: impl Into<String>) {
        self.expects.retain(|(known, _)| *known != key);
        self.expects.push((key, value.into()));
    }

    /// Sets a parameter of the request.
    pub(super) fn ask(&mut self, name: &'static str, value: impl Into<String>) {
        self.request = with(std::mem::take(&mut self.request), name, value);
    }

    /// Leaves a parameter of the request out.
    pub(super) fn ask_without(&mut self, name: &str) {
        self.request = without(std::mem::take(&mut self.request), name);
    }

    /// Whether its request is seen.
    pub(super) fn shows_request(&self) -> bool {
        self.kind != Kind::Token
    }

    /// Whether the exchange of the code is seen.
    pub(super) fn shows_exchange(&self) -> bool {
        matches!(self.kind, Kind::Messages | Kind::Log)
    }

    /// Whether a browser's log is seen.
    pub(super) fn is_logged(&self) -> bool {
        matches!(self.kind, Kind::Log | Kind::PostedLog)
    }

    /// The ID token as it arrives.
    pub(super) fn id_token(&self) -> String {
        let signed = (self.sign)(&self.sign_in);
        let changed = self.token_changes.iter().fold(signed, |token, change| change(&token));
        match (self.sealed_for, self.seal_broken) {
            (Some(key), false) => encryption::encrypted(&changed, "tidepool-enc", key),
            (Some(key), true) => encryption::changed(&changed, "tidepool-enc", key),
            (None, _) => changed,
        }
    }

    /// The URL by which the application asks.
    pub(super) fn request_url(&self) -> String {
        self.sign_in.asked(&self.request)
    }

    fn brought(&self) -> Parameters {
        let mut brought = self.answer.clone();
        if self.kind.brings_token() && !self.refused {
            brought.push(("id_token", self.id_token()));
        }
        brought
    }

    /// Where the browser is sent back to, with the answer.
    pub(super) fn callback(&self) -> String {
        format!("{}{}{}", self.redirect_uri(), self.mark, form(&self.brought()))
    }

    fn redirect_uri(&self) -> String {
        let asked = self.request.iter().find(|(name, _)| *name == "redirect_uri");
        asked.map_or(String::new(), |(_, url)| url.clone())
    }

    fn token_response(&self) -> String {
        let mut members = self.tokens.clone();
        if !members.iter().any(|(name, _)| matches!(*name, "error" | "no_id_token")) {
            members.push(("id_token", self.id_token().into()));
        }
        members.retain(|(name, _)| *name != "no_id_token");
        Json::Object(members).pretty()
    }

    fn log(&self) -> String {
        let parties = self.sign_in.parties;
        let (provider, application) = (origin(parties.issuer), origin(parties.redirect_uri));
        let (ask, login) = (self.request_url(), format!("{provider}/login"));
        let typed = Entry::post(14_000, login.clone(), "user=x", 200)
            .sends("Cookie", "login=m40Xa")
            .sends("Origin", provider)
            .sends("Sec-Fetch-Site", "same-origin");
        let (typed, back) = if self.kind == Kind::PostedLog {
            (typed, Entry::post(15_000, self.redirect_uri(), form(&self.brought()), 302).from(provider))
        } else {
            let back = Entry::get(15_000, self.callback(), 302).sends("Sec-Fetch-Site", "cross-site");
            (Entry { status: 302, ..typed }.to(self.callback()), back)
        };
        let entries = vec![
            Entry::get(0, format!("{application}/start"), 302).gets("Set-Cookie", SESSION).to(ask.clone()),
            Entry::get(100, ask, 302).gets("Set-Cookie", PROVIDERS).to(login.clone()),
            Entry::get(300, login, 200)
                .sends("Cookie", "login=m40Xa")
                .shows("<form><input type=password></form>"),
            typed,
            back.sends("Cookie", "sid=t7Pq1").to("/home"),
            Entry::get(15_400, format!("{application}/home"), 200)
                .sends("Cookie", "sid=t7Pq1")
                .shows("<h1>Welcome</h1>"),
        ];
        let mut log = Log::new(plus(self.sign_in.arrived(), -15), entries);
        self.way.iter().for_each(|happens| happens(&mut log, self));
        log.document()
    }

    fn captured(&self, sample: Sample) -> Sample {
        let exchanged = |sample: Sample| {
            let sample = sample
                .capture("capture-3-token-request.txt", form(&self.redeem))
                .capture("capture-4-token-response.json", self.token_response());
            let told = self.told.iter();
            told.fold(sample, |sample, told| sample.capture("capture-5-userinfo.json", told.clone()))
        };
        match self.kind {
            _ if self.only_asked => sample.capture("capture-1-request.txt", self.request_url()),
            Kind::Token => sample.capture("capture.txt", self.id_token()),
            Kind::Hybrid | Kind::Implicit => sample
                .capture("capture-1-request.txt", self.request_url())
                .capture("capture-2-callback.txt", self.callback()),
            Kind::Messages => {
                let sample = sample
                    .capture("capture-1-request.txt", self.request_url())
                    .capture("capture-2-callback.txt", self.callback());
                if self.refused { sample } else { exchanged(sample) }
            }
            Kind::Log => {
                let sample = sample.capture("capture.har", self.log());
                if self.refused { sample } else { exchanged(sample) }
            }
            Kind::PostedLog => sample.capture("capture.har", self.log()),
        }
    }

    fn playbook(&self) -> String {
        let needed = |name: &String| format!("[[oidc.claim]]\nname = {name:?}\nrequired = true\n");
        self.needs.iter().map(needed).collect()
    }
}

impl Kind {
    fn brings_code(self) -> bool {
        !matches!(self, Kind::Token | Kind::Implicit)
    }

    fn brings_token(self) -> bool {
        matches!(self, Kind::Hybrid | Kind::Implicit | Kind::PostedLog)
    }
}

fn request(kind: Kind, sign_in: &SignIn) -> Parameters {
    let careful = sign_in.careful_request();
    match kind {
        Kind::Token | Kind::Messages | Kind::Log => careful,
        Kind::Hybrid => with(careful, "response_type", "code id_token"),
        Kind::PostedLog => {
            with(with(careful, "response_type", "code id_token"), "response_mode", "form_post")
        }
        Kind::Implicit => {
            let bare = without(without(careful, "code_challenge"), "code_challenge_method");
            with(bare, "response_type", "id_token")
        }
    }
}

fn answer(kind: Kind, sign_in: &SignIn) -> Parameters {
    let code = kind.brings_code().then(|| ("code", sign_in.code()));
    code.into_iter().chain([("state", sign_in.state()), ("iss", sign_in.parties.issuer.to_owned())]).collect()
}

/// The origin of a URL.
pub(super) fn origin(url: &str) -> &str {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
    &url[..end]
}

impl bench::Flow for Flow {
    fn shape(&self) -> &'static str {
        self.shape
    }

    fn sample(&self) -> Sample {
        let sample = if self.kind == Kind::Token {
            self.sign_in.sample()
        } else {
            let registered = self.sign_in.registered();
            registered.support("registration.json", Json::Object(self.registration.clone()).pretty())
        };
        let sample =
            if self.sealed_for.is_some() { sample.key("rp.key", keys::TIDEPOOL.private_pem) } else { sample };
        let sample = sample
            .support("jwks.json", jwks(&self.keys))
            .support("openid-configuration.json", self.discovery.clone())
            .playbook(self.playbook());
        let sample =
            if self.published { sample } else { sample.without_support("openid-configuration.json") };
        let sample =
            self.secret.iter().fold(sample, |sample, secret| sample.key("client-secret.txt", *secret));
        let support = self.more_support.iter();
        let sample = support.fold(sample, |sample, (name, text)| sample.support(name, text.clone()));
        let sample = self.expects.iter().fold(sample, |sample, (key, value)| sample.expect(key, value));
        let sample = self.captured(sample);
        let sample = self.more.iter().fold(sample, |sample, (name, text)| sample.capture(name, text.clone()));
        sample.judged_at(plus(self.sign_in.arrived(), self.judged_after))
    }
}
