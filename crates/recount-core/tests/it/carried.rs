//! Whom figures of a report with a layout are credited to beyond their sentence, and as of which day boxes and tables are told.

use recount_core::{Block, BlockKind, Lexicon, Report, Span, extract};

/// A report of these parts.
fn report(parts: &[(BlockKind, &str)]) -> Report {
    let (mut text, mut blocks) = (String::new(), Vec::new());
    for (kind, words) in parts {
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        let start = text.len();
        text.push_str(words);
        blocks.push(Block::new(*kind, Span::new(start, text.len())));
    }
    Report { blocks, ..Report::new("note", text) }
}

/// Reads parts of a report, and compares the sources of its figures.
#[track_caller]
fn check(parts: &[(BlockKind, &str)], expected: &[(&str, Option<&str>)]) {
    let report = report(parts);
    let read = extract(&report, &Lexicon::builtin());
    let source =
        |figure: &recount_core::figure::Figure| figure.source.as_ref().map(|source| source.text.clone());
    let sources: Vec<(&str, Option<String>)> =
        read.figures.iter().map(|figure| (figure.span.slice(&report.text), source(figure))).collect();
    let sources: Vec<(&str, Option<&str>)> =
        sources.iter().map(|(figure, source)| (*figure, source.as_deref())).collect();
    assert_eq!(sources, expected);
}

#[test]
fn a_box_is_told_as_of_the_day_of_its_report() {
    let report = report(&[
        (BlockKind::Title, "Madagascar: Flood - Situation Report No. 4"),
        (BlockKind::Paragraph, "As of 12 February 2027"),
        (BlockKind::Paragraph, "The river burst its banks near Mahanoro on 8 February 2027."),
        (BlockKind::KeyFigure, "31 433 people displaced"),
    ]);
    let read = extract(&report, &Lexicon::builtin());
    let figure = read.figures.last().expect("a figure");
    assert_eq!(figure.period.map(|period| period.to_string()).as_deref(), Some("2027-02-12"));
}

#[test]
fn a_table_is_told_as_of_the_day_of_its_note() {
    let report = report(&[
        (BlockKind::Title, "Madagascar: Flood - Situation Report No. 4"),
        (BlockKind::Paragraph, "As of 12 February 2027"),
        (BlockKind::Row, "Region | People displaced"),
        (BlockKind::Row, "Atsinanana | 17 236"),
        (BlockKind::Footnote, "Source: BNGRC, 11 February 2027."),
    ]);
    let read = extract(&report, &Lexicon::builtin());
    let figure = read.figures.last().expect("a figure");
    assert_eq!(figure.period.map(|period| period.to_string()).as_deref(), Some("2027-02-11"));
}

#[test]
fn the_first_figure_takes_the_source_of_the_sentence_before() {
    check(
        &[(
            BlockKind::Paragraph,
            "The storm brought floods to the coast, according to the Civil Protection Agency. It killed 20 people in Mananara.",
        )],
        &[("20", Some("the Civil Protection Agency"))],
    );
}

#[test]
fn a_body_that_counts_leads_into_its_list() {
    check(
        &[
            (BlockKind::Paragraph, "For these sites, the Ministry of Public Health reported on 10 February:"),
            (BlockKind::Item, "• 112 cases of cholera among displaced people;"),
        ],
        &[("112", Some("Ministry of Public Health"))],
    );
}

#[test]
fn a_name_has_its_short_form_and_holds_for_what_breaks_its_number_down() {
    check(
        &[
            (
                BlockKind::Paragraph,
                "Some 13,900 people are in shelters, according to the National Emergency Operations Center (COUN).",
            ),
            (BlockKind::Paragraph, "Nippes: 283 people are in open shelters."),
        ],
        &[
            ("Some 13,900", Some("the National Emergency Operations Center (COUN)")),
            ("283", Some("the National Emergency Operations Center (COUN)")),
        ],
    );
}

#[test]
fn a_bracket_behind_a_number_cites_its_source() {
    check(
        &[
            (BlockKind::Title, "Madagascar: Flood - Situation Report No. 4"),
            (BlockKind::Paragraph, "Some 1,204 people are displaced (OCHA 23/01/2028)."),
            (BlockKind::Paragraph, "In Toamasina 310 people are displaced (Brickaville road)."),
        ],
        &[("Some 1,204", Some("OCHA")), ("310", None)],
    );
}

#[test]
fn the_end_of_a_paragraph_names_its_source() {
    check(
        &[
            (BlockKind::Title, "Madagascar: Flood - Situation Report No. 4"),
            (BlockKind::Paragraph, "Some 1,204 people are displaced. Source: BNGRC, 2028."),
        ],
        &[("Some 1,204", Some("BNGRC"))],
    );
}

#[test]
fn the_line_above_a_table_names_its_source() {
    check(
        &[
            (BlockKind::Title, "Madagascar: Flood - Situation Report No. 4"),
            (BlockKind::Caption, "Table 1: people displaced (Source: Red Cross)"),
            (BlockKind::Row, "Region | People displaced"),
            (BlockKind::Row, "Atsinanana | 17 236"),
        ],
        &[("17 236", Some("Red Cross"))],
    );
}
