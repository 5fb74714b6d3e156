//! The page: everything leads somewhere, nothing leaves it, and no text of a report becomes markup.

use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

use recount_core::{Extraction, Lexicon, Report, Span, extraction::Passage, reconcile, view};
use recount_formats::{
    Problem,
    write::{Masks, Page, Style, Summed, page, summary},
};

use crate::gold;

/// The language data, read once for all tests.
fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);
    &LEXICON
}

/// The page of these readings.
fn page_of(reports: &[Report], extractions: &[Extraction], problems: &[Problem]) -> String {
    let ledger = reconcile(extractions, lexicon());
    let table = view::table(&ledger, lexicon());
    let timeline = view::timeline(&ledger, lexicon());
    page(&Page {
        reports,
        extractions,
        table: &table,
        situation: &view::situation(&table, &ledger.reports, None, lexicon()),
        timeline: &timeline,
        lexicon: lexicon(),
        problems,
        masks: &Masks::default(),
        about: &[],
    })
}

/// Every value of this attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The names of the page's elements with their number.
fn elements(page: &str) -> BTreeMap<&str, usize> {
    let mut elements = BTreeMap::new();
    for tag in page.split('<').skip(1) {
        let name = tag.split([' ', '>', '\n']).next().unwrap_or("");
        *elements.entry(name).or_insert(0) += 1;
    }
    elements
}

#[test]
fn every_link_leads_to_one_place() {
    let (reports, extractions) = gold::exercise();
    let page = page_of(&reports, &extractions, &[]);
    // For people to look at: target/tmp/exercise.html.
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("exercise.html"), &page).expect("a page on disk");
    let ids = values(&page, "id");
    let links = values(&page, "href");
    assert!(links.len() > 100);
    for link in links.into_iter().filter(|link| !link.starts_with("https://")) {
        let target = link.strip_prefix('#').expect("a place on the page");
        assert_eq!(ids.iter().filter(|id| **id == target).count(), 1, "{link}");
    }
}

#[test]
fn every_figure_is_marked_and_counted() {
    let (reports, extractions) = gold::exercise();
    let page = page_of(&reports, &extractions, &[]);
    let figures: usize = extractions.iter().map(|extraction| extraction.figures.len()).sum();
    assert_eq!(figures, 63);
    assert_eq!(page.matches("<a class=\"figure").count(), figures, "each leads to its count");
    let orders: usize = extractions.iter().map(|extraction| extraction.orders.len()).sum();
    assert_eq!(page.matches("class=\"tag order\"").count(), orders);
}

