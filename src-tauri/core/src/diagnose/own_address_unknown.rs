//! The application does not know the address that browsers reach it at.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::words::quoted;
use crate::check::Look;

const ADDRESS: &[&str] = &["flow/own_address"];

/// The application does not know the address that browsers reach it at.
pub static CAUSE: Cause = Cause {
    id: "own_address_unknown",
    title: "The application does not know its own address behind the proxy",
    explains: &[
        "flow/own_address",
        "flow/answered",
        "oidc/application_error",
        "saml/destination",
        "saml/recipient",
        "oidc/redirect_uri",
        "oidc/error_page",
        "oidc/error_response",
    ],
    prevention: "Set the public base URL once, explicitly, and build every address from it.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ADDRESS).next()?;
    let real = finding.expected.as_deref().unwrap_or_default();
    let says = format!(
        "{} TLS or the port ends at a proxy before the application, and the application was not told.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(fields::SP_PUBLIC_URL, format!("Set the base URL to {}, or send these headers and have the application trust the proxy.", quoted(real)))
            .fix("Application server", "Apache: ServerName with https://; Tomcat: RemoteIpValve; Express: trust proxy; Django: SECURE_PROXY_SSL_HEADER; ASP.NET Core: ForwardedHeaders.")
            .shown_by(verdicts.spans(ADDRESS)),
    )
    // What the provider refuses is this only where the address that it was given is a wrong one.
    .map(|diagnosis| match verdicts.failed("oidc/redirect_uri") {
        true => diagnosis,
        false => diagnosis.sparing("oidc/error_page").sparing("oidc/error_response"),
    })
}
