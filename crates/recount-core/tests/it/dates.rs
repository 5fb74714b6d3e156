//! Time expressions: what they mean, that any of them resolves without harm, that relative ones move with the day of
//! publication, and that an independent parser of EDTF accepts every value.

use std::sync::LazyLock;

use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;
use recount_core::{
    Extraction, Lexicon, Report,
    edtf::Edtf,
    extract,
    mention::date::{ClueSays, GivenBy},
};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn read(text: &str, published: &str) -> Extraction {
    extract(&Report { published: Edtf::parse(published), ..Report::new("note", text) }, &LEXICON)
}

/// The expressions with a value, as `words = value`.
fn dates(text: &str, published: &str) -> Vec<String> {
    let found = read(text, published).mentions.dates;
    let valued = found.iter().filter_map(|date| Some((date.span.slice(text), date.value?)));
    valued.map(|(words, value)| format!("{words} = {value}")).collect()
}

fn check(text: &str, published: &str, expected: &[&str]) {
    assert_eq!(dates(text, published), expected, "{text}");
}

#[test]
fn calendar_dates_in_all_orders() {
    for text in [
        "3 November 2014",
        "November 3, 2014",
        "the 3rd of November 2014",
        "2014-11-03",
        "3Nov2014",
        "3-Nov-14",
        "3/Nov/2014",
    ] {
        check(&format!("It rained on {text}."), "2015-01-01", &[&format!("{text} = 2014-11-03")]);
    }
    check("Floods came in June 2010 and in 1998.", "2015-01-01", &["June 2010 = 2010-06", "1998 = 1998"]);
    check(
        "It was built in the 1980s, not the 19th century.",
        "2015-01-01",
        &["the 1980s = 198X", "the 19th century = 18XX"],
    );
    check("The revolt of 499 BC failed.", "2015-01-01", &["499 BC = -0498"]);
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "It may rain.",
        "2010 people fled.",
        "Theresa May spoke to 1500 families.",
        "Call 020-2015-86.",
        "The fall of the town was sudden.",
    ] {
        check(text, "2015-01-01", &[]);
    }
}

#[test]
fn relative_dates_count_from_publication() {
    // 14 March 2024 is a Thursday.
    check("He fled yesterday.", "2024-03-14", &["yesterday = 2024-03-13"]);
    check("They fled last week.", "2024-03-14", &["last week = 2024-03-04/2024-03-10"]);
    check("They fled in the past two weeks.", "2024-03-14", &["the past two weeks = 2024-02-29/2024-03-14"]);
    check("They left three days ago.", "2024-03-14", &["three days ago = 2024-03-11"]);
    check("The camp closed two years ago.", "2024-03-14", &["two years ago = 2022"]);
    check(
        "Over the last three to four decades they came.",
        "2023-11-27",
        &["Over the last three to four decades = 1983/2023"],
    );
}

#[test]
fn tense_decides_between_past_and_future() {
    check("Troops entered on Tuesday.", "2024-03-14", &["Tuesday = 2024-03-12"]);
    check("Troops will leave on Tuesday.", "2024-03-14", &["Tuesday = 2024-03-19"]);
    check("Troops entered in November.", "2024-03-14", &["November = 2023-11"]);
    check("Troops will leave in November.", "2024-03-14", &["November = 2024-11"]);
}

#[test]
fn a_story_goes_on_from_the_date_told_last() {
    check(
        "A storm struck on 3 May 2019. Two days later the dam burst, and the next day the town was empty.",
        "2021-01-01",
        &["3 May 2019 = 2019-05-03", "Two days later = 2019-05-05", "the next day = 2019-05-06"],
    );
}

#[test]
fn a_weekday_takes_the_date_stated_for_it() {
    check(
        "Raids began on Friday after a deadline of March 1st passed.",
        "2024-03-14",
        &["Friday = 2024-03-01", "March 1st = 2024-03-01"],
    );
}

#[test]
fn ranges_share_what_one_end_states() {
    check("It rained from 3 to 5 March.", "2024-03-14", &["from 3 to 5 March = 2024-03-03/2024-03-05"]);
    check("It rained on 3-5 March 2024.", "2024-03-14", &["3 = 2024-03-03", "5 March 2024 = 2024-03-05"]);
    check("The war of 1915-17 ended.", "2024-03-14", &["1915 = 1915", "17 = 1917"]);
}

#[test]
fn other_calendars_are_converted_where_a_year_is_given() {
    check("He left on 10 Aqrab 1402.", "2024-03-14", &["10 Aqrab 1402 = 2023-11-01"]);
    check("He left on 1 Ramadan 1444 AH.", "2024-03-14", &["1 Ramadan 1444 AH = 2023-03-23~"]);
}

#[test]
fn days_that_do_not_exist_have_no_value() {
    for text in ["It came on 31 June 2019.", "It came on 29 February 2019.", "It came on 2015-13-45."] {
        assert!(
            dates(text, "2020-01-01").iter().all(|date| !date.contains("06-31") && !date.contains("02-29")),
            "{text}"
        );
    }
}

#[test]
fn a_header_line_dates_the_report() {
    let extraction = read("date 2024-03-14\n\nTwo men were killed yesterday.", "");
    assert!(matches!(extraction.mentions.dated.by, Some(GivenBy::Header(_))));
    assert_eq!(extraction.published.map(|day| day.to_string()).as_deref(), Some("2024-03-14"));
}

