//! Times that need an anchor: "last week", "the same month", "three days ago", "two weeks after Easter", "yesterday".

use super::{Grammar, Read, longest};
use crate::{
    lexicon::{DateUnit as Unit, TimeWord, Which},
    mention::date::form::{Base, Count, Form, Nth, Partial, Phrase},
};

impl Grammar<'_> {
    /// "Last week", "the past two weeks", "that same day", "next March", "the 5 past years", "the week after next".
    pub(super) fn which(&self, at: usize) -> Read<Phrase> {
        longest([self.which_before(at), self.which_behind(at), self.after_next(at)])
    }

    fn which_before(&self, at: usize) -> Read<Phrase> {
        if let Some(weekend) = self.the_weekend(at) {
            return Some(weekend);
        }
        let (which, next) = self.which_words(at)?;
        let next = next
            + usize::from(
                self.is_one_of(next, &["very", "full", "whole", "entire", "calendar", "working", "business"]),
            );
        if let Some(reference) = self.vague_time(which, next) {
            return Some(reference);
        }
        let counted = self.count(next).and_then(|(count, behind)| {
            let behind = behind
                + usize::from(
                    self.is_one_of(behind, &["or", "to", "-"]) && self.small_cardinal(behind + 1).is_some(),
                ) * 2;
            let behind =
                behind + usize::from(self.is_one_of(behind, &["business", "full", "working", "whole"]));
            let count = self
                .count(behind.wrapping_sub(1))
                .filter(|(_, end)| *end == behind && !count.vague)
                .map_or(count, |(high, _)| high);
            let unit = self.unit(behind)?;
            Some((Form::Which { which, count: Some(count), unit }.into(), behind + 1))
        });
        // "The next day" is that of the story; "next week" that of the speaker.
        let of_story = which == Which::Next && self.is(at, "the") && self.unit(next) == Some(Unit::Day);
        let which = if of_story { Which::Following } else { which };
        longest([counted, self.which_unit(which, next), self.which_named(at, which, next)])
    }

    /// The weekend of "over the weekend", "at the weekend".
    fn the_weekend(&self, at: usize) -> Read<Phrase> {
        let placed = at > 0 && self.is_one_of(at - 1, &["over", "at", "during"]);
        let weekend =
            self.is(at, "the") && self.unit(at + 1) == Some(Unit::Weekend) && !self.is_plural(at + 1);
        let form = Form::Which { which: Which::This, count: None, unit: Unit::Weekend };
        (placed && weekend && !self.is(at + 2, "of")).then(|| (form.into(), at + 2))
    }

    /// "Last", "the past", "this past", "that same", "the": and where they end.
    fn which_words(&self, at: usize) -> Read<Which> {
        let article = at + usize::from(self.is(at, "the"));
        let mut next = article + usize::from(self.is(article, "very"));
        let first = self.which_word(next)?;
        next += 1;
        let Some(second) = self.which_word(next) else { return Some((first, next)) };
        let joined = match (first, second) {
            (Which::This | Which::That, Which::Same) => Which::Same,
            (Which::This, Which::Past | Which::Last) => Which::Past,
            (Which::This, Which::Next) => Which::This,
            (Which::This, Which::This) => Which::This,
            _ => return Some((first, next)),
        };
        Some((joined, next + 1))
    }

    fn which_word(&self, at: usize) -> Option<Which> {
        self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Which(which) => Some(*which),
            _ => None,
        })
    }

    /// "This time", "that period": pointing back at no stretch that is known.
    fn vague_time(&self, which: Which, at: usize) -> Read<Phrase> {
        let pointing = matches!(which, Which::This | Which::That | Which::Same);
        (pointing && self.is_one_of(at, &["time", "period", "point"]))
            .then(|| (Form::Reference.into(), at + 1))
    }

    /// "Week" behind "last".
    fn which_unit(&self, which: Which, at: usize) -> Read<Phrase> {
        if self.has(at, |sense| sense == TimeWord::DayPart) {
            let form = match which {
                Which::This | Which::That | Which::Same | Which::Next | Which::Following => {
                    Form::Which { which, count: None, unit: Unit::Day }
                }
                Which::Last if self.is(at, "night") || self.is(at, "evening") => Form::Overnight,
                Which::Previous => Form::Which { which, count: None, unit: Unit::Day },
                _ => return None,
            };
            return Some((form.into(), at + 1));
        }
        if self.is(at, "workweek") {
            return Some((Form::Which { which, count: None, unit: Unit::Week }.into(), at + 1));
        }
        let fiscal = usize::from(self.is_one_of(at, &["fiscal", "financial"]));
        let unit = self.unit(at + fiscal).filter(|unit| *unit >= Unit::Night)?;
        if fiscal == 1 && unit == Unit::Year && !self.is_plural(at + 1) {
            return None;
        }
        if fiscal == 1 {
            return Some((Form::Reference.into(), at + 2));
        }
        let count = self.is_plural(at).then_some(Count { value: 2, vague: true });
        if count.is_some() && matches!(which, Which::That | Which::Same | Which::This) {
            return None;
        }
        // "That day" and "the day" point; "past" needs an article or a count: "past week" is rare and right.
        Some((Form::Which { which, count, unit }.into(), at + 1))
    }

    /// "Monday" behind "last", "March" behind "next".
    fn which_named(&self, start: usize, which: Which, at: usize) -> Read<Phrase> {
        // "Said that Monday was": the conjunction, not the pointer.
        let conjunction = which == Which::That && !self.is_preposition(start.wrapping_sub(1));
        // "Evacuated following Friday's quake": the preposition; the pointer has an article.
        let preposition = which == Which::Following && !self.is(start, "the");
        let (named, end) = self.calendar(at).filter(|_| !conjunction && !preposition)?;
        let fits = !named.is_full() && !named.is_bare_day() && named.week.is_none();
        (fits || which == Which::This && named.weekday.is_some())
            .then(|| (Form::WhichNamed { which, named }.into(), end))
            .or_else(|| named.is_full().then(|| (named.into(), end)).filter(|_| named.weekday.is_some()))
    }

    /// "The 5 past years", "two upcoming weeks".
    fn which_behind(&self, at: usize) -> Read<Phrase> {
        let article = at + usize::from(self.is(at, "the"));
        let (count, next) = self.count(article)?;
        let which = self.which_word(next).filter(|which| {
            matches!(which, Which::Last | Which::Past | Which::Previous | Which::Next | Which::Following)
        })?;
        let unit = self.unit(next + 1)?;
        Some((Form::Which { which, count: Some(count), unit }.into(), next + 2))
    }

    /// "The week after next", "Friday after next", "the Monday before last".
    fn after_next(&self, at: usize) -> Read<Phrase> {
        let article = at + usize::from(self.is(at, "the"));
        let later = self.is(article + 1, "after") && self.is(article + 2, "next");
        let earlier = self.is(article + 1, "before") && self.is(article + 2, "last");
        if !later && !earlier {
            return None;
        }
        if let Some(unit) = self.unit(article).filter(|unit| *unit >= Unit::Week) {
            let outer =
                Form::Which { which: if later { Which::Next } else { Which::Last }, count: None, unit };
            let form = Form::Offset {
                counts: vec![(Count::exactly(1), unit)],
                later,
                from: Base::Named(Box::new(outer.into())),
            };
            return Some((form.into(), article + 3));
        }
        let (weekday, _) = self.weekday(article)?;
        Some((Form::Weekdays { weekday, count: if later { 2 } else { -2 } }.into(), article + 3))
    }

    /// "Three days ago", "two weeks later", "the day before", "a week after Easter", "3 Fridays from now".
    pub(super) fn offset(&self, at: usize) -> Read<Phrase> {
        let start = self.behind_bounds(at);
        longest([self.offset_of_units(start), self.offset_of_weekdays(start)])
    }

    /// Behind "more than", "less than", "at least".
    fn behind_bounds(&self, at: usize) -> usize {
        let more = self.is_one_of(at, &["more", "less", "fewer"]) && self.is(at + 1, "than");
        let least = self.is(at, "at") && self.is_one_of(at + 1, &["least", "most"]);
        let up = self.is(at, "up") && self.is(at + 1, "to");
        let next = at + if more || least || up { 2 } else { 0 };
        next + usize::from(self.has(next, |sense| sense == TimeWord::Compare))
    }

    fn offset_of_units(&self, at: usize) -> Read<Phrase> {
        let (counts, next) = self.counts(at)?;
        let (later, from, end) = self.direction(next)?;
        Some((Form::Offset { counts, later, from }.into(), end))
    }

    /// "Two weeks and 2 days", "the day", "weeks".
    fn counts(&self, at: usize) -> Read<Vec<(Count, Unit)>> {
        let single = at + usize::from(self.is(at, "the"));
        if let Some(unit) = self.unit(single).filter(|unit| *unit >= Unit::Hour) {
            let count =
                if self.is_plural(single) { Count { value: 2, vague: true } } else { Count::exactly(1) };
            let pointing = self.is(at, "the") || self.is_plural(single);
            return pointing.then(|| (vec![(count, unit)], single + 1));
        }
        let mut counts = Vec::new();
        let mut next = at;
        while let Some((count, unit, end)) = self.counted_unit(next).filter(|_| counts.len() < 3) {
            counts.push((count, unit));
            next = end;
            let joined = next + usize::from(self.is(next, "and") || self.is(next, ","));
            if self.counted_unit(joined).is_none() {
                break;
            }
            next = joined;
        }
        (!counts.is_empty()).then_some((counts, next))
    }

    /// "Two weeks", "a few days", "two and a half years".
    pub(super) fn counted_unit(&self, at: usize) -> Option<(Count, Unit, usize)> {
        let (count, mut next) = self.count(at)?;
        if self.is(next, "and") && self.is_one_of(next + 1, &["a", "one"]) && self.is(next + 2, "half")
            || self.is(next, "and") && self.is(next + 1, "half")
        {
            next += if self.is(next + 1, "half") { 2 } else { 3 };
        }
        next += usize::from(self.is(next, "-") && !self.spaced(next));
        next += usize::from(self.is_one_of(
            next,
            &[
                "full",
                "more",
                "whole",
                "consecutive",
                "straight",
                "further",
                "additional",
                "long",
                "short",
                "working",
            ],
        ));
        let unit = self.unit(next)?;
        // "A second" is a number in a row as often as a time.
        if unit == Unit::Second && !self.is_plural(next) {
            return None;
        }
        Some((count, unit, next + 1))
    }

    /// "Ago", "later", "from now", "after Christmas": whether later, from where, and where it ends.
    fn direction(&self, at: usize) -> Option<(bool, Base, usize)> {
        match self.lower(at) {
            "ago" | "hence" | "back" if !self.is(at, "back") || self.ends(at + 1) => {
                let before = self.is(at, "ago") || self.is(at, "back");
                Some((!before, Base::Speaking, at + 1))
            }
            "earlier" | "previously" | "beforehand" => Some((false, Base::Story, at + 1)),
            "later" | "afterwards" | "afterward" | "thereafter" => Some((true, Base::Story, at + 1)),
            "following" | "preceding" | "prior" | "after" | "before"
                if self.ends(at + 1) || self.is(at + 1, "that") && self.ends(at + 2) =>
            {
                let later = self.is(at, "following") || self.is(at, "after");
                Some((later, Base::Story, at + 1 + usize::from(self.is(at + 1, "that"))))
            }
            "from" | "after" | "before" | "following" | "prior" | "since" => self.direction_of_named(at),
            _ => None,
        }
    }

    fn direction_of_named(&self, at: usize) -> Option<(bool, Base, usize)> {
        let later = !matches!(self.lower(at), "before" | "prior");
        let next = at + 1 + usize::from(self.is(at, "prior") && self.is(at + 1, "to"));
        if self.is(next, "now") {
            return Some((later, Base::Speaking, next + 1));
        }
        if let Some((phrase, end)) = self.phrase(next).filter(|(phrase, _)| is_place_in_time(&phrase.form)) {
            return Some((later, Base::Named(Box::new(phrase)), end));
        }
        if self.is(at, "from") || self.is(at, "since") {
            return None;
        }
        Some((later, Base::Event, at + 1))
    }

    /// Whether a clause or sentence ends here.
    fn ends(&self, at: usize) -> bool {
        let Some(atom) = self.atoms.get(at) else { return true };
        atom.lower.chars().all(|character| !character.is_alphanumeric())
            && !self.is_one_of(at, &["-", "'", "’", "“", "\""])
            || self.is_one_of(
                at,
                &["and", "but", "or", "when", "while", "in", "at", "on", "as", "by", "with", "from"],
            )
    }

    fn offset_of_weekdays(&self, at: usize) -> Read<Phrase> {
        let (count, next) = self.count(at)?;
        let weekday = self.senses(next).iter().find_map(|sense| match sense {
            TimeWord::Weekdays(weekday) => Some(*weekday),
            _ => None,
        })?;
        let (later, end) = match (self.lower(next + 1), self.lower(next + 2)) {
            ("ago" | "back", _) => (false, next + 2),
            ("from", "now" | "today") => (true, next + 3),
            _ => return None,
        };
        let count = i16::try_from(count.value).ok()?;
        Some((Form::Weekdays { weekday, count: if later { count } else { -count } }.into(), end))
    }

    /// "Today", "yesterday", "tomorrow", "overnight", "now".
    pub(super) fn deictic(&self, at: usize) -> Read<Form> {
        if self.is(at, "overnight") {
            return Some((Form::Overnight, at + 1));
        }
        if self.is_one_of(at, &["so", "thus"]) && self.is(at + 1, "far") {
            return None;
        }
        self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Deictic(days) => Some((Form::Today(*days), at + 1)),
            TimeWord::Reference if !self.is_name(at) => Some((Form::Reference, at + 1)),
            _ => None,
        })
    }

    /// Whether a capital inside the sentence makes it a name.
    fn is_name(&self, at: usize) -> bool {
        at > 0 && self.atoms.get(at).is_some_and(|atom| atom.capital)
    }

    /// "The first week of October", "last Monday in March", "the first half of 2014", "the last two months of 2014".
    pub(super) fn nth(&self, at: usize) -> Read<Form> {
        let article = at + usize::from(self.is(at, "the"));
        let (index, next) = self.rank(article)?;
        let (count, next) = match self.count(next) {
            Some((count, behind)) if !count.vague && self.unit(behind).is_some() => {
                (count.value as i16, behind)
            }
            _ => (1, next),
        };
        let what = if self.is(next, "half") {
            Nth::Half
        } else if let Some(unit) = self.unit(next).filter(|unit| *unit >= Unit::Day) {
            Nth::Unit(unit)
        } else {
            Nth::Weekday(self.weekday(next)?.0)
        };
        if !self.is_one_of(next + 1, &["of", "in", "after"]) {
            return None;
        }
        let (outer, end) =
            self.whole(next + 2).or_else(|| self.holiday(next + 2).map(|(form, end)| (form.into(), end)))?;
        let holiday = matches!(outer.form, Form::Holiday { .. });
        let after = self.is(next + 1, "after") && holiday;
        let wide = is_stretch(&outer.form) && !self.is(next + 1, "after");
        (wide || after).then(|| (Form::Nth { index, count, what, outer: Box::new(outer) }, end))
    }

    /// "First", "last", "third last": counted from the end where negative.
    fn rank(&self, at: usize) -> Read<i16> {
        if self.is_one_of(at, &["last", "final", "closing"]) {
            return Some((-1, at + 1));
        }
        if self.is_one_of(at, &["opening"]) {
            return Some((1, at + 1));
        }
        if self.is(at, "latter") && self.is(at + 1, "half") {
            return Some((2, at + 1));
        }
        let (number, next) = self.ordinal(at)?;
        let number = i16::try_from(number).ok().filter(|number| (1..=366).contains(number))?;
        if self.is(next, "last") { Some((-number, next + 1)) } else { Some((number, next)) }
    }

    /// Whether a word of place in time stands here: "in", "since", "by".
    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.is_one_of(
            at,
            &[
                "in",
                "on",
                "by",
                "since",
                "until",
                "till",
                "til",
                "from",
                "to",
                "of",
                "before",
                "after",
                "during",
                "through",
                "throughout",
                "between",
                "over",
                "for",
                "around",
                "about",
                "as",
                "following",
                "starting",
                "beginning",
                "ending",
                "effective",
                "late",
                "early",
                "mid",
                "last",
                "next",
                "this",
                "every",
                "each",
                "for",
                "at",
            ],
        )
    }
}

/// Whether it is a place in time from which one can count.
fn is_place_in_time(form: &Form) -> bool {
    match form {
        Form::Calendar(Partial { weekday: None, month: None, part: None, year: None, .. }) => false,
        Form::Duration { .. } | Form::Set(_) | Form::Reference | Form::Clock | Form::Range(..) => false,
        Form::Which { which, .. } => !matches!(which, Which::That | Which::Same),
        _ => true,
    }
}

/// Whether it is long enough to have weeks, months or halves.
fn is_stretch(form: &Form) -> bool {
    match form {
        Form::Calendar(partial) => partial.day.is_none() && partial.weekday.is_none(),
        Form::Which { unit, .. } => *unit >= Unit::Week,
        Form::WhichNamed { named, .. } => named.day.is_none() && named.weekday.is_none(),
        Form::Within { inner, .. } => inner.day.is_none() && inner.weekday.is_none(),
        Form::Decade { .. } | Form::Century { .. } => true,
        _ => false,
    }
}
