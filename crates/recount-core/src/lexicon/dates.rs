//! Words of time: months, weekdays, units, and what points at them; and the holidays.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::{WordMap, WordSet};

/// What a word says of time. A word may have several senses: "second" is a number in a row and a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeWord {
    /// January is 1.
    Month(u8),
    /// Monday is 1.
    Weekday(u8),
    /// "Mondays": every one of them, or none in particular.
    Weekdays(u8),
    /// EDTF's code, 21 to 24.
    Season(u8),
    /// A month of the lunar calendar of Islam, from 1.
    Hijri(u8),
    /// A month of the solar calendar of Iran and Afghanistan, from 1.
    Solar(u8),
    /// A unit, and whether in the plural.
    Unit(Unit, bool),
    /// Which of them.
    Which(Which),
    /// Which part of it.
    Part(Part),
    /// Morning, night.
    DayPart,
    /// About, around.
    Approximate,
    /// Just, over, only: before a count of units.
    Compare,
    /// A few, several: about so many.
    VagueCount(u8),
    /// Days from today.
    Deictic(i8),
    /// Now, recently, former: no stretch of the calendar.
    Reference,
    /// One to ninety.
    Cardinal(u8),
    /// First to thirtieth.
    Ordinal(u8),
    /// The twenties to the nineties.
    Decade(u8),
    /// BC.
    BeforeChrist,
    /// AD.
    AfterChrist,
    /// AH.
    HijriEra,
}

/// A stretch of time by which one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words themselves")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Which one is meant, seen from an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// This, current.
    This,
    /// Last.
    Last,
    /// Past: with a count, or for the one just over.
    Past,
    /// Previous: the one before the one spoken of.
    Previous,
    /// Next, coming.
    Next,
    /// Following: the one after the one spoken of.
    Following,
    /// The same.
    Same,
    /// That.
    That,
    /// "The": the one spoken of.
    The,
}

/// A part of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Early, the beginning of.
    Early,
    /// Mid, the middle of.
    Middle,
    /// Late, the end of.
    Late,
    /// The rest of.
    Rest,
    /// Earlier in: of it what lies before the anchor.
    Earlier,
    /// Later in: of it what lies after the anchor.
    Later,
}

/// A holiday and how its day is found.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its names, words in lower case with a space between tokens.
    pub names: Vec<String>,
    /// Month and day.
    #[serde(default)]
    pub fixed: Option<(u8, u8)>,
    /// Days after western Easter Sunday.
    #[serde(default)]
    pub easter: Option<i16>,
    /// Month, weekday, and which of them; -1 is the last.
    #[serde(default)]
    pub weekday: Option<(u8, u8, i8)>,
    /// Month and day of the lunar calendar of Islam.
    #[serde(default)]
    pub hijri: Option<(u8, u8)>,
    /// For a name of one day in history, its year.
    #[serde(default)]
    pub year: Option<i16>,
    /// Whether other countries keep another day by this name.
    #[serde(default)]
    pub country_bound: bool,
}

/// `lexicon/en/dates.toml` and `dates-holidays.toml`.
#[derive(Debug, Clone)]
pub struct Dates {
    /// The senses of each word that says something of time; none of [`TELLING`] and of the first words of holidays' names.
    words: WordMap<Vec<TimeWord>>,
    ambiguous: WordSet,
    counted: WordSet,
    future: WordSet,
    past: WordSet,
    events: WordSet,
    /// Names of holidays by their first word, longest first, with the holiday's number.
    names: WordMap<Vec<(Vec<String>, usize)>>,
    holidays: Vec<Holiday>,
}

/// Words without a sense in the file that rules know: sets, months of two words, letters before a year.
const TELLING: [&str; 34] = [
    "overnight",
    "every",
    "each",
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "annually",
    "hourly",
    "nightly",
    "per",
    "ides",
    "rabi",
    "jumada",
    "dhu",
    "dhul",
    "zul",
    "q",
    "h",
    "fy",
    "cy",
    "hundred",
    "half",
    "fiscal",
    "financial",
    "workweek",
    "earlier",
    "later",
    "latter",
    "final",
    "closing",
    "opening",
    "eoy",
    "calendar",
];

impl Dates {
    /// The senses of a word in lower case, with or without its period.
    pub fn senses(&self, word: &str) -> &[TimeWord] {
        self.said_by(word).unwrap_or_default()
    }

    /// The same; nothing where neither a sense, nor a rule, nor the name of a holiday makes the word say something of time.
    pub fn said_by(&self, word: &str) -> Option<&[TimeWord]> {
        self.words.get(word.strip_suffix('.').unwrap_or(word)).map(Vec::as_slice)
    }

    /// Whether the word names a month, in full or short.
    pub fn is_month(&self, word: &str) -> bool {
        self.senses(word).iter().any(|sense| matches!(sense, TimeWord::Month(_)))
    }

    /// Whether the name of a month, weekday or season is as often another word.
    pub fn is_ambiguous(&self, word: &str) -> bool {
        self.ambiguous.contains(word.strip_suffix('.').unwrap_or(word))
    }

    /// Whether a number of four digits before this word counts things.
    pub fn is_counted(&self, word: &str) -> bool {
        self.counted.contains(word)
    }

    /// Whether the word puts its clause into the time to come.
    pub fn is_future(&self, word: &str) -> bool {
        self.future.contains(word)
    }

    /// Whether the word puts its clause into the past.
    pub fn is_past(&self, word: &str) -> bool {
        self.past.contains(word)
    }

