//! What holds for any text whatever: spans fit, bounds are in order, nothing panics, the same text reads the same, what is
//! unrelated changes nothing, and twice the text is twice the work.

mod allocations;
mod texts;

use std::sync::LazyLock;

use proptest::prelude::*;
use recount_core::{
    Extraction, Lexicon, Report, Span,
    edtf::{Edtf, Precision},
    extract,
    figure::Figure,
};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn read(text: &str) -> Extraction {
    let day = Precision::Month(2024, 3);
    extract(&Report { published: Some(Edtf::from(day)), ..Report::new("any", text) }, &LEXICON)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_harm(text in texts::any_text()) {
        let extraction = read(&text);
        check_spans(&text, &extraction);
        check_bounds(&extraction);
    }

    #[test]
    fn the_same_text_reads_the_same(text in texts::any_text()) {
        prop_assert_eq!(format!("{:?}", read(&text)), format!("{:?}", read(&text)));
    }

    #[test]
    fn an_unrelated_paragraph_changes_no_figure(text in texts::report(), at_head in any::<bool>()) {
        let unrelated = "The old library will close for repairs, its director wrote in a short note to members.";
        let (longer, shift) = match at_head {
            true => (format!("{unrelated}\n\n{text}"), unrelated.len() + 2),
            false => (format!("{text}\n\n{unrelated}"), 0),
        };
        let alone: Vec<String> = read(&text).figures.iter().map(|figure| own_clause(figure, shift)).collect();
        let beside: Vec<String> = read(&longer).figures.iter().map(|figure| own_clause(figure, 0)).collect();
        prop_assert_eq!(alone, beside, "{}", longer);
    }
}

/// The fields of a figure that its own clause decides.
fn own_clause(figure: &Figure, shift: usize) -> String {
    let Figure { span, low, high, quantifier, unit, per, measure, who, status, .. } = figure;
    let start = span.start + shift;
    let who = who.as_ref().map(|who| &who.text);
    format!("{start} {low:?} {high:?} {quantifier:?} {unit:?} {per:?} {measure} {who:?} {status:?}")
}

/// Every span lies inside the text on character borders, none is empty, and each kind stands in order.
fn check_spans(text: &str, extraction: &Extraction) {
    let mentions = &extraction.mentions;
    ordered("quantity", text, mentions.quantities.iter().map(|quantity| quantity.span));
    ordered("date", text, mentions.dates.iter().map(|date| date.span));
    ordered("place", text, mentions.places.iter().map(|place| place.span));
    ordered("figure", text, extraction.figures.iter().map(|figure| figure.span));
    ordered("order", text, extraction.orders.iter().map(|order| order.span));
    for figure in &extraction.figures {
        check_figure(text, figure);
    }
    for statement in &extraction.statements {
        for part in [&statement.source, &statement.cue, &statement.content] {
            ordered("statement", text, part.iter().copied());
        }
    }
}

fn check_figure(text: &str, figure: &Figure) {
    fits("sentence", text, figure.sentence);
    figure.because.iter().for_each(|reason| fits("reason", text, reason.words));
    figure.place.iter().for_each(|place| fits("place of a figure", text, *place));
    if let Some(who) = &figure.who {
        fits("who", text, who.span);
        assert_eq!(who.span.slice(text), who.text, "who is the words of its span");
    }
    if let Some(source) = &figure.source {
        fits("source", text, source.span);
        let words = source.span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words, source.text, "a source is the words of its span, line breaks folded");
    }
}

fn ordered(kind: &str, text: &str, spans: impl Iterator<Item = Span>) {
    let mut last = 0;
    for span in spans {
        fits(kind, text, span);
        assert!(!span.is_empty(), "{kind} without words at {span:?} in {text:?}");
        assert!(span.start >= last, "{kind} out of order at {span:?} in {text:?}");
        last = span.start;
    }
}

fn fits(kind: &str, text: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some(), "{kind} at {span:?} does not fit {text:?}");
}

fn check_bounds(extraction: &Extraction) {
    for figure in &extraction.figures {
        assert!(figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high), "{figure:?}");
    }
    for quantity in &extraction.mentions.quantities {
        assert!(quantity.low.zip(quantity.high).is_none_or(|(low, high)| low <= high), "{quantity:?}");
    }
}

/// Work is counted, not timed: what `extract` allocates, in calls and in bytes. `tools/growth` counts instructions as well.
#[test]
fn twice_the_text_is_twice_the_work() {
    let work = |copies: usize| {
        let text = texts::LONG.repeat(copies);
        allocations::count(|| drop(read(&text)))
    };
    read(texts::LONG);
    let (one, two, four) = (work(40), work(80), work(160));
    assert!(one.calls > 1_000, "nothing was counted: {one:?}");
    for (less, more) in [(one, two), (two, four)] {
        assert!(more.calls < less.calls * 11 / 5, "calls grow from {less:?} to {more:?}");
        assert!(more.bytes < less.bytes * 5 / 2, "bytes grow from {less:?} to {more:?}");
    }
}
