//! Each product's settings as its own documentation writes them, with values made for this.

use super::{Meaning as M, Side, read};

/// What is read of a text: the product, and each meaning with its value.
fn told(text: &str) -> Option<(&'static str, Vec<(M, &str)>)> {
    let read = read(text)?;
    let settings = read.settings.into_iter().map(|setting| (setting.meaning, &text[setting.value])).collect();
    Some((read.called, settings))
}

#[track_caller]
fn reads(text: &str, called: &str, wanted: &[(M, &str)]) {
    let (product, settings) = told(text).unwrap_or_else(|| panic!("no settings in {text}"));
    assert_eq!((product, settings.as_slice()), (called, wanted));
}

#[test]
fn saml_in_brackets() {
    reads(
        "SAML = {'sp': {'entityId': 'urn:sp', 'assertionConsumerService': {'url': 'https://sp/acs'}},\n 'idp': {'entityId': 'urn:idp'}, 'security': {'wantAssertionsSigned': True}}",
        "python3-saml, php-saml or java-saml",
        &[
            (M::SpEntityId, "urn:sp"),
            (M::Acs, "https://sp/acs"),
            (M::IdpEntityId, "urn:idp"),
            (M::AssertionSigned, "True"),
        ],
    );
    reads(
        "settings.assertion_consumer_service_url = \"https://sp/acs\"\nsettings.sp_entity_id = 'urn:sp'\nsettings.idp_sso_service_url = \"https://idp/sso\"\nsettings.idp_cert = nil\n",
        "ruby-saml or OmniAuth",
        &[(M::Acs, "https://sp/acs"), (M::SpEntityId, "urn:sp"), (M::IdpSso, "https://idp/sso")],
    );
    reads(
        "new SamlStrategy({\n  callbackUrl: 'https://sp/acs', // public\n  entryPoint: 'https://idp/sso',\n  issuer: 'urn:sp',\n  idpCert: fs.readFileSync('idp.pem'),\n})",
        "node-saml",
        &[(M::Acs, "https://sp/acs"), (M::IdpSso, "https://idp/sso"), (M::SpEntityId, "urn:sp")],
    );
    reads(
        "<?php\n$config = [\n 'default-sp' => [\n  'saml:SP',\n  'entityID' => 'urn:sp',\n  'idp' => 'urn:idp',\n  'discoURL' => null,\n ],\n];",
        "SimpleSAMLphp as an application",
        &[(M::SpEntityId, "urn:sp"), (M::IdpEntityId, "urn:idp")],
    );
    reads(
        "CONFIG = {\n 'entityid': 'urn:sp',\n 'service': {'sp': {'endpoints': {\n   'assertion_consumer_service': [('https://sp/acs', BINDING_HTTP_POST)]}}}}",
        "pysaml2 or djangosaml2",
        &[(M::SpEntityId, "urn:sp"), (M::Acs, "https://sp/acs")],
    );
}

#[test]
fn saml_a_line_each() {
    reads(
        "onelogin.saml2.sp.entityid = urn:sp\nonelogin.saml2.sp.assertion_consumer_service.url = https://sp/acs\n",
        "python3-saml, php-saml or java-saml",
        &[(M::SpEntityId, "urn:sp"), (M::Acs, "https://sp/acs")],
    );
    reads(
        "<Location />\n  MellonSPentityId \"urn:sp\"\n  MellonIdPMetadataFile /etc/idp.xml\n</Location>",
        "mod_auth_mellon",
        &[(M::SpEntityId, "urn:sp"), (M::MetadataUrl, "/etc/idp.xml")],
    );
    reads(
        "spring:\n  security:\n    saml2:\n      relyingparty:\n        registration:\n          okta:\n            entity-id: urn:sp\n            acs:\n              location: https://sp/acs\n            assertingparty:\n              entity-id: urn:idp\n",
        "Spring Security (SAML)",
        &[(M::SpEntityId, "urn:sp"), (M::Acs, "https://sp/acs"), (M::IdpEntityId, "urn:idp")],
    );
    reads(
        "xpack.security.authc.realms.saml.one:\n  idp.entity_id: \"urn:idp\"\n  sp.entity_id: \"urn:sp\"\n  sp.acs: \"https://sp/acs\"\n",
        "Elasticsearch",
        &[(M::IdpEntityId, "urn:idp"), (M::SpEntityId, "urn:sp"), (M::Acs, "https://sp/acs")],
    );
}

#[test]
fn openid_connect() {
    reads(
        "OIDC_RP_CLIENT_ID = os.environ['X']\nOIDC_RP_CLIENT_ID = 'app'\nOIDC_RP_SIGN_ALGO = \"RS256\"\n",
        "mozilla-django-oidc",
        &[(M::ClientId, "app"), (M::IdTokenAlg, "RS256")],
    );
    reads(
        "    - kube-apiserver\n    - --oidc-issuer-url=https://op\n    - --oidc-client-id=kube\n    - --oidc-username-claim=email\n",
        "Kubernetes",
        &[(M::Issuer, "https://op"), (M::ClientId, "kube"), (M::PersonNamedBy, "email")],
    );
    reads(
        "[auth.generic_oauth]\nenabled = true\nclient_id = grafana\nscopes = openid email\n",
        "Grafana",
        &[(M::ClientId, "grafana"), (M::Scope, "openid email")],
    );
    reads(
        "data:\n  url: https://argo\n  oidc.config: |\n    name: Okta\n    issuer: https://op\n    clientID: argo\n",
        "Argo CD",
        &[(M::Issuer, "https://op"), (M::ClientId, "argo")],
    );
    reads(
        "docker run -e OAUTH2_PROXY_CLIENT_ID=app -e OAUTH2_PROXY_OIDC_ISSUER_URL=https://op \\\n",
        "oauth2-proxy",
        &[(M::ClientId, "app"), (M::Issuer, "https://op")],
    );
    reads(
        "{\"AzureAd\": {\"Instance\": \"https://login\", \"ClientId\": \"id\", \"ClientSecret\": \"s\"}}",
        "Microsoft.Identity.Web",
        &[(M::MetadataUrl, "https://login"), (M::ClientId, "id"), (M::ClientSecret, "s")],
    );
}

#[test]
fn what_the_provider_holds() {
    let read =
        read("$metadata['urn:sp'] = array(\n 'AssertionConsumerService' => 'https://sp/acs',\n);").unwrap();
    assert_eq!((read.called, read.side), ("SimpleSAMLphp, of an application", Side::Provider));
    reads(
        "Identifier          : {urn:sp, https://sp}\nSignatureAlgorithm  : http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\n",
        "AD FS",
        &[
            (M::SpEntityId, "urn:sp"),
            (M::SpEntityId, "https://sp"),
            (M::SignatureAlgorithm, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
        ],
    );
}

#[test]
fn what_is_no_file_of_settings() {
    for text in [
        "The issuer is wrong: client_id app, redirect_uri https://app/cb",
        "Issuer: https://op\nClient ID: app",
        "entity_id: urn:sp\nacs_url: https://sp/acs",
        "Content-Type: text/html\nCache-Control: no-store",
        "",
    ] {
        assert!(told(text).is_none(), "{text}");
    }
}
