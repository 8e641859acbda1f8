//! What the checks of the family ask for when they can't tell, and the two ways to give it.

use crate::check::guide::{self, how};
use crate::check::{Giving, Need};

/// Who the provider is.
pub(super) fn issuer() -> Need {
    Need {
        what: "the provider's issuer".to_owned(),
        why: "Only it tells whether the token comes from the provider that the application trusts."
            .to_owned(),
        how: how(
            "drop the provider's discovery document here",
            "--with openid-configuration.json, or --expect oidc.op.issuer=https://op.example",
        ),
        get: Some(guide::DISCOVERY),
        decides: true,
        give: Giving::Document,
        key: Some("oidc.op.issuer"),
    }
}

/// Who the application is.
pub(super) fn client_id() -> Need {
    Need {
        what: "the application's client ID".to_owned(),
        why: "Only it tells whether the token is meant for this application.".to_owned(),
        how: how(
            "type it, or drop the application's configuration file or the authorization request that it sent",
            "--with the configuration file, or --expect oidc.rp.client_id=my-app",
        ),
        get: Some(guide::REGISTRATION),
        decides: true,
        give: Giving::Document,
        key: Some("oidc.rp.client_id"),
    }
}

/// The keys that the provider signs with.
pub(super) fn signing_key() -> Need {
    Need {
        what: "the provider's signing keys (JWKS)".to_owned(),
        why: "A token can bring any key along; only one that you vouch for tells who signed it.".to_owned(),
        how: how("drop the provider's JWKS here", "--with jwks.json"),
        get: Some(guide::JWKS),
        decides: true,
        give: Giving::Document,
        key: Some("oidc.op.jwks"),
    }
}

/// The token of which a viewer shows header and claims.
pub(super) fn whole_token() -> Need {
    Need {
        what: "the token itself, with its signature".to_owned(),
        why: "Header and claims alone, as a viewer shows them, could be anybody's writing; only the signature tells who issued \
              them and that nothing was changed."
            .to_owned(),
        how: how(
            "paste the token itself, three parts with two dots between them",
            "examine the token itself: three parts with two dots between them",
        ),
        get: None,
        decides: true,
        give: Giving::Capture,
        key: None,
    }
}

/// The key of a name.
pub(super) fn named_key(kid: &str) -> Need {
    Need {
        what: format!("the provider's key “{kid}”"),
        why: "The token names it, and it is not among the keys that are here.".to_owned(),
        how: how("drop the provider's present JWKS here", "--with jwks.json"),
        get: Some(guide::JWKS),
        decides: true,
        give: Giving::Document,
        key: Some("oidc.op.jwks"),
    }
}

/// The body that a detached signature is over.
pub(super) fn signed_body() -> Need {
    Need {
        what: "the body that is signed".to_owned(),
        why: "The token holds no payload: it is the signature of a body that travels beside it.".to_owned(),
        how: how(
            "drop the whole request or answer here, with its header and its body as they were sent",
            "give the HTTP message as a whole, or --with body.json, byte for byte",
        ),
        get: Some(guide::HAR),
        decides: false,
        give: Giving::Capture,
        key: None,
    }
}

/// The client secret that an HMAC is keyed with.
pub(super) fn client_secret() -> Need {
    Need {
        what: "the client secret".to_owned(),
        why: "The token is signed with a secret that the provider and the application share.".to_owned(),
        how: how("lend the secret under Keys", "--key client-secret.txt"),
        get: Some(guide::REGISTRATION),
        decides: true,
        give: Giving::Key,
        key: None,
    }
}

