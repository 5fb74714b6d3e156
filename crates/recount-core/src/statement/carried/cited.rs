//! Sources as reports cite them: "(OCHA 23/01/2018)" behind a number, "Source: FAO, 2017; OCHA" at the end of a paragraph or box, "(Source:
//! Red Cross)" in the line above a table.

use super::{Carrier, ROWS};
use crate::{
    figure::{Figure, Source},
    text::{SentenceKind, TokenKind},
};

/// Tokens of a bracket that cites somebody.
const BRACKET: usize = 14;
/// Sentences behind a figure in which its paragraph may name its source.
const LINES: usize = 12;

impl Carrier<'_> {
    /// Whom the words behind a figure cite.
    pub(super) fn cited(&self, figure: &Figure) -> Option<(Source, &'static str)> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let sentence = self.prose.sentences.get(number)?;
        let behind = self.prose.tokens_in(figure.span).end..sentence.tokens.end;
        let bracket = behind.clone().find_map(|at| self.bracket(at, behind.end));
        let found = bracket.or_else(|| self.behind(number)).or_else(|| self.above_table(number));
        Some((found?, "cited"))
    }

    /// "(OCHA 23/01/2018)", "(UNHCR, 2017)", "(Source: Red Cross)": a bracket that holds a name and a day, and nothing else.
    fn bracket(&self, open: usize, end: usize) -> Option<Source> {
        if self.scene.written(open) != "(" {
            return None;
        }
        let close = (open + 1..end.min(open + BRACKET)).find(|at| self.scene.written(*at) == ")")?;
        if let Some(names) = self.labelled(open + 1, close) {
            return Some(names);
        }
        let length = self.body(open + 1, close)?;
        let rest = open + 1 + length..close;
        let is_day = |at: usize| {
            let token = self.prose.tokens.get(at);
            token.is_some_and(|token| token.kind != TokenKind::Word)
                || self.lexicon.dates.is_month(self.scene.written(at).to_lowercase().as_str())
        };
        let says_when =
            rest.clone().any(|at| self.scene.written(at).contains(|sign: char| sign.is_ascii_digit()));
        let alone = rest.clone().all(is_day) && says_when;
        alone.then(|| self.scene.span(open + 1..open + 1 + length).map(|span| self.source(span)))?
    }

    /// "Source: FAO, 2017; OCHA": the first of the names behind the word.
    pub(super) fn labelled(&self, at: usize, end: usize) -> Option<Source> {
        let named = matches!(self.scene.written(at), "Source" | "Sources" | "SOURCE" | "source");
        if !named || self.scene.written(at + 1) != ":" {
            return None;
        }
        let ends = |at: &usize| matches!(self.scene.written(*at), "," | "." | ";" | "|" | "(" | ")");
        let last = (at + 2..end).find(ends).unwrap_or(end);
        self.scene.span(at + 2..last).map(|span| self.source(span))
    }

    /// The source that the end of the paragraph names.
    fn behind(&self, number: usize) -> Option<Source> {
        let paragraph = self.prose.sentences.get(number)?.paragraph;
        let lines = self.prose.sentences.get(number..)?.iter();
        let mut lines = lines.take_while(|line| line.paragraph == paragraph).take(LINES);
        lines.find_map(|line| line.tokens.clone().find_map(|at| self.labelled(at, line.tokens.end)))
    }

    /// The source that the line above a table names, of a figure in one of its cells.
    fn above_table(&self, number: usize) -> Option<Source> {
        let is_row =
            |at: &usize| self.prose.sentences.get(*at).is_some_and(|line| line.kind == SentenceKind::Row);
        let above = (0..number).rev().take(ROWS).find(|at| !is_row(at)).filter(|_| is_row(&number))?;
        let line = self.prose.sentences.get(above)?;
        line.tokens.clone().find_map(|at| self.labelled(at, line.tokens.end))
    }
}
