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
use crate::{count::Heading, lexicon::Lexicon};

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
/// Countries that are named, at most.
const COUNTRIES: usize = 3;
/// A country is named where one in so many accounts is of it.
const SHARE: usize = 5;
/// An event gives the pile its name where one in so many accounts is of it.
const NAMED: usize = 4;

/// The situation that a table tells, made of reports with these headings.
pub fn situation(table: &Table, headings: &[Heading], day: Option<Date>, lexicon: &Lexicon) -> Situation {
    let last_day = |heading: &Heading| heading.published.and_then(|published| published.last_day());
    let by_then =
        |heading: &&Heading| day.is_none_or(|day| last_day(heading).is_none_or(|published| published <= day));
    let there: Vec<&Heading> = headings.iter().filter(by_then).collect();
    let publishers: BTreeSet<String> =
        there.iter().filter_map(|heading| heading.outlet.as_deref()).map(str::to_lowercase).collect();
    let facts = || table.counts.iter().filter(|count| count.status == "reported");
    let all: usize = facts().map(|count| count.accounts.len()).sum();
    let name = most_told(facts().filter_map(|count| Some((event_name(count)?, count.accounts.len()))));
    let name = name.into_iter().next().filter(|(_, told)| told * NAMED >= all);
    let countries = most_told(facts().flat_map(|count| {
        let once: BTreeSet<&String> = roles(count).collect();
        once.into_iter().map(|code| (code.as_str(), count.accounts.len()))
    }));
    let cause = most_told(facts().filter_map(|count| Some((count.cause?, count.accounts.len()))));
    let countries: Vec<String> = countries
        .into_iter()
        .filter(|(_, told)| told * SHARE >= all)
        .take(COUNTRIES)
        .map(|(code, _)| code.to_string())
        .collect();
    Situation {
        name: name.map(|(name, _)| in_titles(name, headings)),
        cause: cause.first().map(|(cause, _)| *cause),
        as_of: day.or_else(|| there.iter().filter_map(|heading| last_day(heading)).max()),
        reports: there.len(),
        undated: there.iter().filter(|heading| heading.published.is_none()).count(),
        publishers: publishers.len(),
        keys: keys(&table.counts, &countries, lexicon),
        countries,
    }
}

/// What is told in so many accounts, most told first.
fn most_told<'n, N: Ord + Copy + 'n>(told: impl Iterator<Item = (N, usize)>) -> Vec<(N, usize)> {
    let mut sums: BTreeMap<N, usize> = BTreeMap::new();
    told.for_each(|(name, accounts)| *sums.entry(name).or_default() += accounts);
    let mut sums: Vec<(N, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, told)| Reverse(*told));
    sums
}

/// The name of the event of a count; a site or a day is none.
fn event_name(count: &CountLine) -> Option<&str> {
    let name = count.event.as_deref()?.split(", ").next()?;
    let is_day = name.starts_with(|first: char| first.is_ascii_digit());
    (!is_day && !name.contains(' ')).then_some(name)
}

/// The name with the word that titles mostly set before it: "melissa" is "Hurricane Melissa".
fn in_titles(name: &str, headings: &[Heading]) -> String {
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for title in headings.iter().filter_map(|heading| heading.title.as_deref()) {
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
/// alone tells fills up to `FEW`.
pub fn keys(counts: &[CountLine], home: &[String], lexicon: &Lexicon) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).filter(|at| may_lead(&counts[*at])).collect();
    let is_home = |count: &CountLine| roles(count).any(|code| home.contains(code));
    order.sort_by_cached_key(|at| {
        let count = &counts[*at];
        let weight = weight(count, lexicon) * if is_home(count) { 2 } else { 1 };
        (Reverse(weight), Reverse(count.as_of.and_then(|day| day.last_day())), *at)
    });
    let mut keys: Vec<usize> = Vec::new();
    for at in order {
        let count = &counts[at];
        let lone = count.accounts.len() < 2;
        let room = if lone { FEW } else { KEYS };
        let fits = !lone || is_home(count) && is_told_closely(count);
        if fits && keys.len() < room && !keys.iter().any(|key| is_beside(&counts[*key], count)) {
            keys.push(at);
        }
    }
    keys
}

/// Whether a count may stand first: told as fact, a number of its own, and not by one voice that nobody knows.
fn may_lead(count: &CountLine) -> bool {
    let known = |account: &AccountLine| account.source.is_some() || account.own.is_some();
    let lone = count.accounts.len() < 2 && !count.accounts.iter().any(known);
    count.status == "reported" && count.per.is_none() && count.share_of.is_none() && !lone
}

/// How much speaks for a count as an answer: its accounts and voices; what is done for people, and what is like no other, less.
pub fn weight(count: &CountLine, lexicon: &Lexicon) -> usize {
    let aside = lexicon.measure(&count.measure).is_some_and(|measure| measure.aside);
    let told = count.accounts.len() + 2 * count.origins.saturating_sub(1);
    let whole = if count.place.is_none() { 4 } else { 3 };
    told * whole * if aside { 1 } else { 3 }
}

/// Whether its number is told within a factor of two: "hundreds" answers for nothing.
fn is_told_closely(count: &CountLine) -> bool {
    count.low.zip(count.high).is_none_or(|(low, high)| high <= low.saturating_mul(2))
}

/// Its countries, in any role.
fn roles(count: &CountLine) -> impl Iterator<Item = &String> {
    [&count.at, &count.from, &count.to].into_iter().flatten()
}

/// Whether two counts are of one measure and one country, so that one of them is enough.
fn is_beside(one: &CountLine, two: &CountLine) -> bool {
    let (left, right): (BTreeSet<&String>, BTreeSet<&String>) = (roles(one).collect(), roles(two).collect());
    one.measure == two.measure && (left.is_empty() || right.is_empty() || !left.is_disjoint(&right))
}

/// What was told of a count before what answers for it now, and that: of each day the number told most, what stands before what
/// does not. What repeats the day before is left out; nothing where the answer has no day or nothing else was told before it.
pub fn trend(count: &CountLine) -> Vec<Step> {
    let day_of = |account: &AccountLine| account.day.and_then(|day| day.last_day());
    let value_of = |account: &AccountLine| account.low.or(account.high);
    let taken = count.recommended.and_then(|at| count.accounts.get(at));
    let Some((last, value)) = taken.and_then(|it| day_of(it).zip(value_of(it))) else { return Vec::new() };
    let mut of_day: BTreeMap<Date, Vec<(u64, bool)>> = BTreeMap::new();
    for account in &count.accounts {
        if let Some((day, value)) = day_of(account).zip(value_of(account)).filter(|(day, _)| *day < last) {
            of_day.entry(day).or_default().push((value, account.stands));
        }
    }
    let best = |told: Vec<(u64, bool)>| {
        let times = |value: u64| told.iter().filter(|(other, _)| *other == value).count();
        told.iter()
            .copied()
            .max_by_key(|(value, stands)| (*stands, times(*value), *value))
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
