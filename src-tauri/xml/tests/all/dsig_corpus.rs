//! Foreign signatures: the vectors of XML Signature, and SAML messages that xmlsec1 has judged one by one.

use crate::corpus::{Row, files, public_key, rows, shared};
use ssoscope_crypto::{PublicKey, Secret};
use ssoscope_xml::Document;
use ssoscope_xml::dsig::{Signature, State, signatures, verify, verify_mac};

/// Vectors that are expected to verify and do not here, by a part of their path, each with the reason. One that verifies
/// all the same fails the test.
const NOT_HERE: &[(&str, &str)] = &[
    ("hmac-md5", "MD5, which RFC 9231 §2.2.1 advises against"),
    ("ripemd160", "RIPEMD-160, which nobody uses"),
    (
        "hmac-sha224-64",
        "a MAC cut to less than half of its hash, which XML Signature 1.1 §6.3.1 forbids to take",
    ),
    (
        "hmac-sha256-64",
        "a MAC cut to less than half of its hash, which XML Signature 1.1 §6.3.1 forbids to take",
    ),
    (
        "hmac-sha512-64",
        "a MAC cut to less than half of its hash, which XML Signature 1.1 §6.3.1 forbids to take",
    ),
    (
        "xpointer-hmac",
        "an XPointer transform, which no specification of signatures knows (RFC 9231 §2.4.2 drafts it)",
    ),
    ("eddsa-ed25519ph", "Ed25519ph, a variant with a hash before it that RFC 9231 names and nobody uses"),
    ("eddsa-ed25519ctx", "Ed25519ctx, a variant with a context that RFC 9231 names and nobody uses"),
    ("signature-external", "it signs something outside the document, and nothing is fetched"),
    (
        "merlin-xmldsig-twenty-three/signature-keyname",
        "it signs something outside the document, and nothing is fetched",
    ),
    ("signature-x509-crt.xml", "it signs something outside the document, and nothing is fetched"),
    ("signature-x509-sn", "it signs something outside the document, and nothing is fetched"),
    ("signature-x509-is", "it signs something outside the document, and nothing is fetched"),
    ("signature-x509-ski", "it signs something outside the document, and nothing is fetched"),
    (
        "merlin-xmldsig-twenty-three/signature-retrievalmethod",
        "it signs something outside the document, and nothing is fetched",
    ),
    (
        "merlin-xmldsig-twenty-three/signature.xml",
        "partly outside the document, partly XSLT, which is never run",
    ),
    (
        "merlin-c14n-three",
        "all 27 digests match; what some of its filters leave over is nothing at all, which no consumer may take for signed",
    ),
    (
        "merlin-xpath-filter2-three/sign-spec",
        "what its filters leave over is nothing at all, which no consumer may take for signed",
    ),
    ("md5-rsa-md5", "MD5, which RFC 9231 §2.3.1 advises against"),
    ("eddsa-ed448", "Ed448"),
    ("signature-two-keynames", "it signs something outside the document"),
    (
        "with-asn1",
        "an ECDSA value in DER, which the specification does not allow; it is recognised (dsig_rules.rs)",
    ),
    ("ecdsa-java-bug", "an ECDSA value whose numbers have the wrong length"),
    ("sha256_padded", "an ECDSA value whose numbers have the wrong length"),
    ("xml-crypto/valid_signature.xml", "a relative namespace name, with which canonicalisation must fail"),
    (
        "xml-crypto/valid_signature_with_lowercase_id",
        "a relative namespace name, with which canonicalisation must fail",
    ),
    ("xml-crypto/valid_signature_wsu", "a relative namespace name, with which canonicalisation must fail"),
    (
        "xml-crypto/valid_signature_with_reference_keyInfo",
        "a relative namespace name, with which canonicalisation must fail",
    ),
    (
        "xml-crypto/valid_signature_with_whitespace_in_digest",
        "a relative namespace name, with which canonicalisation must fail",
    ),
    (
        "xml-crypto/valid_signature_with_root_level_sig",
        "a relative namespace name, with which canonicalisation must fail",
    ),
    (
        "enveloping-expired-cert",
        "expected to fail for its certificate's dates, which are not this crate's to judge",
    ),
];

#[test]
fn vectors_of_xml_signature() {
    let Some(corpus) = shared("corpus") else { return };
    let named = keys_of_the_suites(&corpus);
    let (mut verified, mut excepted, mut wrong) = (0, 0, Vec::new());
    for row in rows(&corpus).iter().filter(|row| row.kind == "xmldsig") {
        let wanted = matches!(row.expected.as_str(), "valid" | "sig-valid");
        if !wanted && !row.expected.starts_with("invalid") {
            continue;
        }
        let Some(xml) = row.xml(&corpus) else { continue };
        let document = Document::read(&xml);
        let all = signatures(&document);
        let valid = !all.is_empty()
            && all.iter().all(|signature| {
                let mut keys = row.certificates(&corpus);
                keys.extend(embedded(signature));
                keys.extend(named.iter().cloned());
                let verified = verify(&document, signature, &keys).state;
                let with_secret = verify_mac(&document, signature, &secrets(row, &corpus)).state;
                matches!(verified, State::Valid { .. }) || matches!(with_secret, State::Valid { .. })
            });
        let exception = NOT_HERE.iter().find(|(part, _)| row.path.contains(part));
        match (valid == wanted, exception) {
            (true, None) => verified += 1,
            (false, Some(_)) => excepted += 1,
            (true, Some((part, reason))) => {
                wrong.push(format!("{}: excepted ({part}: {reason}), but as expected", row.path))
            }
            (false, None) => {
                wrong.push(format!("{}: expected {}, {}", row.path, row.expected, explain(&document, &all)))
            }
        }
    }
    println!("XML Signature vectors: {verified} as expected, {excepted} excepted with a reason");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(verified > 60);
}

