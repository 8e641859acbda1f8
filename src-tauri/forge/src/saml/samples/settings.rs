//! The application's own configuration in place of what somebody would have to name.

use super::super::parties::{HALDEN, KESTREL};
use super::super::sign_in::SignIn;
use crate::keys::{self, KeyPair};
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[alone, old_certificate, another_name];

/// The sample with the application's configuration and nothing that is named.
fn with_settings(sign_in: &SignIn, name: &'static str, settings: String) -> Sample {
    let named = ["saml.sp.entity_id", "saml.sp.acs"];
    named.iter().fold(sign_in.posted(), |sample, key| sample.without_expectation(key)).support(name, settings)
}

/// The configuration of an application that is built on python3-saml.
fn toolkit(entity_id: &str, trusts: &KeyPair) -> String {
    let certificate: String =
        trusts.certificate_pem.lines().filter(|line| !line.starts_with("-----")).collect();
    format!(
        r#"{{
  "strict": true,
  "sp": {{
    "entityId": "{entity_id}",
    "assertionConsumerService": {{
      "url": "{}",
      "binding": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
    }}
  }},
  "idp": {{
    "entityId": "{}",
    "singleSignOnService": {{ "url": "{}" }},
    "x509cert": "{certificate}"
  }},
  "security": {{ "wantAssertionsSigned": true }}
}}
"#,
        HALDEN.sp.acs, HALDEN.idp.entity_id, HALDEN.idp.sso_url
    )
}

fn alone() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "good-settings", "2026-03-24T09:14:20Z");
    let settings = toolkit(HALDEN.sp.entity_id, &keys::HALDEN_2025);
    with_settings(&sign_in, "settings.json", settings).without_support("idp.xml").told(
        "The application's own configuration says all that has to be known",
        "Ledgerline's engineer has no metadata at hand, and the file that the application reads at its start: names, addresses and the \
         provider's certificate. With that beside the answer nothing else has to be named.",
    )
}

fn old_certificate() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "settings-old-certificate", "2026-03-23T09:31:02Z");
    let settings = toolkit(HALDEN.sp.entity_id, &keys::HALDEN_2023);
    with_settings(&sign_in, "settings.json", settings).rejected("stale_certificate", &["saml/signature_key"]).told(
        "The metadata has the new certificate, and the application's configuration the old one",
        "Halden Freight's metadata was loaded this morning and fits the answer. Ledgerline refuses it all the same: \
         its configuration has a certificate of its own, which nobody renewed.",
    )
}

fn another_name() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "settings-another-name", "2026-04-07T08:20:11Z");
    let settings = format!(
        "xpack.security.authc.realms.saml.kestrel:\n  order: 2\n  idp.metadata.path: \"https://id.kestrel.example/metadata\"\n  \
         idp.entity_id: \"{}\"\n  sp.entity_id: \"{}/\" # with a slash, says the wiki\n  sp.acs: \"{}\"\n  attributes.principal: \"nameid\"\n",
        KESTREL.idp.entity_id, KESTREL.sp.entity_id, KESTREL.sp.acs
    );
    with_settings(&sign_in, "elasticsearch.yml", settings)
        .rejected("audience_mismatch", &["saml/audience"])
        .told(
            "A line of the application's configuration has a slash too many",
            "Rotawell's reports moved to a new cluster, and its configuration was copied from a wiki page. \
         The answer is for the name that the clinic has always used; the new cluster goes by another one.",
        )
}
