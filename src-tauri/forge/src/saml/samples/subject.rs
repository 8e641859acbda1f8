//! What is said about the person: who it is, how they signed in, what they are.

use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, PERSISTENT};
use super::super::sign_in::SignIn;
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    no_bearer,
    no_name_id,
    name_id_comment,
    name_id_format,
    no_authn_statement,
    authn_context,
    attribute_missing,
    groups_by_link,
    groups_in_the_assertion,
    name_for_another,
    name_for_this_one,
    attribute_twice,
    condition_of_its_own,
];

/// What Entra ID calls groups in SAML.
const GROUPS: &str = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";

fn no_bearer() -> Sample {
    let mut sign_in = SignIn::new(&KESTREL, "no-bearer-confirmation", "2026-04-15T08:20:00Z");
    sign_in.response.assertion().confirmation.method = "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches";
    sign_in.posted().rejected("incomplete_message", &["saml/bearer_confirmation"]).told(
        "Nothing allows the browser to bring this assertion",
        "Kestrel Clinic's provider used a profile made for services that call each other. \
         A browser may only bring an assertion with a bearer confirmation, and there is none.",
    )
}

fn no_name_id() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "no-name-id", "2026-03-05T09:45:12Z");
    sign_in.response.assertion().name_id = None;
    sign_in.posted().because("name_id_mismatch").warns(&["saml/name_id"]).told(
        "The assertion does not name the person",
        "Brightwater College releases attributes to the library and no NameID, for privacy. \
         Quillbook can't end sessions for somebody it has no name for.",
    )
}

fn name_id_comment() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "name-id-comment", "2026-03-30T23:02:18Z");
    let parts = ["finance.director@halden.example", ".mallory.example"];
    if let Some(name_id) = &mut sign_in.response.assertion().name_id {
        name_id.parts = parts.map(str::to_owned).to_vec();
    }
    sign_in.as_xml(sign_in.response.document()).because("comment_in_name").warns(&["saml/name_id_text"]).told(
        "A comment cuts the NameID in two",
        "Somebody registered an address that begins like the finance director's and slipped a comment in at the right place. \
         The signature leaves comments out; a careless reader stops at one and sees the director.",
    )
}

fn name_id_format() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "name-id-format", "2026-03-31T07:59:59Z");
    sign_in
        .posted()
        .expect("saml.sp.name_id_format", PERSISTENT)
        .rejected("name_id_mismatch", &["saml/name_id_format"])
        .told(
            "The NameID is an e-mail address, and the application wants a lasting one",
            "Ledgerline moved to identifiers that survive a marriage. \
         Halden Freight still sends e-mail addresses, and people come in as strangers.",
        )
}

fn no_authn_statement() -> Sample {
    let mut sign_in = SignIn::new(&KESTREL, "no-authn-statement", "2026-04-16T12:34:56Z");
    sign_in.response.assertion().authn = None;
    sign_in.posted().rejected("incomplete_message", &["saml/authn_statement"]).told(
        "Nothing says that the person signed in",
        "Kestrel Clinic answers from its attribute service instead of its sign-in page. \
         The assertion says who Noor is, and not that she was there.",
    )
}

fn authn_context() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "weak-authn-context", "2026-04-17T06:10:03Z");
    sign_in
        .posted()
        .expect("saml.sp.authn_context", "https://refeds.org/profile/mfa")
        .rejected("authn_context_mismatch", &["saml/authn_context"])
        .told(
            "A password, where a second factor was asked for",
            "Rotawell shows patients' names since April and wants two factors. \
             The clinic's provider asked Noor for her password alone and says so.",
        )
}

const LEDGERLINE: &str = r#"# What Ledgerline needs to find somebody's account.
schema = "ssoscope-playbook/1"

[[saml.attribute]]
name = "email"
required = true

[[saml.attribute]]
name = "costCentre"
required = true
pattern = "[0-9]{4}"
"#;

