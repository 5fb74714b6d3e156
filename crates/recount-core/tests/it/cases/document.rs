//! A case file: Markdown with fenced blocks, read so that it can be written back with only its blocks changed.

use std::fmt;

/// A Markdown file, cut at its fences.
#[derive(Debug)]
pub(super) struct Document {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Prose(String),
    Block(Block),
}

/// A fenced block.
#[derive(Debug)]
pub(super) struct Block {
    /// Number of its opening line, from 1.
    pub(super) line: usize,
    fence: String,
    /// What stands between the fences, without the last line break.
    pub(super) body: String,
}

impl Block {
    /// The first word on the fence.
    pub(super) fn name(&self) -> &str {
        self.fence.split_whitespace().next().unwrap_or("")
    }

    /// The words behind the name.
    pub(super) fn words(&self) -> Vec<&str> {
        self.fence.split_whitespace().skip(1).collect()
    }
}

impl Document {
    pub(super) fn parse(text: &str) -> Document {
        let mut parts = Vec::new();
        let mut open: Option<Block> = None;
        for (number, line) in text.lines().enumerate() {
            open = match (open, line.strip_prefix("```")) {
                (Some(block), Some("")) => {
                    parts.push(Part::Block(block));
                    None
                }
                (Some(mut block), _) => {
                    if !block.body.is_empty() {
                        block.body.push('\n');
                    }
                    block.body.push_str(line);
                    Some(block)
                }
                (None, Some(fence)) => {
                    Some(Block { line: number + 1, fence: fence.to_string(), body: String::new() })
                }
                (None, None) => {
                    parts.push(Part::Prose(line.to_string()));
                    None
                }
            };
        }
        assert!(open.is_none(), "a block is not closed");
        Document { parts }
    }

    pub(super) fn blocks(&mut self) -> impl Iterator<Item = &mut Block> {
        self.parts.iter_mut().filter_map(|part| match part {
            Part::Block(block) => Some(block),
            Part::Prose(_) => None,
        })
    }
}

impl fmt::Display for Document {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Prose(line) => writeln!(out, "{line}")?,
                Part::Block(block) if block.body.is_empty() => writeln!(out, "```{}\n```", block.fence)?,
                Part::Block(block) => writeln!(out, "```{}\n{}\n```", block.fence, block.body)?,
            }
        }
        Ok(())
    }
}
