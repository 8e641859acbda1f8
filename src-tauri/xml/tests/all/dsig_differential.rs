//! Random documents signed by xmlsec1, with every digest, signature algorithm and canonicalisation it shares with us.

use crate::corpus::public_key;
use crate::random_document::{Dice, document};
use ssoscope_crypto::PublicKey;
use ssoscope_xml::Document;
use ssoscope_xml::dsig::{State, signatures, verify};
use std::path::{Path, PathBuf};
use std::process::Command;

const SIGNED: u64 = 120;
const C14N: [&str; 6] = [
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
    "http://www.w3.org/2006/12/xml-c14n11",
    "http://www.w3.org/2006/12/xml-c14n11#WithComments",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
];
const DIGESTS: [&str; 5] = [
    "http://www.w3.org/2000/09/xmldsig#sha1",
    "http://www.w3.org/2001/04/xmldsig-more#sha224",
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
];
/// Signature algorithms, with the arguments for openssl that make a key for them.
const METHODS: [(&str, &[&str]); 8] = [
    ("http://www.w3.org/2000/09/xmldsig#rsa-sha1", &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha224", &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", &["RSA", "-pkeyopt", "rsa_keygen_bits:3072"]),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", &["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", &["EC", "-pkeyopt", "ec_paramgen_curve:P-384"]),
    ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", &["EC", "-pkeyopt", "ec_paramgen_curve:P-521"]),
];

#[test]
fn what_xmlsec1_signs_verifies() {
    let folder = std::env::temp_dir().join(format!("ssoscope-xmlsec1-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let verified = verify_all(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    match verified {
        Some(verified) => println!("signatures by xmlsec1: {verified} verified"),
        None => println!("SKIPPED: xmlsec1 and openssl are not here; no signature of theirs was verified"),
    }
}

fn verify_all(folder: &Path) -> Option<u64> {
    let keys: Vec<(PathBuf, PublicKey)> = METHODS
        .iter()
        .enumerate()
        .map(|(at, (_, arguments))| key(folder, at, arguments))
        .collect::<Option<_>>()?;
    for seed in 0..SIGNED {
        let template = template(seed);
        let (private, public) = &keys[seed as usize % METHODS.len()];
        let signed = sign(folder, &template, private)?;
        let document = Document::read(&signed);
        let signature = &signatures(&document)[0];
        let verification = verify(&document, signature, std::slice::from_ref(public));
        let valid = matches!(verification.state, State::Valid { .. });
        assert!(valid, "seed {seed}: {verification:?}\n{}", String::from_utf8_lossy(&signed));
    }
    Some(SIGNED)
}

fn key(folder: &Path, number: usize, arguments: &[&str]) -> Option<(PathBuf, PublicKey)> {
    let private = folder.join(format!("{number}.pem"));
    let mut openssl = Command::new("openssl");
    let made = openssl.args(["genpkey", "-algorithm"]).args(arguments).arg("-out").arg(&private).output();
    made.ok().filter(|output| output.status.success())?;
    let public = Command::new("openssl").args(["pkey", "-pubout", "-in"]).arg(&private).output().ok()?;
    Some((private, public_key(&public.stdout)?))
}

/// A random document in an element that is signed by its identifier, or as a whole.
fn template(seed: u64) -> String {
    let mut dice = Dice::new(seed + 77);
    let content = document(&mut dice, false);
    let by_id = dice.below(2) == 0;
    let c14n = C14N[dice.below(C14N.len())];
    let list = if c14n.contains("exc") && dice.below(2) == 0 {
        "<ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"a #default  q\"/>"
    } else {
        ""
    };
    let (uri, enveloped) = if by_id {
        ("#t", "")
    } else {
        ("", "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>")
    };
    let (method, digest, info) = (
        METHODS[seed as usize % METHODS.len()].0,
        DIGESTS[dice.below(DIGESTS.len())],
        C14N[dice.below(C14N.len())],
    );
    format!(
        "<wrap xmlns:q=\"urn:w\" xmlns=\"urn:d\" xml:lang=\"fr\"><target ID=\"t\">{content}</target>\
         <Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo>\n\
         <CanonicalizationMethod Algorithm=\"{info}\"/><SignatureMethod Algorithm=\"{method}\"/>\
         <Reference URI=\"{uri}\"><Transforms>{enveloped}<Transform Algorithm=\"{c14n}\">{list}</Transform></Transforms>\
         <DigestMethod Algorithm=\"{digest}\"/><DigestValue/></Reference></SignedInfo><SignatureValue/></Signature></wrap>"
    )
}

fn sign(folder: &Path, template: &str, key: &Path) -> Option<Vec<u8>> {
    let (input, output) = (folder.join("in.xml"), folder.join("out.xml"));
    std::fs::write(&input, template).unwrap();
    let mut xmlsec1 = Command::new("xmlsec1");
    xmlsec1.args(["--sign", "--id-attr:ID", "urn:d:target", "--privkey-pem"]).arg(key);
    let signed = xmlsec1.arg("--output").arg(&output).arg(&input).output().ok()?;
    assert!(signed.status.success(), "{}\n{template}", String::from_utf8_lossy(&signed.stderr));
    std::fs::read(output).ok()
}
