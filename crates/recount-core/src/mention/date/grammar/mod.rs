//! The grammar of time expressions: from the pieces of a sentence to what they say.
//!
//! One pass from left to right; at each place every rule is tried and the longest reading wins. Rules look a bounded
//! number of pieces ahead and nest at most [`DEPTH`] deep, so the pass is linear in the length of the sentence.

mod calendar;
mod context;
mod fiscal;
mod number;
mod numeric;
mod range;
mod relative;
mod stretch;
mod year_part;

use super::{
    atom::Atom,
    form::{Form, Partial, Phrase},
};
use crate::lexicon::{DatePart as Part, DateUnit as Unit, Dates, TimeWord, Which};

/// How deep phrases nest: "the week of the Monday after the end of March" is three.
const DEPTH: u8 = 3;

/// A time expression found: which pieces, and what it says.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) phrase: Phrase,
    /// Whether a hyphen ties it to the next one found, as the first end of a range.
    pub(super) ranges_on: bool,
}

/// The rules over the pieces of one sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar<'a> {
    atoms: &'a [Atom<'a>],
    dates: &'a Dates,
    depth: u8,
    /// Whether the text tells of the past in years far from its own.
    story: bool,
}

/// A reading and the number of the piece behind it.
type Read<T> = Option<(T, usize)>;

/// Every time expression of a sentence, in order, none overlapping.
pub(super) fn read<'a>(atoms: &'a [Atom<'a>], dates: &'a Dates, story: bool) -> Vec<Found> {
    read_where(atoms, dates, story, may_start)
}

fn read_where<'a>(
    atoms: &'a [Atom<'a>],
    dates: &'a Dates,
    story: bool,
    may_start: fn(&[Atom<'_>], usize) -> bool,
) -> Vec<Found> {
    let grammar = Grammar { atoms, dates, depth: 0, story };
    let mut found = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        if !may_start(atoms, at) {
            at += 1;
            continue;
        }
        let read = grammar.expression(at);
        at = read.last().map_or(at + 1, |last| last.end.max(at + 1));
        found.extend(read);
    }
    found
}

