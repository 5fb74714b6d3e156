//! The layout of a report, as its reader knows it: titles, headings, paragraphs, lists, tables and what stands at the edges of pages.

use crate::span::Span;

/// A part of a report's layout. Rows lie in their table and cells in their row; all others stand side by side.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text.
    pub span: Span,
    /// Of a heading, how deep it lies: 1 holds 2. Otherwise 0.
    pub level: u8,
    /// The page it stands on, counted from 1, where the report has pages.
    pub page: Option<u32>,
    /// Of a cell: the cells that head its column and its row.
    pub headers: Vec<Span>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum BlockKind {
    /// What the whole report is called.
    Title,
    /// A line that says what stands below it.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Words below a picture or a table.
    Caption,
    /// A note at the foot of a page.
    Footnote,
    /// A number set large, with the words for what it counts.
    KeyFigure,
    /// What stands at the head or foot of page after page.
    RunningHead,
}

impl BlockKind {
    /// Every one.
    pub const ALL: [BlockKind; 11] = [
        BlockKind::Title,
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::Item,
        BlockKind::Table,
        BlockKind::Row,
        BlockKind::Cell,
        BlockKind::Caption,
        BlockKind::Footnote,
        BlockKind::KeyFigure,
        BlockKind::RunningHead,
    ];

    /// The word of the outputs.
    pub const fn code(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Item => "item",
            BlockKind::Table => "table",
            BlockKind::Row => "row",
            BlockKind::Cell => "cell",
            BlockKind::Caption => "caption",
            BlockKind::Footnote => "footnote",
            BlockKind::KeyFigure => "key_figure",
            BlockKind::RunningHead => "running_head",
        }
    }

    /// The one of this word.
    pub fn parse(code: &str) -> Option<BlockKind> {
        BlockKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether sentences end where it ends and none runs over its edge: all but what holds, or is held by, a row.
    pub const fn is_leaf(self) -> bool {
        !matches!(self, BlockKind::Table | BlockKind::Cell)
    }
}

impl Block {
    /// A block of this kind that stands on no page and lies in nothing.
    pub const fn new(kind: BlockKind, span: Span) -> Block {
        Block { kind, span, level: 0, page: None, headers: Vec::new() }
    }
}
