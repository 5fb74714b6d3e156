//! Tests: a sentence with its figure in brackets in; the countries and doubts out.

use crate::{
    Lexicon, Report, Span,
    decide::Weights,
    figure::{Countries, Figure, Status, Unit, Who, countries::fill},
    mention::{Mentions, Quantifier},
    text::Prose,
};

/// Reads the text, whose figure stands in brackets, as one of this measure.
fn check(measure: &str, marked: &str, expected: &str) {
    let start = marked.find('[').unwrap();
    let end = marked.find(']').unwrap() - 1;
    let text = marked.replace(['[', ']'], "");
    let lexicon = Lexicon::builtin();
    let prose = Prose::read(&text, &lexicon);
    let report = Report::new("test", text.clone());
    let mentions = Mentions::read(&report, &prose, &lexicon);
    let sentence = prose.sentences[prose.sentence_at(start).unwrap()].span;
    let who = Span::new(end + 1, text[end + 1..].find([' ', '.', ',']).map_or(text.len(), |at| end + 1 + at));
    let figure = Figure {
        span: Span::new(start, end),
        low: None,
        high: None,
        quantifier: Quantifier::Exact,
        unit: Unit::Person,
        per: None,
        measure: measure.to_string(),
        who: Some(Who { span: who, text: who.slice(&text).to_string() }),
        countries: Countries::default(),
        place: None,
        period: None,
        source: None,
        status: Status::Reported,
        sentence,
        event: None,
        scope: None,
        cause: None,
        because: Vec::new(),
    };
    let mut figures = [figure];
    fill(&report, &prose, &mentions, &lexicon, &Weights::default(), &mut figures);
    let [figure] = figures;
    let mut found = Vec::new();
    for (role, codes) in
        [("from", &figure.countries.from), ("at", &figure.countries.at), ("to", &figure.countries.to)]
    {
        if !codes.is_empty() {
            found.push(format!("{role} {}", codes.join("+")));
        }
    }
    found.extend(
        figure.because.iter().map(|reason| format!("{}: {}", reason.rule, reason.words.slice(&text))),
    );
    assert_eq!(found.join(", "), expected, "{marked}");
}

#[test]
fn internal_movement_and_harm_have_a_place() {
    check("displaced", "Floods displaced [300] people in Chad.", "at TCD");
    check("killed", "In Kenya, the storm killed [12] people.", "at KEN");
    check("fled", "Some [500] people fled Mosul for the hills.", "at IRQ");
}

#[test]
fn a_movement_across_a_border_has_two_ends() {
    check("fled", "About [500] people fled from Burundi to Rwanda.", "from BDI, to RWA");
    check("arrived", "More than [900] Eritreans arrived in Italy.", "from ERI, to ITA");
    check("returned", "From Iran, [700] Afghans returned home.", "from IRN, to AFG");
    check("returned", "Turkey said [700] Syrians had gone back to Syria.", "from TUR, to SYR");
}

#[test]
fn a_movement_starts_where_the_report_is_set() {
    check(
        "returned",
        "Kenya began raids in Nairobi. Kenya's steps echo debates in France. Each day [90] Somalis leave for Somalia.",
        "from KEN, to SOM",
    );
}

#[test]
fn an_order_to_leave_names_the_country_left() {
    check("ordered_to_leave", "Pakistan told [900] Afghans to leave.", "from PAK");
    check("deported", "Algeria deported [80] migrants to Niger.", "from DZA, to NER");
}

#[test]
fn a_stock_of_refugees_has_a_place_and_an_origin() {
    check("hosted", "Uganda hosts [900] South Sudanese refugees.", "from SSD, at UGA");
}

#[test]
fn joined_countries_are_all_taken() {
    check("displaced", "Floods displaced [40] families in Togo, Benin and Ghana.", "at TGO+BEN+GHA");
}

#[test]
fn an_impossible_movement_is_flagged() {
    check(
        "fled",
        "Uganda is worried. Some [80] Kenyans fled their country to neighbouring Kenya.",
        "from KEN, impossible movement: Kenya",
    );
    check(
        "fled",
        "Some [80] Kenyans fled their country to neighbouring Kenya.",
        "from KEN, impossible movement: Kenya",
    );
}

#[test]
fn a_crossing_on_another_border_is_flagged() {
    check(
        "returned",
        "Through Torkham, [80] Somalis returned to Somalia from Kenya.",
        "from KEN, to SOM, crossing on another border: Torkham",
    );
}