/// Whether an expression may start at this piece: it says something of time, or opens what does.
fn may_start(atoms: &[Atom<'_>], at: usize) -> bool {
    let tells = |at: usize| atoms.get(at).is_some_and(|atom| atom.tells);
    tells(at)
        || (at + 1..=at + OPENING).any(tells)
            && atoms.get(at).is_some_and(|atom| OPENERS.contains(&&*atom.lower))
}

/// Words that say nothing of time and open an expression, with words that do close behind.
const OPENERS: [&str; 15] =
    ["the", "a", "an", "from", "between", "at", "up", "more", "less", "fewer", "very", "as", "'", "’", "‘"];

/// The most words that an opening takes before one that says something of time: "at least over a few".
const OPENING: usize = 4;

impl<'a> Grammar<'a> {
    /// The one or two expressions that start at this piece.
    fn expression(&self, at: usize) -> Vec<Found> {
        let whole = self.phrase(at);
        let range = self.range(at, whole.as_ref());
        let single = whole.filter(|(phrase, end)| self.fits(at, *end, phrase)).map(|(phrase, end)| Found {
            start: at,
            end,
            phrase,
            ranges_on: false,
        });
        match (range, single) {
            (Some(found), Some(one)) if found.last().is_some_and(|last| last.end < one.end) => vec![one],
            // "Fiscal 2022-23" is one year.
            (Some(_), Some(one)) if matches!(one.phrase.form, Form::Fiscal { .. }) => vec![one],
            (Some(found), _) => found,
            (None, one) => one.into_iter().collect(),
        }
    }

    /// The longest phrase that starts at this piece.
    fn phrase(&self, at: usize) -> Read<Phrase> {
        if self.depth >= DEPTH || at >= self.atoms.len() {
            return None;
        }
        let inner = Grammar { depth: self.depth + 1, ..*self };
        let readings = [
            inner.approximate(at),
            inner.part_of(at),
            inner.offset(at),
            inner.core(at),
            inner.day_part_of(at),
        ];
        let (phrase, end) = longest(readings)?;
        Some((phrase, self.with_tail(end)))
    }

    /// A phrase behind "about" or "circa".
    fn approximate(&self, at: usize) -> Read<Phrase> {
        let mut next = at;
        while self.has(next, |sense| matches!(sense, TimeWord::Approximate | TimeWord::Compare)) {
            next += 1;
        }
        if self.is(at, "as") && self.is(at + 1, "early") | self.is(at + 1, "late") && self.is(at + 2, "as") {
            return None;
        }
        if next == at || next > at + 3 {
            return None;
        }
        let about = self.has(at, |sense| sense == TimeWord::Approximate);
        let (phrase, end) = longest([self.part_of(next), self.offset(next), self.core(next)])?;
        let count = matches!(phrase.form, Form::Duration { .. } | Form::Offset { .. } | Form::Which { .. });
        let short = self.is_one_of(at, &["c", "ca"])
            && !matches!(phrase.form, Form::Calendar(partial) if partial.is_year());
        if short {
            return None;
        }
        // "Some" and "just" stand before counts of units only: "some 2010" is no date.
        if !count && !matches!(self.lower(at), "about" | "around" | "approximately" | "circa" | "ca" | "c") {
            return None;
        }
        Some((Phrase { approximate: about || phrase.approximate, ..phrase }, end))
    }

    /// A phrase without anything before or behind it.
    fn core(&self, at: usize) -> Read<Phrase> {
        let (which, calendar) = (self.which(at), self.calendar(at));
        longest([
            self.within(at, which.as_ref(), calendar),
            self.nth(at).map(|(form, end)| (form.into(), end)),
            which,
            self.deictic(at).map(|(form, end)| (form.into(), end)),
            self.holiday(at).map(|(form, end)| (form.into(), end)),
            self.fiscal(at).map(|(form, end)| (form.into(), end)),
            self.decade(at).map(|(form, end)| (form.into(), end)),
            self.century(at).map(|(form, end)| (form.into(), end)),
            calendar.map(|(partial, end)| (partial.into(), end)),
            self.the_day(at).map(|(partial, end)| (partial.into(), end)),
            self.week_of(at),
            self.duration(at).map(|(form, end)| (form.into(), end)),
            self.set(at).map(|(form, end)| (form.into(), end)),
            self.clock(at).map(|(form, end)| (form.into(), end)),
        ])
    }

    /// "July of that year", "20th of next month", "Monday of last week", "next week Monday", "last week's Sunday"; from what else is
    /// read at this piece.
    fn within(&self, at: usize, which: Option<&(Phrase, usize)>, calendar: Read<Partial>) -> Read<Phrase> {
        let behind = |inner: Partial, mut next: usize| {
            let joined = self.is(next, "of") || self.is(next, "in") || self.is(next, "from");
            next += usize::from(joined);
            let (outer, end) = self.which(next)?;
            let wide = matches!(outer.form, Form::Which { unit, .. } if unit >= Unit::Week);
            let small = matches!(outer.form, Form::Which { unit, .. } if inner.weekday.is_some() && unit == Unit::Week || inner.month.is_some() && inner.weekday.is_none() && unit == Unit::Year || inner.is_bare_day() && unit == Unit::Month);
            (wide && (joined || small))
                .then(|| (Phrase::from(Form::Within { inner, outer: Box::new(outer) }), end))
        };
        let inner = calendar.or_else(|| self.day_of(at));
        let first = inner.filter(|(inner, _)| !inner.is_full()).and_then(|(inner, next)| behind(inner, next));
        let wide = |outer: &Phrase| matches!(outer.form, Form::Which { unit, count: None, .. } if unit >= Unit::Week);
        let before = which.filter(|(outer, _)| wide(outer)).and_then(|(outer, next)| {
            let next = next + usize::from(self.is(*next, "'s")) + usize::from(self.is(*next, "on"));
            let (inner, end) = self.calendar(next)?;
            let small = inner.weekday.is_some() || inner.month.is_some() || inner.part.is_some();
            (small && !inner.is_full())
                .then(|| (Phrase::from(Form::Within { inner, outer: Box::new(outer.clone()) }), end))
        });
        longest([first, before])
    }

    /// "The 15th"; behind "on" also "24th".
    fn the_day(&self, at: usize) -> Read<Partial> {
        let article = self.is(at, "the");
        let next = at + usize::from(article);
        let (day, end) = self.ordinal(next)?;
        let digits = self.digits(next).is_some();
        let placed = article || at > 0 && self.is(at - 1, "on");
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        (digits && placed).then(|| (Partial { day: Some(day), ..Partial::default() }, end))
    }

    /// "The week of 3 March", "the week starting Monday".
    fn week_of(&self, at: usize) -> Read<Phrase> {
        let next = at + usize::from(self.is(at, "the"));
        let unit = self.unit(next).filter(|unit| matches!(unit, Unit::Week | Unit::Weekend))?;
        let joined = self.is_one_of(next + 1, &["of", "beginning", "starting", "commencing", "ending"]);
        let behind = next + 2 + usize::from(self.is(next + 2, "on"));
        let (partial, end) = self.calendar(behind).or_else(|| self.the_day(behind))?;
        let dated = partial.day.is_some() || partial.weekday.is_some();
        let form = Form::UnitOf { unit, day: Box::new(partial.into()) };
        (joined && dated).then(|| (form.into(), end))
    }

    /// "20th [day]", "the 15th": the inner part of "the 15th of next month".
    fn day_of(&self, at: usize) -> Read<Partial> {
        let next = at + usize::from(self.is(at, "the"));
        let (day, end) = self.day(next)?;
        let end = end + usize::from(self.unit(end) == Some(Unit::Day));
        Some((Partial { day: Some(day), ..Partial::default() }, end))
    }

    /// "Early October", "the end of the month", "later that year", "month's end".
    fn part_of(&self, at: usize) -> Read<Phrase> {
        if let Some(found) = self.units_end(at) {
            return Some(found);
        }
        let article = usize::from(self.is(at, "the") || self.is(at, "very"));
        let (part, mut next) = self.part_word(at + article)?;
        next += usize::from(self.is(next, "part"));
        let joined = self.is(next, "of") || self.is(next, "in") || self.is(next, "-");
        next += usize::from(joined);
        let bare = matches!(
            self.lower(at + article),
            "beginning" | "start" | "onset" | "end" | "close" | "rest" | "remainder" | "midway" | "remaining"
        );
        if bare && !joined || self.is(next, "and") {
            return None;
        }
        let about = self.has(next, |sense| sense == TimeWord::Approximate);
        next += usize::from(about);
        let (phrase, end) = self.whole(next)?;
        if phrase.part.is_some() {
            return None;
        }
        Some((Phrase { part: Some(part), approximate: about || phrase.approximate, ..phrase }, end))
    }

    /// "Month's end", "year-end", "EOY".
    fn units_end(&self, at: usize) -> Read<Phrase> {
        let unit = self.unit(at)?;
        let tied = self.is(at + 1, "'s") || self.is(at + 1, "-");
        (tied && self.is(at + 2, "end") && unit >= Unit::Week).then(|| {
            let form = Form::Which { which: Which::The, count: None, unit };
            (Phrase { form, part: Some(Part::Late), approximate: false }, at + 3)
        })
    }

    /// "Early", "mid", "the latter part", "later".
    fn part_word(&self, at: usize) -> Read<Part> {
        let part = match self.lower(at) {
            "earlier" => Part::Earlier,
            "later" => Part::Later,
            "latter" | "final" | "closing" if self.is(at + 1, "part") || self.is(at + 1, "days") => {
                Part::Late
            }
            _ => self.senses(at).iter().find_map(|sense| match sense {
                TimeWord::Part(part) => Some(*part),
                _ => None,
            })?,
        };
        Some((part, at + 1))
    }

    /// What a part can be of: "October", "the month", "2014", "the 1990s", "next week".
    fn whole(&self, at: usize) -> Read<Phrase> {
        let (which, calendar) = (self.which(at), self.calendar(at));
        let core = longest([
            self.within(at, which.as_ref(), calendar),
            self.nth(at).map(|(form, end)| (form.into(), end)),
            which,
            self.decade(at).map(|(form, end)| (form.into(), end)),
            self.century(at).map(|(form, end)| (form.into(), end)),
            self.fiscal(at).map(|(form, end)| (form.into(), end)),
            calendar.map(|(partial, end)| (partial.into(), end)),
            self.the_unit(at).map(|(form, end)| (form.into(), end)),
            self.deictic(at).map(|(form, end)| (form.into(), end)),
        ]);
        core.filter(|(phrase, _)| !matches!(phrase.form, Form::Reference))
    }

    /// "The month", "month": only behind "the end of".
    fn the_unit(&self, at: usize) -> Read<Form> {
        let next = at + usize::from(self.is(at, "the"));
        let unit = self.unit(next).filter(|unit| *unit >= Unit::Day && !self.is_plural(next))?;
        Some((Form::Which { which: Which::The, count: None, unit }, next + 1))
    }

    /// "The morning of 3 March", "dawn on Sunday", "10 p.m. Wednesday": the day.
    fn day_part_of(&self, at: usize) -> Read<Phrase> {
        let article = at + usize::from(self.is(at, "the"));
        let early = article + usize::from(self.is(article, "early") || self.is(article, "late"));
        let early =
            early + usize::from(early > article && self.is(early, "in") && self.is(early + 1, "the")) * 2;
        let next = if self.has(early, |sense| sense == TimeWord::DayPart) {
            early + 1 + usize::from(self.is(early + 1, "hours"))
        } else {
            self.clock(at)?.1
        };
        let named = self.has(early, |sense| sense == TimeWord::DayPart);
        let joined = self.is(next, "of") || self.is(next, "on") && named;
        let next = next + usize::from(joined);
        let weekday_first = self.has(next, |sense| matches!(sense, TimeWord::Weekday(_)));
        if !joined && !weekday_first {
            return None;
        }
        let (phrase, end) = longest([
            self.calendar(next).map(|(partial, end)| (partial.into(), end)),
            self.which(next),
            self.deictic(next).map(|(form, end)| (form.into(), end)),
        ])?;
        Some((phrase, end))
    }

    /// Where the expression ends with what follows it of the same day: "Monday morning", "Tuesday at 5 p.m.".
    fn with_tail(&self, end: usize) -> usize {
        let mut end = end;
        if self.has(end, |sense| sense == TimeWord::DayPart) && !self.is(end + 1, "of") {
            end += 1;
        }
        let next = end + usize::from(self.is(end, "at") || self.is(end, "around"));
        match self.clock(next) {
            Some((_, behind)) if self.is_day_before(end) => behind,
            _ => end,
        }
    }

    /// Whether the piece before is a weekday or a month's day, so that a time of day may follow.
    fn is_day_before(&self, end: usize) -> bool {
        end.checked_sub(1).is_some_and(|last| {
            self.has(last, |sense| matches!(sense, TimeWord::Weekday(_) | TimeWord::Deictic(_)))
                || self.atoms.get(last).is_some_and(|atom| {
                    atom.number.as_ref().is_some_and(|digits| matches!(digits.length, 1 | 2 | 4))
                })
        })
    }

    /// The lower-case word of a piece; empty beyond the end.
    fn lower(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &*atom.lower)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.lower == word)
    }

    fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(at))
    }

    fn senses(&self, at: usize) -> &'a [TimeWord] {
        self.atoms.get(at).map_or(&[], |atom| atom.senses)
    }

    fn has(&self, at: usize, test: impl Fn(TimeWord) -> bool) -> bool {
        self.senses(at).iter().any(|sense| test(*sense))
    }

    /// The unit of time this piece names.
    fn unit(&self, at: usize) -> Option<Unit> {
        self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Unit(unit, _) => Some(*unit),
            _ => None,
        })
    }

    fn is_plural(&self, at: usize) -> bool {
        self.has(at, |sense| matches!(sense, TimeWord::Unit(_, true)))
    }

    /// Whether this piece says something of time in itself.
    fn tells(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.tells)
    }

    fn spaced(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.spaced)
    }
}

