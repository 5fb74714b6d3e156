//! The situation in words: its title, its key figures, who says them, what was said before. One wording for terminal, page, file
//! and brief.

use recount_core::{
    Lexicon,
    edtf::Edtf,
    view::{AccountLine, CountLine, Situation, Step, trend, words::number},
};

use super::{
    naming,
    words::{self, country, plural},
};

/// Steps of a trend that are told, the last ones.
const STEPS: usize = 5;

/// "Hurricane Melissa, Haiti"; "Conflict: Sudan and Chad" where no event has a name; "The count" where nothing is told.
pub fn title(situation: &Situation, lexicon: &Lexicon) -> String {
    let names: Vec<String> = situation.countries.iter().map(|code| country(code, lexicon)).collect();
    let places = words::joined(&names);
    let what = situation.name.clone().or(situation.cause.map(|cause| cause_in_words(cause).to_owned()));
    match (what, places.is_empty(), situation.name.is_some()) {
        (Some(what), true, _) => what,
        (Some(what), false, true) => format!("{what}, {places}"),
        (Some(what), false, false) => format!("{what}: {places}"),
        (None, false, _) => places,
        (None, true, _) => "The count".to_owned(),
    }
}

fn cause_in_words(cause: &str) -> &'static str {
    match cause {
        "conflict" => "Conflict",
        "disaster" => "Disaster",
        "expulsion" => "Expulsion and return",
        "accident" => "Accident",
        "crime" => "Crime",
        "disease" => "Disease",
        _ => "Crisis",
    }
}

/// "As of 31 October 2025, from 11 reports of 8 publishers; 2 reports have no day."
pub fn lede(situation: &Situation) -> String {
    let reports = plural(situation.reports, "report");
    let publishers = match situation.publishers {
        0 => String::new(),
        publishers => format!(" of {}", plural(publishers, "publisher")),
    };
    let as_of = situation.as_of.map(|day| format!("As of {}, from", words::date(Edtf::from(day))));
    let undated = match situation.undated {
        0 => String::new(),
        1 => "; 1 of them has no day".to_owned(),
        undated => format!("; {undated} of them have no day"),
    };
    format!("{} {reports}{publishers}{undated}.", as_of.as_deref().unwrap_or("From"))
}

/// The account of a count that answers for it: the one to take, else the first that stands.
pub fn answer(count: &CountLine) -> Option<&AccountLine> {
    count.recommended.and_then(|at| count.accounts.get(at)).or(count.accounts.first())
}

/// The number that answers: of the account to take as bounds; the range where there is none.
pub fn headline(count: &CountLine) -> String {
    let taken = count.recommended.and_then(|at| count.accounts.get(at));
    let bounds = taken.map(|account| match (account.low, account.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(low), None) => format!("{}+", number(low)),
        (None, Some(high)) => format!("up to {}", number(high)),
        (None, None) => count.range.clone(),
    });
    bounds.unwrap_or_else(|| count.range.clone())
}

/// The range where it says more than the headline: "26 to 30 by all accounts".
pub fn range_beside(count: &CountLine) -> Option<String> {
    range_of(count, count.accounts.iter().filter(|account| account.stands).count())
}

/// The same of a count of which so many accounts stand, whichever of them it holds.
pub fn range_of(count: &CountLine, stands: usize) -> Option<String> {
    let told = |account: &AccountLine| account.low.is_some() && account.low == account.high;
    let one =
        answer(count).is_some_and(|account| told(account) && count.range == number(account.low.unwrap_or(0)));
    (stands > 1 && !one).then(|| format!("{} by all accounts that stand", count.range))
}

/// "earlier 1, 3, 12; up 14 since 29 October 2025"; none where nothing was told before.
pub fn trend_in_words(count: &CountLine) -> Option<String> {
    steps_in_words(&trend(count))
}

/// The same of its steps.
pub fn steps_in_words(steps: &[Step]) -> Option<String> {
    let [earlier @ .., last] = steps else { return None };
    let before = earlier.last()?;
    let shown = earlier.len().saturating_sub(STEPS);
    let told: Vec<String> = earlier.iter().skip(shown).map(|step| number(step.value)).collect();
    let cut = if shown > 0 { "… " } else { "" };
    let by = number(last.value.abs_diff(before.value));
    let way = if last.value > before.value { "up" } else { "down" };
    let since = words::date(Edtf::from(before.day));
    Some(format!("earlier {cut}{}; {way} {by} since {since}", told.join(", ")))
}

/// Who says it, in which report: "PAHO/WHO, in its report of 30 October 2025", "the interior ministry, in Dawn of 3 November 2023".
pub fn voice(account: &AccountLine) -> String {
    let outlet = account.outlet.as_deref();
    match (&account.source, &account.own) {
        (Some(source), _) => {
            let source = words::source(source, account.source_kind);
            format!("{source}, in {}", report_name(account))
        }
        (None, Some(own)) if outlet.is_none_or(|outlet| outlet == own.text) => {
            format!("{}, its own count{}", own.text, dated(account.published, " of "))
        }
        (None, Some(own)) => format!("{}, its own count, in {}", own.text, report_name(account)),
        (None, None) => format!("no source named, in {}", report_name(account)),
    }
}

/// A report by a short name: "UNICEF flash update 3, 24 October 2025".
pub fn report_name(account: &AccountLine) -> String {
    naming::report(&account.document, account.title.as_deref(), account.outlet.as_deref(), account.published)
}

fn dated(published: Option<Edtf>, before: &str) -> String {
    published.map_or_else(String::new, |day| format!("{before}{}", words::date(day)))
}

/// How many contradictions stand between accounts of a count.
pub fn contradictions(count: &CountLine) -> usize {
    count.findings.iter().filter(|finding| finding.relation == "contradicts").count()
}

/// "2 independent origins", "one origin of 4 accounts", "1 account".
pub fn origins(count: &CountLine) -> String {
    origins_of(count, count.accounts.len())
}

/// The same of a count that has so many accounts, whichever of them it holds.
pub fn origins_of(count: &CountLine, accounts: usize) -> String {
    match (accounts, count.origins) {
        (1, _) => "1 account".to_owned(),
        (accounts, 0 | 1) => format!("{}, one voice", plural(accounts, "account")),
        (accounts, origins) => format!("{}, {origins} independent voices", plural(accounts, "account")),
    }
}
