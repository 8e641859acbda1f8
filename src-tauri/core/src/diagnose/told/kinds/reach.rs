//! Kinds of fault on the application's own way to the provider: name, network, certificate, keys.

use super::{Kind, kind};
use crate::diagnose::Owner::{self, Network, SpAdmin};
use crate::diagnose::fields::*;

/// What lies with the application's own machine and settings, and not with the network between: a name that it does not resolve, an
/// address where nobody listens, a guard of its own against inner addresses.
const OWN_WAY: &[(&str, Owner)] = &[
    ("no such host", SpAdmin),
    ("enotfound", SpAdmin),
    ("name or service not known", SpAdmin),
    ("could not resolve host", SpAdmin),
    ("unknownhostexception", SpAdmin),
    ("connection refused", SpAdmin),
    ("econnrefused", SpAdmin),
    ("local access rules", SpAdmin),
    ("the local network are not allowed", SpAdmin),
];

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
        "unreachable",
        Network,
        &["keys_unreachable", "wrong_discovery_url", "expired_metadata"],
        "The application itself has to reach the provider from its own machine, for its discovery document, keys, tokens or metadata, \
         and does not.",
        "The provider's addresses (discovery document, keys, metadata), opened from the application's own machine.",
        &[
            (
                NETWORK,
                "Let the application's own machine, container or cluster resolve and reach the provider's address, through its proxy \
                 where there is one.",
            ),
            (RP_ISSUER, "Check the address; inside a container localhost is the container itself."),
        ],
    )
    .turned_by(OWN_WAY),
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
