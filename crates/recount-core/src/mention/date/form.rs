//! What a time expression says, before it is known which days it means.

use crate::lexicon::{DatePart as Part, DateUnit as Unit, Which};

/// A time expression as said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) form: Form,
    /// "Early", "the end of".
    pub(super) part: Option<Part>,
    /// "About", "circa".
    pub(super) approximate: bool,
}

/// The ways of pointing at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// Parts of a calendar date: "3 March", "Monday", "1985", "summer 2007".
    Calendar(Partial),
    /// `198X` by its first year; counted down before Christ.
    Decade { year: i16, before_christ: bool },
    /// The nth century.
    Century { number: i16, before_christ: bool },
    /// "Last week", "the past two weeks", "the same month".
    Which { which: Which, count: Option<Count>, unit: Unit },
    /// "Last Monday", "next March", "this summer".
    WhichNamed { which: Which, named: Partial },
    /// "July of that year", "Monday of next week": the named one inside another stretch.
    Within { inner: Partial, outer: Box<Phrase> },
    /// "The first week of October", "the last Monday of March"; counted from the end where negative.
    Nth { index: i16, count: i16, what: Nth, outer: Box<Phrase> },
    /// "Three days ago", "two years after the quake".
    Offset { counts: Vec<(Count, Unit)>, later: bool, from: Base },
    /// "The week of 3 March": the unit that holds the day.
    UnitOf { unit: Unit, day: Box<Phrase> },
    /// "3 Fridays from now": the nth such weekday after (or before) the anchor.
    Weekdays { weekday: u8, count: i16 },
    /// Days from the anchor: "today", "yesterday".
    Today(i8),
    /// "Last night", "overnight": the night before the anchor's day.
    Overnight,
    /// "Christmas 2007"; the number is the lexicon's.
    Holiday { number: usize, year: Option<i16>, which: Option<Which>, weekend: bool },
    /// A budget year, or the quarter or half of it with EDTF's code.
    Fiscal { year: BudgetYear, part: Option<u8> },
    /// From one to another.
    Range(Box<Phrase>, Box<Phrase>),
    /// A time of the day.
    Clock,
    /// "Three days".
    Duration { count: Count, unit: Unit },
    /// "Every day", "per week".
    Set(Unit),
    /// "Now", "recently", "that time": no stretch of the calendar.
    Reference,
}

/// How a budget year is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BudgetYear {
    /// By the calendar year, or by both that it touches: "2023", "2022-23".
    Named { first: i16, both: bool },
    /// "This", "last".
    Which(Which),
    /// By its last day.
    Ending(Partial),
}

/// From where an offset counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of speaking: "ago", "from now".
    Speaking,
    /// What was spoken of last: "later", "earlier".
    Story,
    /// A time that the expression names: "after Christmas".
    Named(Box<Phrase>),
    /// Something that happened: "after the quake".
    Event,
}

/// What is counted inside a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nth {
    Unit(Unit),
    Half,
    Weekday(u8),
}

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) value: u32,
    /// "A few", "several", or none stated.
    pub(super) vague: bool,
}

impl Count {
    pub(super) const fn exactly(value: u32) -> Count {
        Count { value, vague: false }
    }
}

/// The stated parts of a calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Partial {
    /// Astronomical: 0 is 1 BC.
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) weekday: Option<u8>,
    /// A season, quarter or half-year by EDTF's code.
    pub(super) part: Option<u8>,
    /// A week by ISO 8601.
    pub(super) week: Option<u8>,
    pub(super) system: System,
}

/// By which calendar the parts are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum System {
    #[default]
    Gregorian,
    /// The lunar calendar of Islam.
    Hijri,
    /// The solar calendar of Iran and Afghanistan.
    Solar,
}

impl Partial {
    /// Whether no anchor is needed to know the days.
    pub(super) const fn is_full(&self) -> bool {
        self.year.is_some()
    }

    /// Whether it is a year and nothing else.
    pub(super) const fn is_year(&self) -> bool {
        self.year.is_some()
            && self.month.is_none()
            && self.day.is_none()
            && self.weekday.is_none()
            && self.part.is_none()
            && self.week.is_none()
    }

    /// Whether it is a day of a month that is not stated.
    pub(super) const fn is_bare_day(&self) -> bool {
        self.day.is_some() && self.month.is_none() && self.year.is_none()
    }
}

impl From<Form> for Phrase {
    fn from(form: Form) -> Self {
        Phrase { form, part: None, approximate: false }
    }
}

impl From<Partial> for Phrase {
    fn from(partial: Partial) -> Self {
        Form::Calendar(partial).into()
    }
}