/// The reading that ends last; of equals the first.
fn longest<T, const N: usize>(mut readings: [Read<T>; N]) -> Read<T> {
    let ends = readings.iter().map(|reading| reading.as_ref().map_or(0, |(_, end)| *end));
    let (at, _) = ends.enumerate().rev().max_by_key(|(_, end)| *end)?;
    readings.get_mut(at)?.take()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::{Lexicon, mention::date::atom::atoms, text::Prose};

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    /// Every word between quotation marks in the grammar, and words of each sort that the lexicon has.
    fn words() -> Vec<&'static str> {
        let sources = [
            include_str!("mod.rs"),
            include_str!("calendar.rs"),
            include_str!("context.rs"),
            include_str!("fiscal.rs"),
            include_str!("number.rs"),
            include_str!("numeric.rs"),
            include_str!("range.rs"),
            include_str!("relative.rs"),
            include_str!("stretch.rs"),
            include_str!("year_part.rs"),
        ];
        let quoted = sources.into_iter().flat_map(|source| source.split('"').skip(1).step_by(2));
        let plain = |word: &&str| word.len() < 14 && !word.contains([' ', '\n', '\\', '{']);
        let sorts = "march May Monday mondays spring ramadan hamal day weeks year night this last next same that early mid \
             end morning about just few several today now recently one twenty first thirtieth nineties bc AD AH 3 15th \
             2014 '99 5:30 1990s 3/4/2015 12,000 mid-March Easter new Christmas christmas eve people - the the a of in , to and";
        quoted.filter(plain).chain(sorts.split(' ')).filter(|word| !word.is_empty()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn nothing_starts_where_nothing_may(numbers in prop::collection::vec(any::<prop::sample::Index>(), 1..30)) {
            let words = words();
            let text: Vec<&str> = numbers.iter().map(|number| words[number.index(words.len())]).collect();
            let text = text.join(" ");
            let lexicon = &*LEXICON;
            let prose = Prose::read(&text, lexicon);
            for sentence in &prose.sentences {
                let atoms = atoms(&text, &prose, sentence, &lexicon.dates);
                for story in [false, true] {
                    let (gated, all) = (
                        read(&atoms, &lexicon.dates, story),
                        read_where(&atoms, &lexicon.dates, story, |_, _| true),
                    );
                    prop_assert_eq!(format!("{gated:?}"), format!("{all:?}"), "{}", text);
                }
            }
        }
    }
}
