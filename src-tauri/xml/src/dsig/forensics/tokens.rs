//! Canonical text taken apart, so that a change can be undone on a part of it.

use crate::tree::{Document, Kind, NodeId};
use std::borrow::Cow;

/// What a piece of canonical text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// `<name`.
    Open,
    /// ` xmlns:p="…"`.
    Declaration,
    /// ` name="…"`.
    Attribute,
    /// The `>` of a start tag.
    Close,
    /// Character data, escaped.
    Text,
    /// `</name>`.
    End,
    /// `<!--…-->`.
    Comment,
    /// `<?…?>`.
    Instruction,
    /// The place of the signature that is left out.
    Hole,
}

/// A piece of canonical text; all of them one after the other are the text.
#[derive(Debug, Clone)]
pub(super) struct Token<'c> {
    pub(super) sort: Sort,
    pub(super) text: Cow<'c, str>,
    /// The node that it was written for; of an attribute, its element.
    pub(super) node: Option<NodeId>,
    /// Its place in the text as it is, which an undone text keeps.
    pub(super) place: usize,
}

impl<'c> Token<'c> {
    pub(super) fn with(&self, text: impl Into<Cow<'c, str>>) -> Token<'c> {
        Token { text: text.into(), ..self.clone() }
    }

    /// Name and escaped value of an attribute or declaration.
    pub(super) fn attribute(&self) -> Option<(&str, &str)> {
        let (name, rest) = self.text.strip_prefix(' ')?.split_once("=\"")?;
        Some((name, rest.strip_suffix('"')?))
    }

    /// The same attribute with another escaped value.
    pub(super) fn with_value(&self, value: &str) -> Token<'c> {
        let name = self.attribute().map_or("", |(name, _)| name).to_owned();
        self.with(format!(" {name}=\"{value}\""))
    }

    /// Whether it is text of white space alone, however that is written.
    pub(super) fn is_blank(&self) -> bool {
        self.sort == Sort::Text && is_blank(&self.text)
    }

    /// The name of a start or end tag.
    pub(super) fn name(&self) -> &str {
        self.text.trim_start_matches(['<', '/']).trim_end_matches('>')
    }

    /// The name of a start or end tag without its prefix.
    pub(super) fn local_name(&self) -> &str {
        let name = self.name();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }
}

fn is_blank(text: &str) -> bool {
    let mut rest = text.trim_start_matches([' ', '\t', '\n']);
    while let Some(after) = rest.strip_prefix("&#xD;") {
        rest = after.trim_start_matches([' ', '\t', '\n']);
    }
    rest.is_empty()
}

/// Takes the canonical form of `apex` apart. What stands for `hole` is left out, and its place marked.
pub(super) fn taken_apart<'c>(
    document: &Document,
    apex: NodeId,
    hole: Option<NodeId>,
    canonical: &'c str,
) -> Vec<Token<'c>> {
    let nodes = std::iter::once(apex).chain(document.descendants(apex)).collect();
    let mut reader =
        Reader { document, nodes, next: 0, rest: canonical, tokens: Vec::new(), open: Vec::new() };
    while !reader.rest.is_empty() {
        reader.piece(hole);
    }
    reader.tokens
}

struct Reader<'c, 'd> {
    document: &'d Document,
    nodes: Vec<NodeId>,
    next: usize,
    rest: &'c str,
    tokens: Vec<Token<'c>>,
    open: Vec<Option<NodeId>>,
}

