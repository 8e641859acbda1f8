//! The namespaces and well-known identifiers of SAML 2.0 and what surrounds it.

/// SAML 2.0 assertions (Core, section 1.2).
pub const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
/// SAML 1.1 and 1.0 assertions (SAML 1.1 Core, section 1.2).
pub const SAML1: &str = "urn:oasis:names:tc:SAML:1.0:assertion";
/// SAML 2.0 protocols (Core, section 1.2).
pub const SAMLP: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
/// SAML 2.0 metadata (Metadata, section 1.1).
pub const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
/// XML Signature.
pub const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
/// XML Encryption.
pub const XENC: &str = "http://www.w3.org/2001/04/xmlenc#";
/// XML Schema instances: `xsi:type`, `xsi:nil`.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The top-level status of success (Core, section 3.2.2.2).
pub const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
/// The bearer confirmation method (Profiles, section 3.3).
pub const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
/// The bearer confirmation method of SAML 1.1 (SAML 1.1 Bindings, section 5.3).
pub const BEARER1: &str = "urn:oasis:names:tc:SAML:1.0:cm:bearer";
/// The name format that leaves all open (Core, section 8.3.1).
pub const UNSPECIFIED: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
/// The format of an entity's own identifier (Core, section 8.3.6).
pub const ENTITY: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
/// The HTTP POST binding (Bindings, section 3.5).
pub const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
/// The HTTP redirect binding (Bindings, section 3.4).
pub const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/// The last part of a URN or URL, which is what people call it: `bearer`, `Success`, `emailAddress`.
pub fn short(identifier: &str) -> &str {
    identifier.rsplit([':', '#', '/']).find(|part| !part.is_empty()).unwrap_or(identifier)
}
