//! What holds for any pile of reports: order does not matter, copies change nothing, coming and going leaves no trace,
//! no count lies outside its accounts, and no finding links what must not be set side by side.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use proptest::prelude::*;
use recount_core::{
    Extraction, Lexicon,
    count::{self, Books, Finding, Key, Ledger, Mark, Series, Work},
    figure::{Status, Unit},
    origin::{Account, Bounds},
    reconcile,
};

use crate::cases::counts;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| counts::lexicon(&Lexicon::builtin()));

const MEASURES: [&str; 5] = ["killed", "returned", "displaced", "hosted", "ordered_to_leave"];
const WHO: [&str; 6] = ["people", "Afghans", "Afghan refugees", "children", "individuals", "migrants"];
const VALUES: [&str; 9] = [
    "1,000",
    "nearly 1,000",
    "over 1,000",
    "12",
    "436,790",
    "about 437,000",
    "thousands",
    "between 900 and 1,100",
    "up to 50",
];
const FIELDS: [&str; 10] = [
    "at=PAK",
    "from=PAK to=AFG",
    "at=PAK place=Quetta",
    "at=PAK place=Quetta within=Balochistan",
    "at=PAK place=Balochistan",
    "at=PAK status=planned",
    "at=PAK per=day",
    "at=PAK unit=household",
    "from=AFG at=PAK",
    "",
];
const PERIODS: [&str; 6] = [
    "",
    "period=2023-11-01",
    "period=2023-09/2023-11-27",
    "period=../2023-11-14",
    "period=2023",
    "period=2023-11-20/2023-11-26",
];
const SOURCES: [&str; 6] = [
    "",
    "source=police",
    "source=\"the Afghan Embassy in Islamabad\"",
    "source=\"the embassy\"",
    "source=UNHCR kind=un",
    "source=reports kind=unnamed",
];
const DAYS: [&str; 5] = ["2023-11-07", "2023-11-14", "2023-11-15", "2024-03-26", "-"];

/// A sentence with one figure, by the parts that it is made of.
#[derive(Debug, Clone, Copy)]
struct Line {
    measure: &'static str,
    who: &'static str,
    value: &'static str,
    fields: &'static str,
    period: &'static str,
    source: &'static str,
}

impl Line {
    fn told(self) -> String {
        let Line { measure, who, value, fields, period, source } = self;
        format!(
            "In Quetta in Balochistan [{value}] {who} were {measure} in all, it was said.\n  {measure} {who} {fields} {period} {source}"
        )
    }

    /// The same with one part of another: a rival value, another source, a plan beside the fact.
    fn with_part_of(self, other: Line, part: usize) -> Line {
        match part {
            0 => Line { who: other.who, ..self },
            1 => Line { value: other.value, ..self },
            2 => Line { fields: other.fields, ..self },
            3 => Line { period: other.period, ..self },
            4 => Line { source: other.source, ..self },
            _ => self,
        }
    }
}

fn line() -> impl Strategy<Value = Line> {
    use prop::sample::select;
    (
        select(&MEASURES[..]),
        select(&WHO[..]),
        select(&VALUES[..]),
        select(&FIELDS[..]),
        select(&PERIODS[..]),
        select(&SOURCES[..]),
    )
        .prop_map(|(measure, who, value, fields, period, source)| Line {
            measure,
            who,
            value,
            fields,
            period,
            source,
        })
}

/// Up to eight reports that tell of up to three things, again and again with one part changed: such piles hold retellings,
/// rivals and plans beside facts in one frame, which independent sentences hardly ever do.
fn pile() -> impl Strategy<Value = Vec<Extraction>> {
    prop::collection::vec(line(), 1..4).prop_flat_map(|things| {
        let line = (prop::sample::select(things), line(), 0..8_usize);
        let line = line.prop_map(|(thing, other, part)| thing.with_part_of(other, part).told());
        let report = (prop::collection::vec(line, 1..5), prop::sample::select(&DAYS[..]));
        prop::collection::vec(report, 1..9).prop_map(|reports| {
            let told = |(at, (lines, day)): (usize, (Vec<String>, &str))| {
                let body = lines.join("\n").replace("  ", " ").replace("\n ", "\n  ");
                counts::told(&[&format!("r{at}"), day, "Daily"], body.trim_end(), &LEXICON)
            };
            reports.into_iter().enumerate().map(told).collect()
        })
    })
}