fn attribute_missing() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "attribute-missing", "2026-04-01T08:00:20Z");
    sign_in.posted().playbook(LEDGERLINE).rejected("missing_attribute", &["saml/attributes"]).told(
        "The cost centre is missing",
        "Mira gets in and sees “no cost centre”. \
         Halden Freight's directory has the value, and nobody mapped it to an attribute for Ledgerline.",
    )
}

fn groups_by_link() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "groups-by-link", "2026-04-21T07:15:00Z");
    let link = "https://graph.windows.net/72f988bf-86f1/users/5b1e0c7a/getMemberObjects".to_owned();
    sign_in
        .response
        .assertion()
        .attributes
        .push(("http://schemas.microsoft.com/claims/groups.link", vec![link]));
    sign_in
        .posted()
        .playbook(format!("[[saml.attribute]]\nname = \"{GROUPS}\"\nrequired = true\n"))
        .rejected("overage", &["saml/attributes"])
        .warns(&["saml/groups_overage"])
        .told(
            "A link stands where the groups should",
            "Halden Freight's longest-serving dispatcher is in a hundred and sixty groups, and of all people he can't get in. \
             Above a hundred and fifty the directory sends an address in place of the list.",
        )
}

fn groups_in_the_assertion() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "good-groups-in-assertion", "2026-04-21T07:20:00Z");
    let groups = ["1c9e07b4-d25a-4f66-830b-1f0d5a2c7e11".to_owned()];
    sign_in.response.assertion().attributes.push((GROUPS, groups.to_vec()));
    sign_in.posted().playbook(format!("[[saml.attribute]]\nname = \"{GROUPS}\"\nrequired = true\n")).told(
        "Groups by their IDs, in the assertion",
        "The dispatcher's colleague joined last month and is in one group. The directory sends its ID, and Ledgerline knows it.",
    )
}

fn name_for(slug: &'static str, at: &'static str, sp: &'static str) -> SignIn {
    let mut sign_in = SignIn::new(&KESTREL, slug, at);
    if let Some(name) = sign_in.response.assertion().name_id.as_mut() {
        name.for_sp = Some(sp);
    }
    sign_in
}

fn name_for_another() -> Sample {
    let sign_in = name_for("name-id-for-another", "2026-04-22T06:10:00Z", "urn:example:rotawell:staging");
    sign_in.posted().because("name_id_mismatch").warns(&["saml/name_id_qualifier"]).told(
        "The name was made for another application",
        "Kestrel Clinic copied Rotawell's entry from the staging system, qualifier and all. Rotawell finds no account for anybody.",
    )
}

fn name_for_this_one() -> Sample {
    let sign_in = name_for("good-name-id-qualified", "2026-04-22T06:30:00Z", KESTREL.sp.entity_id);
    sign_in.posted().told(
        "A name that says for which application it was made",
        "With the qualifier set right, everybody at the clinic is found again under the name that they had before.",
    )
}

fn attribute_twice() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "attribute-twice", "2026-04-23T07:00:00Z");
    sign_in.response.assertion().attributes.push(("groups", vec!["Night shift".to_owned()]));
    sign_in.posted().warns(&["saml/attribute_repeated"]).told(
        "One attribute, written by two rules",
        "Halden Freight added a rule for shifts beside the one for departments. Ledgerline reads the first groups that it finds, \
         and nobody of the night shift sees the night's expenses.",
    )
}

fn condition_of_its_own() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "condition-unknown", "2026-04-24T07:00:00Z");
    sign_in.response.assertion().condition = Some("campus:OnCampusOnlyType");
    sign_in.posted().because("incomplete_message").warns(&["saml/conditions_known"]).told(
        "A condition that only the college knows",
        "Brightwater College wrote an extension by which some sign-ins hold on campus only. \
         The library's software does not know it, and does as the standard says: it refuses.",
    )
}