/// The key that opens an encrypted token.
pub(super) fn decryption_key(takes: &str, kid: Option<&str>) -> Need {
    let named = kid.map(|kid| format!(" (key ID “{kid}”)")).unwrap_or_default();
    Need {
        what: format!("what opens the encrypted token: {takes}{named}"),
        why: "What is inside can't be judged unopened. The key stays in memory and enters no report."
            .to_owned(),
        how: how(
            "lend the key under Keys",
            "--key rp-decryption.jwk.json (JWK, PEM, PFX, or a file with the client secret). It lies with the application: \
             the private half of the key with use enc in the JWKS that it registered",
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
        how: "Nothing that you can give here would tell; have the provider encrypt with RSA-OAEP-256 and A256GCM."
            .to_owned(), get: None,
        decides: true,
        give: Giving::Nothing,
        key: None,
    }
}

/// A signature that this program can't compute.
pub(super) fn signature_support(why: &str) -> Need {
    Need {
        what: "a tool that can compute this signature".to_owned(),
        why: format!("It can't be verified: {why}."),
        how: "Nothing that you can give here would tell; have the provider sign with RS256 or ES256."
            .to_owned(),
        get: None,
        decides: true,
        give: Giving::Nothing,
        key: None,
    }
}

/// The nonce of the request.
pub(super) fn nonce() -> Need {
    Need {
        what: "the nonce of the authorization request".to_owned(),
        why: "Only it tells whether the token answers this request, or was replayed.".to_owned(),
        how: how(
            "drop the authorization request, or a HAR of the whole sign-in",
            "--with request.txt, or --expect oidc.rp.nonce=n-0S6",
        ),
        get: Some(guide::HAR),
        decides: false,
        give: Giving::Document,
        key: Some("oidc.rp.nonce"),
    }
}

/// The algorithm that is registered.
pub(super) fn alg() -> Need {
    Need {
        what: "the algorithm that is registered for the application's ID tokens".to_owned(),
        why: "Where nothing is registered it is RS256; this token uses another.".to_owned(),
        how: how(
            "drop the provider's discovery document here",
            "--with openid-configuration.json, or --expect oidc.rp.id_token_alg=ES256",
        ),
        get: Some(guide::DISCOVERY),
        decides: false,
        give: Giving::Document,
        key: Some("oidc.rp.id_token_alg"),
    }
}

/// What a hash in the token was taken over.
pub(super) fn companion(what: &str) -> Need {
    Need {
        what: format!("the {what} that came with the ID token"),
        why: format!(
            "The ID token holds its hash, which ties the two together; without the {what} it can't be compared."
        ),
        how: how("drop the whole answer here", "examine the whole answer instead of the token alone"),
        get: Some(guide::HAR),
        decides: false,
        give: Giving::Capture,
        key: None,
    }
}

/// The state of the request.
pub(super) fn state() -> Need {
    Need {
        what: "the state of the authorization request".to_owned(),
        why: "Only it tells whether the answer belongs to the request of this browser.".to_owned(),
        how: how("drop the authorization request, or a HAR of the whole sign-in", "--with request.txt"),
        get: Some(guide::HAR),
        decides: false,
        give: Giving::Document,
        key: None,
    }
}

/// Where the application takes answers.
pub(super) fn redirect_uri() -> Need {
    Need {
        what: "the redirect URIs that are registered for the application".to_owned(),
        why: "The provider compares them letter by letter.".to_owned(),
        how: how(
            "type one, or drop the registration or the application's configuration file",
            "--with the configuration file, or --expect oidc.rp.redirect_uri=https://app.example/callback",
        ),
        get: Some(guide::REGISTRATION),
        decides: false,
        give: Giving::Document,
        key: Some("oidc.rp.redirect_uri"),
    }
}

/// The answer of the UserInfo endpoint.
pub(super) fn user_info(claim: &str) -> Need {
    Need {
        what: "the answer of the UserInfo endpoint".to_owned(),
        why: format!("The claim {claim} is not in the ID token, and may come from there."),
        how: how("drop that answer here", "examine userinfo.json along with the token"),
        get: None,
        decides: true,
        give: Giving::Capture,
        key: None,
    }
}

/// The challenge that a verifier belongs to.
pub(super) fn challenge() -> Need {
    Need {
        what: "the authorization request whose code is redeemed".to_owned(),
        why: "Only its code_challenge tells whether the verifier is the right one.".to_owned(),
        how: how("drop the authorization request, or a HAR of the whole sign-in", "--with request.txt"),
        get: Some(guide::HAR),
        decides: false,
        give: Giving::Document,
        key: None,
    }
}

/// Where the browser may go after a logout.
pub(super) fn post_logout_uri() -> Need {
    Need {
        what: "the post-logout redirect URIs that are registered for the application".to_owned(),
        why: "The provider compares them letter by letter.".to_owned(),
        how: how("drop the application's registration here", "--with registration.json"),
        get: Some(guide::REGISTRATION),
        decides: false,
        give: Giving::Document,
        key: None,
    }
}
