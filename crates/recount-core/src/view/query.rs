//! What a reader asks a listing for. What is not asked for keeps every line.

use jiff::civil::Date;

use super::{
    findings::{FindingRow, Side},
    table::{AccountLine, CountLine, Table},
    timeline::{Day, Entry},
};
use crate::{edtf::Edtf, origin::Named};

/// What a reader asks for; every part that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// One of these measures, by code; none for all.
    pub measures: Vec<String>,
    /// A country in any role, ISO 3166 alpha-3, whatever its case.
    pub country: Option<String>,
    /// A place below country level, whatever its case; asked of counts.
    pub place: Option<String>,
    /// A kind of source by its code ("un"), or words of its name: of whom it is credited to, or of the publisher whose own it is.
    pub source: Option<String>,
    /// `reported`, `planned`, `denied`, `hypothetical`.
    pub status: Option<String>,
    /// One of these relations, for findings; none for all.
    pub relations: Vec<String>,
    /// Words that stand in one of the sentences, in a place or in who is counted, whatever their case.
    pub text: Option<String>,
    /// What is told for this day or a later one.
    pub since: Option<Date>,
    /// What is told for this day or an earlier one.
    pub until: Option<Date>,
}

impl Query {
    /// The counts that are asked for: of what and where by the count, by whom and in what words by one of its accounts.
    pub fn counts(&self, table: Table) -> Table {
        Table { counts: table.counts.into_iter().filter(|count| self.keeps_count(count)).collect() }
    }

    /// Whether a count is asked for.
    pub fn keeps_count(&self, count: &CountLine) -> bool {
        let named = [count.people.as_deref(), count.place.as_deref()];
        let words = |account: &AccountLine| {
            self.has_text(account.evidence.iter().map(|evidence| evidence.text.as_str()))
                || self.has_text(named.into_iter().flatten())
        };
        self.of_measure(&count.measure)
            && self.of_status(count.status)
            && self.at_place(count.place.as_deref())
            && self.in_country([&count.from, &count.at, &count.to].into_iter().flatten())
            && count.accounts.iter().any(|account| {
                self.of_source(account.source.as_deref(), account.source_kind, account.own.as_ref())
                    && self.in_time(account.day)
                    && words(account)
            })
    }

    /// Whether a finding is asked for: by its relation and by one of its two accounts.
    pub fn keeps_finding(&self, row: &FindingRow) -> bool {
        (self.relations.is_empty() || self.relations.iter().any(|code| code == row.relation))
            && self.of_measure(&row.measure)
            && (self.keeps_side(&row.from) || self.keeps_side(&row.to))
    }

    fn keeps_side(&self, side: &Side) -> bool {
        self.of_status(side.status)
            && self.in_country(side.countries.iter())
            && self.of_source(side.source.as_deref(), side.source_kind, side.own.as_ref())
            && self.in_time(side.day)
            && self.has_text([side.text.as_str()].into_iter())
    }

    /// The days with the entries that are asked for; what a measure or status was asked of leaves the orders out.
    pub fn days(&self, days: Vec<Day>) -> Vec<Day> {
        let days = days.into_iter().filter(|day| self.in_time(day.when));
        let kept = days.map(|day| Day {
            entries: day.entries.into_iter().filter(|entry| self.keeps_entry(entry)).collect(),
            ..day
        });
        kept.filter(|day| !day.entries.is_empty()).collect()
    }

    fn keeps_entry(&self, entry: &Entry) -> bool {
        self.of_measure(entry.measure.as_deref().unwrap_or(""))
            && self.of_status(entry.status.unwrap_or(""))
            && self.in_country(entry.countries.iter())
            && self.of_source(entry.source.as_deref(), entry.source_kind, entry.own.as_ref())
            && self.has_text([entry.words.as_str(), entry.text.as_str()].into_iter())
    }

    /// Whether the time, or any day of it, lies in the stretch asked for; nothing that has no time does.
    pub fn in_time(&self, when: Option<Edtf>) -> bool {
        let first = || when.and_then(|when| when.first_day().or(when.last_day()));
        let last = || when.and_then(|when| when.last_day().or(when.first_day()));
        self.since.is_none_or(|since| last().is_some_and(|last| last >= since))
            && self.until.is_none_or(|until| first().is_some_and(|first| first <= until))
    }

    fn of_measure(&self, measure: &str) -> bool {
        self.measures.is_empty() || self.measures.iter().any(|code| code == measure)
    }

    fn of_status(&self, status: &str) -> bool {
        self.status.as_deref().is_none_or(|asked| asked == status)
    }

    fn in_country<'c>(&self, mut codes: impl Iterator<Item = &'c String>) -> bool {
        self.country.as_deref().is_none_or(|asked| codes.any(|code| code.eq_ignore_ascii_case(asked)))
    }

    fn at_place(&self, place: Option<&str>) -> bool {
        let same = |asked: &str| place.is_some_and(|place| place.to_lowercase() == asked.to_lowercase());
        self.place.as_deref().is_none_or(same)
    }

    /// Whether the one it is credited to, or the publisher whose own it is, is asked for.
    fn of_source(&self, source: Option<&str>, kind: Option<&str>, own: Option<&Named>) -> bool {
        let source = source.or(own.map(|own| own.text.as_str()));
        let kind = kind.or(own.map(|own| own.kind.code()));
        self.source
            .as_deref()
            .is_none_or(|asked| kind == Some(asked) || source.is_some_and(|source| holds(source, asked)))
    }

    fn has_text<'t>(&self, mut texts: impl Iterator<Item = &'t str>) -> bool {
        self.text.as_deref().is_none_or(|asked| texts.any(|text| holds(text, asked)))
    }
}

fn holds(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}
