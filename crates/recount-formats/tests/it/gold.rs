//! The exercise as its gold reads it, so that the page is tested on rich input whatever the extractor finds.

use std::{fs, path::Path};

use recount_core::{
    Extraction, Lexicon, Report, Span,
    edtf::Edtf,
    extract,
    extraction::Passage,
    figure::{self, Countries, Figure, Per, SourceKind, Status, Unit, Who},
    mention::Quantifier,
    order::{Act, Order, OrderStatus},
    text::Prose,
};
use recount_formats::read::Manifest;
use serde_json::Value;

/// The ten reports with what their manifest says, and their gold, in order of name.
pub(crate) fn exercise() -> (Vec<Report>, Vec<Extraction>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths: Vec<_> = fs::read_dir(root.join("gold/exercise"))
        .expect("the exercise's gold")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let lexicon = Lexicon::builtin();
    let bytes = fs::read(root.join("examples/exercise/manifest.csv")).expect("a manifest");
    let (manifest, odd) = Manifest::parse("manifest.csv", &bytes);
    assert_eq!(odd, []);
    paths
        .iter()
        .map(|path| {
            let gold: Value = serde_json::from_slice(&fs::read(path).expect("gold")).expect("JSON");
            let name = gold["document"].as_str().expect("a name");
            let text =
                fs::read_to_string(root.join(format!("examples/exercise/{name}.txt"))).expect("a report");
            let mut report = Report::new(name, text);
            report.published = gold["published"].as_str().and_then(Edtf::parse);
            let odd = manifest.complete("manifest.csv", &format!("{name}.txt"), &mut report);
            assert_eq!(odd, None, "gold and manifest agree");
            let extraction = read(&report, &gold, &lexicon);
            (report, extraction)
        })
        .unzip()
}

/// The reading of a report that its gold gives.
fn read(report: &Report, gold: &Value, lexicon: &Lexicon) -> Extraction {
    let prose = Prose::read(&report.text, lexicon);
    let sentence_of = |span: Span| match prose.sentence_at(span.start) {
        Some(at) => prose.sentences[at].span,
        None => span,
    };
    let list = |name: &str| gold[name].as_array().cloned().unwrap_or_default();
    let figures: Vec<Figure> = list("figures").iter().map(|it| figure(report, it, sentence_of)).collect();
    let orders: Vec<Order> = list("orders").iter().map(|it| order(report, it)).collect();
    let mut spans: Vec<Span> = figures.iter().map(|figure| figure.sentence).collect();
    spans.extend(orders.iter().map(|order| sentence_of(order.span)));
    spans.sort();
    spans.dedup();
    let passages =
        spans.into_iter().map(|span| Passage { span, text: span.slice(&report.text).to_owned() }).collect();
    Extraction { figures, orders, passages, ..extract(report, lexicon) }
}

fn figure(report: &Report, gold: &Value, sentence_of: impl Fn(Span) -> Span) -> Figure {
    let words = |name: &str| gold[name].as_str().map(str::to_owned);
    let span = span(report, gold);
    let find =
        |text: String| report.text.find(&text).map(|at| Span::new(at, at + text.len())).unwrap_or_default();
    Figure {
        span,
        low: gold["low"].as_u64(),
        high: gold["high"].as_u64(),
        quantifier: gold["quantifier"].as_str().and_then(Quantifier::parse).expect("a quantifier"),
        unit: gold["unit"].as_str().and_then(Unit::parse).expect("a unit"),
        per: gold["per"].as_str().and_then(Per::parse),
        measure: words("measure").expect("a measure"),
        who: words("who").map(|text| Who { span: find(text.clone()), text }),
        countries: Countries {
            from: codes(&gold["countries"]["from"]),
            at: codes(&gold["countries"]["at"]),
            to: codes(&gold["countries"]["to"]),
        },
        place: words("place").map(find),
        period: gold["period"].as_str().and_then(Edtf::parse),
        source: words("source").map(|text| figure::Source {
            span: find(text.clone()),
            text,
            kind: gold["source_kind"].as_str().and_then(SourceKind::parse).expect("a kind"),
        }),
        status: gold["status"].as_str().and_then(Status::parse).expect("a status"),
        sentence: sentence_of(span),
        event: None,
        scope: None,
        cause: None,
        because: Vec::new(),
    }
}

fn order(report: &Report, gold: &Value) -> Order {
    let date = |name: &str| gold[name].as_str().and_then(Edtf::parse);
    Order {
        span: span(report, gold),
        act: gold["act"].as_str().and_then(Act::parse).expect("an act"),
        actor: gold["actor"].as_str().map(str::to_owned),
        object: None,
        status: OrderStatus::InForce,
        effective: date("effective"),
        deadline: date("deadline"),
    }
}

/// The bytes of the code points `start` to `end`.
fn span(report: &Report, gold: &Value) -> Span {
    let byte = |name: &str| {
        let at = gold[name].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an offset");
        report.text.char_indices().nth(at).map_or(report.text.len(), |(byte, _)| byte)
    };
    Span::new(byte("start"), byte("end"))
}

fn codes(value: &Value) -> Vec<String> {
    match value {
        Value::String(code) => vec![code.clone()],
        Value::Array(codes) => codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}
