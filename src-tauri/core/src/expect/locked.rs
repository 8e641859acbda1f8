//! Key containers that stand in a paste, opened with the password that the person gives.

use super::Expectations;
use crate::case::{Case, Unread};

/// What a form says of such a container that it leaves closed.
const LOCKED: &str = "pfx";

/// The expectations with the keys of the containers in a case that the person's password opens; nothing where it opens none.
pub(crate) fn opened(case: &mut Case, expectations: &Expectations) -> Option<Expectations> {
    let password = expectations.keys.password()?.clone();
    let mut keys = expectations.keys.clone();
    let (locked, others): (Vec<Unread>, Vec<Unread>) =
        std::mem::take(&mut case.unread).into_iter().partition(|unread| unread.id == LOCKED);
    case.unread = others;
    let held = keys.lent().len();
    for unread in locked {
        let name = case.layer(unread.at.layer).map_or_else(String::new, |layer| layer.name.clone());
        let bytes = case.bytes(unread.at).to_vec();
        match keys.add_with_password(&name, bytes, Some(&password)) {
            Ok(()) => {
                let says = "The PKCS#12 file was opened with the password that was given; its key is lent for decryption.";
                case.secrets.push(unread.at);
                case.crack(unread.at, "pfx/opened", says.to_owned());
            }
            Err(error) => {
                let says = format!("{} It stays closed: {error}.", unread.says);
                case.unread.push(Unread { says, ..unread });
            }
        }
    }
    (keys.lent().len() > held).then(|| expectations.clone().with_keys(keys))
}
