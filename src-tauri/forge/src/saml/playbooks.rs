//! Playbooks of SAML integrations: each with a good sign-in and with some that the playbook has to refuse.

use super::metadata::sp_metadata;
use super::parties::{BRIGHTWATER, HALDEN, KESTREL, ORTIZVALE, Parties, TALLOW};
use super::request::authn_request;
use super::sign_in::{SignIn, altered};
use super::signature::Signer;
use crate::instant::{at, plus};
use crate::keys;
use crate::playbook::{Planned, PlaybookSample};
use crate::wrap;

pub(crate) static PLAYBOOKS: &[fn() -> PlaybookSample] = &[ledgerline, quillbook, casebox, rotawell, minutes];

const REQUEST: &str = "request.txt";

/// The parts of a playbook that are built from the parties.
struct Plan {
    parties: &'static Parties,
    slug: &'static str,
    arrived: &'static str,
    sample: PlaybookSample,
}

impl Plan {
    fn new(parties: &'static Parties, slug: &'static str, arrived: &'static str, head: &str) -> Self {
        let request = authn_request(parties, slug, plus(at(arrived), -20));
        let url = wrap::redirect(parties.idp.sso_url, "SAMLRequest", &request, "/");
        let sample = PlaybookSample::new(slug, head)
            .file("idp.xml", SignIn::new(parties, slug, arrived).metadata.document(&parties.idp))
            .file(REQUEST, url);
        Plan { parties, slug, arrived, sample }
    }

    fn sign_in(&self) -> SignIn {
        SignIn::new(self.parties, self.slug, self.arrived)
    }

    fn skewed(&self, seconds: i64) -> SignIn {
        SignIn::issued(self.parties, self.slug, self.arrived, seconds)
    }

    /// A case that is an answer to the one request.
    fn answer(mut self, name: &str, file: &'static str, document: &str, planned: Planned) -> Self {
        let arrived = at(self.arrived);
        self.sample = self.sample.file(file, wrap::saml_form(document, "/")).case(
            name,
            &[REQUEST, file],
            arrived,
            planned,
        );
        self
    }
}

const LEDGERLINE: &str = r#"# What Ledgerline expects of Halden Freight's sign-ins, and the test plan that shows it.
#
#   ssoscope check samples/playbooks/ledgerline/playbook.toml
schema = "ssoscope-playbook/1"

[integration]
name = "Halden Freight → Ledgerline"
owner = "identity@halden.example"
product = "Ledgerline"
environment = "production"

[saml.idp]
entity_id = "https://login.halden.example/saml/metadata"
metadata = "idp.xml"
sso_url = "https://login.halden.example/saml/sso"

[saml.sp]
entity_id = "https://app.ledgerline.example/saml/metadata"
metadata = "sp.xml"
acs = ["https://app.ledgerline.example/saml/acs"]
signed = "assertion"
encrypted = false
name_id_format = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"

[[saml.attribute]]
name = "email"
required = true
pattern = ".+@halden\\.example"

[[saml.attribute]]
name = "firstName"
required = true
many = false

[time]
skew = "60s"
max_lifetime = "10m"
certificate_lead = "60d"

[crypto]
minimum_rsa_bits = 2048
forbidden = ["rsa-sha1", "sha1"]
"#;

fn ledgerline() -> PlaybookSample {
    let plan = Plan::new(&HALDEN, "ledgerline", "2026-05-12T08:15:32Z", LEDGERLINE);
    let good = plan.sign_in().response.document();
    let mut without = plan.sign_in();
    without.response.assertion().attributes.retain(|(name, _)| *name != "email");
    let mut other = plan.sign_in();
    other.response.assertion().audience = Some("https://intranet.halden.example/saml".into());
    let skewed = plan.skewed(600).response.document();
    let changed = altered(&good, ">Mira<", ">Mirabel<");
    let plan = plan
        .answer("A sign-in as it should be", "good.txt", &good, Planned::Accepted)
        .answer(
            "The attribute email is missing",
            "missing-attribute.txt",
            &without.response.document(),
            Planned::Rejected("missing_attribute"),
        )
        .answer(
            "The provider's clock is ten minutes ahead",
            "clock-skew.txt",
            &skewed,
            Planned::Rejected("clock_skew"),
        )
        .answer(
            "The assertion is for another application",
            "wrong-audience.txt",
            &other.response.document(),
            Planned::Rejected("audience_mismatch"),
        )
        .answer(
            "The answer was changed after it was signed",
            "invalid-signature.txt",
            &changed,
            Planned::Rejected("altered_after_signing"),
        );
    plan.sample.file("sp.xml", sp_metadata(&HALDEN.sp, None))
}

