//! The certificates that the judged messages rest on: those that made a signature; where nothing is judged, all.

use crate::check::saml::examined::examined;
use crate::check::signatures::xml::ValueFit;
use crate::check::{Look, Verdict};
use crate::decode::Body;
use crate::decode::x509::Certificate;

/// One verdict over all certificates that are relied on, each once.
pub(in crate::check) fn each<'a>(look: &'a Look<'a>, judge: impl Fn(&'a Certificate) -> Verdict) -> Verdict {
    let mut seen: Vec<&str> = Vec::new();
    let mut verdicts = Vec::new();
    for certificate in all(look) {
        if !seen.contains(&certificate.sha256.as_str()) {
            seen.push(&certificate.sha256);
            verdicts.push(judge(certificate));
        }
    }
    Verdict::merge(verdicts)
}

/// Each certificate, as often as it is relied on.
pub(super) fn all<'a>(look: &'a Look<'a>) -> Vec<&'a Certificate> {
    let judged = examined(look);
    if judged.is_empty() {
        return alone(look);
    }
    let ids: Vec<_> = judged.iter().map(|examined| examined.message.id).collect();
    let signatures = look.signatures.xml.iter().filter(|signature| ids.contains(&signature.message));
    signatures.filter_map(|signature| used(&signature.value)).collect()
}

fn used(value: &ValueFit) -> Option<&Certificate> {
    match value {
        ValueFit::Vouched(key) | ValueFit::Other(key) => key.certificate.as_ref(),
        ValueFit::EmbeddedOnly(material) => material.certificate(),
        ValueFit::Shared(_) | ValueFit::NoneFits(_) | ValueFit::NoKey | ValueFit::CantTell(_) => None,
    }
}

/// Where there is no message to judge: the certificates that stand alone and those of metadata.
fn alone<'a>(look: &'a Look<'a>) -> Vec<&'a Certificate> {
    let loose = look.messages.iter().filter_map(|message| match &message.body {
        Body::Certificate(certificate) => Some(certificate.as_ref()),
        _ => None,
    });
    loose.chain(look.messages.iter().flat_map(of_metadata)).collect()
}

fn of_metadata(message: &crate::decode::Message) -> Vec<&Certificate> {
    let Body::Saml(saml) = &message.body else { return Vec::new() };
    let roles = saml.entity().into_iter().flat_map(|entity| &entity.roles);
    let material = roles.flat_map(|role| &role.keys).flat_map(|key| &key.material);
    material.filter_map(|material| material.certificate()).collect()
}