/// The secret of a row that is signed by a MAC.
fn secrets(row: &Row, corpus: &std::path::Path) -> Vec<Secret> {
    let of_suite = row.param("xmlsec_options").is_some_and(|options| options.contains("hmackey.bin"));
    let suite = of_suite.then_some("lsh123__xmlsec/keys/hmackey.bin");
    let file = row.param("hmac_key").or(suite);
    file.map(|file| Secret::from(std::fs::read(corpus.join(file)).unwrap())).into_iter().collect()
}

fn explain(document: &Document, all: &[Signature]) -> String {
    let each = all.iter().map(|signature| {
        let verification = verify(document, signature, &embedded(signature));
        let method = signature.method.as_ref().map_or("no method", |method| method.uri.as_str());
        let digests: Vec<bool> =
            verification.references.iter().map(|reference| reference.matches()).collect();
        let of_references = verification.references.iter().flat_map(|reference| &reference.problems);
        let problems: Vec<_> = signature
            .problems
            .iter()
            .chain(of_references)
            .chain(&verification.problems)
            .map(|p| &p.says)
            .collect();
        format!("{method} digests {digests:?} value {:?} {problems:?}", verification.value.tried)
    });
    let xml: Vec<_> = document.problems().iter().map(|problem| problem.kind).collect();
    format!("{xml:?} {:?}", each.collect::<Vec<_>>())
}

/// The keys that a signature brings along: right for vectors, never for messages.
pub(crate) fn embedded(signature: &Signature) -> Vec<PublicKey> {
    let info = &signature.key_info;
    let certificates =
        info.certificates.iter().filter_map(|certificate| certificate.encoded.bytes.as_deref());
    let values = info.key_values.iter().filter_map(|value| value.key.clone().ok());
    certificates.filter_map(public_key).chain(values).collect()
}

fn keys_of_the_suites(corpus: &std::path::Path) -> Vec<PublicKey> {
    let all = files(&corpus.join("lsh123__xmlsec"));
    let keys =
        all.iter().filter(|path| path.extension().is_some_and(|e| e == "der" || e == "crt" || e == "pem"));
    keys.filter_map(|path| public_key(&std::fs::read(path).unwrap())).collect()
}

/// SAML rows where this engine and xmlsec1 differ on purpose, by a part of their path.
const DIFFERS: &[(&str, &str)] = &[
    (
        "TestXswPermutationTwoIsRejected",
        "xmlsec1 refuses any document with a duplicate ID; here only the one referred to counts",
    ),
    ("/valid_saml_sha256_rsa_mgf1", "this xmlsec1 knows no sha256-rsa-MGF1"),
];

#[test]
fn saml_messages_as_xmlsec1_judges_them() {
    let Some(corpus) = shared("corpus") else { return };
    let (mut agreed, mut excepted, mut wrong) = (0, 0, Vec::new());
    for row in rows(&corpus).iter().filter(|row| row.kind.starts_with("saml-") && !row.xmlsec.is_empty()) {
        let Some(xml) = row.xml(&corpus) else { continue };
        let document = Document::read(&xml);
        let all = signatures(&document);
        let theirs = verdicts(&row.xmlsec);
        let ours: Vec<&str> =
            all.iter().map(|signature| verdict(row, &corpus, &document, signature)).collect();
        let agrees =
            theirs.len() >= ours.len() && ours.iter().zip(&theirs).all(|(our, their)| agree(our, their));
        let exception = DIFFERS.iter().find(|(part, _)| row.path.contains(part));
        match (agrees, exception) {
            (true, None) => agreed += ours.len(),
            (false, Some(_)) => excepted += ours.len(),
            (true, Some((part, reason))) => {
                wrong.push(format!("{}: excepted ({part}: {reason}), but agrees", row.path))
            }
            (false, None) => {
                wrong.push(format!(
                    "{}: xmlsec1 {} ours {ours:?} {}",
                    row.path,
                    row.xmlsec,
                    explain(&document, &all)
                ));
            }
        }
    }
    println!("SAML signatures: {agreed} as xmlsec1 judges them, {excepted} in rows excepted with a reason");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(agreed > 200);
}

/// xmlsec1's word on each signature: `Parent:algorithm:status`, where an error's text may hold anything.
fn verdicts(said: &str) -> Vec<&'static str> {
    let words = said.split(' ').filter_map(|word| word.splitn(3, ':').nth(2));
    words
        .map(|status| match status {
            "ok" => "ok",
            "ok-embedded" | "untrusted-key" => "other key",
            "digest-mismatch" => "digest",
            "value-mismatch" => "value",
            _ => "refused",
        })
        .collect()
}

/// Both accept with the same key, or both do not; where both say why, they say the same.
fn agree(our: &str, their: &str) -> bool {
    let accepts = |word| matches!(word, "ok" | "other key");
    our == their || ((our == "refused" || their == "refused") && !accepts(our) && !accepts(their))
}

fn verdict(row: &Row, corpus: &std::path::Path, document: &Document, signature: &Signature) -> &'static str {
    let keys = row.certificates(corpus);
    let verification = verify(document, signature, &keys);
    let with_own = verify(document, signature, &embedded(signature));
    let of_references = verification.references.iter().flat_map(|reference| &reference.problems);
    let blocked = signature.problems.iter().chain(of_references).any(|problem| problem.kind.blocks());
    match (verification.state, with_own.state) {
        (State::Valid { .. }, _) => "ok",
        (_, State::Valid { .. }) => "other key",
        _ if blocked || !document.well_formed() => "refused",
        _ if !verification.digests_match() => "digest",
        _ => "value",
    }
}
