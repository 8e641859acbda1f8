//! A signed response, damaged in every way that is known: what is said of it names the damage.

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

/// What the assertion of the tests says.
const CONTENT: &str = r##"<a:Issuer>https://idp.example/metadata</a:Issuer>
  <a:Subject>
    <a:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">zoë.müller@example.org</a:NameID>
    <a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><a:SubjectConfirmationData NotOnOrAfter="2026-03-01T10:05:00Z" Recipient="https://app.example/acs"/></a:SubjectConfirmation>
  </a:Subject>
  <a:Conditions NotBefore="2026-03-01T09:55:00Z" NotOnOrAfter="2026-03-01T10:05:00Z"><a:AudienceRestriction><a:Audience>https://app.example/sp</a:Audience></a:AudienceRestriction></a:Conditions>
  <a:AttributeStatement>
    <a:Attribute Name="org" FriendlyName="a  b"><a:AttributeValue>Müller &amp; Söhne "Bau" &lt;GmbH&gt;</a:AttributeValue></a:Attribute>
    <a:Attribute Name="role"><a:AttributeValue>driver</a:AttributeValue></a:Attribute>
    <a:Attribute Name="memo"><a:AttributeValue>one
two</a:AttributeValue></a:Attribute>
  </a:AttributeStatement>"##;

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

struct Damage {
    called: &'static str,
    named: ExplanationKind,
    /// What was signed, where that is not the usual content.
    signed: fn(&str) -> String,
    make: fn(&str) -> String,
}

const fn damage(called: &'static str, named: ExplanationKind, make: fn(&str) -> String) -> Damage {
    Damage { called, named, signed: |text| text.to_owned(), make }
}

const fn of(
    called: &'static str,
    named: ExplanationKind,
    signed: fn(&str) -> String,
    make: fn(&str) -> String,
) -> Damage {
    Damage { called, named, signed, make }
}

/// Between two tags of the assertion's content, and not inside SignedInfo.
fn in_content(text: &str, change: impl Fn(&str) -> String) -> String {
    let (before, content) = text.split_once("</ds:Signature>").unwrap();
    format!("{before}</ds:Signature>{}", change(content))
}

fn packed(text: &str) -> String {
    text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n").replace(">\n<", "><")
}

/// The content with every element on a line of its own, as deep as it lies.
fn laid_out(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut depth = 2;
    let mut after_text = false;
    for piece in packed(text).split_inclusive('>') {
        let (before, tag) = piece.split_at(piece.find('<').unwrap());
        after_text |= !before.is_empty();
        let ends = tag.starts_with("</");
        depth -= usize::from(ends);
        let leaf = ends && (after_text);
        out += before;
        if !leaf {
            out += &format!("\n{}", indent.repeat(depth));
        }
        out += tag;
        depth += usize::from(!ends && !tag.ends_with("/>"));
        after_text = false;
    }
    out + "\n" + indent
}

