//! The situation: what a pile of reports is about, and the few figures that answer for it.
//!
//! Key figures are chosen by what the pile tells most: how many accounts a count has and how many voices stand behind it, never
//! how big it is. One measure of one country stands once, by its best supported count.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use jiff::civil::Date;

use super::table::{AccountLine, CountLine, Table};
use crate::{
    count::{Count, Heading, Standing},
    lexicon::Lexicon,
};

/// What the pile is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Situation {
    /// The crisis by its name, as reports' titles have it: "Hurricane Melissa"; none where no event of that weight has one.
    pub name: Option<String>,
    /// What it results from, by the code of the cause told most; none where none is told.
    pub cause: Option<&'static str>,
    /// The countries it happens in, most told first, at most three; ISO 3166 alpha-3.
    pub countries: Vec<String>,
    /// The day as of which it is told: that asked for, else the last on which a report was published.
    pub as_of: Option<Date>,
    /// How many reports were published by that day, or have no day.
    pub reports: usize,
    /// How many of them have no day.
    pub undated: usize,
    /// How many publishers they have.
    pub publishers: usize,
    /// The places of the key figures in the table, the best supported first.
    pub keys: Vec<usize>,
}

/// A number of a count on its way to what stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The day for which it is told.
    pub day: Date,
    /// The lowest number stated, or the highest where it is open below.
    pub value: u64,
}

/// Key figures at most.
pub const KEYS: usize = 6;
/// Key figures that are wanted where what is told once must do.
const FEW: usize = 4;
/// What nobody is credited with leads only where so many accounts tell it.
const REPEATED: usize = 3;
/// Countries that are named, at most.
const COUNTRIES: usize = 3;
/// A country is named where one in so many accounts is of it.
const SHARE: usize = 5;
/// An event gives the pile its name where one in so many accounts is of it.
const NAMED: usize = 4;

/// What is looked at to choose a count: all that a list knows of it without its accounts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidate {
    /// The measure's code.
    pub measure: String,
    /// Whether it is told as fact, and as a number of its own: no rate, no share of another.
    pub is_plain: bool,
    /// Its countries, in any role.
    pub countries: BTreeSet<String>,
    /// Whether it is of a place below a country.
    pub has_place: bool,
    /// The name of its event: "melissa"; none where a site or a day alone tells it apart.
    pub event: Option<String>,
    /// What it results from.
    pub cause: Option<&'static str>,
    /// How many accounts it has.
    pub accounts: usize,
    /// How many voices stand behind it.
    pub origins: usize,
    /// Whether the account to take has a source, or a publisher that counts itself.
    pub is_known: bool,
    /// Whether its number is told within a factor of two: "hundreds" answers for nothing.
    pub is_close: bool,
    /// The last day that it speaks of.
    pub as_of: Option<Date>,
}

/// What is known of the reports together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reports {
    /// How many were published by the day asked for, or have no day.
    pub number: usize,
    /// How many of them have no day.
    pub undated: usize,
    /// How many publishers they have.
    pub publishers: usize,
    /// The last day on which one was published.
    pub last: Option<Date>,
    /// Their titles, or some of them.
    pub titles: Vec<String>,
}

impl Reports {
    /// Those of these headings that were published by a day, where one is given.
    pub fn of(headings: &[Heading], day: Option<Date>) -> Reports {
        let last_day = |heading: &Heading| heading.published.and_then(|published| published.last_day());
        let by_then = |heading: &&Heading| {
            day.is_none_or(|day| last_day(heading).is_none_or(|published| published <= day))
        };
        let there: Vec<&Heading> = headings.iter().filter(by_then).collect();
        let publishers: BTreeSet<String> =
            there.iter().filter_map(|heading| heading.outlet.as_deref()).map(str::to_lowercase).collect();
        Reports {
            number: there.len(),
            undated: there.iter().filter(|heading| heading.published.is_none()).count(),
            publishers: publishers.len(),
            last: there.iter().filter_map(|heading| last_day(heading)).max(),
            titles: there.iter().filter_map(|heading| heading.title.clone()).collect(),
        }
    }
}

impl Candidate {
    /// Of a count with its accounts.
    pub fn of(count: &CountLine) -> Candidate {
        let known = |account: &AccountLine| account.source.is_some() || account.own.is_some();
        let roles = [&count.at, &count.from, &count.to];
        Candidate {
            measure: count.measure.clone(),
            is_plain: count.status == "reported" && count.per.is_none() && count.share_of.is_none(),
            countries: roles.into_iter().flatten().cloned().collect(),
            has_place: count.place.is_some(),
            event: count.event.as_deref().and_then(event_name).map(str::to_string),
            cause: count.cause,
            accounts: count.accounts.len(),
            origins: count.origins,
            is_known: count.recommended.and_then(|at| count.accounts.get(at)).is_some_and(known),
            is_close: is_close(count.low, count.high),
            as_of: count.as_of.and_then(|day| day.last_day()),
        }
    }

