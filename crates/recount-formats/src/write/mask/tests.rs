//! Names are left out of every field, and the figure is found where it was.

use std::{collections::BTreeSet, sync::LazyLock};

use recount_core::{Span, view::FigureLine};
use serde_json::json;

use super::*;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn masks(witnesses: &[&str], text: &str) -> Masks<'static> {
    let told = Told {
        texts: vec![text.to_owned()],
        witnesses: witnesses.iter().map(|words| (*words).to_owned()).collect(),
    };
    Masks::over(move |_| Some(told.clone()), &LEXICON)
}

/// A figure `text` in its sentence, credited to `source`; the source and the sentence as they are shown.
fn check(source: (&str, &str), others: &[&str], sentence: &str, expected: (&str, &str)) {
    let at = sentence.find("Three").expect("the figure");
    let figure = FigureLine {
        source: Some(source.0.to_owned()),
        source_kind: Some(source.1.to_owned()),
        sentence: sentence.to_owned(),
        sentence_byte: 100,
        span: Span::new(100 + at, 105 + at),
        text: "Three".to_owned(),
        ..FigureLine::default()
    };
    let witnesses: Vec<&str> =
        others.iter().copied().chain((source.1 == "witness").then_some(source.0)).collect();
    let hidden = masks(&witnesses, "").figure(&figure);
    assert_eq!((hidden.source.as_deref(), hidden.sentence.as_str()), (Some(expected.0), expected.1));
    let at = hidden.span.start - hidden.sentence_byte;
    assert_eq!(hidden.sentence.get(at..at + 5), Some("Three"), "the figure is found in what is left");
}

#[test]
fn a_number_in_words_names_nobody() {
    for text in ["Three Ethiopians were killed by police.", "Twenty Ethiopians were killed by police."] {
        assert_eq!(masks(&[], text).text("a", text), text);
    }
}

#[test]
fn a_witness_loses_the_name_and_an_official_keeps_it() {
    check(
        ("resident Amina Said", "witness"),
        &[],
        "Amina Said, a resident of Saidabad, said: Three died. “Three,” said Said.",
        ("resident", "[name] [name], a resident of Saidabad, said: Three died. “Three,” said [name]."),
    );
    check(
        ("governor Amina Said", "government"),
        &[],
        "Governor Amina Said: Three died.",
        ("governor Amina Said", "Governor Amina Said: Three died."),
    );
}

#[test]
fn who_says_something_else_is_masked_too() {
    check(
        ("police", "government"),
        &["resident Zola Tembe"],
        "Zola Tembe wept. Three died, police said; TEMBE Z. was taken.",
        ("police", "[name] [name] wept. Three died, police said; [name] [name]. was taken."),
    );
}

#[test]
fn bodies_storms_and_words_that_are_none_keep_their_names() {
    let text = "Protection partners of UNICEF saw Hurricane Nandira; protection is needed, Zola Tembe said.";
    let masks =
        masks(&["the Directorate of Civil Protection", "UNICEF", "Nandira", "resident Zola Tembe"], text);
    let kept =
        "Protection partners of UNICEF saw Hurricane Nandira; protection is needed, [name] [name] said.";
    assert_eq!(masks.text("note", text), kept);
    let text = "Gunmen killed Israeli Zola Tembe; Child Protection UNICEF, 34, was told. Protection and child alike.";
    let masks = self::masks(&[], text);
    let kept = "Gunmen killed Israeli [name] [name]; Child Protection UNICEF, 34, was told. Protection and child alike.";
    assert_eq!(masks.text("note", text), kept);
}

#[test]
fn rows_are_masked_however_deep() {
    let masks = masks(&[], "Amal Tembe, 34, was among 12 killed.");
    let columns = ["id", "document", "url", "accounts", "measure"];
    let row = vec![
        json!("amal-tembe-34:27"),
        json!("amal-tembe-34"),
        json!("https://post.example/amal-tembe-34-killed"),
        json!([{ "document": "amal-tembe-34", "sentences": ["Tembe called +258 84 123 4567."], "low": 12 }]),
        json!("killed"),
    ];
    let hidden = masks.row(&columns, row);
    let name = stand_in("amal-tembe-34");
    assert_eq!(hidden[0], json!(format!("{name}:27")));
    assert_eq!(hidden[1], json!(name));
    assert_eq!(hidden[2], json!("https://post.example/[name]"));
    assert_eq!(hidden[3], json!([{ "document": name, "sentences": ["[name] called [number]."], "low": 12 }]));
    assert_eq!(hidden[4], json!("killed"));
}

#[test]
fn names_of_reports_are_found_among_many() {
    let stand_ins: StandIns = (0..1_000).map(|at| (format!("ana-{at}"), format!("report-{at}"))).collect();
    assert_eq!(renamed("ana-7, xana-8; ana-999:12 ana-", &stand_ins), "report-7, xana-8; report-999:12 ana-");
}

#[test]
fn nothing_is_left_out_where_nobody_asks_for_it() {
    let row = vec![json!("Amal Tembe, 34, was killed.")];
    assert_eq!(Masks::default().row(&["sentence"], row.clone()), row);
    assert_eq!(Masks::default().text("note", "Amal Tembe"), "Amal Tembe");
}

#[test]
fn nobody_is_found_where_nobody_private_is_told_of() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut found = BTreeSet::new();
    for part in ["exercise", "two-crises/reports"] {
        let files = std::fs::read_dir(format!("{folder}/{part}")).expect("a folder");
        let texts = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        for text in texts {
            found.extend(Names::of(&Told { texts: vec![text], witnesses: Vec::new() }, &LEXICON).0);
        }
    }
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["Amélia", "Dona"]);
}
