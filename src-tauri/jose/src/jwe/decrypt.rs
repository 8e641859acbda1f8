//! Opens a token: every recipient with every key, and why each attempt failed.

use ssoscope_crypto::MAX_ITERATIONS;

use super::content::{Content, sentence};
use super::content_key::{Candidate, KeyError, Wanted, iterations};
use super::{Attempt, Jwe, KeyManagement, KeyMaterial, Opened, Recipient, Refusal, Unopened};
use crate::Limits;

/// A key that a person lends, and its name.
#[derive(Clone, Copy, Debug)]
pub struct LentKey<'a> {
    /// The key.
    pub material: KeyMaterial<'a>,
    /// Its name, where it says one.
    pub kid: Option<&'a str>,
}

/// Opens a token with the first key that fits; those whose name a recipient's header gives are tried first.
pub fn decrypt(jwe: &Jwe, keys: &[LentKey<'_>], limits: &Limits) -> Result<Opened, Unopened> {
    let mut attempts = Attempts {
        jwe,
        keys,
        limits,
        failed: Vec::new(),
        noted: None,
        managements: Vec::new(),
        iterations: 0,
    };
    attempts.run().map_err(|(refusal, says)| Unopened { refusal, says, attempts: attempts.failed })
}

struct Attempts<'a> {
    jwe: &'a Jwe,
    keys: &'a [LentKey<'a>],
    limits: &'a Limits,
    failed: Vec<Attempt>,
    /// A reason that no key changes, told where nothing else is known.
    noted: Option<(Refusal, String)>,
    /// The key managements of the recipients that can be computed.
    managements: Vec<KeyManagement>,
    /// Iterations that passwords have cost so far.
    iterations: u64,
}

impl<'a> Attempts<'a> {
    fn run(&mut self) -> Result<Opened, (Refusal, String)> {
        let content = Content::of(self.jwe)?;
        let jwe = self.jwe;
        for (number, recipient) in jwe.recipients.iter().enumerate().take(self.limits.recipients) {
            let Some(wanted) = self.wanted(recipient, &content)? else { continue };
            for key in self.in_order(jwe.text(recipient, "kid")) {
                if let Some(opened) = self.with_key(&wanted, &content, number, key)? {
                    return Ok(opened);
                }
            }
        }
        Err(self.refusal())
    }

    /// The numbers of the keys, those of this name first.
    fn in_order(&self, kid: Option<&str>) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.keys.len()).collect();
        numbers.sort_by_key(|number| kid.is_none() || self.keys.get(*number).and_then(|key| key.kid) != kid);
        numbers
    }

    /// What is wanted for a recipient; `None` where nothing can be computed for it.
    fn wanted(
        &mut self,
        recipient: &'a Recipient,
        content: &Content<'a>,
    ) -> Result<Option<Wanted<'a>>, (Refusal, String)> {
        let jwe = self.jwe;
        let Some(alg) = jwe.text(recipient, "alg") else {
            self.noted = Some((Refusal::Incomplete, "The header names no algorithm (alg).".to_owned()));
            return Ok(None);
        };
        let Some(management) = KeyManagement::from_name(alg) else {
            let says = format!("The key management {alg} (alg) is not computed here.");
            self.noted = Some((Refusal::Unsupported, says));
            return Ok(None);
        };
        if let KeyManagement::Password(..) = management {
            bounded(iterations(jwe, recipient))?;
        }
        self.managements.push(management);
        let (encryption, enc) = (content.encryption, content.enc);
        Ok(Some(Wanted { jwe, recipient, management, encryption, alg, enc }))
    }

    fn with_key(
        &mut self,
        wanted: &Wanted<'_>,
        content: &Content<'_>,
        recipient: usize,
        key: usize,
    ) -> Result<Option<Opened>, (Refusal, String)> {
        let Some(lent) = self.keys.get(key) else { return Ok(None) };
        if matches!((wanted.management, lent.material), (KeyManagement::Password(..), KeyMaterial::Shared(_)))
        {
            self.work(iterations(wanted.jwe, wanted.recipient))?;
        }
        let candidates = match wanted.candidates(lent.material) {
            Ok(candidates) => candidates,
            Err(error) => {
                self.note(error, recipient, key);
                return Ok(None);
            }
        };
        self.unlock(content, candidates, recipient, key)
    }

    /// Counts the iterations of all attempts together.
    fn work(&mut self, iterations: u64) -> Result<(), (Refusal, String)> {
        self.iterations = self.iterations.saturating_add(iterations);
        bounded(self.iterations)
    }

    fn note(&mut self, error: KeyError, recipient: usize, key: usize) {
        match error {
            KeyError::Kind => {}
            KeyError::Key(error) => {
                self.failed.push(Attempt { recipient, key, on_content: false, error });
            }
            KeyError::Missing(member) => {
                self.noted = Some((
                    Refusal::Incomplete,
                    format!("The header lacks {member}, which its algorithm needs."),
                ));
            }
            KeyError::Ephemeral(why) => {
                let says = format!("The sender's ephemeral key in the header (epk) can't be used: {why}.");
                self.noted = Some((Refusal::Incomplete, says));
            }
            KeyError::TooMuchWork(work) => self.noted = Some((Refusal::TooMuchWork, sentence(&work))),
        }
    }

    /// Decrypts the content with the keys that may be its own.
    fn unlock(
        &mut self,
        content: &Content<'_>,
        candidates: Vec<Candidate>,
        recipient: usize,
        key: usize,
    ) -> Result<Option<Opened>, (Refusal, String)> {
        for candidate in candidates {
            match content.decrypt(&candidate.key) {
                Ok(found) => {
                    let compressed = content.is_compressed.then_some(found.len());
                    let plaintext = content.inflated(found, self.limits)?;
                    let Candidate { form, misdeclared, .. } = candidate;
                    return Ok(Some(Opened { plaintext, recipient, key, form, misdeclared, compressed }));
                }
                Err(error) => self.failed.push(Attempt { recipient, key, on_content: true, error }),
            }
        }
        Ok(None)
    }

    fn refusal(&self) -> (Refusal, String) {
        let on_content = self.failed.iter().any(|attempt| attempt.on_content);
        let proven = self.managements.iter().all(|management| management.proves_the_key());
        let (refusal, says) = match (on_content, &self.noted) {
            (true, _) if proven => (
                Refusal::Damaged,
                "The key fits, and the content does not come out: it was changed after it was encrypted.",
            ),
            (true, _) => (
                Refusal::KeyOrContent,
                "The content does not come out: it was encrypted with another key, or changed on the way.",
            ),
            (false, _) if !self.failed.is_empty() => {
                (Refusal::WrongKey, "None of the keys given opens it: it was encrypted for another one.")
            }
            (false, Some(noted)) => return noted.clone(),
            (false, None) => return (Refusal::NoKey, self.takes()),
        };
        (refusal, says.to_owned())
    }

    fn takes(&self) -> String {
        let takes = self.managements.first().map_or("a key", |management| management.takes());
        format!("To open it, {takes} is needed.")
    }
}

fn bounded(iterations: u64) -> Result<(), (Refusal, String)> {
    if iterations <= MAX_ITERATIONS {
        return Ok(());
    }
    let says = format!(
        "PBES2 with {iterations} iterations (p2c) is too much work; up to {MAX_ITERATIONS} are computed for one token."
    );
    Err((Refusal::TooMuchWork, says))
}
