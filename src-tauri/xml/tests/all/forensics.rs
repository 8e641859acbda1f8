//! A signed response, damaged in every way that is known: what is said of it names the damage.

use crate::damages::{CONTENT, DAMAGES, Damage, of_value};
use crate::processor::timed;
use crate::rsa_signer::{Habit, RsaSigner};
use crate::signer::{ENVELOPED, EXCLUSIVE, Signer, assertion, signature};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_crypto::{Hash, PublicKey, digest};
use ssoscope_xml::c14n::{Canonicalization, Method};
use ssoscope_xml::dsig::ExplanationKind::{self, *};
use ssoscope_xml::dsig::{
    Attempts, Explanation, Keyring, State, explain_digest, explain_value, signatures, verify,
};
use ssoscope_xml::{Document, NodeId};

const INCLUSIVE: &str = r#"<ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>"#;

fn template(transforms: &str, content: &str) -> String {
    let signature =
        signature("#_a", &format!("{ENVELOPED}{transforms}")).replace("ecdsa-sha256", "rsa-sha256");
    format!(
        "<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r\"><a:Assertion \
         xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a\">{signature}{content}</a:Assertion></p:Response>"
    )
}

/// What is said of the first signature.
fn explained(text: &str, keys: &[PublicKey]) -> Option<Explanation> {
    let document = Document::read(text.as_bytes());
    assert!(document.well_formed(), "{text}\n{:?}", document.problems());
    let signature = signatures(&document).remove(0);
    let verification = verify(&document, &signature, keys);
    assert!(!matches!(verification.state, State::Valid { .. }), "it is not damaged at all: {text}");
    let mut attempts = Attempts::new();
    let known = ["alice@example.org".to_owned()];
    let of_digest = explain_digest(&document, &signature, 0, &known, &mut attempts);
    let keyring = Keyring { keys, named: Some(0) };
    of_digest.or_else(|| explain_value(&document, &signature, keyring, &known, &mut attempts))
}

/// A damage, what it has to be named, and what is said of it.
struct Told {
    called: &'static str,
    named: ExplanationKind,
    found: Option<Explanation>,
}

impl Told {
    fn is_named(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.kind == self.named)
    }

    /// A row of the table.
    fn row(&self) -> String {
        let said = self.found.as_ref().map_or("nothing is said", |found| &found.says);
        let kind = self.found.as_ref().map_or("-".to_owned(), |found| format!("{:?}", found.kind));
        format!("| {} | `{kind}` | {} |\n", in_cell(self.called), in_cell(said))
    }
}

fn in_cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ").replace('<', "&lt;")
}

const HEAD: &str = "# What is said of a signed response that was damaged

Each was signed, damaged in this one way, and explained: with what it names undone, the digest or the value fits. Made by the
test `every_damage_is_named_as_the_table_has_it`, with `SSOSCOPE_UPDATE=1`.
";

#[test]
fn every_damage_is_named_as_the_table_has_it() {
    let signer = RsaSigner::of_samples();
    let (damaged, habits) = (told_of_damages(&signer), told_of_habits(&signer));
    let wrong: Vec<String> = damaged
        .iter()
        .chain(&habits)
        .filter(|told| !told.is_named())
        .map(|told| format!("{:?} expected: {}", told.named, told.row()))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join(""));
    let section = |title: &str, all: &[Told]| {
        let rows: String = all.iter().map(Told::row).collect();
        format!("\n## {title}\n\n| damage | named | said |\n|---|---|---|\n{rows}")
    };
    let table = format!(
        "{HEAD}{}{}",
        section("Changed after it was signed", &damaged),
        section("Signed otherwise than it declares", &habits)
    );
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/damage.md");
    if std::env::var_os("SSOSCOPE_UPDATE").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), table, "SSOSCOPE_UPDATE=1 writes it anew");
}

fn told_of_damages(signer: &RsaSigner) -> Vec<Told> {
    let told = |damage: &Damage| {
        let signed =
            signer.sign(&template(EXCLUSIVE, &(damage.signed)(CONTENT)), Habit::Sound, |bytes| bytes);
        let found = explained(&(damage.make)(&signed), &[signer.public()]);
        Told { called: damage.called, named: damage.named, found }
    };
    DAMAGES.iter().map(told).collect()
}

