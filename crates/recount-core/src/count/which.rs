//! Which event a figure counts, and which part of it, so far as that keeps it apart from others.

use jiff::civil::Date;

use crate::{
    edtf::Edtf,
    event::{Cause, Event, Scope},
    extraction::Extraction,
    figure::{Figure, Status},
    lexicon::{Extent, Lexicon},
};

/// Which event a figure counts, and which part of it. What is not known is none and contradicts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Which {
    /// For tolls, which part of the event; none for what is told apart by its time alone.
    pub scope: Option<Scope>,
    /// Of one happening its day; of a running total the day it counts from.
    pub day: Option<Date>,
    /// The name of the event: "yagi".
    pub name: Option<String>,
    /// The site of a happening: "jaouni school".
    pub site: Option<String>,
    /// What it results from.
    pub cause: Option<Cause>,
}

/// Days in which a happening may be told to lie and still be one.
const SHORT: i32 = 3;
/// Days that may lie between the days that one happening is told of.
const BESIDE: i32 = 2;
/// Days by which two tellings of one storm or quake may differ in when it came.
const SAME_START: i32 = 31;

impl Which {
    /// Of one figure.
    pub fn of(figure: &Figure, extraction: &Extraction, lexicon: &Lexicon) -> Which {
        let event = figure.event.and_then(|at| named(at, &extraction.events));
        let name = event.and_then(|event| event.name.clone());
        let plain = Which { name, cause: figure.cause, ..Which::default() };
        let violent = matches!(figure.cause, Some(Cause::Conflict | Cause::Accident));
        let once = violent && figure.scope == Some(Scope::Happening);
        // "16,000 took refuge" is told of all who ever did, "1,749 are in shelters" of a day.
        let level = lexicon.measure(&figure.measure).is_some_and(|measure| measure.extent == Extent::Stock);
        if level
            && figure.scope == Some(Scope::Happening)
            && figure.status == Status::Reported
            && figure.per.is_none()
        {
            return Which { scope: figure.scope, ..plain };
        }
        let toll = lexicon.counting.is_of_events(&figure.measure) || once;
        if !toll || figure.status != Status::Reported || figure.per.is_some() {
            return plain;
        }
        let scope = scope(figure, event);
        let day = match scope {
            Some(Scope::Happening) => {
                let began = || event.and_then(began).filter(|_| figure.cause == Some(Cause::Disaster));
                happened(figure, event).or_else(began).or_else(|| of_main(event, extraction))
            }
            _ => None,
        };
        let day = day.and_then(|day| no_later(day, extraction));
        // A storm or a quake has its tolls over days, told with and without the day that it came on.
        if scope == Some(Scope::Happening) && figure.cause == Some(Cause::Disaster) {
            return Which { day: day.filter(|_| plain.name.is_none()), ..plain };
        }
        // The windows of periods keep totals of two starts apart; what has no day is told apart from nothing.
        if scope == Some(Scope::Since) {
            return Which { scope, ..plain };
        }
        if day.is_none() {
            return plain;
        }
        let site = event.filter(|_| scope == Some(Scope::Happening)).and_then(|event| event.site.as_deref());
        Which { scope, day, site: site.map(bare), ..plain }
    }

    /// Whether nothing in one contradicts the other.
    pub fn is_compatible(&self, other: &Which) -> bool {
        fn open<T: PartialEq>(one: &Option<T>, two: &Option<T>) -> bool {
            one.is_none() || two.is_none() || one == two
        }
        let day = match (self.day, other.day) {
            (Some(one), Some(two)) if !self.is_of_a_day() => gap(one, two) <= SAME_START,
            // One site is not hit each day: the day may be that of telling it.
            (Some(one), Some(two)) if self.site.is_some() && self.site == other.site => is_beside(one, two),
            (one, two) => open(&one, &two),
        };
        self.told_scope() == other.told_scope()
            && day
            && open(&self.name, &other.name)
            && open(&self.site, &other.site)
            && open(&self.cause.map(family), &other.cause.map(family))
    }

    /// What is known in either of two compatible ones.
    #[must_use]
    pub fn join(self, other: &Which) -> Which {
        let day = match (self.day, other.day) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Which {
            scope: self.scope.or(other.scope),
            day,
            name: self.name.or_else(|| other.name.clone()),
            site: self.site.or_else(|| other.site.clone()),
            cause: self.cause.or(other.cause),
        }
    }

    /// What is never left open over reports: the scope, and the month of one happening.
    pub fn frame(&self) -> Which {
        let month = self.day.filter(|_| self.is_of_a_day()).map(Date::first_of_month);
        Which { scope: self.told_scope(), day: month, ..Which::default() }
    }

    /// The scope so far as every telling has it: one that drops "since Monday" tells the same total.
    pub fn told_scope(&self) -> Option<Scope> {
        self.scope.filter(|scope| *scope != Scope::Since)
    }

    /// Whether it is one happening of a day, whose place and site are told in many ways. A storm or a quake has its tolls by
    /// province, over days.
    pub fn is_of_a_day(&self) -> bool {
        self.scope == Some(Scope::Happening) && self.cause != Some(Cause::Disaster) && self.day.is_some()
    }

