//! Where a change is made: the side, the place, and what a few common products call the field.

/// The audience of the assertions for this application.
pub(super) const IDP_AUDIENCE: &str = "Identity provider, this application's settings: Audience / Entity ID \
    (Entra ID: Identifier (Entity ID); Okta: Audience URI; Keycloak: Client ID; AD FS: Relying party identifiers)";

/// The application's own name.
pub(super) const SP_ENTITY_ID: &str =
    "Application, SAML settings: its own Entity ID (SP Entity ID, Issuer, Audience)";

/// Where the identity provider sends its answers.
pub(super) const IDP_ACS: &str = "Identity provider, this application's settings: Assertion consumer service URL \
    (Entra ID: Reply URL; Okta: Single sign-on URL, Recipient and Destination URL; Google: ACS URL; \
    Keycloak: Assertion Consumer Service POST Binding URL; AD FS: Endpoints)";

/// The address that the application knows itself by.
pub(super) const SP_PUBLIC_URL: &str = "Application and the proxy before it: public base URL (scheme, host and port), \
    X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-Port";

/// The URL that the application announces for answers.
pub(super) const SP_ACS: &str = "Application, SAML settings: Assertion consumer service URL";

/// The name that the application knows the identity provider by.
pub(super) const SP_IDP_ENTITY_ID: &str =
    "Application, SAML settings: Identity provider entity ID (IdP Issuer, Identity Provider Issuer)";

/// The identity provider's own name.
pub(super) const IDP_ENTITY_ID: &str = "Identity provider, its own settings: Entity ID / Issuer";

/// The certificate that the application verifies with.
pub(super) const SP_IDP_CERTIFICATE: &str = "Application, SAML settings: Identity provider metadata or signing certificate (X.509 certificate, fingerprint)";

/// The key that the identity provider signs with.
pub(super) const IDP_SIGNING_KEY: &str = "Identity provider, this application's settings: signing certificate \
    (Entra ID: SAML Certificates; Okta: SAML Signing Certificates; Keycloak: realm keys; AD FS: Token-signing)";

/// What the identity provider signs.
pub(super) const IDP_SIGNING_OPTION: &str = "Identity provider, this application's settings: what is signed \
    (Entra ID: Signing Option; Okta: Response and Assertion Signature; Keycloak: Sign documents, Sign assertions; \
    AD FS: SamlResponseSignature)";

/// What the application wants signed.
pub(super) const SP_WANTS_SIGNED: &str =
    "Application, SAML settings: want assertions signed, want responses signed";

/// How the identity provider signs.
pub(super) const IDP_SIGNATURE_ALGORITHM: &str = "Identity provider, this application's settings: signature algorithm \
    (Entra ID: Signing Algorithm; Okta: Signature Algorithm; AD FS: Secure hash algorithm)";

/// Whom the identity provider encrypts for.
pub(super) const IDP_ENCRYPTION: &str = "Identity provider, this application's settings: encryption certificate \
    (Entra ID: Token encryption; Okta: Encryption Certificate; Keycloak: Encrypt assertions; AD FS: Encryption)";

/// The keys that the application opens messages with.
pub(super) const SP_ENCRYPTION: &str =
    "Application, SAML settings: decryption key, and whether encryption is wanted";

/// What the identity provider says of a person.
pub(super) const IDP_ATTRIBUTES: &str = "Identity provider, this application's settings: released attributes or claims \
    (Entra ID: Attributes & Claims; Okta: Attribute Statements; Keycloak: Mappers; AD FS: Claim issuance policy)";

/// What the application reads of it.
pub(super) const SP_ATTRIBUTES: &str = "Application, SAML or OpenID Connect settings: attribute mapping";

/// The NameID that the identity provider sends.
pub(super) const IDP_NAME_ID: &str = "Identity provider, this application's settings: NameID format and source \
    (Entra ID: Unique User Identifier; Okta: Name ID format; Keycloak: Name ID format; AD FS: claim rule for Name ID)";

/// The NameID that the application asks for.
pub(super) const SP_NAME_ID: &str = "Application, SAML settings: NameID format (NameIDPolicy)";

/// How strongly the application wants people to sign in.
pub(super) const SP_CONTEXT: &str = "Application, sign-in settings: requested authentication context (RequestedAuthnContext, acr_values, max_age)";

/// How the identity provider signs people in.
pub(super) const IDP_POLICY: &str = "Identity provider, this application's entry and the sign-in log: what is allowed, who is \
    assigned, which policies and factors apply";

/// What the application asks for.
pub(super) const SP_REQUEST: &str = "Application, sign-in settings: what its request asks for";

/// A clock, and what keeps it right.
pub(super) const IDP_CLOCK: &str = "Identity provider, every node: time synchronisation (NTP), time zone";

/// A clock, what keeps it right, and what it tolerates.
pub(super) const SP_CLOCK: &str =
    "Application, every node: time synchronisation (NTP), time zone; then the clock tolerance of its library";

/// How an application keeps its tokens.
pub(super) const RP_RENEWAL: &str =
    "Application: where it keeps its tokens, and when it renews them (refresh token)";

/// The issuer that a client expects.
pub(super) const RP_ISSUER: &str = "Application, OpenID Connect settings: Issuer / Authority / discovery URL";