#[test]
fn a_contradicted_date_is_flagged_and_marks_what_rests_on_it() {
    let text =
        "The state has told 900 families to leave by March. In the past two weeks 30 people were arrested.";
    let extraction = read(text, "2024-03-14");
    let dated = &extraction.mentions.dated;
    assert!(dated.is_doubtful(), "{dated:?}");
    assert_eq!(dates(text, "2024-03-14")[1], "the past two weeks = 2024-02-29?/2024-03-14?");
    // The same order told later looks back and contradicts nothing.
    let later = "A deadline was set for all families to leave by March 1st. Raids began on Friday.";
    assert!(!read(later, "2024-03-14").mentions.dated.is_doubtful());
}

#[test]
fn a_report_without_a_date_gets_bounds_with_reasons() {
    let text =
        "A bus arrives in a picture taken on November 20, 2023. They must leave by 1 December 2023, he said.";
    let dated = read(text, "").mentions.dated;
    assert_eq!(dated.inferred.map(|date| date.to_string()).as_deref(), Some("2023-11-20/2023-12-01"));
    assert!(dated.clues.iter().any(|clue| matches!(clue.says, ClueSays::Before(_))));
    assert!(dated.clues[0].describe(text).starts_with("on or after 2023-11-20"));
}

fn periods(text: &str, published: &str) -> Vec<String> {
    let figures = read(text, published).figures;
    figures
        .iter()
        .map(|figure| figure.period.map_or_else(|| "-".to_string(), |period| period.to_string()))
        .collect()
}

#[test]
fn a_figure_takes_the_date_of_its_clause_and_not_of_saying_it() {
    assert_eq!(periods("On Tuesday, 30 people were killed in a raid.", "2024-03-14"), ["2024-03-12"]);
    assert_eq!(periods("Officials said on Tuesday that 30 people were killed.", "2024-03-14"), ["-"]);
    assert_eq!(
        periods("Since 1 March 400 people have been arrested.", "2024-03-14"),
        ["2024-03-01/2024-03-14"]
    );
}

#[test]
fn a_figure_inherits_the_date_of_the_event() {
    let text = "A storm struck the coast on Tuesday.\n\nThe storm killed 30 people and destroyed 12 houses.";
    assert_eq!(periods(text, "2024-03-14"), ["2024-03-12", "2024-03-12"]);
}

const EXPRESSIONS: [&str; 40] = [
    "today",
    "yesterday",
    "tomorrow",
    "last week",
    "this month",
    "next year",
    "the past two weeks",
    "three days ago",
    "29 February",
    "31 June",
    "the 31st",
    "year 0",
    "in 9999",
    "9999 years ago",
    "9999 months later",
    "the last 9999 decades",
    "two thousand years ago",
    "400 BC",
    "the 30th century",
    "the 90s",
    "Friday 31",
    "Easter",
    "Eid al-Fitr 9999",
    "12 Ramadan 1444",
    "31 Hoot 1402",
    "the week of 31 December 9999",
    "from 28 to 3 March",
    "between 1999 and 1998",
    "the third last week of 2018",
    "first Monday of next month",
    "the end of the month",
    "spring",
    "week 53 of 2019",
    "overnight",
    "10 p.m. Wednesday",
    "the 5 past years",
    "next quarter",
    "the second half of 2014",
    "2 Fridays ago",
    "so far",
];

/// Expressions that say nothing but a distance in days.
const DISTANCES: [&str; 6] =
    ["today", "yesterday", "tomorrow", "three days ago", "the past ten days", "two weeks ago"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_expression_on_any_day_resolves_to_valid_edtf(
        words in prop::collection::vec(prop::sample::select(&EXPRESSIONS[..]), 1..6),
        year in -9999i16..=9999, month in 1i8..=12, day in 1i8..=28,
    ) {
        let text = format!("It was {}.", words.join(" and "));
        let published = Date::new(year, month, day).ok().map(Edtf::from);
        let report = Report { published, ..Report::new("note", text) };
        for date in extract(&report, &LEXICON).mentions.dates {
            if let Some(value) = date.value {
                let value = value.to_string();
                prop_assert!(edtf_core::is_valid(&value), "{value}");
            }
        }
    }

    #[test]
    fn relative_dates_move_with_the_day_of_publication(words in prop::sample::select(&DISTANCES[..]), shift in -20_000i32..20_000) {
        let day = Date::new(2024, 3, 14).expect("a day");
        let moved = day.checked_add(shift.days()).expect("a day");
        let bounds = |day: Date| {
            let text = format!("They fled {words}.");
            let report = Report { published: Some(day.into()), ..Report::new("note", text) };
            let value = extract(&report, &LEXICON).mentions.dates.first().and_then(|date| date.value).expect("a value");
            (value.first_day().expect("a day"), value.last_day().expect("a day"))
        };
        let ((first, last), (moved_first, moved_last)) = (bounds(day), bounds(moved));
        prop_assert_eq!((moved_first - first).get_days(), shift);
        prop_assert_eq!((moved_last - last).get_days(), shift);
    }
}