    /// The event in a few words; none where nothing sets it apart.
    pub fn label(&self) -> Option<String> {
        let parts = [self.name.clone(), self.site.clone(), self.day.map(|day| day.to_string())];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// Short words for it, for a stable name.
    pub fn words(&self) -> Vec<String> {
        let scope =
            self.scope.filter(|scope| *scope != Scope::Happening).map(|scope| scope.code().to_string());
        let day = self.day.map(|day| day.to_string());
        let cause = self.cause.map(|cause| cause.code().to_string());
        [scope, self.name.clone(), self.site.clone(), day, cause].into_iter().flatten().collect()
    }
}

/// What is told apart for sure: a war, a crime and an expulsion pass into each other, a storm into none of them.
const fn family(cause: Cause) -> u8 {
    match cause {
        Cause::Conflict | Cause::Crime | Cause::Expulsion | Cause::Other => 0,
        Cause::Disaster => 1,
        Cause::Accident => 2,
        Cause::Disease => 3,
    }
}

/// The event of this place in the list; of a flood in a storm that has a name, the storm.
fn named(at: usize, events: &[Event]) -> Option<&Event> {
    let event = events.get(at)?;
    let wider = event.within.and_then(|at| events.get(at)).filter(|wider| wider.name.is_some());
    wider.filter(|_| event.name.is_none()).or(Some(event))
}

/// The scope of a toll. "Since" a storm is all of that; "since" an attack is of what it began.
fn scope(figure: &Figure, event: Option<&Event>) -> Option<Scope> {
    let once = event.is_some_and(|event| !event.lasts && !event.many);
    match figure.scope? {
        Scope::Since if once && event.and_then(|event| event.cause) == Some(Cause::Disaster) => {
            Some(Scope::Happening)
        }
        Scope::State if once => Some(Scope::Happening),
        Scope::Last => Some(Scope::Stretch),
        Scope::Rate | Scope::Plan => None,
        scope => Some(scope),
    }
}

/// The day of a happening: that of the event, else that of the figure.
fn happened(figure: &Figure, event: Option<&Event>) -> Option<Date> {
    let short = |when: Edtf| {
        let (first, last) = (when.first_day()?, when.last_day()?);
        (gap(first, last) <= SHORT).then_some(last)
    };
    let event = event.filter(|event| !event.lasts).and_then(|event| event.when);
    event.and_then(short).or_else(|| figure.period.and_then(short))
}

/// The day of what the report is about, where a happening of the same kind has none.
fn of_main(event: Option<&Event>, extraction: &Extraction) -> Option<Date> {
    let main = extraction.events.iter().find(|event| event.main && !event.lasts)?;
    let same = event.is_none_or(|event| event.kind == main.kind && event.countries == main.countries);
    main.when.filter(|_| same)?.day()
}

/// What has happened did so by the day of the report: a later day is that of the year before.
fn no_later(day: Date, extraction: &Extraction) -> Option<Date> {
    let told = extraction.published.and_then(|published| published.last_day());
    match told {
        Some(told) if day > told => Date::new(day.year().checked_sub(1)?, day.month(), day.day()).ok(),
        _ => Some(day),
    }
}

/// The day a flood or a quake began, however long it is told to be: that of 1971 is not this year's.
fn began(event: &Event) -> Option<Date> {
    event.when.filter(|_| !event.lasts).and_then(|when| when.first_day())
}

/// Whether one happening may be told of both days: of its own, and of that of telling it.
pub(super) fn is_beside(one: Date, two: Date) -> bool {
    gap(one, two) <= BESIDE
}

/// Days between two, whichever comes first.
fn gap(one: Date, two: Date) -> i32 {
    one.min(two).until(one.max(two)).map_or(i32::MAX, |gap| gap.get_days())
}

/// A site as its consonants and its kind, since names from other scripts are spelt in many ways: "al-Tabi’in school" and
/// "al-Taba’een school" are "tbn school".
fn bare(site: &str) -> String {
    let words: Vec<&str> =
        site.split([' ', '-']).filter(|word| !matches!(*word, "al" | "el" | "the" | "-" | "")).collect();
    let thin = |word: &str| -> String {
        let signs = word.chars().filter(|sign| sign.is_alphabetic() && !"aeiouy".contains(*sign));
        signs.fold(String::new(), |mut thin, sign| {
            if !thin.ends_with(sign) {
                thin.push(sign);
            }
            thin
        })
    };
    match words.split_last() {
        Some((kind, names)) => {
            let names: Vec<String> =
                names.iter().map(|word| thin(word)).filter(|word| !word.is_empty()).collect();
            [names, vec![(*kind).to_string()]].concat().join(" ")
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_one_however_they_are_spelt() {
        assert_eq!(bare("al-tabi’in school"), bare("al-taba’een school"));
        assert_ne!(bare("hamama school"), bare("hassan salama school"));
    }

    #[test]
    fn a_day_keeps_happenings_apart_and_months_running_totals() {
        let on = |scope, day: &str| Which { scope: Some(scope), day: day.parse().ok(), ..Which::default() };
        assert!(!on(Scope::Happening, "2027-03-01").is_compatible(&on(Scope::Happening, "2027-03-02")));
        assert!(on(Scope::Since, "2027-03-01").is_compatible(&on(Scope::Since, "2027-03-20")));
        assert!(!on(Scope::Since, "2027-03-01").is_compatible(&on(Scope::Happening, "2027-03-01")));
    }
}
