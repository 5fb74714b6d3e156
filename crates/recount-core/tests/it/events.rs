//! Which event a number belongs to, and which part of it is told.

use recount_core::{Lexicon, Report, edtf::Edtf, event::Scope, extract};

/// Of each figure the lower bound, whether its event goes on, and the part.
fn told(text: &str) -> Vec<(Option<u64>, bool, Option<Scope>)> {
    let report = Report { published: Edtf::parse("2024-05-27"), ..Report::new("r", text) };
    let found = extract(&report, &Lexicon::builtin());
    let goes_on = |event: Option<usize>| found.events[event.expect("each has an event")].lasts;
    found.figures.iter().map(|figure| (figure.low, goes_on(figure.event), figure.scope)).collect()
}

#[test]
fn a_sentence_that_tells_of_one_strike_counts_no_war() {
    // The strike is dated Friday elsewhere, so that a number of Saturday clashes with it; yet it is not the war's, which goes on.
    let strike = "At least 12 people have been killed after a strike on a shop in Kharkiv on Saturday, the governor said on Sunday. The strike on Friday was one of the worst of the war, which began in February 2022.";
    assert_eq!(told(strike), [(Some(12), false, Some(Scope::Happening))]);
    let war = "The war in Ukraine began in February 2022. A strike hit a shop in Kharkiv on Saturday. Russian forces have killed 11,300 civilians in Ukraine.";
    assert_eq!(told(war), [(Some(11_300), true, Some(Scope::Since))]);
}
