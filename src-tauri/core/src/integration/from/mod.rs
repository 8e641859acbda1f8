//! Writes a playbook from what somebody has already: metadata, discovery, key sets, registrations, the settings that
//! products export, and the configuration that an application reads.

mod entra;
mod json;
mod keycloak;
mod okta;
mod papers;
mod settings;
mod terraform;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use crate::case::Paste;

/// Why nothing is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FromError {
    /// It is nothing that a playbook can be written from.
    #[error(
        "{0} is none of metadata, discovery document, key set, certificate, registration, Okta application, Entra \
         manifest, Keycloak client, Terraform resource and configuration of an application"
    )]
    Unknown(String),
    /// It is Terraform that can't be read.
    #[error("{name} can't be read as Terraform: {why}")]
    Terraform {
        /// The file.
        name: String,
        /// What is wrong, with line and column.
        why: String,
    },
}

/// A playbook from files, whose names it will name.
///
/// # Errors
/// A file that is nothing of the kind.
pub fn from_files(files: Vec<Paste>) -> Result<Draft, FromError> {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let mut draft = Draft::new(format!("Written from {}.", names.join(", ")));
    draft.remark("Each line says which file it is from; read it before you rely on it.");
    let mut rest = Vec::new();
    for file in files {
        if !of_product(&mut draft, &file)? {
            rest.push(file);
        }
    }
    papers::write(&mut draft, rest)?;
    Ok(draft)
}

/// Whether it was the export of a product.
fn of_product(draft: &mut Draft, file: &Paste) -> Result<bool, FromError> {
    if file.name.ends_with(".tf") {
        terraform::write(draft, file)?;
        return Ok(true);
    }
    let Ok(document) = serde_json::from_slice::<serde_json::Value>(&file.bytes) else { return Ok(false) };
    let readers = [okta::write, entra::write, keycloak::write];
    Ok(readers.iter().any(|read| read(draft, &document, &file.name)))
}
