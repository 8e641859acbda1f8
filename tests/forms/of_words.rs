//! Logs, errors and words, 35 to 38 and 40 of the list.

use crate::messages::redirect;
use crate::{Row, row};

pub(crate) fn rows() -> Vec<Row> {
    let okta = "{\"eventType\":\"user.authentication.sso\",\"published\":\"2026-11-23T08:00:00Z\",\"actor\":{\"alternateId\":\"a@x.example\"},\"outcome\":{\"result\":\"FAILURE\",\"reason\":\"x\"}}";
    let entra = "Date (UTC),Request ID,User,Username,Application,Status,Sign-in error code,Failure reason\n2026-11-23T08:00:00Z,1,A,a@x.example,App,Failure,50011,\"The reply URL, sent\"\n";
    let sentinel = "{\"TimeGenerated\":\"2026-11-23T08:00:00Z\",\"UserPrincipalName\":\"a@x.example\",\"AppDisplayName\":\"App\",\"ResultType\":\"50011\",\"ResultDescription\":\"x\"}";
    let keycloak = "{\"time\":1795420514000,\"type\":\"LOGIN_ERROR\",\"realmId\":\"r\",\"clientId\":\"app\",\"error\":\"invalid_redirect_uri\"}";
    let mail = "It does not work. Here is what I have:\n\n";
    vec![
        row(
            35,
            "Keycloak's log",
            "2026-11-23 08:00:00,123 WARN  [org.keycloak.events] (executor-1) type=IDENTITY_PROVIDER_RESPONSE_ERROR, realmId=r, clientId=app, error=invalid_saml_response, reason=x\n",
            &["form:application_log", "keycloak-log"],
        ),
        row(
            35,
            "go-oidc",
            "oidc: id token issued by a different provider, expected \"https://op.example\" got \"https://op.example/\"",
            &["form:application_log", "go-oidc-error"],
        ),
        row(
            36,
            "vendor error",
            "AADSTS50011: The reply URL 'https://sp.example/acs' specified in the request does not match. Correlation ID: 0a1b2c3d-0000-1111-2222-333344445555",
            &["form:application_log", "entra-error"],
        ),
        row(
            36,
            "certificate printed by openssl",
            "Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number: 1 (0x1)\n    Signature Algorithm: sha256WithRSAEncryption\n        Issuer: CN=idp\n        Subject: CN=idp\n",
            &["form:application_log", "printed-certificate"],
        ),
        row(
            37,
            "Okta System Log",
            format!("{okta}\n{}\n", okta.replace("FAILURE", "SUCCESS")),
            &["form:ndjson", "okta-system-log"],
        ),
        row(37, "Entra, CSV", entra, &["form:sign_in_table", "entra-sign-in"]),
        row(37, "Entra, Sentinel", format!("[{sentinel}]"), &["form:json", "entra-sign-in"]),
        row(37, "Keycloak event", keycloak, &["form:json", "keycloak-event"]),
        row(
            38,
            "among words",
            format!("{mail}{}\n\nThanks", redirect()),
            &["form:excerpts", "saml-authn-request"],
        ),
        row(
            40,
            "setup table",
            "| Entity ID | https://sp.example |\n| ACS URL | https://sp.example/acs |\n",
            &["form:setup_table", "setup-table"],
        ),
    ]
}
