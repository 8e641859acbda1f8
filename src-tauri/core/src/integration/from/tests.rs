//! What each product exports becomes a playbook that is read.

use super::*;
use crate::expect::Playbook;

fn book(name: &str, text: &str) -> Playbook {
    let draft = from_files(vec![Paste::support(name, text)]).unwrap().text();
    Playbook::read(&draft, &[]).unwrap_or_else(|error| panic!("{error}\n{draft}"))
}

#[test]
fn an_okta_application() {
    let saml = r#"{"id":"0oa1","name":"acme_1","label":"Acme","signOnMode":"SAML_2_0","settings":{"signOn":{
        "ssoAcsUrl":"https://acme.example/acs","audience":"https://acme.example/sp","recipient":"https://acme.example/acs",
        "subjectNameIdFormat":"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress","responseSigned":true,
        "assertionSigned":true,"attributeStatements":[{"type":"EXPRESSION","name":"mail","values":["user.email"]},
        {"type":"GROUP","name":"groups","filterType":"REGEX","filterValue":".*"}]}}}"#;
    let read = book("okta.json", saml);
    assert_eq!(read.integration.name.as_deref(), Some("Acme"));
    assert_eq!(read.saml.sp.acs, ["https://acme.example/acs"]);
    assert_eq!(read.saml.sp.signed, Some(crate::expect::SignedPart::Both));
    assert_eq!(read.saml.attribute.len(), 2);
    let oidc = r#"{"label":"Web","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{"client_id":"0oa9",
        "token_endpoint_auth_method":"client_secret_basic","client_secret":"never"}},"settings":{"oauthClient":{
        "redirect_uris":["https://web.example/cb"],"response_types":["code"]}}}"#;
    let read = book("okta.json", oidc);
    assert_eq!(read.oidc.rp.client_id.as_deref(), Some("0oa9"));
    assert_eq!(read.oidc.rp.token_auth_method.as_deref(), Some("client_secret_basic"));
}

#[test]
fn an_entra_manifest_of_either_form() {
    let graph = r#"{"id":"1","appId":"11111111-2222-3333-4444-555555555555","displayName":"Portal",
        "web":{"redirectUris":["https://portal.example/cb"]},"groupMembershipClaims":"SecurityGroup",
        "passwordCredentials":[{"endDateTime":"2027-03-01T00:00:00Z","keyId":"k"}],
        "optionalClaims":{"idToken":[{"name":"email","essential":true}]}}"#;
    let read = book("manifest.json", graph);
    assert_eq!(read.oidc.rp.redirect_uri, ["https://portal.example/cb"]);
    assert!(read.oidc.rp.secret_expires.is_some() && read.oidc.claim[0].required);
    let older = r#"{"appId":"11111111-2222-3333-4444-555555555555","name":"Portal","samlMetadataUrl":"https://x.example/m",
        "identifierUris":["https://portal.example/sp"],"replyUrlsWithType":[{"url":"https://portal.example/acs","type":"Web"}]}"#;
    let read = book("manifest.json", older);
    assert_eq!(read.saml.sp.entity_id.as_deref(), Some("https://portal.example/sp"));
    assert_eq!(read.saml.sp.acs, ["https://portal.example/acs"]);
}

#[test]
fn a_keycloak_client_of_either_protocol() {
    let saml = r#"{"clientId":"https://sp.example","protocol":"saml","redirectUris":["https://sp.example/*"],"attributes":{
        "saml.assertion.signature":"true","saml.server.signature":"false","saml.encrypt":"true","saml.client.signature":"false",
        "saml_name_id_format":"email","saml_assertion_consumer_url_post":"https://sp.example/acs"},
        "protocolMappers":[{"name":"mail","config":{"attribute.name":"email"}}]}"#;
    let read = book("client.json", saml);
    assert_eq!((read.saml.sp.encrypted, read.saml.sp.requests_signed), (Some(true), Some(false)));
    assert_eq!(read.saml.sp.signed, Some(crate::expect::SignedPart::Assertion));
    assert_eq!(read.saml.attribute[0].name, "email");
    let oidc = r#"{"clientId":"app","protocol":"openid-connect","redirectUris":["https://app.example/*","https://app.example/cb"],
        "publicClient":true,"protocolMappers":[{"name":"g","config":{"claim.name":"groups","id.token.claim":"true"}}]}"#;
    let read = book("client.json", oidc);
    assert_eq!(read.oidc.rp.redirect_uri, ["https://app.example/cb"]);
    assert_eq!(read.oidc.rp.token_auth_method.as_deref(), Some("none"));
}

