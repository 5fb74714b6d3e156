//! Decades, centuries, holidays, durations, sets and times of day.

use super::{Grammar, Read, number::pivot};
use crate::{
    lexicon::{DateUnit as Unit, TimeWord, Which},
    mention::date::form::{Count, Form},
};

impl Grammar<'_> {
    /// "The 1990s", "'90s", "the nineties", "the 470s BC".
    pub(super) fn decade(&self, at: usize) -> Read<Form> {
        let next = at + usize::from(self.is(at, "the"));
        let mark = next + usize::from(self.is_one_of(next, &["'", "’", "‘"]) && !self.spaced(next + 1));
        if let Some((value, length, end)) = self.digits_of_decade(mark) {
            let before_christ = self.has(end, |sense| sense == TimeWord::BeforeChrist);
            let year = match length {
                4 if value % 10 == 0 && (1000..2200).contains(&value) => value as i16,
                3 if value % 10 == 0 && before_christ => value as i16,
                2 if value % 10 == 0 => pivot(value),
                _ => return None,
            };
            return Some((Form::Decade { year, before_christ }, end + usize::from(before_christ)));
        }
        let named = self.senses(next).iter().find_map(|sense| match sense {
            TimeWord::Decade(decade) => Some(i16::from(*decade)),
            _ => None,
        })?;
        let spoken = next > at || named == 90 && self.is(at.wrapping_sub(1), "in");
        spoken.then_some((Form::Decade { year: 1900 + named, before_christ: false }, next + 1))
    }

    /// "1990s", "1990's", "1990 s": the number, its length, and where it ends.
    fn digits_of_decade(&self, at: usize) -> Option<(u32, usize, usize)> {
        let (value, length, suffix) = self.digits(at)?;
        if suffix == "s" {
            return Some((value, length, at + 1));
        }
        let mark = at + 1 + usize::from(self.is_one_of(at + 1, &["'", "’"]));
        let clitic = self.is(at + 1, "'s") && !self.spaced(at + 1);
        let apart = suffix.is_empty() && self.is(mark, "s");
        (suffix.is_empty() && (clitic || apart))
            .then(|| (value, length, if clitic { at + 2 } else { mark + 1 }))
    }

    /// "The 19th century", "the fourth century BC", "eighteenth-century".
    pub(super) fn century(&self, at: usize) -> Read<Form> {
        let next = at + usize::from(self.is(at, "the"));
        let (number, behind) = self.ordinal(next)?;
        let behind = behind + usize::from(self.is(behind, "-"));
        if self.unit(behind) != Some(Unit::Century) || !(1..=30).contains(&number) {
            return None;
        }
        let before_christ = self.has(behind + 1, |sense| sense == TimeWord::BeforeChrist);
        let after = self.has(behind + 1, |sense| sense == TimeWord::AfterChrist);
        let number = number as i16;
        Some((Form::Century { number, before_christ }, behind + 1 + usize::from(before_christ || after)))
    }

    /// "Christmas", "Easter 2018", "Labor Day weekend", "the weekend of Halloween".
    pub(super) fn holiday(&self, at: usize) -> Read<Form> {
        if self.is(at + 1, "of") && self.unit(at) == Some(Unit::Weekend)
            || self.is(at, "the") && self.unit(at + 1) == Some(Unit::Weekend) && self.is(at + 2, "of")
        {
            let next = at + if self.is(at, "the") { 3 } else { 2 };
            let (form, end) = self.holiday(next)?;
            return match form {
                Form::Holiday { number, year, which, .. } => {
                    Some((Form::Holiday { number, year, which, weekend: true }, end))
                }
                _ => None,
            };
        }
        let (which, next) = match self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Which(which) => Some(*which),
            _ => None,
        }) {
            Some(which) => (Some(which), at + 1),
            None => (None, at + usize::from(self.is(at, "the"))),
        };
        let (number, end) = self.holiday_name(next)?;
        let weekend = self.unit(end) == Some(Unit::Weekend);
        let end = end + usize::from(weekend);
        let comma = end + usize::from(self.is_one_of(end, &[",", "of", "in"]));
        let (year, end) =
            match self.year(comma).filter(|(_, behind)| !self.dates.is_counted(self.lower(*behind))) {
                Some((year, end)) => (Some(year), end),
                None => (None, end),
            };
        let this_year =
            self.is(end, "of") && self.is(end + 1, "this") && self.unit(end + 2) == Some(Unit::Year);
        let (which, end) = if this_year { (Some(Which::This), end + 3) } else { (which, end) };
        let late_weekend = year.is_some() && self.unit(end) == Some(Unit::Weekend);
        Some((
            Form::Holiday { number, year, which, weekend: weekend || late_weekend },
            end + usize::from(late_weekend),
        ))
    }

    fn holiday_name(&self, at: usize) -> Read<usize> {
        self.dates.holidays_from(self.lower(at)).iter().find_map(|(words, number)| {
            let fits = words.iter().enumerate().all(|(offset, word)| self.is(at + offset, word));
            fits.then_some((*number, at + words.len()))
        })
    }

    /// "Three days", "a few weeks", "ten-day", "months-long"; no ages.
    pub(super) fn duration(&self, at: usize) -> Read<Form> {
        if let Some((count, unit, end)) = self.counted_unit(at) {
            let article = self.is(at, "a") || self.is(at, "an");
            let lone = article && count == Count::exactly(1);
            let end = end + if self.is(end, "-") && self.is(end + 1, "long") { 2 } else { 0 };
            let aged = self.is_one_of(end, &["old", "olds"])
                || self.is(end, "-") && self.is_one_of(end + 1, &["old", "olds"])
                || self.is(end, "of") && self.is(end + 1, "age");
            if aged || lone && !self.is_measured(at) || unit == Unit::Night && lone {
                return None;
            }
            return Some((Form::Duration { count, unit }, end));
        }
        let unit = self.unit(at)?;
        let long = self.is(at + 1, "-") && self.is_one_of(at + 2, &["long", "old"]);
        if long && !self.is(at + 2, "old") {
            return Some((Form::Duration { count: Count { value: 1, vague: true }, unit }, at + 3));
        }
        let bare = self.is_plural(at)
            && unit >= Unit::Day
            && self.is_one_of(at.wrapping_sub(1), &["for", "in", "after", "within", "of", "over", "took"])
            && at > 0;
        bare.then_some((Form::Duration { count: Count { value: 2, vague: true }, unit }, at + 1))
    }

    /// Whether what stands before "a week" makes it a length.
    fn is_measured(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        at > 0
            && self.is_one_of(
                before,
                &[
                    "for", "in", "within", "over", "after", "under", "than", "about", "nearly", "almost",
                    "around", "least", "took", "just", "only", "half",
                ],
            )
    }

    /// "Every day", "each week", "daily", "per month", "1,000 a day", "Mondays".
    pub(super) fn set(&self, at: usize) -> Read<Form> {
        match self.lower(at) {
            "every" | "each" => {
                let next = at + 1 + usize::from(self.is(at + 1, "other") || self.is(at + 1, "single"));
                let next = self.count(next).map_or(next, |(_, end)| end);
                let unit = self.unit(next).or_else(|| self.weekday(next).map(|_| Unit::Week));
                unit.map(|unit| (Form::Set(unit), next + 1))
            }
            "daily" | "weekly" | "monthly" | "yearly" | "annually" | "hourly" | "nightly" => {
                let capital = |at: usize| self.atoms.get(at).is_some_and(|atom| atom.capital);
                (!capital(at)).then_some((Form::Set(Unit::Day), at + 1))
            }
            "per" => self.unit(at + 1).map(|unit| (Form::Set(unit), at + 2)),
            "a" | "an" if at > 0 && self.is_counted_before(at) => {
                let unit = self.unit(at + 1).filter(|_| !self.is_plural(at + 1))?;
                let goes_on = self.direction_follows(at + 2);
                (!goes_on).then_some((Form::Set(unit), at + 2))
            }
            _ if self.has(at, |sense| matches!(sense, TimeWord::Weekdays(_))) => {
                Some((Form::Set(Unit::Week), at + 1))
            }
            _ => None,
        }
    }

    fn direction_follows(&self, at: usize) -> bool {
        self.is_one_of(at, &["ago", "later", "earlier", "before", "after", "from"])
    }

    /// Whether a count or its noun stands before "a day": "1,000 a day", "20 people a day", "twice a day".
    fn is_counted_before(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.is_one_of(before, &["times", "once", "twice", "people", "cases", "deaths", "arrivals"])
            || self.atoms.get(before).is_some_and(|atom| {
                atom.number.as_ref().is_some_and(|digits| digits.suffix.is_empty() || digits.length == 0)
            })
            || self.is_one_of(before, &["hundred", "thousand", "million", "hundreds", "thousands", "dozens"])
    }

    /// "5 p.m.", "11:30 a.m.", "17:32" behind "at".
    pub(super) fn clock(&self, at: usize) -> Read<Form> {
        let (value, length, suffix) = self.digits(at)?;
        let minutes =
            suffix.strip_prefix(':').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        let timed = suffix.starts_with(':') && minutes == 2;
        let half = |word: &str| matches!(word, "am" | "pm" | "a.m" | "p.m");
        let stuck = half(suffix) || timed && suffix.get(3..).is_some_and(half);
        if value > 24 || length > 2 || !(stuck || timed || suffix.is_empty() || suffix.starts_with('.')) {
            return None;
        }
        if stuck {
            return Some((Form::Clock, at + 1));
        }
        if half(self.lower(at + 1)) {
            return Some((Form::Clock, at + 2));
        }
        let hours = usize::from(self.is_one_of(at + 1, &["hours", "hrs", "gmt", "utc"]));
        let placed = self.is_one_of(
            at.wrapping_sub(1),
            &["at", "around", "by", "until", "from", "since", "between", "and"],
        ) && at > 0;
        (timed && (hours == 1 || placed) && (suffix.len() == 3 || suffix.ends_with("hrs")))
            .then_some((Form::Clock, at + 1 + hours))
    }
}
