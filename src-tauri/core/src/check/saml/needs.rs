//! What the checks of the family ask for when they can't tell, and the two ways to give it.

use crate::check::guide::{self, how};
use crate::check::signatures::xml::XmlSignature;
use crate::check::{Giving, Need};

/// Who the identity provider is.
pub(super) fn idp_entity_id() -> Need {
    Need {
        what: "the identity provider's entity ID".to_owned(),
        why:
            "Only it tells whether the message comes from the identity provider that the application trusts."
                .to_owned(),
        how: how(
            "drop the identity provider's metadata here",
            "--with idp-metadata.xml, or --expect saml.idp.entity_id=https://idp.example/metadata",
        ),
        get: Some(guide::IDP_METADATA),
        decides: true,
        give: Giving::Document,
        key: Some("saml.idp.entity_id"),
    }
}

/// The message of which a copy was shortened.
pub(super) fn whole_message() -> Need {
    Need {
        what: "the whole message, as it travelled".to_owned(),
        why: "Somebody left out or blanked a part of this copy, so its signature can't be verified, and what is missing in it may \
              have been there."
            .to_owned(),
        how: how(
            "paste the SAMLResponse itself, the base64 text, or drop a HAR",
            "examine the SAMLResponse itself, the base64 text, or a HAR",
        ),
        get: Some(guide::HAR),
        decides: true,
        give: Giving::Capture,
        key: None,
    }
}

/// The key that the identity provider signs with.
pub(super) fn signing_key() -> Need {
    Need {
        what: "the identity provider's signing certificate".to_owned(),
        why: "A message can bring any certificate along; only one that you vouch for tells who signed it."
            .to_owned(),
        how: how(
            "drop the identity provider's metadata or certificate here",
            "--with idp-metadata.xml, or --with idp.crt",
        ),
        get: Some(guide::IDP_METADATA),
        decides: true,
        give: Giving::Document,
        key: None,
    }
}

/// The secret that a signature is made with.
fn shared_secret() -> Need {
    Need {
        what: "the secret that the identity provider and the application share".to_owned(),
        why: "The signature is made with a secret (HMAC) and not with a certificate's key; who has no secret can't verify it."
            .to_owned(),
        how: how("lend the secret under Keys", "--key secret.txt, a file with the secret alone"), get: None,
        decides: true,
        give: Giving::Key,
        key: None,
    }
}

/// What a signature is verified with: a key, or a secret where it is made with one.
pub(super) fn key_of(signature: &XmlSignature) -> Need {
    if signature.by_secret { shared_secret() } else { signing_key() }
}

/// The key that the metadata's publisher signs with.
pub(super) fn metadata_key(why: &str) -> Need {
    Need {
        what: "the certificate of the metadata's publisher".to_owned(),
        why: format!("The metadata is signed. {why}"),
        how: how(
            "drop the certificate of the federation, or of whoever signs the metadata, here",
            "--with federation.crt",
        ),
        get: None,
        decides: false,
        give: Giving::Document,
        key: None,
    }
}

/// Who the application is.
pub(super) fn audience() -> Need {
    Need {
        what: "the application's entity ID".to_owned(),
        why: "Only it tells whether the assertion is meant for this application.".to_owned(),
        how: how(
            "drop the application's metadata or configuration file here, or the AuthnRequest that it sent",
            "--with sp-metadata.xml, --with its configuration file, or --expect saml.sp.entity_id=https://app.example/sp",
        ),
        get: Some(guide::SP_METADATA),
        decides: true,
        give: Giving::Document,
        key: Some("saml.sp.entity_id"),
    }
}

/// Where the application takes answers.
pub(super) fn acs() -> Need {
    Need {
        what: "the application's assertion consumer service URL".to_owned(),
        why: "Only it tells whether the answer was made for the place where it arrives.".to_owned(),
        how: how(
            "drop the application's metadata or configuration file here, or a HAR of the sign-in",
            "--with sp-metadata.xml, --with its configuration file, or --expect saml.sp.acs=https://app.example/saml/acs",
        ),
        get: Some(guide::SP_METADATA),
        decides: true,
        give: Giving::Document,
        key: Some("saml.sp.acs"),
    }
}

/// Where a party takes requests or logout messages.
pub(super) fn endpoint(of: &'static str) -> Need {
    Need {
        what: format!("the URL where the {of} takes this message"),
        why: "Only it tells whether the message was made for the place where it arrives.".to_owned(),
        how: how("drop the receiver's metadata here", "--with metadata.xml"),
        get: Some(guide::SP_METADATA),
        decides: false,
        give: Giving::Document,
        key: None,
    }
}

/// The request that is answered.
pub(super) fn request() -> Need {
    Need {
        what: "the ID of the request that is answered".to_owned(),
        why: "Only it tells whether the application waits for this answer.".to_owned(),
        how: how(
            "drop the AuthnRequest, or a HAR of the whole sign-in",
            "--with request.xml, or --expect saml.sp.request_id=_1234",
        ),
        get: Some(guide::HAR),
        decides: false,
        give: Giving::Document,
        key: Some("saml.sp.request_id"),
    }
}

/// The key that opens what is encrypted.
pub(super) fn decryption_key() -> Need {
    Need {
        what: "the application's private key that opens the encrypted assertion".to_owned(),
        why: "What is inside can't be judged unopened. The key stays in memory and enters no report."
            .to_owned(),
        how: how(
            "lend the key under Keys",
            "--key sp-encryption.key (PEM, PFX or JWK). It lies with the application: the key file beside its SAML certificate \
             (Shibboleth: sp-encrypt-key.pem; mod_auth_mellon: MellonSPPrivateKeyFile; Spring: the decryption credential; \
             simpleSAMLphp: privatekey in authsources.php; Windows: the certificate store, exported as PFX)",
        ),
        get: None,
        decides: true,
        give: Giving::Key,
        key: None,
    }
}

/// An encryption that this program can't compute.
pub(super) fn decryption_support(why: &str) -> Need {
    Need {
        what: "a tool that can compute this encryption".to_owned(),
        why: why.to_owned(),
        how: "Nothing that you can give here would tell; have the identity provider encrypt with AES-256-GCM and RSA-OAEP."
            .to_owned(), get: None,
        decides: true,
        give: Giving::Nothing,
        key: None,
    }
}

/// A signature that stands beside the XML, in the URL.
pub(super) fn redirect_signature() -> Need {
    Need {
        what: "the whole URL that the message was sent in".to_owned(),
        why: "The redirect binding signs the URL's parameters, not the XML: without SigAlg and Signature it can't be told \
              whether the message is signed."
            .to_owned(),
        how: how("paste the whole URL, or a HAR of the sign-out", "give the whole URL, or a HAR"), get: Some(guide::HAR),
        decides: true,
        give: Giving::Capture,
        key: None,
    }
}

/// A signature that this program can't compute.
pub(super) fn signature_support(why: &str) -> Need {
    Need {
        what: "a tool that can compute this signature".to_owned(),
        why: why.to_owned(),
        how: "Nothing that you can give here would tell; have the identity provider sign with RSA-SHA256."
            .to_owned(),
        get: None,
        decides: true,
        give: Giving::Nothing,
        key: None,
    }
}
