//! What products call the settings of OpenID Connect.

use super::Meaning as M;
use super::product::{Product, Side};

pub(super) static PRODUCTS: &[Product] = &[
    Product {
        called: "Spring Security",
        side: Side::Application,
        names: &[
            (M::ClientId, "registration.*.client_id"),
            (M::ClientSecret, "registration.*.client_secret"),
            (M::RedirectUri, "registration.*.redirect_uri"),
            (M::Scope, "registration.*.scope"),
            (M::Issuer, "provider.*.issuer_uri"),
            (M::PersonNamedBy, "provider.*.user_name_attribute"),
            (M::Issuer, "resourceserver.jwt.issuer_uri"),
            (M::ApiAudience, "resourceserver.jwt.audiences"),
        ],
    },
    Product {
        called: "Quarkus",
        side: Side::Application,
        names: &[
            (M::MetadataUrl, "oidc.auth_server_url"),
            (M::ClientId, "oidc.client_id"),
            (M::ClientSecret, "oidc.credentials.secret"),
            (M::Issuer, "oidc.token.issuer"),
            (M::ApiAudience, "oidc.token.audience"),
        ],
    },
    Product {
        called: "mod_auth_openidc",
        side: Side::Application,
        names: &[
            (M::ClientId, "OIDC_client_id"),
            (M::ClientSecret, "OIDC_client_secret"),
            (M::ClientSecret, "OIDC_crypto_passphrase"),
            (M::RedirectUri, "OIDC_redirect_uri"),
            (M::Issuer, "OIDC_provider_issuer"),
            (M::MetadataUrl, "OIDC_provider_metadata_url"),
            (M::Scope, "OIDC_scope"),
            (M::PersonNamedBy, "OIDC_remote_user_claim"),
        ],
    },
    Product {
        called: "Grafana",
        side: Side::Application,
        names: &[
            (M::ClientId, "auth.*.client_id"),
            (M::ClientSecret, "auth.*.client_secret"),
            (M::Scope, "auth.*.scopes"),
            (M::PersonNamedBy, "auth.*.login_attribute_path"),
            (M::ClientId, "GF_auth_generic_oauth_client_id"),
            (M::ClientSecret, "GF_auth_generic_oauth_client_secret"),
            (M::Scope, "GF_auth_generic_oauth_scopes"),
        ],
    },
    Product {
        called: "oauth2-proxy",
        side: Side::Application,
        names: &[
            (M::Issuer, "oidc_issuer_url"),
            (M::ClientId, "client_id"),
            (M::ClientSecret, "client_secret"),
            (M::ClientSecret, "cookie_secret"),
            (M::RedirectUri, "redirect_url"),
            (M::PersonNamedBy, "oidc_email_claim"),
            (M::Issuer, "oauth2_proxy_oidc_issuer_url"),
            (M::ClientId, "oauth2_proxy_client_id"),
            (M::ClientSecret, "oauth2_proxy_client_secret"),
            (M::ClientSecret, "oauth2_proxy_cookie_secret"),
            (M::RedirectUri, "oauth2_proxy_redirect_url"),
        ],
    },
    Product {
        called: "Kubernetes",
        side: Side::Application,
        names: &[
            (M::Issuer, "oidc_issuer_url"),
            (M::ClientId, "oidc_client_id"),
            (M::PersonNamedBy, "oidc_username_claim"),
        ],
    },
    Product {
        called: "Argo CD",
        side: Side::Application,
        names: &[
            (M::Issuer, "oidc.config.issuer"),
            (M::ClientId, "oidc.config.client_id"),
            (M::ClientSecret, "oidc.config.client_secret"),
            (M::Scope, "oidc.config.requested_scopes"),
        ],
    },
    Product {
        called: "Microsoft.Identity.Web",
        side: Side::Application,
        names: &[
            (M::ClientId, "azure_ad.client_id"),
            (M::ClientSecret, "azure_ad.client_secret"),
            (M::ApiAudience, "azure_ad.audience"),
            (M::MetadataUrl, "azure_ad.instance"),
        ],
    },
    Product {
        called: "mozilla-django-oidc",
        side: Side::Application,
        names: &[
            (M::ClientId, "oidc_rp_client_id"),
            (M::ClientSecret, "oidc_rp_client_secret"),
            (M::IdTokenAlg, "oidc_rp_sign_algo"),
            (M::Scope, "oidc_rp_scopes"),
            (M::MetadataUrl, "oidc_op_jwks_endpoint"),
        ],
    },
    Product {
        called: "OmniAuth (OpenID Connect)",
        side: Side::Application,
        names: &[
            (M::Issuer, "issuer"),
            (M::ClientId, "client_options.identifier"),
            (M::ClientSecret, "client_options.secret"),
            (M::RedirectUri, "client_options.redirect_uri"),
            (M::PersonNamedBy, "uid_field"),
        ],
    },
    Product {
        called: "a Keycloak adapter",
        side: Side::Application,
        names: &[
            (M::ClientId, "resource"),
            (M::MetadataUrl, "auth_server_url"),
            (M::ClientSecret, "credentials.secret"),
        ],
    },
    Product {
        called: "Vault",
        side: Side::Application,
        names: &[
            (M::MetadataUrl, "oidc_discovery_url"),
            (M::ClientId, "oidc_client_id"),
            (M::ClientSecret, "oidc_client_secret"),
            (M::Issuer, "bound_issuer"),
            (M::ApiAudience, "bound_audiences"),
            (M::RedirectUri, "allowed_redirect_uris"),
            (M::PersonNamedBy, "user_claim"),
        ],
    },
    Product {
        called: "Istio",
        side: Side::Application,
        names: &[
            (M::Issuer, "jwt_rules.issuer"),
            (M::MetadataUrl, "jwt_rules.jwks_uri"),
            (M::ApiAudience, "jwt_rules.audiences"),
        ],
    },
    Product {
        called: "Jenkins",
        side: Side::Application,
        names: &[
            (M::ClientId, "oic.client_id"),
            (M::ClientSecret, "oic.client_secret"),
            (M::MetadataUrl, "oic.well_known_open_id_configuration_url"),
            (M::PersonNamedBy, "oic.user_name_field"),
        ],
    },
    Product {
        called: "Dex",
        side: Side::Provider,
        names: &[
            (M::ClientId, "static_clients.id"),
            (M::ClientSecret, "static_clients.secret"),
            (M::RedirectUri, "static_clients.redirect_uris"),
            (M::Issuer, "issuer"),
        ],
    },
    Product {
        called: "Authelia",
        side: Side::Provider,
        names: &[
            (M::ClientId, "oidc.clients.client_id"),
            (M::ClientSecret, "oidc.clients.client_secret"),
            (M::RedirectUri, "oidc.clients.redirect_uris"),
        ],
    },
];

/// Names that need no product: where brackets nest, so that they are no line of a ticket.
pub(super) static PLAIN: &[Product] = &[Product {
    called: "an application",
    side: Side::Application,
    names: &[
        (M::Issuer, "issuer"),
        (M::MetadataUrl, "issuer_base_url"),
        (M::ClientId, "client_id"),
        (M::ClientSecret, "client_secret"),
        (M::RedirectUri, "redirect_uri"),
        (M::RedirectUri, "callback_url"),
        (M::Scope, "scope"),
        (M::IdTokenAlg, "expected_id_token_alg"),
        (M::IdTokenAlg, "id_token_signed_response_alg"),
    ],
}];
