//! Kinds of fault in what two parties know of one another in SAML: keys, metadata, names and attributes.

use super::{Kind, kind};
use crate::diagnose::Owner::{IdpAdmin, SpAdmin};
use crate::diagnose::fields::*;

const SIGNED: &str = "The SAMLResponse, and the certificate that the application holds of the identity provider (or its metadata).";
const ENCRYPTED: &str =
    "The SAMLResponse, and the certificate that the application publishes for encryption.";
const REQUEST: &str =
    "The SAMLRequest of that sign-in (a HAR has it), and what the identity provider has registered.";
const SP_SIGNS_REQUESTS: &str = "Application, SAML settings: sign requests";
const IDP_REQUEST_SIGNATURE: &str =
    "Identity provider, this application's settings: signature of requests, its certificate";
const ATTRIBUTES: &str = "The SAMLResponse; it shows which attributes came, and under which names.";

pub(super) static KINDS: &[Kind] = &[
    kind(
        "signing-key",
        SpAdmin,
        &["stale_certificate", "unsigned", "altered_after_signing", "not_signed_as_wanted"],
        "The application could not verify the signature with the certificate that it holds.",
        SIGNED,
        &[
            (SP_IDP_CERTIFICATE, "Take the identity provider's metadata or signing certificate anew."),
            (IDP_SIGNING_KEY, "Check which certificate is active, and announce a change before it is made."),
        ],
    ),
    kind(
        "any-signature",
        SpAdmin,
        &["stale_certificate", "stale_jwks", "unsigned", "altered_after_signing", "not_signed_as_wanted"],
        "The application could not verify a signature with the keys that it holds.",
        "The answer or token, and the certificate or JWKS that the application holds.",
        &[
            (SP_IDP_CERTIFICATE, "Take the identity provider's metadata or signing certificate anew."),
            (RP_JWKS, "Fetch the JWKS anew."),
            (IDP_SIGNING_KEY, "Check which key is active, and announce a change before it is made."),
        ],
    ),
    kind(
        "key-rollover",
        SpAdmin,
        &["stale_certificate", "certificate_expired"],
        "A signing certificate was replaced or has run out, and one side still has the old one.",
        SIGNED,
        &[
            (SP_IDP_CERTIFICATE, "Take the new certificate in before the old one is put out of use."),
            (IDP_SIGNING_KEY, "Check which certificate is active and until when."),
        ],
    ),
    kind(
        "unsigned",
        IdpAdmin,
        &["unsigned", "not_signed_as_wanted"],
        "Nothing that the application relies on is signed.",
        "The SAMLResponse; it shows what is signed.",
        &[
            (IDP_SIGNING_OPTION, "Sign the assertion."),
            (SP_WANTS_SIGNED, "Ask for what the identity provider signs."),
        ],
    ),
    kind(
        "signed-part",
        IdpAdmin,
        &["not_signed_as_wanted", "unsigned"],
        "Another part of the answer is signed than the application wants.",
        "The SAMLResponse; it shows what is signed.",
        &[
            (IDP_SIGNING_OPTION, "Sign the part that the application wants, or both."),
            (SP_WANTS_SIGNED, "Or want the part that is signed."),
        ],
    ),
    kind(
        "altered",
        SpAdmin,
        &["altered_after_signing", "misread_signature"],
        "The content does not fit its digest: it was changed after it was signed, or is read in another way.",
        "The SAMLResponse as it was sent, from a HAR.",
        &[
            (NETWORK, "Check that nothing on the way rewrites pages or form fields."),
            (SP_IDP_CERTIFICATE, "Try the library's current release, if only it fails."),
        ],
    ),
    kind(
        "weak-signature",
        IdpAdmin,
        &["weak_algorithm"],
        "The answer is signed with an algorithm that the application no longer takes.",
        "The SAMLResponse; it names the algorithm.",
        &[
            (IDP_SIGNATURE_ALGORITHM, "Use RSA-SHA256 for signature and digest."),
            (
                "Application, SAML settings: algorithms that it refuses",
                "Relax it for the time of the change only.",
            ),
        ],
    ),
    kind(
        "algorithm",
        SpAdmin,
        &["weak_algorithm"],
        "The two sides do not agree on an algorithm: one uses what the other refuses.",
        "The SAMLResponse or SAMLRequest; it names the algorithm.",
        &[
            (IDP_SIGNATURE_ALGORITHM, "Use RSA-SHA256."),
            ("Application, SAML settings: signature and digest algorithm", "Use RSA-SHA256 for requests."),
        ],
    ),
    kind(
        "decryption",
        IdpAdmin,
        &["encrypted_for_another_key", "encryption_misdeclared", "ciphertext_damaged"],
        "The application can't decrypt the answer: it lacks the key that the answer is encrypted for.",
        ENCRYPTED,
        &[
            (IDP_ENCRYPTION, "Enter the application's current certificate."),
            (SP_ENCRYPTION, "Keep the old key until the identity provider has the new certificate."),
        ],
    ),
    kind(
        "encryption-key",
        IdpAdmin,
        &["unusable_metadata"],
        "The identity provider is to encrypt and has no certificate of the application to encrypt for.",
        "The application's metadata.",
        &[
            (IDP_ENCRYPTION, "Enter the application's certificate, or turn encryption off."),
            (
                "Application, SAML metadata: KeyDescriptor use=\"encryption\"",
                "Publish a certificate for encryption.",
            ),
        ],
    ),
    kind(
        "encryption-wanted",
        IdpAdmin,
        &["encryption_not_as_wanted"],
        "The application wants the assertion encrypted, and it came in clear text.",
        "The SAMLResponse; it shows whether the assertion is encrypted.",
        &[
            (IDP_ENCRYPTION, "Enter the application's certificate and turn encryption on."),
            (SP_ENCRYPTION, "Or do not demand encryption."),
        ],
    ),
    kind(
        "request-signature",
        SpAdmin,
        &["unsigned_request", "idp_refused"],
        "The identity provider wants this application's messages signed with a key that it knows, and this one is not.",
        REQUEST,
        &[
            (SP_SIGNS_REQUESTS, "Turn it on, with the key whose certificate the identity provider has."),
            (
                IDP_REQUEST_SIGNATURE,
                "Enter the application's current certificate, or do not demand signatures.",
            ),
        ],
    )
    .only_if_seen(&["unsigned_request"]),
    kind(
        "request-unsigned",
        SpAdmin,
        &["unsigned_request", "idp_refused"],
        "The identity provider wants this application's requests signed, and this one is not.",
        REQUEST,
        &[
            (SP_SIGNS_REQUESTS, "Turn it on, with the key whose certificate the identity provider has."),
            (IDP_REQUEST_SIGNATURE, "Or take unsigned requests of this application."),
        ],
    ),
    kind(
        "unknown-application",
        IdpAdmin,
        &["unknown_client", "wrong_environment"],
        "The identity provider has no entry of the application under the name that its request has, or the entry is off.",
        REQUEST,
        &[
            (
                IDP_AUDIENCE,
                "Register the application under the Issuer of its request, letter by letter; check that the entry is active.",
            ),
            (
                SP_ENTITY_ID,
                "Or send the name that is registered; check that the request goes to the right tenant or environment.",
            ),
        ],
    ),
    kind(
        "unknown-partner",
        SpAdmin,
        &["application_refused", "wrong_environment"],
        "The application has no entry of the identity provider under the name that was used, or none that is whole.",
        "The SAMLResponse, and the entry of the identity provider as the application has it.",
        &[
            (
                SP_IDP_ENTITY_ID,
                "Set the identity provider up, under the Issuer of its answers, letter by letter.",
            ),
            (IDP_ACS, "Check that answers go to the address of this application's entry."),
        ],
    ),
    kind(
        "acs",
        IdpAdmin,
        &["redirect_uri_mismatch", "answered_with_error"],
        "The address at which the application wants the answer is not registered.",
        REQUEST,
        &[
            (IDP_ACS, "Add the URL of the request, letter by letter."),
            (SP_ACS, "Or send the one that is registered."),
        ],
    ),
    kind(
        "endpoint",
        SpAdmin,
        &["unusable_metadata"],
        "The metadata of the other side has no endpoint that could be used.",
        "The metadata of both sides.",
        &[(
            "Application, SAML metadata of the identity provider",
            "Take it anew; check that it has the endpoint and a binding that is supported.",
        )],
    ),
    kind(
        "metadata",
        SpAdmin,
        &["expired_metadata", "unusable_metadata"],
        "The metadata of the other side is missing, has run out or is not trusted.",
        "The metadata file that is in use; its validUntil and its entityID tell.",
        &[
            (
                "Application, SAML settings: metadata of the identity provider",
                "Fetch it anew, and let it be fetched by itself before validUntil.",
            ),
            (
                "Identity provider: published metadata",
                "Publish it anew before validUntil, under the same entity ID.",
            ),
        ],
    ),
    kind(
        "name-id-policy",
        SpAdmin,
        &["idp_refused", "name_id_mismatch"],
        "The application asks for a NameID that the identity provider does not give.",
        REQUEST,
        &[
            (SP_NAME_ID, "Ask for the format that is issued, or for none."),
            (IDP_NAME_ID, "Or issue the format that is asked for, with its Format set."),
        ],
    ),
    kind(
        "name-id-missing",
        IdpAdmin,
        &["name_id_mismatch", "incomplete_message"],
        "The answer does not say who the person is: the source of the NameID is empty or not set.",
        ATTRIBUTES,
        &[
            (IDP_NAME_ID, "Choose a source that every person has."),
            (SP_NAME_ID, "Check which name the application reads."),
        ],
    ),
    kind(
        "name-id-format",
        IdpAdmin,
        &["name_id_mismatch"],
        "The NameID has another format or qualifier than the application takes.",
        ATTRIBUTES,
        &[
            (IDP_NAME_ID, "Issue the format that the application's manual names."),
            (SP_NAME_ID, "Or take the format that is issued."),
        ],
    ),
    kind(
        "name-changed",
        IdpAdmin,
        &["name_id_mismatch"],
        "The person is named in another way than at the first sign-in, so the account is not found.",
        "The SAMLResponse, and the name under which the application has linked the account.",
        &[
            (IDP_NAME_ID, "Go back to the name that was sent before; use one that never changes."),
            ("Application, user management: linked identity", "Link the account to the new name."),
        ],
    ),
    kind(
        "attribute",
        IdpAdmin,
        &["missing_attribute"],
        "Something that the application needs about the person did not come, or under another name.",
        ATTRIBUTES,
        &[
            (IDP_ATTRIBUTES, "Release it, under the name that the application reads."),
            (SP_ATTRIBUTES, "Or read it under the name that came."),
        ],
    ),
    kind(
        "role",
        IdpAdmin,
        &["missing_attribute"],
        "The attribute that gives the person a role is missing, or no role is mapped to its values.",
        ATTRIBUTES,
        &[
            (
                IDP_ATTRIBUTES,
                "Send the attribute with the groups or roles in the form that the application wants.",
            ),
            ("Application, roles: mapping of groups or attributes", "Map the values that come to roles."),
        ],
    ),
    kind(
        "duplicate-attribute",
        IdpAdmin,
        &["missing_attribute"],
        "An attribute stands in the answer twice, and the application takes no second one.",
        ATTRIBUTES,
        &[
            (IDP_ATTRIBUTES, "Send it once, with all its values."),
            ("Application, library settings: allow repeated attribute names", "Or take them together."),
        ],
    ),
    kind(
        "no-account",
        SpAdmin,
        &["application_refused"],
        "The application has no account for the person and does not create one, or another account is in the way.",
        "The name in the answer (NameID or sub) and the account as the application has it.",
        &[
            (
                "Application, user management",
                "Create the account, or let the application create accounts at the first sign-in.",
            ),
            (
                IDP_NAME_ID,
                "Check that the name that is sent is the one by which the application looks people up.",
            ),
        ],
    )
    .standing_alone(),
    kind(
        "authn-context",
        SpAdmin,
        &["authn_context_mismatch", "idp_refused"],
        "The application demands another way to sign in than the person used or the identity provider offers.",
        "The SAMLRequest and the SAMLResponse, from a HAR.",
        &[
            (SP_CONTEXT, "Leave RequestedAuthnContext out, or list every class that is acceptable."),
            (IDP_POLICY, "Or offer the method that is demanded, and name it by the class that is asked for."),
        ],
    ),
];