const QUILLBOOK: &str = r#"# What the library Quillbook expects of Brightwater College: attributes by OID, a signed Response, no lasting name.
schema = "ssoscope-playbook/1"

[integration]
name = "Brightwater College → Quillbook"
owner = "library-systems@brightwater.example"
product = "Shibboleth SP"
environment = "production"

[saml.idp]
entity_id = "https://idp.brightwater.example/idp/shibboleth"
certificates = ["idp.crt"]

[saml.sp]
entity_id = "https://quillbook.example/shibboleth"
acs = ["https://quillbook.example/Shibboleth.sso/SAML2/POST"]
signed = "response"
name_id_format = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"

# eduPersonPrincipalName, displayName and eduPersonScopedAffiliation, by the names that travel.
[[saml.attribute]]
name = "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"
required = true
pattern = "[^@]+@brightwater\\.example"

[[saml.attribute]]
name = "urn:oid:2.16.840.1.113730.3.1.241"

[groups]
name = "urn:oid:1.3.6.1.4.1.5923.1.1.1.9"
any_of = ["member@brightwater.example", "staff@brightwater.example"]
pattern = "[a-z]+@brightwater\\.example"
most = 8
"#;

fn quillbook() -> PlaybookSample {
    let plan = Plan::new(&BRIGHTWATER, "quillbook", "2026-05-13T13:40:07Z", QUILLBOOK);
    let signed_outside = |sign_in: &mut SignIn| {
        sign_in.response.assertion().signer = None;
        sign_in.response.signer = Some(BRIGHTWATER.signer());
    };
    let mut good = plan.sign_in();
    signed_outside(&mut good);
    let inside = plan.sign_in();
    let mut stranger = plan.sign_in();
    signed_outside(&mut stranger);
    stranger.response.signer = Some(Signer { key: &keys::STRANGER, ..BRIGHTWATER.signer() });
    let mut alumni = plan.sign_in();
    for (name, values) in &mut alumni.response.assertion().attributes {
        if *name == "urn:oid:1.3.6.1.4.1.5923.1.1.1.9" {
            *values = vec!["alum@brightwater.example".to_owned()];
        }
    }
    signed_outside(&mut alumni);
    let plan = plan
        .answer("A sign-in as it should be", "good.txt", &good.response.document(), Planned::Accepted)
        .answer(
            "Only the assertion is signed",
            "assertion-signed.txt",
            &inside.response.document(),
            Planned::Rejected("not_signed_as_wanted"),
        )
        .answer(
            "Signed with a key that nobody vouches for",
            "other-key.txt",
            &stranger.response.document(),
            Planned::Rejected("stale_certificate"),
        )
        .answer(
            "Somebody who has left the college",
            "alumni.txt",
            &alumni.response.document(),
            Planned::Rejected("against_policy"),
        );
    plan.sample.file("idp.crt", keys::BRIGHTWATER.certificate_pem)
}

const CASEBOX: &str = r#"# What Casebox expects of Ortiz and Vale's federation server, with the firm's own rules.
schema = "ssoscope-playbook/1"

[integration]
name = "Ortiz and Vale → Casebox"
owner = "it@ortizvale.example"
product = "AD FS"
environment = "production"

[saml.idp]
entity_id = "http://sts.ortizvale.example/adfs/services/trust"
metadata = "idp.xml"

[saml.sp]
entity_id = "https://casebox.example/sp"
acs = ["https://casebox.example/auth/saml/callback"]

[[saml.attribute]]
name = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
required = true

[[policy]]
name = "signature baseline"
reason = "Decision of the security board, March 2026"
minimum_rsa_bits = 2048
algorithms = ["rsa-sha256", "rsa-sha512", "ecdsa-sha256"]
must_sign = ["assertion"]

[[policy]]
name = "certificate change in June"
reason = "The new certificate is ordered; until then a note is enough"
until = 2026-07-01
check = "x509/lead_time"
severity = "note"
"#;

