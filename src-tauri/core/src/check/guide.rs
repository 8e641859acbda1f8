//! How a person gets what a check asks for: in each browser, in each console.

/// How to give what is needed: the same thing in the window and on the command line.
pub(crate) fn how(window: &str, command: &str) -> String {
    format!("In the window: {window}. On the command line: {command}.")
}

/// A network log of the whole sign-in.
pub(crate) const HAR: &str = "open the developer tools (F12) on an empty tab before you sign in, go to Network, and then \
    in Chrome and Edge tick Preserve log, sign in until it fails, press the arrow “Export HAR” (with sensitive data, or the message is \
    left out); in Firefox choose Persist Logs at the cog wheel, sign in, and choose Save All As HAR in the list's menu; in Safari turn on \
    the features for web developers under Settings, Advanced, tick Preserve Log under Network, sign in, and press Export. It holds \
    passwords and sessions: keep it on your machine, and sign out afterwards.";

/// The metadata of an identity provider.
pub(crate) const IDP_METADATA: &str = "the identity provider publishes it. Entra ID: Enterprise applications, the application, Single sign-on, \
    Federation Metadata XML. Okta: the application, Sign On, SAML metadata. AD FS: /FederationMetadata/2007-06/FederationMetadata.xml. \
    Keycloak: /realms/REALM/protocol/saml/descriptor. Google: Apps, Web and mobile apps, the app, Download metadata. \
    Shibboleth: /idp/shibboleth. SimpleSAMLphp: /saml2/idp/metadata.php.";

/// The metadata of an application.
pub(crate) const SP_METADATA: &str = "the application publishes it, mostly under a link “SP metadata” in its single sign-on settings. \
    Shibboleth: /Shibboleth.sso/Metadata. mod_auth_mellon: /mellon/metadata. Spring: /saml2/metadata. GitLab: /users/auth/saml/metadata. \
    SimpleSAMLphp: module.php/saml/sp/metadata.php. The entity ID and the address for answers stand on the same page.";

/// A discovery document.
pub(crate) const DISCOVERY: &str =
    "open the issuer with /.well-known/openid-configuration behind it in a browser, and save the page.";

/// A set of keys.
pub(crate) const JWKS: &str = "open the issuer with /.well-known/openid-configuration behind it in a browser, then the address that it \
    gives as jwks_uri, and save that page.";

/// What is registered of an application.
pub(crate) const REGISTRATION: &str = "it stands in the provider's console. Entra ID: App registrations, the application (Overview, \
    Authentication). Okta: Applications, the application, General. Keycloak: Clients, the client, Settings. Auth0: Applications, the \
    application, Settings. Google: APIs & Services, Credentials, the client.";
