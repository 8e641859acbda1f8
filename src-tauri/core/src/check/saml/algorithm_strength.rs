//! Signatures rest on hash functions that nobody can break.

use super::examined::each_message;
use super::signatures::each_signature;
use crate::check::signatures::xml::XmlSignature;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;

/// Signatures rest on hash functions that nobody can break.
pub static CHECK: Check = Check {
    id: "saml/algorithm_strength",
    title: "A signature rests on a broken hash function",
    verb: Verb::Should,
    spec: &[cite("XML Signature 1.1", "6.2"), cite("RFC 9231", "2"), cite("NIST SP 800-131A", "3")],
    why: "Collisions of SHA-1 and MD5 can be made. Some consumers refuse them already; most still take SHA-1.",
    remedy_idp: "Sign with RSA-SHA256 or ECDSA-SHA256, and digest with SHA-256.",
    remedy_sp: "Ask for SHA-256; refuse SHA-1 once the identity provider has changed.",
    run,
};

fn run(look: &Look) -> Verdict {
    let in_urls = each_message(look, |examined| {
        let own = look.signatures.redirect.iter().filter(|signed| signed.message == examined.message.id);
        Verdict::merge(own.filter_map(|signed| signed.method.as_ref()).map(judge))
    });
    Verdict::merge([each_signature(look, of), in_urls])
}

fn of(signature: &XmlSignature) -> Verdict {
    let algorithms = signature.method.iter().chain(&signature.digest_methods);
    Verdict::merge(algorithms.map(judge))
}

fn judge(algorithm: &Spanned<String>) -> Verdict {
    let name = algorithm.value.rsplit(['#', '/']).next().unwrap_or(&algorithm.value);
    match name.contains("sha1") || name.contains("md5") || name.contains("md2") {
        true => {
            let finding = Finding::new(format!("The signature uses {name}.")).at(algorithm.at);
            Verdict::fail(finding.expected("SHA-256 or better").observed(algorithm.value.clone()))
        }
        false => Verdict::pass(Finding::new(format!("The signature uses {name}.")).at(algorithm.at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{SIGNED_ASSERTION, verdict};

    #[test]
    fn sha1_is_a_warning() {
        assert!(matches!(verdict(&CHECK, SIGNED_ASSERTION, &[]), Verdict::Pass(_)));
        let old = SIGNED_ASSERTION
            .replace("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1");
        assert!(verdict(&CHECK, &old, &[]).failed());
    }
}