fn casebox() -> PlaybookSample {
    let plan = Plan::new(&ORTIZVALE, "casebox", "2026-05-18T16:11:05.204Z", CASEBOX);
    let good = plan.sign_in().response.document();
    let mut old = plan.sign_in();
    old.response.assertion().signer =
        Some(Signer { algorithm: super::signature::Algorithm::RsaSha1, ..ORTIZVALE.signer() });
    let mut issuer = plan.sign_in();
    let secure = ORTIZVALE.idp.entity_id.replacen("http:", "https:", 1);
    issuer.response.issuer.clone_from(&secure);
    issuer.response.assertion().issuer = secure;
    plan.answer("A sign-in as it should be", "good.txt", &good, Planned::Accepted)
        .answer(
            "Signed with SHA-1",
            "sha1.txt",
            &old.response.document(),
            Planned::Rejected("against_policy"),
        )
        .answer(
            "The issuer begins with https",
            "wrong-issuer.txt",
            &issuer.response.document(),
            Planned::Rejected("wrong_issuer"),
        )
        .sample
}

const ROTAWELL: &str = r#"# What Rotawell expects of Kestrel Clinic: a lasting name, an elliptic curve, nothing older than a shift.
schema = "ssoscope-playbook/1"

[integration]
name = "Kestrel Clinic → Rotawell"
owner = "rota@kestrel-clinic.example"
product = "Keycloak"
environment = "production"

[saml.idp]
entity_id = "https://sso.kestrel-clinic.example/realms/staff"
metadata = "idp.xml"

[saml.sp]
entity_id = "urn:example:rotawell:production"
acs = ["https://rotawell.example/sso/kestrel/acs"]
name_id_format = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
authn_context = ["urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"]

[[saml.attribute]]
name = "email"
required = true
pattern = ".+@kestrel-clinic\\.example"

[groups]
name = "Role"
any_of = ["ward-lead", "nurse", "doctor"]

[time]
max_lifetime = "10m"
max_session = "10h"

[crypto]
algorithms = ["ecdsa-sha256", "ecdsa-sha384"]
"#;

fn rotawell() -> PlaybookSample {
    let plan = Plan::new(&KESTREL, "rotawell", "2026-05-20T05:47:13Z", ROTAWELL);
    let good = plan.sign_in().response.document();
    let mut format = plan.sign_in();
    if let Some(name_id) = &mut format.response.assertion().name_id {
        name_id.format = super::parties::EMAIL;
    }
    let mut endpoint = plan.sign_in();
    let plain = KESTREL.sp.acs.replacen("https:", "http:", 1);
    endpoint.response.destination = Some(plain.clone());
    endpoint.response.assertion().confirmation.recipient = Some(plain);
    let mut visitor = plan.sign_in();
    visitor.response.assertion().attributes = vec![
        ("email", vec!["guest@kestrel-clinic.example".to_owned()]),
        ("Role", vec!["visitor".to_owned()]),
    ];
    plan.answer("A sign-in as it should be", "good.txt", &good, Planned::Accepted)
        .answer(
            "The NameID is an e-mail address",
            "other-format.txt",
            &format.response.document(),
            Planned::Rejected("name_id_mismatch"),
        )
        .answer(
            "The answer is addressed to http",
            "wrong-endpoint.txt",
            &endpoint.response.document(),
            Planned::Rejected("wrong_endpoint"),
        )
        .answer(
            "Somebody with a role that is not let in",
            "visitor.txt",
            &visitor.response.document(),
            Planned::Rejected("against_policy"),
        )
        .sample
}

const MINUTES: &str = r#"# What the council's minutes expect of its old portal. The key is short, and everybody knows: the policy says until when.
schema = "ssoscope-playbook/1"

[integration]
name = "Tallow Town Council → Minutes"
owner = "clerk@tallow.example"
environment = "production"

[saml.idp]
entity_id = "https://portal.tallow.example/sso"
metadata = "idp.xml"

[saml.sp]
entity_id = "https://minutes.example/saml"
acs = ["https://minutes.example/saml/consume"]

[[saml.attribute]]
name = "displayName"
required = true

[[policy]]
name = "the old portal's key"
reason = "The portal is replaced in autumn"
until = 2026-11-01
check = "x509/key_strength"
severity = "note"
"#;

fn minutes() -> PlaybookSample {
    let plan = Plan::new(&TALLOW, "minutes", "2026-05-21T10:00:00Z", MINUTES);
    let good = plan.sign_in().response.document();
    let late = plan.skewed(-1_500).response.document();
    let mut unsigned = plan.sign_in();
    unsigned.response.assertion().signer = None;
    plan.answer("A sign-in as it should be", "good.txt", &good, Planned::Accepted)
        .answer(
            "The provider's clock is twenty-five minutes behind",
            "clock-skew.txt",
            &late,
            Planned::Rejected("clock_skew"),
        )
        .answer(
            "Nothing is signed",
            "unsigned.txt",
            &unsigned.response.document(),
            Planned::Rejected("unsigned"),
        )
        .sample
}
