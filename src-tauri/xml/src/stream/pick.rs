//! Elements that are looked for while a text goes by: where they stand, and what stands around them.

use super::window::Window;
use crate::tree::NodeId;
use std::ops::Range;

/// Elements that are looked for: those of one name, of which an attribute has a value that is wanted.
pub struct Wanted<'w> {
    /// The namespace name.
    pub namespace: &'w str,
    /// The local name.
    pub local: &'w str,
    /// The attribute, in no namespace, that tells them apart.
    pub attribute: &'w str,
    /// Whether the value of that attribute is wanted; absent where the element has no such attribute.
    pub wants: &'w dyn Fn(Option<&str>) -> bool,
    /// How many are noted at most.
    pub most: usize,
}

/// An element that was looked for and found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// The start tags that are open around it, outermost first.
    pub around: Vec<Range<usize>>,
}

/// Looks for elements, window by window.
pub(super) struct Picking<'w> {
    wanted: Option<&'w Wanted<'w>>,
    /// Start tags of the elements that are open, in places of the text.
    tags: Vec<Range<usize>>,
    /// The element found last, where it is still open, and how many elements are open around it.
    open: Option<(usize, usize)>,
    /// How many elements have the name that is looked for.
    pub(super) seen: usize,
    pub(super) picked: Vec<Picked>,
}

impl<'w> Picking<'w> {
    pub(super) fn new(wanted: Option<&'w Wanted<'w>>) -> Picking<'w> {
        Picking { wanted, tags: Vec::new(), open: None, seen: 0, picked: Vec::new() }
    }

    pub(super) fn look(&mut self, window: &Window) {
        let Some(wanted) = self.wanted else { return };
        self.close(window);
        let document = &window.document;
        for node in document.find(NodeId::DOCUMENT, wanted.namespace, wanted.local) {
            if window.is_lent(node) {
                continue;
            }
            self.seen += 1;
            let value = document.attribute(node, "", wanted.attribute);
            let fits = (wanted.wants)(value.as_ref().map(|value| value.value()));
            if fits && self.picked.len() < wanted.most && self.open.is_none() {
                self.note(window, node);
            }
        }
        let lent = window.open.iter().take_while(|node| window.is_lent(**node)).count();
        self.tags.truncate(lent);
        let fresh = window.open.iter().skip(lent);
        self.tags.extend(fresh.map(|node| window.place(document.start_tag(*node))));
    }

    fn note(&mut self, window: &Window, node: NodeId) {
        let document = &window.document;
        let mut above: Vec<NodeId> = document.ancestors(node).filter(|at| *at != NodeId::DOCUMENT).collect();
        above.reverse();
        let tag = |(depth, at): (usize, &NodeId)| match window.is_lent(*at) {
            true => self.tags.get(depth).cloned().unwrap_or_default(),
            false => window.place(document.start_tag(*at)),
        };
        let around: Vec<Range<usize>> = above.iter().enumerate().map(tag).collect();
        if window.open.contains(&node) {
            self.open = Some((self.picked.len(), around.len()));
        }
        self.picked.push(Picked { at: window.place(document.span(node)), around });
    }

    /// Ends the element that was open before this window, where it ends here.
    fn close(&mut self, window: &Window) {
        let Some((at, depth)) = self.open else { return };
        let node = NodeId(u32::try_from(depth + 1).unwrap_or(u32::MAX));
        let end = window.place(window.document.span(node)).end;
        if let Some(picked) = self.picked.get_mut(at) {
            picked.at.end = end;
        }
        if !window.open.contains(&node) {
            self.open = None;
        }
    }
}