#[test]
fn terraform_resources_and_what_only_terraform_works_out() {
    let text = r#"
resource "okta_app_saml" "acme" {
  label              = "Acme"
  sso_url            = "https://acme.example/acs"
  audience           = var.audience
  assertion_signed   = true
  attribute_statements {
    name   = "mail"
    values = ["user.email"]
  }
}
"#;
    let draft = from_files(vec![Paste::support("main.tf", text)]).unwrap().text();
    assert!(draft.contains("# saml.sp.entity_id comes from audience = var.audience"), "{draft}");
    let read = Playbook::read(&draft, &[]).unwrap();
    assert_eq!(read.saml.sp.acs, ["https://acme.example/acs"]);
    let oauth = "resource \"okta_app_oauth\" \"w\" {\n label = \"W\"\n type = \"web\"\n redirect_uris = [\"https://w.example/cb\"]\n response_types = [\"code\"]\n}\n";
    assert_eq!(book("w.tf", oauth).oidc.rp.redirect_uri, ["https://w.example/cb"]);
    let azure = "resource \"azuread_application\" \"p\" {\n display_name = \"P\"\n web {\n redirect_uris = [\"https://p.example/cb\"]\n }\n optional_claims {\n id_token {\n name = \"email\"\n essential = true\n }\n }\n}\n";
    let read = book("p.tf", azure);
    assert!(read.oidc.claim[0].required && read.oidc.rp.redirect_uri == ["https://p.example/cb"]);
    let broken = from_files(vec![Paste::support("x.tf", "resource \"okta_app_saml\" {")]);
    assert!(matches!(broken, Err(FromError::Terraform { .. })));
}

#[test]
fn the_configuration_of_an_application() {
    let saml = r#"{"sp":{"entityId":"https://sp.example","assertionConsumerService":{"url":"https://sp.example/acs"}},
        "idp":{"entityId":"https://idp.example"},"security":{"wantAssertionsSigned":true,"wantMessagesSigned":false}}"#;
    let draft = from_files(vec![Paste::support("settings.json", saml)]).unwrap().text();
    assert!(draft.contains("sp.entityId in settings.json"), "{draft}");
    let read = Playbook::read(&draft, &[]).unwrap();
    assert_eq!(read.saml.idp.entity_id.as_deref(), Some("https://idp.example"));
    assert_eq!(read.saml.sp.acs, ["https://sp.example/acs"]);
    assert_eq!(read.saml.sp.signed, Some(crate::expect::SignedPart::Assertion));
    let oidc = "OIDCProviderIssuer https://op.example\nOIDCClientID app\nOIDCClientSecret s\nOIDCRedirectURI /callback\n";
    let draft = from_files(vec![Paste::support("vhost.conf", oidc)]).unwrap().text();
    assert!(!draft.contains("OIDCClientSecret") && !draft.contains("redirect_uri ="), "{draft}");
    assert_eq!(Playbook::read(&draft, &[]).unwrap().oidc.rp.client_id.as_deref(), Some("app"));
}

#[test]
fn anything_else_is_refused() {
    for (name, text) in
        [("x.json", "{\"a\":1}"), ("x.txt", "hello"), ("x.tf", "resource \"aws_s3_bucket\" \"b\" {}")]
    {
        assert!(matches!(from_files(vec![Paste::support(name, text)]), Err(FromError::Unknown(_))), "{name}");
    }
}
