//! Whether what reads like a date is one where it stands: "May", "the fall", "2010", "2/15".

use super::Grammar;
use crate::{
    lexicon::{DateUnit as Unit, TimeWord, Which},
    mention::date::form::{Form, Partial, Phrase},
};

impl Grammar<'_> {
    /// Whether the phrase from `at` to `end` stands for a time here.
    pub(super) fn fits(&self, at: usize, end: usize, phrase: &Phrase) -> bool {
        match &phrase.form {
            Form::Calendar(partial) => phrase.part.is_some() || self.calendar_fits(at, end, partial),
            Form::Which { which: Which::The, .. } => phrase.part.is_some(),
            Form::Which { which: Which::Past, count: None, .. } => {
                !self.is_one_of(at.wrapping_sub(1), &["drove", "walked", "went"]) || at == 0
            }
            Form::Which { which: Which::That, unit, .. } => *unit >= Unit::Night,
            Form::Holiday { number, year, .. } => {
                let bound = self.dates.holiday(*number).is_some_and(|holiday| holiday.country_bound);
                !bound
                    || year.is_some()
                    || self.atoms.get(at).is_some_and(|atom| atom.capital)
                    || self.is_preposition(at.wrapping_sub(1))
            }
            _ => true,
        }
    }

    fn calendar_fits(&self, at: usize, end: usize, partial: &Partial) -> bool {
        if partial.is_year() {
            return self.year_fits(at, end, partial);
        }
        if partial.is_bare_day() && partial.weekday.is_none() {
            return self.bare_day_fits(at, end);
        }
        let alone = end == at + 1 || end == at + 2 && self.is(at, "the");
        let numeric = self.digits(at).is_some() && partial.year.is_none() && partial.weekday.is_none();
        if numeric && self.is_one_of(at + 1, &["/", "-"]) && self.digits(at + 2).is_some() {
            return self.is_whole_text(at, end) || self.is_preposition(at.wrapping_sub(1)) && at > 0;
        }
        if alone && partial.part.is_some_and(|part| part < 30) {
            return self.season_fits(at, end);
        }
        if alone && (partial.month.is_some() || partial.weekday.is_some()) {
            return self.name_fits(at, end);
        }
        true
    }

    /// A name of a month or weekday that stands alone.
    fn name_fits(&self, at: usize, end: usize) -> bool {
        let Some(atom) = self.atoms.get(end.wrapping_sub(1)) else { return false };
        let placed = at > 0
            && (self.is_preposition(at - 1)
                || self.is_one_of(at - 1, &["and", "or", "(", ",", "-", "–", "/", "the"]));
        let firmly = at > 0
            && self.is_preposition(at - 1)
            && !self.is_one_of(at - 1, &["to", "at", "as", "for", "about", "this", "last", "next"]);
        let whole = self.is_whole_text(at, end);
        let solar = self.has(end.wrapping_sub(1), |sense| matches!(sense, TimeWord::Solar(_)));
        if solar {
            return false;
        }
        let next_capital = self
            .atoms
            .get(end)
            .is_some_and(|next| next.capital && next.lower.chars().all(char::is_alphabetic));
        let hijri = self.has(end.wrapping_sub(1), |sense| matches!(sense, TimeWord::Hijri(_)));
        if !self.dates.is_ambiguous(&atom.lower) {
            return (atom.capital || placed || whole || self.story) && !(hijri && next_capital);
        }
        if matches!(&*atom.lower, "may" | "march" | "mar" | "second") {
            return whole || firmly && (!next_capital || self.is(at - 1, "in"));
        }
        let spelled = atom.capital || matches!(&*atom.lower, "april" | "june" | "august");
        whole
            || placed && spelled && !next_capital
            || atom.capital && !next_capital && !self.is_name_before(at)
    }

    /// Whether a capital word stands right before: "Theresa May".
    fn is_name_before(&self, at: usize) -> bool {
        at > 1
            && self
                .atoms
                .get(at - 1)
                .is_some_and(|atom| atom.capital && atom.lower.chars().all(char::is_alphabetic))
    }

    /// A season that stands alone: behind a word that places it in time.
    fn season_fits(&self, at: usize, end: usize) -> bool {
        let season = self.lower(end.wrapping_sub(1));
        let doubtful = matches!(season, "fall" | "spring");
        if self.is(end, "of") && doubtful {
            return false;
        }
        let before = at.wrapping_sub(1);
        let placed = at > 0
            && self.is_one_of(
                before,
                &[
                    "in",
                    "by",
                    "during",
                    "over",
                    "since",
                    "until",
                    "before",
                    "after",
                    "throughout",
                    "through",
                    "of",
                    "spent",
                    "and",
                    "passed",
                    "for",
                ],
            );
        let bare = at > 0 && !self.is(at, "the");
        let words_behind = self
            .atoms
            .get(end)
            .is_some_and(|atom| atom.lower.chars().next().is_some_and(char::is_alphabetic));
        let adverb = self.is_one_of(
            end,
            &[
                "and", "or", "as", "with", "when", "but", "at", "to", "the", "in", "by", "from", "they",
                "he", "it", "before",
            ],
        );
        if self.is_whole_text(at, end) {
            return true;
        }
        if bare && self.story && !doubtful {
            return true;
        }
        if bare
            && self.story
            && words_behind
            && self.is_one_of(end, &["offensive", "offensives", "campaign", "fighting"])
        {
            return true;
        }
        placed
            && !(doubtful && bare && !self.is_one_of(before, &["in", "by", "since", "until", "during"]))
            && (!words_behind || adverb || self.is(at, "the"))
    }

    /// "The 15th" and "on the 3rd", with nothing counted behind.
    fn bare_day_fits(&self, at: usize, end: usize) -> bool {
        let _ = end;
        let placed =
            at > 0 && self.is_one_of(at - 1, &["on", "by", "until", "since", "before", "after", "from"]);
        let behind = self
            .atoms
            .get(end)
            .is_none_or(|atom| !atom.lower.chars().next().is_some_and(char::is_alphanumeric));
        placed && behind
    }

    /// Four digits that stand alone as a year.
    fn year_fits(&self, at: usize, end: usize, partial: &Partial) -> bool {
        let year = partial.year.unwrap_or(0);
        let digits = end == at + 1 && self.digits(at).is_some();
        if !digits {
            let words = self.digits(at).is_none()
                && self.senses(at).iter().any(|sense| matches!(sense, TimeWord::Cardinal(_)));
            return !words || self.is_preposition(at.wrapping_sub(1)) && at > 0;
        }
        let before = if at == 0 { "" } else { self.lower(at - 1) };
        let counted = self.dates.is_counted(self.lower(end))
            || self.unit(end).is_some()
            || self.is_one_of(end, &["%", "gmt", "utc", "hours", "hrs"]);
        let money = matches!(
            before,
            "$" | "€"
                | "£"
                | "#"
                | "+"
                | "="
                | "rs"
                | "no"
                | "usd"
                | "us$"
                | "than"
                | "least"
                | "nearly"
                | "almost"
                | "some"
                | "another"
                | "total"
                | "additional"
                | "these"
                | "those"
                | "all"
        );
        let joined = at > 0
            && !self.spaced(at)
            && matches!(before, "." | "," | "/" | "-" | ":" | "_" | "–")
            && !self.story;
        let decimals = self.is_one_of(end, &["/", ":"]) && !self.spaced(end)
            || self.is(end, "-")
                && !self.spaced(end)
                && self.atoms.get(end + 1).is_some_and(|atom| {
                    atom.lower.chars().any(char::is_alphanumeric) && !atom.spaced && atom.number.is_some()
                });
        if counted || money || joined || decimals {
            return false;
        }
        let placed = self.is_preposition(at.wrapping_sub(1))
            && at > 0
            && !matches!(before, "to" | "for" | "over" | "about" | "around" | "as" | "at");
        let bracketed = matches!(before, "(" | "[") || self.is_one_of(end, &[")", "]"]);
        if (1900..=2099).contains(&year) {
            let number_behind = self.digits(end).is_some();
            return year != 2000 && !number_behind || placed || bracketed || self.is_whole_text(at, end);
        }
        placed || bracketed || self.story && (1400..=2099).contains(&year)
    }

    /// Whether the phrase is all there is, but for marks.
    fn is_whole_text(&self, at: usize, end: usize) -> bool {
        let mark = |at: usize| {
            self.atoms
                .get(at)
                .is_none_or(|atom| atom.lower.chars().all(|character| !character.is_alphanumeric()))
        };
        (at == 0 || at == 1 && mark(0))
            && (end >= self.atoms.len() || end + 1 == self.atoms.len() && mark(end))
    }
}
