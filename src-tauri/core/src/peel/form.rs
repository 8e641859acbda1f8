//! A form that pasted things have: how to recognise it, and how to open it.

use crate::case::{Case, Layer};
use crate::span::LayerId;

/// One of the forms that people paste.
pub struct Form {
    /// What it is called: the name of its file.
    pub name: &'static str,
    /// What it is, for people.
    pub title: &'static str,
    /// A short example.
    pub example: &'static str,
    /// The surest it ever is of a layer. The forms are asked from the surest on, until none that is left could outbid.
    pub surest: u8,
    /// Bytes that every layer of this form holds: where one of them is missing, the form is not asked at all.
    pub needs: &'static [u8],
    /// Looks at a layer and says how sure it is that the layer has this form; linear in the layer's length.
    pub bid: fn(&Layer) -> Option<Bid>,
    /// Opens the layer: adds artefacts, and returns the layers that it found inside.
    pub open: fn(&mut Case, LayerId) -> Vec<LayerId>,
}

/// How sure a form is, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bid {
    /// From 1 (a guess) to 100 (certain).
    pub sure: u8,
    /// What was seen.
    pub why: &'static str,
}

impl Bid {
    /// A bid.
    pub const fn new(sure: u8, why: &'static str) -> Option<Bid> {
        Some(Bid { sure, why })
    }
}

#[cfg(test)]
impl Form {
    /// The text of the first layer that it opens in a paste that it bids for.
    pub(super) fn opened(&self, text: &str) -> Option<String> {
        let mut case = Case::default();
        let id = case.add_paste(crate::case::Paste::capture("paste", text)).unwrap();
        (self.bid)(case.layer(id).unwrap())?;
        let opened = (self.open)(&mut case, id);
        Some(case.layer(opened[0]).unwrap().text().unwrap().to_owned())
    }
}