fn latin(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

fn moved(text: &str, tag: &str, by: &str) -> String {
    assert!(text.contains(tag), "{tag} stands in {text}");
    text.replacen(tag, by, 1)
}

static DAMAGES: &[Damage] = &[
    of("pretty-printed", Reindented, packed, |text| {
        in_content(text, |rest| rest.replace("><", ">\n      <"))
    }),
    of("pretty-printed with CRLF references", Reindented, packed, |text| {
        in_content(text, |rest| rest.replace("><", ">&#13;\n  <"))
    }),
    damage("pretty-printed, texts on lines of their own", TextPadded, |text| {
        in_content(text, |rest| rest.replace(">driver<", ">\n        driver\n      <"))
    }),
    of("indentation taken out", WhiteSpaceLost, |text| laid_out(text, "  "), |text| in_content(text, packed)),
    of(
        "tabs for the indentation",
        Reindented,
        |text| laid_out(text, "    "),
        |text| in_content(text, |rest| rest.replace("    ", "\t")),
    ),
    damage("line ends as references", CarriageReturnsAdded, |text| {
        in_content(text, |rest| rest.replace('\n', "&#13;\n"))
    }),
    of(
        "signed carriage returns lost",
        CarriageReturnsLost,
        |text| text.replace('\n', "&#xD;\n"),
        |text| text.replace("&#xD;", ""),
    ),
    of(
        "a text broken into lines",
        LinesBroken,
        |text| packed(text).replace("one\ntwo", "onetwo"),
        |text| moved(text, "onetwo", "one\ntwo"),
    ),
    damage("UTF-8 read as Latin-1", CharsetMisread, |text| in_content(text, latin)),
    damage("a letter replaced by ?", CharacterLost, |text| moved(text, "zoë", "zo?")),
    damage("typographic quotes", Typography, |text| {
        in_content(text, |rest| rest.replace("\"Bau\"", "“Bau\u{201d}"))
    }),
    damage("entities escaped twice", EscapedTwice, |text| {
        in_content(text, |rest| {
            rest.replace("&amp;", "&amp;amp;").replace("&lt;", "&amp;lt;").replace("&gt;", "&amp;gt;")
        })
    }),
    of(
        "entities resolved once too often",
        UnescapedTwice,
        |text| text.replace("&amp;", "&amp;amp;"),
        |text| text.replace("&amp;amp;", "&amp;"),
    ),
    damage("line breaks inside attributes", AttributeWhiteSpace, |text| {
        moved(text, "2026-03-01T10:05:00Z\" R", "&#10;2026-03-01T10:05:00Z\" R")
    }),
    damage("spaces inside attributes doubled", AttributeWhiteSpace, |text| {
        moved(text, "FriendlyName=\"a  b\"", "FriendlyName=\"a  b\" ").replace(
            "Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"",
            "Method=\" urn:oasis:names:tc:SAML:2.0:cm:bearer\"",
        )
    }),
    damage("xml:space added", AttributeAdded, |text| {
        moved(text, "<a:Subject>", "<a:Subject xml:space=\"preserve\">")
    }),
    of(
        "xsi:type dropped",
        AttributeLost,
        |text| {
            text.replace(
                "<a:AttributeValue>",
                "<a:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\">",
            )
        },
        |text| {
            text.replace(
                " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\"",
                "",
            )
        },
    ),
    damage("a processing instruction put in", InstructionAdded, |text| {
        moved(text, "<a:Subject>", "<?p x?><a:Subject>")
    }),
    damage("an attribute statement added", ElementAdded, |text| {
        moved(
            text,
            "<a:Attribute Name=\"role\">",
            "<a:Attribute Name=\"groups\"><a:AttributeValue>admin</a:AttributeValue></a:Attribute><a:Attribute Name=\"role\">",
        )
    }),
    damage("an attribute of an element added", AttributeAdded, |text| {
        moved(text, "<a:NameID ", "<a:NameID NameQualifier=\"x\" ")
    }),
    damage("elements the other way round", ElementsReordered, |text| {
        let attribute = |name: &str| format!("<a:Attribute Name=\"{name}\">");
        let (first, second) = (attribute("role"), attribute("memo"));
        let role = text.split_once(&first).unwrap().1.split_once("</a:Attribute>").unwrap().0.to_owned();
        let memo = text.split_once(&second).unwrap().1.split_once("</a:Attribute>").unwrap().0.to_owned();
        let swapped =
            text.replace(&format!("{first}{role}"), "{1}").replace(&format!("{second}{memo}"), "{2}");
        swapped.replace("{1}", &format!("{second}{memo}")).replace("{2}", &format!("{first}{role}"))
    }),
    damage("prefixes renamed", PrefixesRenamed, |text| {
        let (before, rest) = text.split_once("<ds:Signature ").unwrap();
        let (signature, rest) = rest.split_once("</ds:Signature>").unwrap();
        let rename = |text: &str| {
            text.replace("a:", "ns7:")
                .replace("xmlns:a=", "xmlns:ns7=")
                .replace("schemns7:", "schema:")
                .replace("nns7:", "na:")
        };
        let before = before.replace("<a:", "<ns7:").replace("xmlns:a=", "xmlns:ns7=");
        let rest = rename(&rest.replace("<a:", "<ns7:").replace("</a:", "</ns7:"));
        format!("{before}<ds:Signature {signature}</ds:Signature>{rest}")
    }),
    of(
        "the NameID replaced, and the signed one known",
        ValueAltered,
        |text| text.replace("zoë.müller@", "alice@"),
        |text| moved(text, "alice@", "zoë.müller@"),
    ),
    damage("an attribute value altered by a letter", ValueAltered, |text| {
        moved(text, ">driver<", ">drivers<")
    }),
    damage("the end of validity moved by an hour", ValueAltered, |text| {
        moved(text, "NotOnOrAfter=\"2026-03-01T10:05:00Z\">", "NotOnOrAfter=\"2026-03-01T11:05:00Z\">")
    }),
    damage("http for https", ValueAltered, |text| moved(text, "Recipient=\"https:", "Recipient=\"http:")),
    damage("a slash at the end", ValueAltered, |text| moved(text, "example/sp<", "example/sp/<")),
    damage("capitals in a name", ValueAltered, |text| {
        moved(text, "zoë.müller@example.org", "Zoë.Müller@Example.org")
    }),
    damage("digest in hexadecimal", DigestRespelled, |text| {
        let value = text.split_once("<ds:DigestValue>").unwrap().1.split_once('<').unwrap().0;
        let hex: String = STANDARD.decode(value).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
        text.replace(value, &hex)
    }),
    damage("value with spaces for plus signs", ValueRespelled, |text| {
        of_value(text, |value| value.replace('+', " "))
    }),
    damage("value in the base64 of URLs", ValueRespelled, |text| {
        of_value(text, |value| value.replace('+', "-").replace('/', "_"))
    }),
    damage("value percent-encoded", ValueRespelled, |text| {
        of_value(text, |value| value.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"))
    }),
    damage("value in hexadecimal", ValueRespelled, |text| {
        of_value(text, |value| {
            STANDARD.decode(value).unwrap().iter().map(|byte| format!("{byte:02x}")).collect()
        })
    }),
    damage("value in base64 twice", ValueRespelled, |text| of_value(text, |value| STANDARD.encode(value))),
    damage("value with its bytes reversed", ValueRespelled, |text| {
        of_value(text, |value| {
            STANDARD.encode(STANDARD.decode(value).unwrap().into_iter().rev().collect::<Vec<_>>())
        })
    }),
    damage("two characters of the value swapped", ValueDamaged, |text| {
        of_value(text, |value| {
            let at = value.as_bytes().windows(2).position(|pair| pair[0] != pair[1]).unwrap();
            let (head, tail) = value.split_at(at);
            format!("{head}{}{}{}", &tail[1..2], &tail[..1], &tail[2..])
        })
    }),
    damage("a character of the value altered", ValueDamaged, |text| {
        of_value(text, |value| format!("{}{}", if value.starts_with('A') { 'B' } else { 'A' }, &value[1..]))
    }),
    damage("a character of the value lost", ValueDamaged, |text| {
        of_value(text, |value| value[1..].to_owned())
    }),
    damage("white space in SignedInfo", Reindented, |text| {
        text.replace("<ds:SignedInfo>", "<ds:SignedInfo>\n  ")
    }),
    damage("another SignedInfo", SignedInfoReplaced, |text| {
        let foreign = STANDARD.encode([7; 32]);
        text.replace(
            "<ds:Reference URI=\"#_a\">",
            &format!("<ds:Reference URI=\"#_a\" Type=\"{foreign}\" Id=\"x\">"),
        )
    }),
];

fn of_value(text: &str, change: impl Fn(&str) -> String) -> String {
    let value = text.split_once("<ds:SignatureValue>").unwrap().1.split_once('<').unwrap().0;
    text.replace(value, &change(value))
}

#[test]
fn every_damage_is_named() {
    let signer = RsaSigner::new();
    let keys = [signer.public()];
    let mut wrong = Vec::new();
    for damage in DAMAGES {
        let signed =
            signer.sign(&template(EXCLUSIVE, &(damage.signed)(CONTENT)), Habit::Sound, |bytes| bytes);
        let found = explained(&(damage.make)(&signed), &keys);
        let said = found.as_ref().map_or("nothing is said".to_owned(), |found| found.says.clone());
        let kind = found.as_ref().map(|found| found.kind);
        println!(
            "{:48} {:24} {said}",
            damage.called,
            kind.map_or("-".to_owned(), |kind| format!("{kind:?}"))
        );
        if kind != Some(damage.named) {
            wrong.push(format!("{}: {:?} expected, {kind:?}: {said}", damage.called, damage.named));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What a signer does wrong, by what it feeds into its digest or its key.
#[test]
fn every_habit_of_signers_is_named() {
    type Canonical = fn(Vec<u8>) -> Vec<u8>;
    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }
    let same: Canonical = |bytes| bytes;
    let habits: &[(&str, Habit, Canonical, ExplanationKind)] = &[
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
    let signer = RsaSigner::new();
    for (called, habit, canonical, named) in habits {
        let signed = signer.sign(&template(EXCLUSIVE, CONTENT), *habit, canonical);
        let found = explained(&signed, &[signer.public()]);
        let said = found.as_ref().map_or("nothing is said", |found| &found.says);
        println!(
            "{called:48} {:24} {said}",
            found.as_ref().map_or("-".to_owned(), |found| format!("{:?}", found.kind))
        );
        assert_eq!(found.as_ref().map(|found| found.kind), Some(*named), "{called}: {said}");
    }
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
    let started = std::time::Instant::now();
    let found = explain_digest(&document, &signatures(&document)[0], 0, &[], &mut attempts);
    println!("{} bytes, nothing found: {:?}", damaged.len(), started.elapsed());
    assert!(found.is_none() && attempts.exhausted());
    assert!(started.elapsed() < std::time::Duration::from_secs(20));
}