/// Each count by its series and place: bounds, last day, number of origins.
fn essence(ledger: &Ledger) -> BTreeMap<String, String> {
    let counts = ledger
        .series
        .iter()
        .flat_map(|series| series.counts.iter().enumerate().map(move |(at, count)| (series, at, count)));
    counts
        .map(|(series, at, count)| {
            let words = format!("{:?} {:?} {}", count.bounds, count.as_of, count.origins);
            (format!("{:?} {at}", series.key), words)
        })
        .collect()
}

fn findings(ledger: &Ledger) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = ledger.findings.iter().collect();
    for series in &ledger.series {
        findings.extend(series.counts.iter().flat_map(|count| &count.findings).chain(&series.findings));
    }
    findings
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_reports_does_not_matter((pile, shuffled) in pile().prop_flat_map(|pile| {
        (Just(pile.clone()), Just(pile).prop_shuffle())
    })) {
        prop_assert_eq!(format!("{:?}", reconcile(&pile, &LEXICON)), format!("{:?}", reconcile(&shuffled, &LEXICON)));
    }

    #[test]
    fn a_copy_changes_no_count_and_no_number_of_origins((pile, at) in pile().prop_flat_map(|pile| {
        let at = 0..pile.len();
        (Just(pile), at)
    })) {
        let mut copied = pile.clone();
        copied.push(Extraction { document: "copy".to_string(), ..pile[at].clone() });
        prop_assert_eq!(essence(&reconcile(&pile, &LEXICON)), essence(&reconcile(&copied, &LEXICON)));
    }

    #[test]
    fn a_report_that_goes_and_comes_back_leaves_no_trace((pile, at) in pile().prop_flat_map(|pile| {
        let at = 0..pile.len();
        (Just(pile), at)
    })) {
        let mut books = Books::default();
        pile.iter().for_each(|report| books.enter(report, &LEXICON));
        books.settle(&LEXICON);
        let before = books.ledger(&LEXICON);
        books.strike(&pile[at].document);
        books.settle(&LEXICON);
        let others: Vec<Extraction> = pile.iter().filter(|report| report.document != pile[at].document).cloned().collect();
        prop_assert_eq!(books.ledger(&LEXICON), reconcile(&others, &LEXICON));
        books.enter(&pile[at], &LEXICON);
        books.settle(&LEXICON);
        prop_assert_eq!(books.ledger(&LEXICON), before);
    }

    #[test]
    fn accounts_kept_elsewhere_make_the_same_series(pile in pile()) {
        let mut all = BTreeMap::<_, Vec<_>>::new();
        for (key, more) in pile.iter().flat_map(|report| count::accounts(report, &LEXICON)) {
            all.entry(key).or_default().extend(more);
        }
        let groups = count::groups(&values(&all), &Default::default());
        let fold = |(key, keys): count::Group| {
            let accounts = keys.iter().flat_map(|key| all[key].clone()).collect();
            count::fold(key, accounts, &Default::default(), &LEXICON)
        };
        let mut series: Vec<Series> = groups.into_iter().filter_map(fold).collect();
        count::by_importance(&mut series);
        prop_assert_eq!(series, reconcile(&pile, &LEXICON).series);
    }

    #[test]
    fn no_count_lies_outside_its_accounts(pile in pile()) {
        let ledger = reconcile(&pile, &LEXICON);
        for count in ledger.series.iter().flat_map(|series| &series.counts) {
            let closed = |bounds: &Bounds| bounds.low.is_some() && bounds.high.is_some();
            let mut stated = count.standing().map(|standing| standing.account.bounds).filter(closed);
            prop_assert!(stated.all(|bounds| count.bounds.hold(bounds)));
            let lows: Vec<_> = count.standing().map(|standing| standing.account.bounds.low).collect();
            let highs: Vec<_> = count.standing().map(|standing| standing.account.bounds.high).collect();
            prop_assert!(count.bounds.low.is_none() || lows.contains(&count.bounds.low));
            prop_assert!(count.bounds.high.is_none() || highs.contains(&count.bounds.high));
            prop_assert!(count.origins >= 1 && count.origins <= count.standing().count());
        }
    }

    #[test]
    fn every_figure_is_in_one_count(pile in pile()) {
        let ledger = reconcile(&pile, &LEXICON);
        let mut spans: Vec<(String, usize)> = ledger.series.iter().flat_map(Series::accounts).flat_map(|account| {
            account.evidence.iter().map(|evidence| (account.document.clone(), evidence.span.start))
        }).collect();
        let mut figures: Vec<(String, usize)> = pile.iter().flat_map(|report| {
            report.figures.iter().map(|figure| (report.document.clone(), figure.span.start))
        }).collect();
        spans.sort();
        figures.sort();
        prop_assert_eq!(spans, figures);
    }

    #[test]
    fn findings_link_only_what_is_of_one_kind(pile in pile()) {
        let ledger = reconcile(&pile, &LEXICON);
        let kinds = kinds(&pile);
        for finding in findings(&ledger) {
            prop_assert!(kinds.contains_key(&finding.from));
            prop_assert_eq!(kinds.get(&finding.from), kinds.get(&finding.to), "{:?}", finding);
        }
        for series in &ledger.series {
            let of_series: BTreeSet<_> = series.accounts().filter_map(|account| kinds.get(&Mark::of(account))).collect();
            prop_assert_eq!(of_series.len(), 1, "{:?}", series.key);
        }
    }
}

