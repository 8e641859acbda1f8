//! A sign-in log exported as a table: Entra, Sentinel, Okta, Google, Auth0, AD FS, Keycloak.

use super::table::{COLUMNS, cells};
use crate::case::{Artefact, Case, Content, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::xml;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "sign_in_table",
    title: "A sign-in log exported as a table (CSV)",
    example: "Date (UTC),Request ID,User,Username,Application,Status,Sign-in error code,Failure reason\n2026-11-23T08:02:11Z,…",
    surest: 75,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let bytes = layer.bytes.trim_ascii_start();
    let first = bytes.first().filter(|first| first.is_ascii_alphabetic() || **first == b'"')?;
    let line =
        bytes.get(..memchr::memchr(b'\n', bytes)?).filter(|line| line.len() < LINE && first.is_ascii())?;
    let names = cells(line).next()?;
    let names: Vec<String> = names.iter().map(|cell| cell.text(line)).collect();
    if names.len() > 2 && COLUMNS.iter().any(|columns| columns.fits(&names)) {
        Bid::new(75, "its first row names the columns of a sign-in log")
    } else {
        None
    }
}

/// Bytes of a row of names, at most.
const LINE: usize = 16 << 10;

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(at) = case.layer(id).map(xml::trimmed) {
        case.artefacts.push(Artefact { at, content: Content::Table });
    }
    Vec::new()
}
