//! Metadata of the parties, as people exchange it.

use super::element::escape_attribute;
use super::parties::{IdentityProvider, Parties, ServiceProvider};
use crate::keys::KeyPair;
use crate::wrap::lines_of;

/// What an identity provider's metadata says.
#[derive(Clone)]
pub(crate) struct IdpMetadata {
    pub(crate) entity_id: String,
    pub(crate) keys: Vec<&'static KeyPair>,
    pub(crate) valid_until: Option<&'static str>,
}

impl IdpMetadata {
    /// As the provider publishes it.
    pub(crate) fn of(parties: &Parties) -> Self {
        IdpMetadata {
            entity_id: parties.idp.entity_id.to_owned(),
            keys: vec![parties.idp.key],
            valid_until: None,
        }
    }

    /// The document.
    pub(crate) fn document(&self, idp: &IdentityProvider) -> String {
        let keys: String = self.keys.iter().map(|key| key_descriptor(key, "signing")).collect();
        let valid_until =
            self.valid_until.map(|until| format!(" validUntil=\"{until}\"")).unwrap_or_default();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"\n    xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"{}\"{valid_until}>\n  \
             <md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">\n\
             {keys}    \
             <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"{}\"/>\n  \
             </md:IDPSSODescriptor>\n  \
             <md:Organization>\n    <md:OrganizationName xml:lang=\"en\">{organisation}</md:OrganizationName>\n    \
             <md:OrganizationDisplayName xml:lang=\"en\">{organisation}</md:OrganizationDisplayName>\n    \
             <md:OrganizationURL xml:lang=\"en\">{}</md:OrganizationURL>\n  </md:Organization>\n\
             </md:EntityDescriptor>\n",
            escape_attribute(&self.entity_id),
            idp.sso_url,
            idp.sso_url,
            organisation = idp.organisation,
        )
    }
}

/// An application's metadata.
pub(crate) fn sp_metadata(sp: &ServiceProvider, decrypts_with: Option<&KeyPair>) -> String {
    let key = decrypts_with.map(|key| key_descriptor(key, "encryption")).unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"\n    xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"{}\">\n  \
         <md:SPSSODescriptor WantAssertionsSigned=\"true\" protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">\n\
         {key}    \
         <md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"{}\" index=\"0\" isDefault=\"true\"/>\n  \
         </md:SPSSODescriptor>\n\
         </md:EntityDescriptor>\n",
        sp.entity_id, sp.acs
    )
}

fn key_descriptor(key: &KeyPair, purpose: &str) -> String {
    format!(
        "    <md:KeyDescriptor use=\"{purpose}\">\n      <ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n{}\n\
         </ds:X509Certificate></ds:X509Data></ds:KeyInfo>\n    </md:KeyDescriptor>\n",
        lines_of(&key.certificate(), 64)
    )
}
