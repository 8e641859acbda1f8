//! Playbooks of OpenID Connect integrations: each with a good sign-in and with some that the playbook has to refuse.

use super::parties::{FERNHILL, LUMEN, LUMEN_FORMER_KEY, ORRERY, Parties};
use super::provider::{discovery, jwk, jwks};
use super::sign_in::{SignIn, opaque, token_response};
use crate::playbook::{Planned, PlaybookSample};

pub(crate) static PLAYBOOKS: &[fn() -> PlaybookSample] = &[tidepool, chalkline, observation_log];

const REQUEST: &str = "request.txt";

struct Plan {
    parties: &'static Parties,
    slug: &'static str,
    arrived: &'static str,
    sample: PlaybookSample,
}

impl Plan {
    fn new(parties: &'static Parties, slug: &'static str, arrived: &'static str, head: &str) -> Self {
        let sign_in = SignIn::new(parties, slug, arrived);
        let algorithm = parties.key.algorithm.name();
        let sample = PlaybookSample::new(slug, head)
            .file("openid-configuration.json", discovery(parties.issuer, &[algorithm]))
            .file("jwks.json", jwks(&[jwk(&parties.key)]))
            .file(REQUEST, sign_in.asked(&sign_in.careful_request()));
        Plan { parties, slug, arrived, sample }
    }

    fn sign_in(&self) -> SignIn {
        SignIn::new(self.parties, self.slug, self.arrived)
    }

    /// A case that is the token endpoint's answer after the one request.
    fn answer(mut self, name: &str, file: &'static str, id_token: &str, planned: Planned) -> Self {
        let at = self.sign_in().arrived();
        let answer = token_response(&opaque(self.slug, "access-token"), id_token);
        self.sample = self.sample.file(file, answer).case(name, &[REQUEST, file], at, planned);
        self
    }
}

const TIDEPOOL: &str = r#"# What the tide table Tidepool expects of Lumen, and the test plan that shows it.
schema = "ssoscope-playbook/1"

[integration]
name = "Lumen → Tidepool"
owner = "platform@tidepool.example"
product = "Tidepool"
environment = "production"

[oidc.op]
issuer = "https://id.lumen.example"
discovery = "openid-configuration.json"
jwks = "jwks.json"

[oidc.rp]
client_id = "tidepool-web"
redirect_uri = ["https://app.tidepool.example/auth/callback"]
response_type = "code"
scopes = ["openid", "email"]
id_token_alg = "RS256"
id_token_encrypted = false
skew = "60s"

[[oidc.claim]]
name = "email"
required = true
pattern = ".+@harbour\\.example"

[time]
max_lifetime = "2h"

[crypto]
minimum_rsa_bits = 2048
forbidden = ["none", "HS256"]
"#;

fn tidepool() -> PlaybookSample {
    let plan = Plan::new(&LUMEN, "tidepool", "2026-05-12T10:05:00Z", TIDEPOOL);
    let good = plan.sign_in().id_token();
    let mut audience = plan.sign_in();
    audience.token.claim("aud", "quayside");
    let mut nonce = plan.sign_in();
    nonce.token.claim("nonce", "n-of-another-sign-in");
    let former = plan.sign_in().token;
    let mut former_token = former;
    former_token.header("kid", LUMEN_FORMER_KEY.kid);
    let mut mailless = plan.sign_in();
    mailless.token.claim("email", "aino@elsewhere.example");
    plan.answer("A sign-in as it should be", "good.json", &good, Planned::Accepted)
        .answer(
            "The token is for another client",
            "wrong-audience.json",
            &audience.id_token(),
            Planned::Rejected("wrong_client"),
        )
        .answer(
            "The nonce is of another sign-in",
            "other-nonce.json",
            &nonce.id_token(),
            Planned::Rejected("wrong_nonce"),
        )
        .answer(
            "Signed with the former key",
            "former-key.json",
            &former_token.signed(&LUMEN_FORMER_KEY),
            Planned::Rejected("stale_jwks"),
        )
        .answer(
            "An address of elsewhere",
            "other-domain.json",
            &mailless.id_token(),
            Planned::Rejected("missing_attribute"),
        )
        .sample
}

const CHALKLINE: &str = r#"# What the timetable Chalkline expects of Fernhill School.
schema = "ssoscope-playbook/1"

[integration]
name = "Fernhill School → Chalkline"
owner = "timetable@fernhill.example"
product = "Keycloak"
environment = "production"

[oidc.op]
issuer = "https://accounts.fernhill.example/realms/school"
discovery = "openid-configuration.json"
jwks = "jwks.json"

[oidc.rp]
client_id = "chalkline"
redirect_uri = ["https://chalkline.example/login/oidc"]
response_type = "code"
id_token_alg = "ES256"
secret_expires = 2027-03-01

[[oidc.claim]]
name = "preferred_username"
required = true
pattern = "[a-z]\\.[a-z]+"

[groups]
name = "roles"
any_of = ["teacher", "office"]
"#;

fn chalkline() -> PlaybookSample {
    let plan = Plan::new(&FERNHILL, "chalkline", "2026-05-13T07:30:12Z", CHALKLINE);
    let mut good = plan.sign_in();
    good.token.claim("roles", crate::json::Json::texts(&["teacher", "choir"]));
    let mut pupil = plan.sign_in();
    pupil.token.claim("roles", crate::json::Json::texts(&["pupil"]));
    let mut late = plan.sign_in();
    late.token.claim("roles", "teacher");
    let (begins, ends) = (late.seconds(-7_200), late.seconds(-3_600));
    late.token.claim("iat", begins);
    late.token.claim("auth_time", begins);
    late.token.claim("exp", ends);
    plan.answer("A teacher signs in", "good.json", &good.id_token(), Planned::Accepted)
        .answer("A pupil signs in", "pupil.json", &pupil.id_token(), Planned::Rejected("against_policy"))
        .answer("The token is over", "expired.json", &late.id_token(), Planned::Rejected("clock_skew"))
        .sample
}

const OBSERVATION_LOG: &str = r#"# What the observation log expects of the Orrery Society: Ed25519, and an issuer that ends with a slash.
schema = "ssoscope-playbook/1"

[integration]
name = "Orrery Society → Observation log"
owner = "log@orrery.example"
environment = "production"

[oidc.op]
issuer = "https://members.orrery.example/"
discovery = "openid-configuration.json"
jwks = "jwks.json"

[oidc.rp]
client_id = "3f6b1c1e-observation-log"
redirect_uri = ["https://log.orrery.example/callback"]
id_token_alg = "EdDSA"

[[oidc.claim]]
name = "name"
required = true
"#;

fn observation_log() -> PlaybookSample {
    let plan = Plan::new(&ORRERY, "observation-log", "2026-05-15T22:48:09Z", OBSERVATION_LOG);
    let good = plan.sign_in().id_token();
    let mut slash = plan.sign_in();
    slash.token.claim("iss", "https://members.orrery.example");
    let mut nameless = plan.sign_in();
    nameless.token.claim("name", "");
    plan.answer("A member signs in", "good.json", &good, Planned::Accepted)
        .answer(
            "The issuer lacks its slash",
            "issuer-slash.json",
            &slash.id_token(),
            Planned::Rejected("issuer_slash"),
        )
        .answer(
            "A member without a name",
            "nameless.json",
            &nameless.id_token(),
            Planned::Rejected("missing_attribute"),
        )
        .sample
}
