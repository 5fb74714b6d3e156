//! The measures' own examples and counterexamples, run; and the newcomer's path: one new file, one new measure.

use crate::repository::files;
use recount_core::{Extraction, Lexicon, Report, Span, extract, lexicon::Measure};

#[test]
fn every_file_of_the_folder_is_a_measure() {
    let lexicon = Lexicon::builtin();
    let files = files("crates/recount-core/lexicon/measures", &[".toml"]);
    let stems: Vec<&str> =
        files.iter().filter_map(|file| file.path.rsplit('/').next()?.strip_suffix(".toml")).collect();
    let codes: Vec<&str> = lexicon.measures.iter().map(|measure| &*measure.code).collect();
    assert_eq!(codes, stems);
}

#[test]
fn every_measure_shows_what_it_is_and_what_it_is_not() {
    let lexicon = Lexicon::builtin();
    let poor = lexicon.measures.iter().filter(|m| m.examples.is_empty() || m.counterexamples.is_empty());
    let poor: Vec<&str> = poor.map(|measure| &*measure.code).collect();
    assert!(poor.is_empty(), "without examples or without counterexamples: {poor:?}");
}

#[test]
fn examples_have_their_measure_and_counterexamples_have_not() {
    let lexicon = Lexicon::builtin();
    let failures: Vec<String> =
        lexicon.measures.iter().flat_map(|measure| failures(measure, &lexicon)).collect();
    assert!(failures.is_empty(), "\n{}\n{} sentences fail\n", failures.join("\n"), failures.len());
}

fn failures(measure: &Measure, lexicon: &Lexicon) -> Vec<String> {
    let examples = measure.examples.iter().map(|sentence| (sentence, true));
    let counterexamples = measure.counterexamples.iter().map(|sentence| (sentence, false));
    let wrong = examples.chain(counterexamples).filter_map(|(sentence, wanted)| {
        let (text, span) = marked(sentence)?;
        let read = extract(&Report::new("example", text), lexicon);
        let (has, got) = measures_at(&read, span, &measure.code);
        let word = if wanted { "wants" } else { "must not be" };
        (has != wanted).then(|| format!("{0}.toml: {word} {0}, got {got}: {sentence}", measure.code))
    });
    let unmarked = measure.examples.iter().chain(&measure.counterexamples).filter(|s| marked(s).is_none());
    let unmarked = unmarked.map(|s| format!("{}.toml: no [figure] in brackets: {s}", measure.code));
    wrong.chain(unmarked).collect()
}

/// Whether a figure at `span` has the measure, and which measures the figures there have.
fn measures_at(read: &Extraction, span: Span, code: &str) -> (bool, String) {
    let here: Vec<&str> = read
        .figures
        .iter()
        .filter(|figure| figure.span.overlaps(span))
        .map(|figure| &*figure.measure)
        .collect();
    (here.contains(&code), if here.is_empty() { "no figure".to_string() } else { here.join(", ") })
}

/// The sentence without its brackets, and where they stood.
fn marked(sentence: &str) -> Option<(String, Span)> {
    let (before, rest) = sentence.split_once('[')?;
    let (figure, after) = rest.split_once(']')?;
    Some((format!("{before}{figure}{after}"), Span::new(before.len(), before.len() + figure.len())))
}

/// A measure that Recount does not know, as somebody who writes no Rust would add it.
const REUNITED: &str = r#"
label = "Reunited"
definition = "People brought back together with their families."
extent = "flow"
rank = 60
examples = ["The relief network reunited [120] children with their parents.", "Some [90] boys have been reunited with relatives."]
counterexamples = ["The flood killed [40] people.", "The school trained [300] teachers."]

[triggers]
patient = ["reunite"]
event = ["reunification"]
"#;

#[test]
fn one_new_file_makes_a_new_measure_readable() {
    let known = Lexicon::builtin();
    assert!(known.measure("reunited").is_none());
    let lexicon = known.clone().with_measure("reunited", REUNITED).expect("a measure");
    let measure = lexicon.measure("reunited").expect("the new measure");
    let wrong = failures(measure, &lexicon);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(!failures(measure, &known).is_empty(), "the sentences were read without the new file");
}

#[test]
fn a_file_that_is_no_measure_says_where() {
    let error = Lexicon::builtin().with_measure("odd", "label = 3").expect_err("no measure");
    assert!(error.starts_with("lexicon/measures/odd.toml: ") && error.contains("label = 3"), "{error}");
}
