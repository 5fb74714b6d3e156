//! Small texts and the events that they tell of.

use super::*;
use crate::report::Report;

fn events(text: &str, published: &str) -> Vec<Event> {
    let lexicon = Lexicon::builtin();
    let report = Report { published: Edtf::parse(published), ..Report::new("r", text) };
    let prose = Prose::read(text, &lexicon);
    let mentions = Mentions::read(&report, &prose, &lexicon);
    read(&report, &prose, &mentions, &lexicon)
}

fn told(event: &Event) -> String {
    let when = event.when.map_or(String::from("-"), |when| when.to_string());
    format!("{} {when} {}", event.kind.as_deref().unwrap_or("-"), event.mentions.len())
}

#[test]
fn a_definite_description_is_the_event_told_before() {
    let text = "An air strike hit a market in Kharkiv on Tuesday. The strike killed nine people. Rescuers said the attack left 30 wounded.";
    let events = events(text, "2024-05-30");
    assert_eq!(events.iter().map(told).collect::<Vec<_>>(), ["strike 2024-05-28 3"]);
    assert_eq!(events[0].countries, ["UKR"]);
    assert!(events[0].main);
}

#[test]
fn a_month_is_no_march() {
    assert_eq!(events("The camp in Milange must be empty by 1 March.", "2027-02-15"), []);
    let march = events("A march through Milange on 1 March drew 300 people.", "2027-03-02");
    assert_eq!(march.iter().map(|event| event.word.as_str()).collect::<Vec<_>>(), ["march"]);
}

#[test]
fn another_strike_is_another_event() {
    let text = "A strike in Kharkiv on Tuesday killed nine. Another strike in Odesa on Wednesday killed two.";
    let events = events(text, "2024-05-30");
    assert_eq!(events.iter().map(told).collect::<Vec<_>>(), ["strike 2024-05-28 1", "strike 2024-05-29 1"]);
}

#[test]
fn a_day_of_the_past_is_no_later_than_the_report() {
    let text = "The war began on 7 October, when gunmen stormed the town. A strike on Saturday killed 15 in the town.";
    let events = events(text, "2024-08-05");
    let war = events.iter().find(|event| event.kind.as_deref() == Some("war")).expect("a war");
    assert_eq!(war.when, Edtf::parse("2023-10-07"));
    assert!(war.lasts);
}

#[test]
fn a_storm_goes_by_its_name() {
    let text =
        "Typhoon Lurna struck Luzon in the Philippines on Monday, killing 12. Lurna left 40,000 homeless.";
    let events = events(text, "2024-09-12");
    let storm = events.iter().find(|event| event.name.as_deref() == Some("lurna")).expect("a storm");
    assert_eq!(storm.mentions.len(), 2);
    assert_eq!(storm.cause, Some(Cause::Disaster));
}

#[test]
fn odd_texts_tell_of_nothing_and_break_nothing() {
    for text in ["", "strike", "the the the", "🜁 strike — strike ; war since", "\u{0}war\u{0}"] {
        events(text, "2024-01-01");
        events(text, "");
    }
}

#[test]
fn a_report_is_about_what_its_title_names() {
    let text = "Typhoon Lurna: flash update 3. Rain fell over Luzon. Cholera was found in Manila on Sunday. Cholera has spread to Cebu, and cholera kills. The Philippines fears more cholera.";
    let events = events(text, "2024-09-12");
    let main = events.iter().find(|event| event.main).expect("what it is about");
    assert_eq!(main.name.as_deref(), Some("lurna"));
}

#[test]
fn what_is_feared_did_not_happen() {
    let told = |text: &str| {
        events(text, "2024-09-12").iter().filter_map(|event| event.kind.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("There is a high risk of cholera in Manila."), Vec::<String>::new());
    assert_eq!(told("An outbreak of cholera has killed nine in Manila.").len(), 1);
}

#[test]
fn what_happened_years_ago_gives_what_happens_now_no_day() {
    let text = "The eruption forced 40,000 people to flee. An eruption in 1911 killed 1,300 people.";
    let found = events(text, "2020-01-15");
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), ["eruption - 1", "eruption 1911 1"]);
}
