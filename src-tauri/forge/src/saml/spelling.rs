//! How a product spells the namespaces: which prefixes it uses, and which namespace it makes the default.

/// The prefixes of a product; an empty one is the default namespace.
pub(crate) struct Spelling {
    samlp: &'static str,
    saml: &'static str,
    ds: &'static str,
}

/// The prefixes that most products use.
pub(crate) static PLAIN: Spelling = Spelling { samlp: "samlp", saml: "saml", ds: "ds" };
/// Those of OpenSAML, and so of Shibboleth and its kin.
pub(crate) static OPENSAML: Spelling = Spelling { samlp: "saml2p", saml: "saml2", ds: "ds" };
/// Those of Microsoft's products: assertion and signature each are their own default namespace.
pub(crate) static MICROSOFT: Spelling = Spelling { samlp: "samlp", saml: "", ds: "" };

const SAMLP: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";

impl Spelling {
    /// The prefix as it is spelled, and its namespace.
    pub(crate) fn namespace(&self, prefix: &'static str) -> (&'static str, &'static str) {
        match prefix {
            "samlp" => (self.samlp, SAMLP),
            "saml" => (self.saml, SAML),
            "ds" => (self.ds, "http://www.w3.org/2000/09/xmldsig#"),
            "md" => ("md", "urn:oasis:names:tc:SAML:2.0:metadata"),
            "ec" => ("ec", "http://www.w3.org/2001/10/xml-exc-c14n#"),
            "xenc" => ("xenc", "http://www.w3.org/2001/04/xmlenc#"),
            "saml1" => ("saml1", "urn:oasis:names:tc:SAML:1.0:assertion"),
            "t" => ("t", "http://schemas.xmlsoap.org/ws/2005/02/trust"),
            "xml" => ("xml", "http://www.w3.org/XML/1998/namespace"),
            "xs" => ("xs", "http://www.w3.org/2001/XMLSchema"),
            "xsi" => ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            other => unreachable!("no message here uses the prefix {other}"),
        }
    }

    /// A name as it is spelled.
    pub(crate) fn name(&self, name: &'static str) -> String {
        match name.split_once(':').map(|(prefix, local)| (self.namespace(prefix).0, local)) {
            None | Some(("", _)) => name.rsplit(':').next().unwrap_or(name).to_owned(),
            Some((prefix, local)) => format!("{prefix}:{local}"),
        }
    }

    /// What a document declares at its root, whether it is used there or not.
    pub(crate) fn at_root(&self) -> Vec<(&'static str, &'static str)> {
        [(self.samlp, SAMLP), (self.saml, SAML)]
            .into_iter()
            .filter(|(prefix, _)| !prefix.is_empty())
            .collect()
    }
}
