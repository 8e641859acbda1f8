//! What products call the settings of SAML.

use super::Meaning as M;
use super::product::{Product, Side};

pub(super) static PRODUCTS: &[Product] = &[
    Product {
        called: "python3-saml, php-saml or java-saml",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "sp.entity_id"),
            (M::Acs, "sp.assertion_consumer_service.url"),
            (M::SpLogout, "sp.single_logout_service.url"),
            (M::NameIdFormat, "sp.name_id_format"),
            (M::SpCertificate, "sp.x509cert"),
            (M::SpCertificate, "sp.x509certNew"),
            (M::IdpEntityId, "idp.entity_id"),
            (M::IdpSso, "idp.single_sign_on_service.url"),
            (M::IdpCertificate, "idp.x509cert"),
            (M::IdpCertificate, "x509cert_multi.signing"),
            (M::AssertionSigned, "security.want_assertions_signed"),
            (M::ResponseSigned, "security.want_messages_signed"),
            (M::Encrypted, "security.want_assertions_encrypted"),
        ],
    },
    Product {
        called: "ruby-saml or OmniAuth",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "sp_entity_id"),
            (M::SpEntityId, "issuer"),
            (M::Acs, "assertion_consumer_service_url"),
            (M::IdpEntityId, "idp_entity_id"),
            (M::IdpSso, "idp_sso_service_url"),
            (M::IdpSso, "idp_sso_target_url"),
            (M::IdpCertificate, "idp_cert"),
            (M::NameIdFormat, "name_identifier_format"),
            (M::SpCertificate, "certificate"),
            (M::AssertionSigned, "security.want_assertions_signed"),
            (M::Encrypted, "security.want_assertions_encrypted"),
        ],
    },
    Product {
        called: "node-saml",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "issuer"),
            (M::Acs, "callback_url"),
            (M::IdpSso, "entry_point"),
            (M::IdpCertificate, "idp_cert"),
            (M::IdpCertificate, "cert"),
            (M::IdpEntityId, "idp_issuer"),
            (M::Audience, "audience"),
            (M::NameIdFormat, "identifier_format"),
            (M::AssertionSigned, "want_assertions_signed"),
            (M::ResponseSigned, "want_authn_response_signed"),
        ],
    },
    Product {
        called: "SimpleSAMLphp as an application",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "entity_id"),
            (M::IdpEntityId, "idp"),
            (M::Acs, "assertion_consumer_service.location"),
            (M::NameIdFormat, "name_id_policy"),
            (M::SpCertificate, "certificate"),
        ],
    },
    Product {
        called: "SimpleSAMLphp, of an identity provider",
        side: Side::Application,
        names: &[
            (M::IdpEntityId, "$metadata"),
            (M::IdpSso, "single_sign_on_service"),
            (M::IdpSso, "single_sign_on_service.location"),
            (M::IdpCertificate, "cert_data"),
        ],
    },
    Product {
        called: "SimpleSAMLphp, of an application",
        side: Side::Provider,
        names: &[
            (M::SpEntityId, "$metadata"),
            (M::Acs, "assertion_consumer_service"),
            (M::Acs, "assertion_consumer_service.location"),
            (M::SpLogout, "single_logout_service"),
            (M::SpLogout, "single_logout_service.location"),
            (M::NameIdFormat, "name_id_format"),
            (M::SpCertificate, "cert_data"),
            (M::SpCertificate, "keys.x509_certificate"),
            (M::PersonNamedBy, "simplesaml.nameidattribute"),
            (M::Encrypted, "assertion.encryption"),
        ],
    },
    Product {
        called: "mod_auth_mellon",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "mellon_sp_entity_id"),
            (M::MetadataUrl, "mellon_idp_metadata_file"),
            (M::PersonNamedBy, "mellon_user"),
        ],
    },
    Product {
        called: "Spring Security (SAML)",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "registration.*.entity_id"),
            (M::Acs, "registration.*.acs.location"),
            (M::IdpEntityId, "assertingparty.entity_id"),
            (M::MetadataUrl, "assertingparty.metadata_uri"),
            (M::IdpSso, "assertingparty.singlesignon.url"),
        ],
    },
    Product {
        called: "pysaml2 or djangosaml2",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "entityid"),
            (M::Acs, "endpoints.assertion_consumer_service"),
            (M::SpLogout, "endpoints.single_logout_service"),
            (M::NameIdFormat, "sp.name_id_format"),
            (M::AssertionSigned, "sp.want_assertions_signed"),
            (M::ResponseSigned, "sp.want_response_signed"),
        ],
    },
    Product {
        called: "ITfoxtec Identity SAML",
        side: Side::Application,
        names: &[(M::SpEntityId, "saml2.issuer"), (M::MetadataUrl, "saml2.idp_metadata")],
    },
    Product {
        called: "Grafana (SAML)",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "auth.saml.entity_id"),
            (M::MetadataUrl, "auth.saml.idp_metadata_url"),
            (M::NameIdFormat, "auth.saml.name_id_format"),
            (M::PersonNamedBy, "auth.saml.assertion_attribute_login"),
        ],
    },
    Product {
        called: "Elasticsearch",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "sp.entity_id"),
            (M::Acs, "sp.acs"),
            (M::SpLogout, "sp.logout"),
            (M::IdpEntityId, "idp.entity_id"),
            (M::MetadataUrl, "idp.metadata.path"),
            (M::PersonNamedBy, "attributes.principal"),
        ],
    },
    Product {
        called: "the Shibboleth SP",
        side: Side::Application,
        names: &[
            (M::SpEntityId, "ApplicationDefaults.entity_id"),
            (M::SpEntityId, "ApplicationOverride.entity_id"),
            (M::IdpEntityId, "SSO.entity_id"),
            (M::PersonNamedBy, "ApplicationDefaults.REMOTE_USER"),
            (M::MetadataUrl, "MetadataProvider.path"),
            (M::MetadataUrl, "MetadataProvider.url"),
        ],
    },
    Product {
        called: "AD FS",
        side: Side::Provider,
        names: &[(M::SpEntityId, "identifier"), (M::SignatureAlgorithm, "signature_algorithm")],
    },
];

/// Names that need no product: where brackets nest, so that they are no line of a ticket.
pub(super) static PLAIN: &[Product] = &[Product {
    called: "an application",
    side: Side::Application,
    names: &[
        (M::SpEntityId, "sp_entity_id"),
        (M::SpEntityId, "entity_id"),
        (M::Acs, "acs_url"),
        (M::Acs, "assertion_consumer_service_url"),
        (M::SpLogout, "slo_url"),
        (M::IdpEntityId, "idp_entity_id"),
        (M::IdpSso, "idp_sso_url"),
        (M::IdpCertificate, "idp_cert"),
        (M::IdpCertificate, "idp_certs_pem"),
        (M::NameIdFormat, "name_id_format"),
        (M::AssertionSigned, "want_assertions_signed"),
        (M::ResponseSigned, "want_response_signed"),
        (M::Encrypted, "want_encrypted"),
    ],
}];