impl<'c> Reader<'c, '_> {
    fn piece(&mut self, hole: Option<NodeId>) {
        if self.rest.starts_with("<!--") {
            self.take(Sort::Comment, self.rest.find("-->").map(|at| at + 3), Some(Kind::Comment));
        } else if self.rest.starts_with("<?") {
            self.take(
                Sort::Instruction,
                self.rest.find("?>").map(|at| at + 2),
                Some(Kind::ProcessingInstruction),
            );
        } else if self.rest.starts_with("</") {
            let node = self.open.pop().flatten();
            self.take(Sort::End, self.rest.find('>').map(|at| at + 1), None);
            self.tokens.last_mut().into_iter().for_each(|end| end.node = node);
            self.close_hole(node.filter(|node| Some(*node) == hole));
        } else if self.rest.starts_with('<') {
            self.start_tag();
        } else {
            self.take(Sort::Text, self.rest.find('<'), Some(Kind::Text));
        }
    }

    fn start_tag(&mut self) {
        self.take(Sort::Open, self.rest.find([' ', '>']), Some(Kind::Element));
        let node = self.tokens.last().and_then(|open| open.node);
        self.open.push(node);
        while self.rest.starts_with(' ') {
            let end = self.rest.find("=\"").and_then(|at| {
                let value = self.rest.get(at + 2..)?;
                Some(at + 2 + value.find('"')? + 1)
            });
            let declares = self.rest.starts_with(" xmlns=") || self.rest.starts_with(" xmlns:");
            self.take(if declares { Sort::Declaration } else { Sort::Attribute }, end, None);
            self.tokens.last_mut().into_iter().for_each(|attribute| attribute.node = node);
        }
        self.take(Sort::Close, self.rest.find('>').map(|at| at + 1), None);
        self.tokens.last_mut().into_iter().for_each(|close| close.node = node);
    }

    fn take(&mut self, sort: Sort, end: Option<usize>, of: Option<Kind>) {
        let end = end.unwrap_or(self.rest.len()).max(1);
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        let node = of.and_then(|kind| self.node(kind));
        let place = self.tokens.len();
        self.tokens.push(Token { sort, text: Cow::Borrowed(text), node, place });
        self.rest = rest;
    }

    /// The next node of that kind; a text that is none of the next nodes' stands beside the root.
    fn node(&mut self, kind: Kind) -> Option<NodeId> {
        let rest = self.nodes.get(self.next..)?;
        let found = rest.iter().position(|node| self.document.kind(*node) == kind)?;
        let element = rest.iter().position(|node| self.document.kind(*node) == Kind::Element);
        if kind == Kind::Text && element.is_some_and(|element| element < found) {
            return None;
        }
        let node = rest.get(found).copied();
        self.next += found + 1;
        node
    }

    /// Takes out what was written for the signature that has just ended.
    fn close_hole(&mut self, hole: Option<NodeId>) {
        let Some(hole) = hole else { return };
        let is_start = |token: &Token<'_>| token.sort == Sort::Open && token.node == Some(hole);
        if let Some(start) = self.tokens.iter().position(is_start) {
            self.tokens.truncate(start);
            let text = Cow::Borrowed("");
            self.tokens.push(Token { sort: Sort::Hole, text, node: Some(hole), place: start });
        }
    }
}

/// Where the element that starts at `start` ends: one past its end tag.
pub(super) fn element_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.sort {
            Sort::Open => depth += 1,
            Sort::End => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::c14n::{Canonicalization, Method};

    #[test]
    fn pieces_know_their_nodes_and_join_to_the_text() {
        let text = "<a x='1' y='&gt;'><!-- c --><b>t<?p d?>u</b><s><c/>v</s> </a>";
        let document = Document::read(text.as_bytes());
        let root = document.root().unwrap();
        let canonical = Canonicalization::new(Method::Exclusive).bytes(&document, root, None);
        let canonical = String::from_utf8(canonical).unwrap();
        let all = taken_apart(&document, root, None, &canonical);
        assert_eq!(all.iter().map(|token| &*token.text).collect::<String>(), canonical);
        assert_eq!(all[1].attribute(), Some(("x", "1")));
        let hole = document.elements(root).nth(1);
        let cut = taken_apart(&document, root, hole, &canonical);
        let without = Canonicalization::new(Method::Exclusive).bytes(&document, root, hole);
        assert_eq!(cut.iter().map(|token| &*token.text).collect::<String>().into_bytes(), without);
        assert!(cut.iter().any(|token| token.sort == Sort::Hole));
        assert_eq!(all.iter().filter(|token| token.sort == Sort::Text && token.node.is_some()).count(), 4);
        assert_eq!(element_end(&all, 0), all.len());
    }
}
