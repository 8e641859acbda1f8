//! The bytes of opened files that are not sent to the page: keys, and those that are too many or no text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use ssoscope_core::expect::{KeyFileError, Keys, Secret};
use ssoscope_core::kept::Kept;
use ssoscope_core::{Paste, Role};
use zeroize::Zeroizing;

use crate::given::GivenPaste;
use crate::refusal::Refusal;

/// Text up to this many bytes travels with the paste; more stays here.
const TEXT_SENT: usize = 1 << 20;

/// Files whose bytes stay on this side; wiped when they are forgotten, since keys are among them.
#[derive(Default)]
pub struct Held(Mutex<Files>);

#[derive(Default)]
struct Files {
    last: u32,
    bytes: BTreeMap<u32, HeldFile>,
    /// The passwords of the keys that have one, once they were given.
    passwords: BTreeMap<u32, Secret>,
    /// Where the playbooks lie that were opened.
    books: Vec<PathBuf>,
}

struct HeldFile {
    bytes: Zeroizing<Vec<u8>>,
    kept: Option<Kept>,
}

impl Held {
    /// A paste for the page; its bytes stay here unless they are all of a text of moderate length.
    pub(crate) fn paste(&self, Paste { name, bytes, role, kept }: Paste) -> GivenPaste {
        let paste = GivenPaste { name, role, ..GivenPaste::default() };
        if bytes.len() > TEXT_SENT || kept.is_some() {
            return GivenPaste { held: Some(self.hold(bytes, kept)), ..paste };
        }
        match String::from_utf8(bytes) {
            Ok(text) => GivenPaste { text: Some(text), ..paste },
            Err(no_text) => GivenPaste { held: Some(self.hold(no_text.into_bytes(), None)), ..paste },
        }
    }

    /// A private key or client secret for the page, which gets its name and number only, and whether it wants a password.
    pub(crate) fn key(&self, name: String, bytes: Vec<u8>) -> GivenPaste {
        let mut tried = Keys::default();
        let locked = matches!(tried.add(&name, bytes.clone()), Err(KeyFileError::NeedsPassword { .. }));
        GivenPaste {
            name,
            role: Role::Support,
            held: Some(self.hold(bytes, None)),
            locked,
            ..GivenPaste::default()
        }
    }

    /// Tries a password on a held key, and keeps it where it opens it.
    pub(crate) fn unlock(&self, key: &GivenPaste, password: Secret) -> Result<(), Refusal> {
        let number = key.held.unwrap_or_default();
        let (bytes, _) = self.file(number).ok_or_else(|| Refusal::NoLongerHeld(key.name.clone()))?;
        Keys::default().add_with_password(&key.name, bytes, Some(&password))?;
        self.files().passwords.insert(number, password);
        Ok(())
    }

    /// Adds a held key to those that are lent. One that still wants its password is left out: what it would open stays open.
    pub(crate) fn lend(&self, key: GivenPaste, keys: &mut Keys) -> Result<(), Refusal> {
        let (name, number) = (key.name.clone(), key.held);
        let bytes = key.with_bytes(self)?.bytes;
        let files = self.files();
        let password = number.and_then(|number| files.passwords.get(&number));
        match keys.add_with_password(&name, bytes, password) {
            Err(KeyFileError::NeedsPassword { .. }) => Ok(()),
            other => Ok(other?),
        }
    }

    /// The bytes of a held file, and where they stand where they are not all of it.
    pub(crate) fn file(&self, number: u32) -> Option<(Vec<u8>, Option<Kept>)> {
        self.files().bytes.get(&number).map(|file| (file.bytes.to_vec(), file.kept.clone()))
    }

    /// Drops the files that the page has given up: those that are not among `named` and older than the newest of them.
    /// A file that was opened since is on its way to the page.
    pub(crate) fn forget_all_but(&self, named: impl Iterator<Item = u32>) {
        let named: BTreeSet<u32> = named.collect();
        if let Some(&newest) = named.last() {
            let mut files = self.files();
            let stays = |number: &u32| *number > newest || named.contains(number);
            files.bytes.retain(|number, _| stays(number));
            files.passwords.retain(|number, _| stays(number));
        }
    }

    /// Notes where a playbook lies; its number.
    pub(crate) fn shelve(&self, path: &Path) -> u32 {
        let books = &mut self.files().books;
        let known = books.iter().position(|known| known == path);
        known.unwrap_or_else(|| {
            books.push(path.to_owned());
            books.len() - 1
        }) as u32
    }

    /// Where the playbook with this number lies.
    pub(crate) fn shelved(&self, number: u32) -> Option<PathBuf> {
        self.files().books.get(number as usize).cloned()
    }

    fn hold(&self, bytes: Vec<u8>, kept: Option<Kept>) -> u32 {
        let mut files = self.files();
        files.last += 1;
        let number = files.last;
        files.bytes.insert(number, HeldFile { bytes: Zeroizing::new(bytes), kept });
        number
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(held: &Held, name: &str, bytes: &[u8]) -> GivenPaste {
        held.paste(Paste::capture(name, bytes))
    }

    #[test]
    fn text_travels_and_other_bytes_stay() {
        let held = Held::default();
        assert_eq!(hold(&held, "text", "π".as_bytes()).text.as_deref(), Some("π"));
        let picture = hold(&held, "picture", b"\x89PNG");
        assert_eq!((picture.text, picture.base64), (None, None));
        assert_eq!(held.file(picture.held.unwrap()).unwrap().0, b"\x89PNG");
        let long = hold(&held, "long", &vec![b'a'; TEXT_SENT + 1]);
        assert_eq!(held.file(long.held.unwrap()).unwrap().0.len(), TEXT_SENT + 1);
    }

    #[test]
    fn a_protected_key_waits_for_its_password_and_keeps_it() {
        let held = Held::default();
        let file = include_bytes!("../../core/src/expect/keys/protected.pem");
        let key = held.key("sp.key".to_owned(), file.to_vec());
        let lent = || {
            let mut keys = Keys::default();
            held.lend(key.clone(), &mut keys).unwrap();
            keys.private().count()
        };
        assert!(key.locked);
        assert_eq!(lent(), 0, "left out while it is locked");
        let secret = |text: &str| Secret::from(text.as_bytes());
        assert!(held.unlock(&key, secret("other")).unwrap_err().to_string().contains("does not open sp.key"));
        held.unlock(&key, secret("Kestrel-7")).unwrap();
        assert_eq!(lent(), 1);
        assert!(!held.key("plain".to_owned(), b"s3cr3t".to_vec()).locked);
    }

    #[test]
    fn files_that_the_page_gave_up_are_forgotten() {
        let held = Held::default();
        let [a, b, c] = [b"\xff", b"\xfe", b"\xfd"].map(|bytes| hold(&held, "file", bytes).held.unwrap());
        held.forget_all_but([b].into_iter());
        assert_eq!(
            (held.file(a).is_some(), held.file(b).is_some(), held.file(c).is_some()),
            (false, true, true)
        );
        held.forget_all_but([].into_iter());
        assert!(held.file(b).is_some(), "nothing named says nothing about files on their way");
    }
}
