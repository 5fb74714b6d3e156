//! What stands in a list, a table or a box is told as of the day of the line over it, of its note, or that the report speaks of.

use super::{Dater, Figure, Told};
use crate::{
    block::BlockKind,
    edtf::{Point, Precision},
    mention::date::DateKind,
    report::Report,
    span::Span,
    text::{Sentence, SentenceKind},
};

/// Rows of a table that are looked at on either side.
const ROWS: usize = 400;

impl Dater<'_> {
    /// The day of the note below the table of a figure, or of the report where the figure stands in a box; none where its table or
    /// box names a time of its own.
    pub(super) fn noted(&self, report: &Report, figure: &Figure, number: usize) -> Option<Told> {
        let sentence = self.prose.sentences.get(number)?;
        if sentence.kind == SentenceKind::Row {
            return self.below_table(figure, number);
        }
        if let Some(told) = self.led(figure, number) {
            return Some(told);
        }
        let block = report.blocks.get(sentence.block?)?;
        let boxed = block.kind == BlockKind::KeyFigure && self.dates_of(sentence).is_empty();
        let head = self.counted_as_of().filter(|_| boxed)?;
        self.as_of(figure, head)
    }

    /// "The ministry reported on 10 February:" over the items of a list: the day as of which each counts that names none itself.
    fn led(&self, figure: &Figure, number: usize) -> Option<Told> {
        let lines = &self.prose.sentences;
        let own = lines.get(number).filter(|own| self.dates_of(own).is_empty())?;
        let is_item = |line: &&Sentence| line.kind == SentenceKind::Bullet;
        let above = lines.get(..=number)?.iter().rev().take(ROWS).take_while(is_item).count();
        let lead = lines.get(number.checked_sub(above)?).filter(|_| is_item(&own))?;
        let opens = self.prose.tokens_of(lead).last().is_some_and(|token| token.is(":"));
        let [date] = self.dates_of(lead) else { return None };
        let said = opens && date.kind == DateKind::Date && self.is_of_saying(date, lead, Span::default());
        let day = date.value.filter(|_| said)?.day()?;
        self.counted_on(
            figure,
            (Point::from(Precision::Day(day)), date.span),
            "date of the line over the list",
        )
    }

    /// "Source: the civil protection, 11 February 2027".
    fn below_table(&self, figure: &Figure, number: usize) -> Option<Told> {
        let lines = &self.prose.sentences;
        let is_row = |line: &&Sentence| line.kind == SentenceKind::Row;
        let below = lines.get(number..)?.iter().take(ROWS).take_while(is_row).count();
        let above = lines.get(..number)?.iter().rev().take(ROWS).take_while(is_row).count();
        let rows = lines.get(number - above..number + below)?;
        let note = lines.get(number + below)?;
        let named = self.prose.tokens_of(note).first().is_some_and(|token| token.lower.starts_with("source"));
        if !named || rows.iter().any(|row| !self.dates_of(row).is_empty()) {
            return None;
        }
        let date = self.dates_of(note).first()?;
        let day = date.value?.day()?;
        self.counted_on(figure, (Point::from(Precision::Day(day)), date.span), "date of its note")
    }
}