/// The issuer that a provider writes.
pub(super) const OP_ISSUER: &str = "OpenID provider, its own settings: Issuer / public base URL (Keycloak: Hostname; Okta: Issuer of the authorization server)";

/// The keys that a client verifies with.
pub(super) const RP_JWKS: &str = "Application, OpenID Connect settings: jwks_uri, cached or pinned keys";

/// The keys that a provider signs with.
pub(super) const OP_KEYS: &str = "OpenID provider: signing keys and the JWKS that it publishes";

/// The name that a client goes by.
pub(super) const RP_CLIENT_ID: &str = "Application, OpenID Connect settings: Client ID (Application ID)";

/// A client as its provider knows it.
pub(super) const OP_CLIENT: &str = "OpenID provider, this application's registration: Client ID, redirect URIs \
    (Entra ID: Authentication; Okta: Sign-in redirect URIs; Keycloak: Valid redirect URIs)";

/// The addresses that a provider sends people back to.
pub(super) const OP_REDIRECT_URIS: &str = "OpenID provider, this application's registration: redirect URIs \
    (Entra ID: Authentication, Redirect URIs; Okta: Sign-in redirect URIs; Keycloak: Valid redirect URIs; \
    Auth0: Allowed Callback URLs; Google: Authorized redirect URIs; AD FS: Redirect URI)";

/// The addresses that a provider sends people to after a logout.
pub(super) const OP_LOGOUT_URIS: &str = "OpenID provider, this application's registration: post-logout redirect URIs \
    (Entra ID: Front-channel logout URL and Redirect URIs; Okta: Sign-out redirect URIs; \
    Keycloak: Valid post logout redirect URIs; Auth0: Allowed Logout URLs)";

/// The address that a client comes back to.
pub(super) const RP_REDIRECT_URI: &str =
    "Application, OpenID Connect settings: Redirect URI / Callback URL, its public base URL";

/// A client's secret at its provider.
pub(super) const OP_SECRET: &str = "OpenID provider, this application's registration: client secret \
    (Entra ID: Certificates & secrets; Okta: Client Credentials; Keycloak: Credentials; Auth0: Client Secret; \
    Google: Client secret)";

/// How a client shows who it is, at its provider.
pub(super) const OP_AUTH_METHOD: &str = "OpenID provider, this application's registration: client authentication method \
    (token_endpoint_auth_method; Okta: Client authentication; Keycloak: Client Authenticator; \
    Auth0: Token Endpoint Authentication Method)";

/// How a client shows who it is.
pub(super) const RP_AUTH_METHOD: &str = "Application, OpenID Connect settings: client authentication method (client_secret_basic, client_secret_post, private_key_jwt)";

/// A client's proof key.
pub(super) const RP_PKCE: &str = "Application, OpenID Connect settings: PKCE (code_challenge_method S256)";

/// What a provider demands of it.
pub(super) const OP_PKCE: &str = "OpenID provider, this application's registration: PKCE \
    (Okta: Require PKCE as additional verification; Keycloak: Proof Key for Code Exchange Code Challenge Method)";

/// What a client asks for.
pub(super) const RP_SCOPES: &str = "Application, OpenID Connect settings: scopes";

/// What a client may ask for.
pub(super) const OP_SCOPES: &str = "OpenID provider, this application's registration: allowed scopes \
    (Entra ID: API permissions; Okta: Okta API Scopes, access policies; Keycloak: Client scopes; Auth0: APIs, Permissions)";

/// The flows that a client may use.
pub(super) const OP_FLOWS: &str = "OpenID provider, this application's registration: grant and response types \
    (Entra ID: Authentication, Implicit grant and hybrid flows; Okta: Grant type; Keycloak: Capability config; \
    Auth0: Grant Types)";

/// Where a provider writes why it refused.
pub(super) const OP_LOG: &str = "OpenID provider, its log \
    (Entra ID: Sign-in logs; Okta: System Log; Keycloak: Events, CODE_TO_TOKEN_ERROR; Auth0: Monitoring, Logs)";

/// How long what a provider issues is good.
pub(super) const OP_LIFETIMES: &str = "OpenID provider: lifetimes of codes and tokens \
    (Entra ID: token lifetime policy; Okta: access policy rule; Keycloak: realm settings, Tokens; \
    Auth0: API, Token Expiration)";

/// The groups that a provider tells.
pub(super) const OP_GROUPS: &str = "OpenID provider, this application's registration: groups claim \
    (Entra ID: Token configuration, groups assigned to the application; Okta: Groups claim filter)";

/// How a provider signs and encrypts for a client.
pub(super) const OP_CLIENT_CRYPTO: &str = "OpenID provider, this application's registration: \
    id_token_signed_response_alg, id_token_encrypted_response_alg";

/// What a client lets through.
pub(super) const RP_CRYPTO: &str =
    "Application, OpenID Connect settings: ID token signing algorithm, decryption key";

/// The secret that a client shares with its provider.
pub(super) const RP_SECRET: &str = "Application, OpenID Connect settings: Client secret";

/// Where a client keeps what it needs to recognise the answer.
pub(super) const SP_SESSION: &str = "Application: session store and session cookie (SameSite=None; Secure for answers by \
    POST, one store for all nodes, one host name for the whole sign-in)";

/// A way that messages take.
pub(super) const NETWORK: &str = "Proxy, gateway or filter on the way";
