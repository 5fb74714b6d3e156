//! A page as a tree of elements and text, built in one pass. Pages are rarely well formed: end tags that match nothing are
//! passed over, and what is left open ends with its parent.

use super::tags::{Event, Tag, events};

/// The elements and texts of a page; the first is the root, and each stands before what it holds.
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

/// An element or a text.
pub(super) struct Node<'a> {
    /// The tag; none for text.
    pub(super) tag: Option<Tag<'a>>,
    /// The text as it stands in the page; empty for an element.
    pub(super) text: &'a str,
    /// The number of the element that holds it.
    pub(super) parent: usize,
    /// The number of the node that follows all that it holds.
    pub(super) end: usize,
}

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Whether an element of this name holds nothing and needs no end tag.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Elements that a new one of the same kind, or a block, ends.
const LEFT_OPEN: &[&str] = &["p", "li", "dt", "dd", "tr", "td", "th", "option"];
/// Elements that end an open paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "article",
    "aside",
    "nav",
    "header",
    "footer",
    "form",
    "figure",
    "main",
    "pre",
    "dl",
];
/// How deep a page may go; what lies deeper is taken into the element at this depth.
const DEEPEST: usize = 400;

impl<'a> Tree<'a> {
    /// Reads a page.
    pub(super) fn of(page: &'a str) -> Tree<'a> {
        let root = Node { tag: None, text: "", parent: 0, end: 0 };
        let mut tree = Tree { nodes: vec![root] };
        let mut open = vec![0];
        for event in events(page) {
            match event {
                Event::Text(text) => {
                    tree.add(None, text, &open);
                }
                Event::Start(tag) => tree.start(tag, &mut open),
                Event::End(name) => tree.end(&name, &mut open),
            }
        }
        let end = tree.nodes.len();
        for number in open {
            tree.nodes[number].end = end;
        }
        tree
    }

    fn add(&mut self, tag: Option<Tag<'a>>, text: &'a str, open: &[usize]) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node { tag, text, parent: open.last().copied().unwrap_or(0), end: number + 1 });
        number
    }

    fn start(&mut self, tag: Tag<'a>, open: &mut Vec<usize>) {
        let name = tag.name.as_str();
        let top = open.last().map_or("", |number| self.nodes[*number].name());
        let ends_top = (top == "p" && BLOCKS.contains(&name)) || (LEFT_OPEN.contains(&name) && top == name);
        if ends_top {
            self.close(open);
        }
        let holds = !VOID.contains(&name) && open.len() < DEEPEST;
        let number = self.add(Some(tag), "", open);
        if holds {
            open.push(number);
        }
    }

    fn end(&mut self, name: &str, open: &mut Vec<usize>) {
        let Some(depth) = open.iter().rposition(|number| self.nodes[*number].name() == name) else { return };
        while open.len() > depth.max(1) {
            self.close(open);
        }
    }

    fn close(&mut self, open: &mut Vec<usize>) {
        if let Some(number) = open.pop() {
            self.nodes[number].end = self.nodes.len();
        }
    }

    /// All nodes, each before what it holds.
    pub(super) fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }
}

impl Node<'_> {
    /// The element's name; empty for text.
    pub(super) fn name(&self) -> &str {
        self.tag.as_ref().map_or("", |tag| tag.name.as_str())
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.tag.as_ref()?.attribute(name)
    }
}