/// What each figure says of itself, read from the reports and not from the series that it came to: measure, which settles
/// stock or flow, unit and status.
fn kinds(pile: &[Extraction]) -> BTreeMap<Mark, (String, Unit, Status)> {
    let figures = pile.iter().flat_map(|report| report.figures.iter().map(move |figure| (report, figure)));
    figures
        .map(|(report, figure)| {
            let mark = Mark { document: report.document.clone(), span: figure.span };
            (mark, (figure.measure.clone(), figure.unit, figure.status))
        })
        .collect()
}

/// Forty towns with five reports each, of two peoples in turn; one more report about one people of one of them. What is told
/// of the other people there stands in the same frame and is not folded again.
#[test]
fn one_report_touches_only_its_keys() {
    let report = |name: String, town: usize, who: &str, value: usize| {
        let body = format!(
            "In Town{town} [{value}] {who} were killed, police said.\n  killed {who} at=PAK place=Town{town} source=police\n\
             In Town{town} [{value}] children were displaced.\n  displaced children at=PAK place=Town{town}"
        );
        counts::told(&[&name, "2025-05-05", "Daily"], &body, &LEXICON)
    };
    let mut books = Books::default();
    for at in 0..200 {
        let who = ["Afghans", "Iranians"][at / 40 % 2];
        books.enter(&report(format!("r{at}"), at % 40, who, 100 + at), &LEXICON);
    }
    let all = books.settle(&LEXICON);
    assert_eq!((all.series, all.accounts), (120, 400));
    books.enter(&report("one-more".to_string(), 7, "Afghans", 99), &LEXICON);
    assert_eq!(books.settle(&LEXICON), Work { frames: 2, series: 2, accounts: 10 });
    assert_eq!(books.settle(&LEXICON), Work::default());
}

/// The values told for each key.
fn values(all: &BTreeMap<Key, Vec<Account>>) -> BTreeMap<Key, Vec<Bounds>> {
    let told = |accounts: &Vec<Account>| accounts.iter().map(|account| account.bounds).collect();
    all.iter().map(|(key, accounts)| (key.clone(), told(accounts))).collect()
}