    /// How much speaks for it as an answer: its accounts and voices; what is done for people, and what is like no other, less.
    pub fn weight(&self, lexicon: &Lexicon) -> usize {
        let aside = lexicon.measure(&self.measure).is_some_and(|measure| measure.aside);
        let told = self.accounts + 2 * self.origins.saturating_sub(1);
        told * if self.has_place { 3 } else { 4 } * if aside { 1 } else { 3 }
    }

    /// Whether both are of one measure and one country, so that one of them is enough.
    fn is_beside(&self, other: &Candidate) -> bool {
        let open = self.countries.is_empty() || other.countries.is_empty();
        self.measure == other.measure && (open || !self.countries.is_disjoint(&other.countries))
    }
}

/// Whether bounds are told within a factor of two, or are open.
pub fn is_close(low: Option<u64>, high: Option<u64>) -> bool {
    low.zip(high).is_none_or(|(low, high)| high <= low.saturating_mul(2))
}

/// How much speaks for a count as an answer.
pub fn weight(count: &CountLine, lexicon: &Lexicon) -> usize {
    Candidate::of(count).weight(lexicon)
}

/// The situation that a table tells, made of reports with these headings.
pub fn situation(table: &Table, headings: &[Heading], day: Option<Date>, lexicon: &Lexicon) -> Situation {
    let candidates: Vec<Candidate> = table.counts.iter().map(Candidate::of).collect();
    told(&candidates, &Reports::of(headings, day), day, lexicon)
}

/// The situation of counts that may answer for it; its keys are their places.
pub fn told(candidates: &[Candidate], reports: &Reports, day: Option<Date>, lexicon: &Lexicon) -> Situation {
    let facts = || candidates.iter().filter(|count| count.is_plain);
    let all: usize = facts().map(|count| count.accounts).sum();
    let name = most_told(facts().filter_map(|count| Some((count.event.as_deref()?, count.accounts))));
    let name = name.into_iter().next().filter(|(_, told)| told * NAMED >= all);
    let of_countries = |count: &'_ Candidate| {
        count.countries.iter().map(|code| (code.clone(), count.accounts)).collect::<Vec<_>>()
    };
    let countries = most_told(facts().flat_map(of_countries));
    let cause = most_told(facts().filter_map(|count| Some((count.cause?, count.accounts))));
    let named = countries.into_iter().filter(|(_, told)| told * SHARE >= all).take(COUNTRIES);
    let countries: Vec<String> = named.map(|(code, _)| code).collect();
    Situation {
        name: name.map(|(name, _)| in_titles(name, &reports.titles)),
        cause: cause.first().map(|(cause, _)| *cause),
        as_of: day.or(reports.last),
        reports: reports.number,
        undated: reports.undated,
        publishers: reports.publishers,
        keys: keys(
            candidates,
            &Home { countries: &countries, cause: cause.first().map(|(cause, _)| *cause) },
            lexicon,
        ),
        countries,
    }
}

/// What all is about.
struct Home<'h> {
    countries: &'h [String],
    cause: Option<&'static str>,
}

impl Home<'_> {
    /// Whether a count is of its countries, and results from nothing else.
    fn holds(&self, count: &Candidate) -> bool {
        let same = count.cause.is_none() || self.cause.is_none() || count.cause == self.cause;
        same && self.countries.iter().any(|code| count.countries.contains(code))
    }
}

/// What is told in so many accounts, most told first.
fn most_told<N: Ord>(told: impl Iterator<Item = (N, usize)>) -> Vec<(N, usize)> {
    let mut sums: BTreeMap<N, usize> = BTreeMap::new();
    told.for_each(|(name, accounts)| *sums.entry(name).or_default() += accounts);
    let mut sums: Vec<(N, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, told)| Reverse(*told));
    sums
}

/// The name in the label of an event; a site or a day is none.
pub fn event_name(label: &str) -> Option<&str> {
    let name = label.split(", ").next()?;
    let is_day = name.starts_with(|first: char| first.is_ascii_digit());
    (!is_day && !name.contains(' ')).then_some(name)
}

/// The name with the word that titles mostly set before it: "melissa" is "Hurricane Melissa".
fn in_titles(name: &str, titles: &[String]) -> String {
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for title in titles {
        let words: Vec<&str> =
            title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let [first, second] = pair else { continue };
            let tells = first.len() > 3 && first.chars().all(char::is_alphabetic);
            if tells && second.to_lowercase() == name {
                *before.entry(super::words::name(&first.to_lowercase())).or_default() += 1;
            }
        }
    }
    let first = before.into_iter().max_by_key(|(word, told)| (*told, Reverse(word.clone())));
    let name = super::words::name(name);
    first.map_or_else(|| name.clone(), |(word, _)| format!("{word} {name}"))
}

