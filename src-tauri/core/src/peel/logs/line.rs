//! The kinds of lines and texts that tell of a sign-in, each with what it is known by.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// A kind of line or text.
pub struct LogKind {
    /// For scripts.
    pub kind: &'static str,
    /// For people.
    pub title: &'static str,
    /// Pieces of text, all of which it has; each alternative by itself will do.
    pub(crate) signs: &'static [&'static [&'static str]],
    /// One of its kind.
    pub example: &'static str,
}

/// The kinds, the more telling before the others.
pub static LOG_KINDS: &[LogKind] = &[
    LogKind {
        kind: "printed-certificate",
        title: "A certificate printed by openssl",
        signs: &[
            &["Certificate:", "Serial Number", "Signature Algorithm"],
            &["Issuer:", "Subject:", "Not After"],
        ],
        example: "Certificate:\n    Data:\n        Serial Number: 1 (0x1)\n    Signature Algorithm: sha256WithRSAEncryption",
    },
    LogKind {
        kind: "entra-error",
        title: "An error of Microsoft Entra ID",
        signs: &[&["AADSTS"], &["AADB2C"], &["Sign-in error code", "Failure reason"]],
        example: "AADSTS50011: The reply URL 'https://sp.example/acs' specified in the request does not match. Correlation ID: 0a1b2c3d-0000-1111-2222-333344445555",
    },
    LogKind {
        kind: "adfs-event",
        title: "An event of AD FS",
        signs: &[
            &["Microsoft.IdentityServer"],
            &["MSIS"],
            &["Encountered error during federation passive request"],
            &["Source: AD FS"],
        ],
        example: "Event ID: 364 Encountered error during federation passive request. Microsoft.IdentityServer.Web.InvalidRequestException: MSIS7042: The same client browser session has made '6' requests",
    },
    LogKind {
        kind: "google-error",
        title: "An error of Google",
        signs: &[&["app_not_configured"], &["app_not_enabled"], &["403", "app_not_"]],
        example: "Error: 403 app_not_configured_for_user: Service is not configured for this user.",
    },
    LogKind {
        kind: "keycloak-log",
        title: "A line of Keycloak's log",
        signs: &[&["org.keycloak"], &["type=", "realmId="], &["type=\"", "realmId=\""]],
        example: "2026-11-23 08:02:11,123 WARN  [org.keycloak.events] (executor-thread-1) type=IDENTITY_PROVIDER_RESPONSE_ERROR, realmId=r, clientId=app, error=invalid_saml_response, reason=invalid_signature",
    },
    LogKind {
        kind: "go-oidc-error",
        title: "An error of go-oidc",
        signs: &[
            &["oidc: ", "expected "],
            &["oidc: failed to verify"],
            &["oidc: token is expired"],
            &["oidc: malformed jwt"],
        ],
        example: "oidc: id token issued by a different provider, expected \"https://op.example\" got \"https://op.example/\"",
    },
    LogKind {
        kind: "shibboleth-log",
        title: "A line of Shibboleth's log",
        signs: &[&["Shibboleth."], &["net.shibboleth"], &["shibd"]],
        example: "2026-11-23 08:02:11 WARN Shibboleth.SSO.SAML2 [1] [default]: detected a problem with assertion: Message was signed, but signature could not be verified.",
    },
    LogKind {
        kind: "opensaml-log",
        title: "A line of OpenSAML's log",
        signs: &[&["OpenSAML."], &["org.opensaml"]],
        example: "2026-11-23 08:02:11 ERROR OpenSAML.SecurityPolicyRule.XMLSigning [1]: unable to verify message signature",
    },
    LogKind {
        kind: "spring-security-log",
        title: "A line of Spring Security's log",
        signs: &[
            &["org.springframework.security", "aml2"],
            &["Saml2AuthenticationException"],
            &["Saml2Exception"],
            &["OAuth2AuthenticationException"],
        ],
        example: "Saml2AuthenticationException: Invalid signature for SAML Response [_1]; [invalid_signature]",
    },
    LogKind {
        kind: "python3-saml-error",
        title: "An error of python3-saml",
        signs: &[&["['invalid_response']"], &["['invalid_logout"], &["OneLogin_Saml2"], &["onelogin.saml2"]],
        example: "Error when processing SAML Response: ['invalid_response'] (Signature validation failed. SAML Response rejected)",
    },
    LogKind {
        kind: "ruby-saml-error",
        title: "An error of ruby-saml",
        signs: &[
            &["OneLogin::RubySaml"],
            &["RubySaml::ValidationError"],
            &["omniauth", "saml", "invalid_ticket"],
        ],
        example: "OneLogin::RubySaml::ValidationError (Invalid Signature on SAML Response)",
    },
    LogKind {
        kind: "simplesamlphp-log",
        title: "A line of SimpleSAMLphp's log",
        signs: &[&["SimpleSAML\\"], &["simplesamlphp["], &["SimpleSAML_Error"]],
        example: "Nov 23 08:02:11 sp1 simplesamlphp[911]: 3 [a1b2] SimpleSAML\\Error\\Exception: Unable to validate signature (Reference validation failed)",
    },
    LogKind {
        kind: "node-saml-error",
        title: "An error of node-saml or passport-saml",
        signs: &[&["node-saml"], &["passport-saml"]],
        example: "at SAML.validatePostResponseAsync (node_modules/@node-saml/node-saml/lib/saml.js:1:1) Error: Invalid signature",
    },
    LogKind {
        kind: "aws-error",
        title: "An error of AWS",
        signs: &[
            &["Your request included an invalid SAML response"],
            &["AssumeRoleWithSAML"],
            &["InvalidIdentityToken"],
        ],
        example: "Error: Your request included an invalid SAML response. To logout, click here. (Service: AWSSecurityTokenService)",
    },
    LogKind {
        kind: "okta-error",
        title: "An error of Okta",
        signs: &[
            &["E0000", "errorSummary"],
            &["GENERAL_NONSUCCESS"],
            &["User is not assigned to this application"],
        ],
        example: "{\"errorCode\":\"E0000011\",\"errorSummary\":\"Invalid token provided\"} error: Invalid token",
    },
    LogKind {
        kind: "jwt-library-error",
        title: "An error of a JWT library",
        signs: &[
            &["JsonWebTokenError"],
            &["TokenExpiredError"],
            &["jwt.exceptions."],
            &["IDX10"],
            &["JWTVerificationFailed"],
            &["io.jsonwebtoken"],
        ],
        example: "Error: IDX10205: Issuer validation failed. Issuer: 'https://op.example/'. Did not match: validationParameters.ValidIssuer: 'https://op.example'",
    },
];

/// The longest piece of each alternative: where none of them stands, there is no kind. Most texts are dismissed by one pass.
static TELLING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let alternatives = LOG_KINDS.iter().flat_map(|kind| kind.signs);
    let longest = alternatives.filter_map(|all| all.iter().max_by_key(|sign| sign.len()));
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(longest).ok()
});

/// What kind of line or text this is.
pub(crate) fn kind_of(text: &[u8]) -> Option<&'static LogKind> {
    if TELLING.as_ref().is_some_and(|telling| !telling.is_match(text)) {
        return None;
    }
    LOG_KINDS.iter().find(|kind| {
        kind.signs
            .iter()
            .any(|all| all.iter().all(|sign| memchr::memmem::find(text, sign.as_bytes()).is_some()))
    })
}
