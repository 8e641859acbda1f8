//! What a setting means, whatever a product calls it.

/// What a setting means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// The application's entity ID (SAML Core 2.0, section 8.3.6).
    SpEntityId,
    /// Where the application takes answers (SAML Metadata 2.0, section 2.4.4).
    Acs,
    /// Where the application takes logout messages.
    SpLogout,
    /// The audience that the application accepts, where it is not its entity ID.
    Audience,
    /// The certificate or key of the application itself.
    SpCertificate,
    /// The NameID format that is asked for.
    NameIdFormat,
    /// Whether the assertion has to be signed.
    AssertionSigned,
    /// Whether the answer around the assertion has to be signed.
    ResponseSigned,
    /// Whether the assertion has to be encrypted.
    Encrypted,
    /// The identity provider's entity ID.
    IdpEntityId,
    /// Where the identity provider takes requests.
    IdpSso,
    /// The certificate that the application trusts.
    IdpCertificate,
    /// The provider's issuer (OpenID Connect Core 1.0, section 2).
    Issuer,
    /// Where the provider's discovery document or metadata is fetched from.
    MetadataUrl,
    /// The application's client ID (RFC 6749, section 2.2).
    ClientId,
    /// The application's secret, which is never shown.
    ClientSecret,
    /// Where the application takes answers (RFC 6749, section 3.1.2).
    RedirectUri,
    /// The algorithm that ID tokens are signed with.
    IdTokenAlg,
    /// The audience that an interface of the application accepts.
    ApiAudience,
    /// What the provider signs with.
    SignatureAlgorithm,
    /// What is asked for (RFC 6749, section 3.3).
    Scope,
    /// The claim or attribute that names the person.
    PersonNamedBy,
}