/// The counts that answer for the pile, the best supported first, those of its countries before others: at most `KEYS`. What one account
/// alone tells fills up to `FEW`; what nobody is credited with must be told often.
fn keys(counts: &[Candidate], home: &Home<'_>, lexicon: &Lexicon) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).filter(|at| counts[*at].is_plain).collect();
    order.sort_by_cached_key(|at| {
        let count = &counts[*at];
        let weight = count.weight(lexicon) * if home.holds(count) { 2 } else { 1 };
        (Reverse(weight), Reverse(count.as_of), *at)
    });
    let mut keys: Vec<usize> = Vec::new();
    for at in order {
        let count = &counts[at];
        let lone = count.accounts < 2;
        let room = if lone { FEW } else { KEYS };
        let fits = match lone {
            true => count.is_known && count.is_close && home.holds(count),
            false => count.is_known || count.accounts >= REPEATED,
        };
        if fits && keys.len() < room && !keys.iter().any(|key| counts[*key].is_beside(count)) {
            keys.push(at);
        }
    }
    keys
}

/// What was told of a count before what answers for it now, and that: of each day the number told most, what stands before what
/// does not. What repeats the day before is left out; nothing where the answer has no day or nothing else was told before it.
pub fn trend(count: &CountLine) -> Vec<Step> {
    let day_of = |account: &AccountLine| account.day.and_then(|day| day.last_day());
    let told = |account: &AccountLine| (day_of(account), account.low.or(account.high), account.stands);
    steps(count.accounts.iter().map(told).collect(), count.recommended)
}

/// The same of a count that is no line yet.
pub fn trend_of(count: &Count) -> Vec<Step> {
    let told = |standing: &Standing| {
        let bounds = standing.account.bounds;
        (standing.day, bounds.low.or(bounds.high), standing.stands)
    };
    steps(count.accounts.iter().map(told).collect(), count.recommended)
}

/// The steps of what is told on days, as numbers that stand or do not, up to the one to take.
fn steps(all: Vec<(Option<Date>, Option<u64>, bool)>, taken: Option<usize>) -> Vec<Step> {
    let taken = taken.and_then(|at| all.get(at));
    let Some((last, value)) = taken.and_then(|(day, value, _)| day.zip(*value)) else { return Vec::new() };
    let mut of_day: BTreeMap<Date, Vec<(u64, bool)>> = BTreeMap::new();
    for (day, value, stands) in all {
        if let Some((day, value)) = day.zip(value).filter(|(day, _)| *day < last) {
            of_day.entry(day).or_default().push((value, stands));
        }
    }
    let best = |told: Vec<(u64, bool)>| {
        let mut times: BTreeMap<u64, usize> = BTreeMap::new();
        told.iter().for_each(|(value, _)| *times.entry(*value).or_default() += 1);
        told.iter()
            .copied()
            .max_by_key(|(value, stands)| (*stands, times.get(value).copied(), *value))
            .map(|(value, _)| value)
    };
    let mut steps: Vec<Step> = Vec::new();
    let days = of_day.into_iter().filter_map(|(day, told)| Some(Step { day, value: best(told)? }));
    for step in days.chain([Step { day: last, value }]) {
        if steps.last().is_none_or(|before| before.value != step.value) {
            steps.push(step);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{extract, reconcile, report::Report, view::table};

    fn pile(texts: &[(&str, &str)]) -> (Table, Vec<Heading>) {
        let lexicon = Lexicon::builtin();
        let read = |(day, text): &(&str, &str)| {
            let published = crate::edtf::Edtf::parse(day);
            let report = Report { published, ..Report::new(*day, *text) };
            extract(&report, &lexicon)
        };
        let ledger = reconcile(&texts.iter().map(read).collect::<Vec<_>>(), &lexicon);
        (table(&ledger, &lexicon), ledger.reports)
    }

    #[test]
    fn what_nobody_is_credited_with_leads_only_where_it_is_told_often() {
        let lexicon = Lexicon::builtin();
        let count = |accounts: usize, is_known: bool| Candidate {
            measure: "killed".to_string(),
            is_plain: true,
            countries: BTreeSet::from(["MWI".to_string()]),
            accounts,
            origins: 1,
            is_known,
            is_close: true,
            ..Candidate::default()
        };
        let keys = |counts: &[Candidate]| told(counts, &Reports::default(), None, &lexicon).keys;
        assert_eq!(keys(&[count(2, false), count(1, true)]), [1]);
        assert_eq!(keys(&[count(3, false), count(1, true)]), [0]);
        assert_eq!(keys(&[count(2, true), count(3, false)]), [1]);
    }

    #[test]
    fn what_most_reports_tell_leads_and_no_size_does() {
        let (table, headings) = pile(&[
            (
                "2027-03-02",
                "The flood in Malawi killed 12 people, the disaster agency said. About 900,000 people live there.",
            ),
            ("2027-03-03", "The flood in Malawi killed 15 people, the disaster agency said."),
            (
                "2027-03-04",
                "The flood in Malawi killed 19 people, the disaster agency said. 40,000 were displaced in Malawi.",
            ),
        ]);
        let lexicon = Lexicon::builtin();
        let told = situation(&table, &headings, None, &lexicon);
        let first = &table.counts[told.keys[0]];
        assert_eq!((first.measure.as_str(), first.range.as_str()), ("killed", "19"));
        assert_eq!(told.countries, ["MWI"]);
        assert_eq!((told.reports, told.undated), (3, 0));
        let steps: Vec<u64> = trend(first).iter().map(|step| step.value).collect();
        assert_eq!(steps, [12, 15, 19]);
    }
}