/// What a signer does wrong, by what it feeds into its digest or its key.
fn told_of_habits(signer: &RsaSigner) -> Vec<Told> {
    type Canonical = fn(Vec<u8>) -> Vec<u8>;
    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }
    let same: Canonical = |bytes| bytes;
    let habits: &[(&'static str, Habit, Canonical, ExplanationKind)] = &[
        ("RSA with SHA-512 under the name of SHA-256", Habit::Sha512, same, OtherSignatureAlgorithm),
        ("RSA-PSS under the name of PKCS#1", Habit::Pss, same, OtherSignatureAlgorithm),
        ("the content signed, not SignedInfo", Habit::Content, same, SignsContent),
        ("a digest of SHA-512 under the name of SHA-256", Habit::DigestSha512, same, OtherDigestAlgorithm),
        ("the digest of nothing", Habit::Void, same, Void),
        (
            "empty elements as one tag",
            Habit::Sound,
            |b| text(b).replace("></a:SubjectConfirmationData>", "/>").into_bytes(),
            EmptyElementTags,
        ),
        ("> written as it is", Habit::Sound, |b| text(b).replace("&gt;", ">").into_bytes(), OrdinaryEscapes),
        (
            "quotes escaped in texts",
            Habit::Sound,
            |b| text(b).replace("\"Bau\"", "&quot;Bau&quot;").into_bytes(),
            OrdinaryEscapes,
        ),
        ("signed in Latin-1", Habit::Sound, |b| text(b).chars().map(|c| c as u8).collect(), OtherEncoding),
        (
            "signed in UTF-16",
            Habit::Sound,
            |b| text(b).encode_utf16().flat_map(u16::to_le_bytes).collect(),
            OtherEncoding,
        ),
        ("a line end after it", Habit::Sound, |b| [b, b"\n".to_vec()].concat(), NotCanonicalized),
        (
            "attributes unsorted",
            Habit::Sound,
            |b| {
                text(b)
                    .replace(" FriendlyName=\"a  b\" Name=\"org\"", " Name=\"org\" FriendlyName=\"a  b\"")
                    .into_bytes()
            },
            AttributesUnsorted,
        ),
    ];
    let told = |(called, habit, canonical, named): &(&'static str, Habit, Canonical, ExplanationKind)| {
        let signed = signer.sign(&template(EXCLUSIVE, CONTENT), *habit, canonical);
        Told { called, named: *named, found: explained(&signed, &[signer.public()]) }
    };
    habits.iter().map(told).collect()
}

/// An assertion signed by itself with inclusive canonicalisation, and then put into a response.
#[test]
fn namespaces_that_came_into_force_are_named() {
    let signer = RsaSigner::new();
    let signature =
        signature("#_a", &format!("{ENVELOPED}{INCLUSIVE}")).replace("ecdsa-sha256", "rsa-sha256");
    let alone = format!(
        "<a:Assertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a\">{signature}{CONTENT}</a:Assertion>"
    );
    let signed = signer.sign(&alone, Habit::Sound, |bytes| bytes);
    let put_in = format!(
        "<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\" xmlns:x=\"urn:x\">{signed}</p:Response>"
    );
    let found = explained(&put_in, &[signer.public()]).unwrap();
    assert_eq!(found.kind, OtherCanonicalization, "{}", found.says);
    let inside = format!("<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\">{alone}</p:Response>");
    let signed = signer.sign(&inside, Habit::Sound, |bytes| bytes);
    let start = signed.find("<a:Assertion").unwrap();
    let lifted = signed[start..].replace("</p:Response>", "").replace(" xmlns:p=", " xmlns:q=");
    let found = explained(&lifted.replacen("xmlns:p", "xmlns:r", 1), &[signer.public()]);
    assert!(found.is_none_or(|found| found.kind == NamespacesMoved), "the prefix is unusual");
    let inside = inside
        .replace("xmlns:p=", "xmlns:samlp=")
        .replace("p:Response", "samlp:Response")
        .replace("samlsamlp", "samlp");
    let signed = signer.sign(&inside, Habit::Sound, |bytes| bytes);
    let start = signed.find("<a:Assertion").unwrap();
    let end = signed.find("</samlp:Response>").unwrap();
    let found = explained(&signed[start..end], &[signer.public()]).unwrap();
    assert_eq!(found.kind, NamespacesMoved, "{}", found.says);
}

