//! A text read to its end, and its root's signature verified on the way.

use super::digest::{Digesting, digest_of};
use super::pick::{Picking, Wanted};
use super::signature::Found;
use super::verdict::{Root, Streamed};
use super::window::{Window, Windows};
use crate::limits::Limits;
use crate::problem::ProblemKind;
use ssoscope_crypto::PublicKey;
use std::io::{Read, Seek};

/// Reads a text to its end, verifies the signature of its root with the keys given and no other, and notes the elements that are
/// looked for. Memory does not grow with the text.
///
/// # Errors
/// Where the reader fails. What is wrong with the text or its signature is part of the result.
pub fn read<R: Read + Seek>(
    mut reader: R,
    limits: &Limits,
    keys: &[PublicKey],
    wanted: Option<&Wanted<'_>>,
) -> std::io::Result<Streamed> {
    let mut windows = Windows::new(&mut reader, limits);
    let mut pass = Pass { keys, root: None, found: None, picking: Picking::new(wanted) };
    pass.run(&mut windows)?;
    let (length, well_formed, problems) = (windows.length, windows.well_formed(), windows.problems);
    if let (Some(found), true) = (pass.found.as_mut().filter(|found| found.is_late()), well_formed) {
        reader.rewind()?;
        digest_again(found, &mut Windows::new(reader, limits))?;
    }
    let relative = problems.iter().find(|problem| problem.kind == ProblemKind::RelativeNamespace);
    let relative = relative.map(|problem| problem.at.clone());
    Ok(Streamed {
        length,
        signature: pass.found.map(|found| found.conclude(well_formed, relative)),
        problems,
        root: pass.root,
        seen: pass.picking.seen,
        picked: pass.picking.picked,
    })
}

/// The first reading, with all that is noted of it.
struct Pass<'k, 'w> {
    keys: &'k [PublicKey],
    root: Option<Root>,
    found: Option<Found>,
    picking: Picking<'w>,
}

impl Pass<'_, '_> {
    fn run<R: Read>(&mut self, windows: &mut Windows<'_, R>) -> std::io::Result<()> {
        std::thread::scope(|scope| {
            let mut digesting: Option<Digesting<'_>> = None;
            let mut before = 0;
            while let Some(window) = windows.next()? {
                self.note(&window, before == 0);
                let plan = self.found.as_ref().and_then(|found| found.plan.clone());
                match (&digesting, plan) {
                    (Some(digesting), _) => digesting.take(window),
                    (None, Some(plan)) if before == 0 && windows.is_done() => {
                        let digested = digest_of(&plan, &window);
                        self.found.as_mut().map(|found| found.digested.insert(digested));
                    }
                    (None, Some(plan)) if before == 0 => {
                        digesting.insert(Digesting::start(scope, plan)).take(window);
                    }
                    _ => {}
                }
                before += 1;
            }
            if let (Some(digesting), Some(found)) = (digesting, &mut self.found) {
                found.digested = digesting.finish();
            }
            Ok(())
        })
    }

    fn note(&mut self, window: &Window, is_first: bool) {
        if let (None, Some(root)) = (&self.root, window.root()) {
            let document = &window.document;
            self.root = document.name(root).map(|name| Root {
                namespace: name.namespace.to_owned(),
                local: name.local.to_owned(),
                id: document.id_of(root).map(str::to_owned),
                tag: window.place(document.start_tag(root)),
            });
        }
        self.picking.look(window);
        if self.found.is_none() {
            self.found = Found::look(window, self.keys, is_first);
        }
        if let Some(found) = &mut self.found {
            found.count_ids(window);
        }
    }
}

/// The second reading, where the signature came too late for the first.
fn digest_again<R: Read>(found: &mut Found, windows: &mut Windows<'_, R>) -> std::io::Result<()> {
    let Some(plan) = found.plan.clone() else { return Ok(()) };
    found.forget_ids();
    std::thread::scope(|scope| {
        let digesting = Digesting::start(scope, plan);
        while let Some(window) = windows.next()? {
            found.count_ids(&window);
            digesting.take(window);
        }
        found.digested = digesting.finish();
        Ok(())
    })
}
