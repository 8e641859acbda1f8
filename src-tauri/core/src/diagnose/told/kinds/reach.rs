//! Kinds of fault on the application's own way to the provider: name, network, certificate, keys.

use super::{Kind, kind};
use crate::diagnose::Owner::{Network, SpAdmin};
use crate::diagnose::fields::*;

pub(super) static KINDS: &[Kind] = &[
    kind(
        "jwks",
        SpAdmin,
        &["keys_unreachable", "wrong_discovery_url"],
        "The keys can't be fetched or used.",
        "The discovery document and the JWKS, fetched from the application's own machine.",
        &[
            (NETWORK, "Open jwks_uri from the application's own machine: name, certificate, proxy."),
            (RP_JWKS, "Let keys be fetched from jwks_uri."),
        ],
    ),
    kind(
        "back-channel",
        Network,
        &["keys_unreachable", "wrong_discovery_url", "expired_metadata"],
        "The application could not reach the provider from its own machine: the name, the way, or the server's certificate.",
        "The provider's addresses (discovery document, keys, metadata), opened from the application's own machine.",
        &[
            (
                NETWORK,
                "Open the address from the application's own machine: name, proxy, and a certificate chain that it trusts.",
            ),
            (RP_ISSUER, "Check the address that is configured."),
        ],
    ),
    kind(
        "unreachable",
        SpAdmin,
        &["keys_unreachable"],
        "The application itself has to reach the provider, for its discovery document, keys and tokens, and does not.",
        "The provider's discovery document, fetched from the application's own machine.",
        &[
            (
                NETWORK,
                "Let the application's own machine, container or cluster resolve and reach the provider's address.",
            ),
            (RP_ISSUER, "Check the address; inside a container localhost is the container itself."),
        ],
    ),
    kind(
        "tls-trust",
        SpAdmin,
        &["keys_unreachable"],
        "The application called the provider itself, for its discovery document, keys or tokens, and does not trust the certificate \
         of its web server: that has nothing to do with the keys that sign.",
        "The certificate chain that the provider's web server sends, and the trust store of the application.",
        &[
            (
                "Application, every node: the certificate authorities that it trusts (Java: truststore; Node.js: NODE_EXTRA_CA_CERTS; Kubernetes: --oidc-ca-file)",
                "Add the authority that issued the certificate of the provider's web server.",
            ),
            (
                NETWORK,
                "Send the whole chain with the certificate of the provider's web server, and a name that fits.",
            ),
        ],
    ),
];