#[test]
fn the_page_asks_nothing_of_the_network_and_runs_its_own_script_alone() {
    let (reports, extractions) = gold::exercise();
    let page = page_of(&reports, &extractions, &[]);
    let elements = elements(&page);
    assert_eq!(elements.get("script"), Some(&1));
    assert!(page.contains("; script-src 'sha256-"));
    for absent in ["img", "link", "iframe", "object", "embed", "form", "base", "image", "use"] {
        assert_eq!(elements.get(absent), None, "{absent}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("url(") && !page.contains("@import"));
    assert!(!page.contains(" onclick=") && values(&page, "src").is_empty());
}

#[test]
fn text_never_becomes_markup() {
    const HOSTILE: &str =
        "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;b&gt; \u{1b}[31m</style><!--";
    let (mut reports, mut extractions) = gold::exercise();
    let clean = page_of(&reports, &extractions, &[]);
    let clean = elements(&clean);
    for (report, extraction) in reports.iter_mut().zip(&mut extractions) {
        report.text.push_str(HOSTILE);
        report.title = Some(HOSTILE.to_owned());
        report.outlet = Some(HOSTILE.to_owned());
        report.url = Some(format!("javascript:{HOSTILE}"));
        extraction.title = Some(HOSTILE.to_owned());
        extraction.outlet = Some(HOSTILE.to_owned());
        for figure in &mut extraction.figures {
            figure.measure.push_str(HOSTILE);
            figure.countries.at.push(HOSTILE.to_owned());
            if let Some(who) = &mut figure.who {
                who.text.push_str(HOSTILE);
            }
            if let Some(source) = &mut figure.source {
                source.text.push_str(HOSTILE);
            }
        }
        for order in &mut extraction.orders {
            order.actor = Some(HOSTILE.to_owned());
        }
        for passage in &mut extraction.passages {
            passage.text.push_str(HOSTILE);
        }
    }
    let page = page_of(&reports, &extractions, &[Problem::set_aside(HOSTILE, HOSTILE, HOSTILE)]);
    let hostile = elements(&page);
    for element in ["script", "img", "b", "style", "/script", "/style", "!--"] {
        assert_eq!(hostile.get(element), clean.get(element), "{element}");
    }
    assert!(
        hostile.keys().all(|name| clean.contains_key(name) || *name == "ul" || *name == "/ul"),
        "{hostile:?}"
    );
    assert!(values(&page, "href").iter().all(|link| link.starts_with('#')), "a hostile address is no link");
    assert!(!page.contains('\u{1b}'));
    let ids = values(&page, "id");
    assert!(ids.iter().all(|id| !id.contains(['<', ' ', '&', '\''])));
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let mut report = Report::new("note", "Nothing is counted here.");
    let linked = |url: &str, report: &mut Report| {
        report.url = Some(url.to_owned());
        let extraction = Extraction::default();
        values(&page_of(std::slice::from_ref(report), &[extraction], &[]), "href").contains(&url)
    };
    assert!(linked("https://news.example/a", &mut report));
    assert!(linked("HTTP://news.example/a", &mut report));
    assert!(!linked("javascript:alert(1)", &mut report));
    assert!(!linked("data:text/html,x", &mut report));
    assert!(!linked(" https://news.example", &mut report));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (reports, extractions) = gold::exercise();
    assert_eq!(page_of(&reports, &extractions, &[]), page_of(&reports, &extractions, &[]));
}

#[test]
fn nothing_at_all_is_a_page_too() {
    let page = page_of(&[], &[], &[]);
    assert!(page.contains("No figure was found"));
    assert!(page.ends_with("</html>\n"));
}

#[test]
fn the_summary_names_value_source_document_and_sentence() {
    let (reports, extractions) = gold::exercise();
    let ledger = reconcile(&extractions, lexicon());
    let table = view::table(&ledger, lexicon());
    let datings: Vec<_> =
        reports.iter().zip(&extractions).map(|(report, read)| view::dating(&report.text, read)).collect();
    let told = Summed {
        table: &table,
        headings: &ledger.reports,
        at: None,
        extractions: &extractions,
        datings: &datings,
        doubts: &[],
    };
    let lines = summary(told, lexicon(), Style { width: 100, colours: false, counts: 100 });
    assert!(lines.starts_with("Mozambique\nAs of 15 February 2027, from 10 reports"), "{lines}");
    assert!(lines.contains("63 figures from 10 reports, set side by side as "), "{lines}");
    assert!(lines.contains("Our teams"), "{lines}");
    assert!(lines.contains("07-relief-network, 13 February 2027"), "{lines}");
    assert!(lines.lines().all(|line| line.chars().count() <= 220), "{lines}");
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("exercise.summary.txt"), &lines).expect("on disk");
}

/// Reports that state `count` figures in all, each its own sentence: few things counted by many, or many by few.
fn many(count: usize, places: usize) -> (Vec<Report>, Vec<Extraction>) {
    let (_, extractions) = gold::exercise();
    let models: Vec<_> = extractions.iter().flat_map(|extraction| &extraction.figures).collect();
    let mut report = Report::new("many", "");
    let mut extraction = Extraction { document: "many".to_owned(), ..Extraction::default() };
    for number in 0..count {
        let start = report.text.len();
        let sentence = format!("{number} people fled Place{}.", number % places);
        let mut figure = models[number % models.len()].clone();
        let digits = number.to_string().len();
        figure.span = Span::new(start, start + digits);
        figure.sentence = Span::new(start, start + sentence.len());
        figure.place = Some(Span::new(start + digits + 13, start + sentence.len() - 1));
        figure.low = Some(number as u64);
        figure.high = figure.low;
        extraction.figures.push(figure);
        report.text.push_str(&sentence);
        report.text.push('\n');
        let span = Span::new(start, start + sentence.len());
        extraction.passages.push(Passage { span, text: sentence });
    }
    (vec![report], vec![extraction])
}

#[test]
fn ten_thousand_figures_are_a_page_a_person_can_open() {
    for places in [7, 3_000] {
        let (reports, extractions) = many(10_000, places);
        let page = page_of(&reports, &extractions, &[]);
        assert_eq!(page.matches("<a class=\"figure").count(), 10_000);
        assert!(page.len() < 15_000_000, "{} bytes", page.len());
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("many-{places}.html")), &page)
            .expect("disk");
    }
}
