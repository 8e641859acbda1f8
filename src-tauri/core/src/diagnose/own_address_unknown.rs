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
    ],
    prevention: "Set the public base URL once, explicitly, and build every address from it.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ADDRESS).next()?;
    let real = finding.expected.as_deref().unwrap_or_default();
    let says = format!(
        "{} A proxy stands before the application, and {}.",
        finding.says,
        if told(look) {
            "the application does not heed what it says (X-Forwarded-…)"
        } else {
            "the application was not told"
        }
    );
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(fields::SP_PUBLIC_URL, format!("Set the base URL to {}, or send these headers and have the application trust the proxy.", quoted(real)))
            .fix("Application server", "Apache: ServerName with https://; Tomcat: RemoteIpValve; Express: trust proxy; Django: SECURE_PROXY_SSL_HEADER; ASP.NET Core: ForwardedHeaders.")
            .shown_by(verdicts.spans(ADDRESS)),
    )
}

/// Whether a request of the case, as a server saw it, brings the proxy's word of the address.
fn told(look: &Look) -> bool {
    let says =
        |name| move |exchange: &crate::exchange::Exchange| exchange.request.headers.first(name).is_some();
    ["x-forwarded-proto", "x-forwarded-host", "forwarded"]
        .iter()
        .any(|name| look.case.exchanges().iter().any(says(name)))
}