/// What is said where the digest is that of the root canonicalised in this way, and the transforms are those usual.
fn quirk_of(
    root: &str,
    how: &Canonicalization,
    left_out: bool,
    written: impl Fn(String) -> String,
) -> Option<ExplanationKind> {
    let text = root.replace("{S}", &signature("", &format!("{ENVELOPED}{EXCLUSIVE}")));
    let document = Document::read(text.as_bytes());
    let hole = left_out.then(|| signatures(&document)[0].node);
    let bytes = written(String::from_utf8(how.bytes(&document, NodeId::DOCUMENT, hole)).unwrap());
    let declared = STANDARD.encode(digest(Hash::Sha256, bytes.as_bytes()));
    let document = Document::read(text.replace("{D}", &declared).replace("{V}", "AAAA").as_bytes());
    let found = explain_digest(&document, &signatures(&document)[0], 0, &[], &mut Attempts::new());
    found.map(|found| found.kind)
}

#[test]
fn other_canonical_forms_are_named() {
    let as_it_is = |text: String| text;
    let exclusive = Canonicalization::new(Method::Exclusive);
    let root = "<r xmlns:u=\"urn:u\" xmlns=\"urn:a?b&amp;c\" xml:lang=\"en\">some text<!-- c -->{S}</r>";
    assert_eq!(quirk_of(root, &exclusive, true, as_it_is), None);
    assert_eq!(quirk_of(root, &exclusive, true, |text| text.replace("some", "no such")), None);
    for other in [
        Canonicalization::new(Method::Inclusive10),
        Canonicalization { comments: true, ..exclusive.clone() },
        Canonicalization { comments: true, ..Canonicalization::new(Method::Inclusive10) },
    ] {
        assert_eq!(quirk_of(root, &other, true, as_it_is), Some(OtherCanonicalization));
    }
    let raw = quirk_of(root, &exclusive, true, |text| text.replace("b&amp;c", "b&c"));
    assert_eq!(raw, Some(AmpersandInNamespace));
    let undeclared = root.replace("{S}", &signature("", EXCLUSIVE));
    assert_eq!(quirk_of(&undeclared, &exclusive, true, as_it_is), Some(UndeclaredEnveloping));
}

/// DER, other widths, another hash: an ECDSA value in every form that is met.
#[test]
fn ecdsa_values_in_other_forms_are_named() {
    let signer = Signer::new();
    let good = signer.sign(&assertion("_a", "<a:Subject>x</a:Subject>"));
    let padded = of_value(&good, |value| {
        let bytes = STANDARD.decode(value).unwrap();
        STANDARD.encode([&[0, 0], &bytes[..32], &[0, 0], &bytes[32..]].concat())
    });
    assert_eq!(explained(&padded, &[signer.public()]).map(|found| found.kind), Some(ValueRespelled));
    let other = good.replace("ecdsa-sha256", "ecdsa-sha512");
    let found = explained(&other, &[signer.public()]);
    assert!(found.is_none_or(|found| found.kind != ValueRespelled), "SignedInfo itself is another one then");
    let der = signer.sign_in_der(&assertion("_a", "<a:Subject>x</a:Subject>"));
    assert_eq!(explained(&der, &[signer.public()]).map(|found| found.kind), Some(OtherSignatureAlgorithm));
}

#[test]
fn nothing_is_explained_that_is_right_or_not_understood() {
    let signer = RsaSigner::new();
    let good = signer.sign(&template(EXCLUSIVE, CONTENT), Habit::Sound, |bytes| bytes);
    let document = Document::read(good.as_bytes());
    let mut attempts = Attempts::new();
    assert_eq!(explain_digest(&document, &signatures(&document)[0], 0, &[], &mut attempts), None);
    let other = [RsaSigner::new().public()];
    let keyring = Keyring { keys: &other, named: None };
    assert_eq!(explain_value(&document, &signatures(&document)[0], keyring, &[], &mut attempts), None);
    let rewritten = good.replace("driver", "somebody else entirely, and more");
    assert_eq!(explained(&rewritten, &[signer.public()]), None);
}

/// The search ends, whatever it is given, and says so where it was cut.
#[test]
fn the_search_is_bounded() {
    let many =
        "<a:Attribute Name=\"x\"><a:AttributeValue>value</a:AttributeValue></a:Attribute>".repeat(4000);
    let signer = RsaSigner::new();
    let signed = signer.sign(&template(EXCLUSIVE, &many), Habit::Sound, |bytes| bytes);
    let damaged = signed.replacen("value<", "something quite different<", 2);
    let document = Document::read(damaged.as_bytes());
    let mut attempts = Attempts::new();
    let (found, took) = timed(|| explain_digest(&document, &signatures(&document)[0], 0, &[], &mut attempts));
    println!("{} bytes, nothing found: {took:?}", damaged.len());
    assert!(found.is_none() && attempts.exhausted());
    assert!(took < std::time::Duration::from_secs(20));
}