    /// Whether the word, in its dictionary form, is something that happens at a time: "strike", "quake".
    pub fn is_event(&self, lemma: &str) -> bool {
        self.events.contains(lemma)
    }

    /// The names of holidays that start with this word, longest first, each with its holiday's number.
    pub fn holidays_from(&self, word: &str) -> &[(Vec<String>, usize)] {
        self.names.get(word).map_or(&[], Vec::as_slice)
    }

    /// A holiday by its number.
    pub fn holiday(&self, number: usize) -> Option<&Holiday> {
        self.holidays.get(number)
    }

    pub(super) fn read(words: File, holidays: Holidays) -> Dates {
        let names = names(&holidays.holiday);
        let mut senses = words.senses();
        for word in names.keys().map(String::as_str).chain(TELLING) {
            senses.entry(word.to_string()).or_default();
        }
        Dates {
            names: names.into_iter().collect(),
            words: senses.into_iter().collect(),
            ambiguous: words.ambiguous,
            counted: words.counted.words,
            future: words.tense.future,
            past: words.tense.past,
            events: words.events.words,
            holidays: holidays.holiday,
        }
    }
}

fn names(holidays: &[Holiday]) -> BTreeMap<String, Vec<(Vec<String>, usize)>> {
    let mut names: BTreeMap<String, Vec<(Vec<String>, usize)>> = BTreeMap::new();
    for (number, holiday) in holidays.iter().enumerate() {
        for name in &holiday.names {
            let words: Vec<String> = name.split(' ').map(str::to_string).collect();
            let first = words.first().cloned().unwrap_or_default();
            names.entry(first).or_default().push((words, number));
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    names
}

/// `dates-holidays.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holidays {
    holiday: Vec<Holiday>,
}

/// `dates.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    ambiguous: WordSet,
    months: BTreeMap<String, u8>,
    weekdays: BTreeMap<String, u8>,
    weekdays_plural: BTreeMap<String, u8>,
    seasons: BTreeMap<String, u8>,
    hijri: BTreeMap<String, u8>,
    solar: BTreeMap<String, u8>,
    units: BTreeMap<String, Unit>,
    plural_units: Words,
    which: BTreeMap<String, Which>,
    parts: BTreeMap<String, Part>,
    day_parts: Words,
    approximate: Words,
    compare: Words,
    vague_counts: BTreeMap<String, u8>,
    deictic: BTreeMap<String, i8>,
    references: BTreeMap<String, String>,
    cardinals: BTreeMap<String, u8>,
    ordinals: BTreeMap<String, u8>,
    decades: BTreeMap<String, u8>,
    eras: Eras,
    counted: Words,
    events: Words,
    tense: Tense,
}

#[derive(Debug, Deserialize)]
struct Words {
    words: WordSet,
}

#[derive(Debug, Deserialize)]
struct Eras {
    before: WordSet,
    after: WordSet,
    hijri: WordSet,
}

#[derive(Debug, Deserialize)]
struct Tense {
    future: WordSet,
    past: WordSet,
}

impl File {
    fn senses(&self) -> BTreeMap<String, Vec<TimeWord>> {
        let mut senses: BTreeMap<String, Vec<TimeWord>> = BTreeMap::new();
        let mut add = |word: &str, sense| senses.entry(word.to_string()).or_default().push(sense);
        self.months.iter().for_each(|(word, n)| add(word, TimeWord::Month(*n)));
        self.weekdays.iter().for_each(|(word, n)| add(word, TimeWord::Weekday(*n)));
        self.weekdays_plural.iter().for_each(|(word, n)| add(word, TimeWord::Weekdays(*n)));
        self.seasons.iter().for_each(|(word, n)| add(word, TimeWord::Season(*n)));
        self.hijri.iter().for_each(|(word, n)| add(word, TimeWord::Hijri(*n)));
        self.solar.iter().for_each(|(word, n)| add(word, TimeWord::Solar(*n)));
        for (word, unit) in &self.units {
            add(word, TimeWord::Unit(*unit, self.plural_units.words.contains(word)));
        }
        self.which.iter().for_each(|(word, which)| add(word, TimeWord::Which(*which)));
        self.parts.iter().for_each(|(word, part)| add(word, TimeWord::Part(*part)));
        self.day_parts.words.iter().for_each(|word| add(word, TimeWord::DayPart));
        self.approximate.words.iter().for_each(|word| add(word, TimeWord::Approximate));
        self.compare.words.iter().for_each(|word| add(word, TimeWord::Compare));
        self.vague_counts.iter().for_each(|(word, n)| add(word, TimeWord::VagueCount(*n)));
        self.deictic.iter().for_each(|(word, n)| add(word, TimeWord::Deictic(*n)));
        self.references.keys().for_each(|word| add(word, TimeWord::Reference));
        self.cardinals.iter().for_each(|(word, n)| add(word, TimeWord::Cardinal(*n)));
        self.ordinals.iter().for_each(|(word, n)| add(word, TimeWord::Ordinal(*n)));
        self.decades.iter().for_each(|(word, n)| add(word, TimeWord::Decade(*n)));
        self.eras.before.iter().for_each(|word| add(word, TimeWord::BeforeChrist));
        self.eras.after.iter().for_each(|word| add(word, TimeWord::AfterChrist));
        self.eras.hijri.iter().for_each(|word| add(word, TimeWord::HijriEra));
        senses
    }
}
