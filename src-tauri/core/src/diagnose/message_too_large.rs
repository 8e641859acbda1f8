//! A server on the way takes no request as large as this sign-in makes it.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::flow::journey;
use crate::exchange::Exchange;
use crate::flow::{PartyRole, words, written_by_proxy};

const SIZE: &[&str] = &["flow/size"];

/// A server on the way takes no request as large as this sign-in makes it.
pub static CAUSE: Cause = Cause {
    id: "message_too_large",
    title: "A server refuses the request for its size",
    explains: &["flow/size", "flow/lengths", "flow/answered", "oidc/application_error"],
    prevention: "Try the sign-in with the person who is in the most groups, and with signed requests, before going live.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(SIZE).next()?;
    let exchange = refused(look, finding.at?)?;
    let proxy = written_by_proxy(exchange, words(look.case, exchange).as_ref());
    let who = match proxy {
        Some(name) => format!(" The page is not the application's own: {name} in front of it wrote it."),
        None => " The page is the application's own.".to_owned(),
    };
    let party = look.traffic.party_at(&exchange.url.value).map(|party| party.role);
    let owner = match (proxy, party) {
        (Some(_), _) => Owner::Network,
        (None, Some(PartyRole::IdentityProvider)) => Owner::IdpAdmin,
        (None, _) => Owner::SpAdmin,
    };
    let diagnosis = Diagnosis::new(Confidence::Certain, owner, format!("{}{who}", finding.says));
    let diagnosis = match finding.observed.as_deref() {
        Some("URL") => diagnosis
            .fix(limit(proxy), "Allow URLs of 8 KB and more (nginx: large_client_header_buffers; IIS: maxUrl, maxQueryString; Apache: LimitRequestLine).")
            .fix(fields::SP_REQUEST, "Or send the request by POST, or unsigned, which makes it shorter."),
        Some("headers") => diagnosis
            .fix(limit(proxy), "Allow headers of 32 KB and more (nginx: large_client_header_buffers; Node.js: --max-http-header-size; IIS: maxRequestBytes).")
            .fix("Application, its cookies", "Keep sessions in a store instead of in cookies, and remove cookies of sign-ins that failed."),
        _ => diagnosis
            .fix(limit(proxy), "Allow forms of 1 MB and more (nginx: client_max_body_size; Express: urlencoded limit; IIS: maxAllowedContentLength; Tomcat: maxPostSize).")
            .fix(fields::IDP_ATTRIBUTES, "Release only the groups that this application uses."),
    };
    Some(diagnosis.shown_by(verdicts.spans(SIZE)).shown_by(finding.also.iter().map(|related| related.span)))
}

fn limit(proxy: Option<&str>) -> String {
    match proxy {
        Some(name) => format!("{}: {name}, its limits", fields::NETWORK),
        None => "The server that answered, its limits".to_owned(),
    }
}

fn refused<'a>(look: &'a Look, at: crate::span::Span) -> Option<&'a Exchange> {
    let mut steps = look.traffic.flows.iter().flat_map(|flow| journey::seen(look, flow));
    steps
        .find(|step| step.exchange.status.as_ref().is_some_and(|status| status.at == at))
        .map(|step| step.exchange)
}
