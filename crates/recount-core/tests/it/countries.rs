//! What holds for the countries of every figure, whatever decided them.

use std::collections::BTreeSet;

use recount_core::{Lexicon, Report, extract};

#[test]
fn a_country_has_one_role() {
    let text = "Saudi Arabia has deported 370,000 foreigners, Saudi Arabia's passport office said. Ethiopia repatriated 2,540 Ethiopians from Saudi Arabia.";
    let read = extract(&Report::new("a", text), &Lexicon::builtin());
    for figure in &read.figures {
        let countries = &figure.countries;
        let all: Vec<&String> = countries.from.iter().chain(&countries.at).chain(&countries.to).collect();
        let once: BTreeSet<&String> = all.iter().copied().collect();
        assert_eq!(all.len(), once.len(), "{countries:?}");
        assert!(!countries.is_empty());
    }
    assert_eq!(read.figures[1].countries.to, ["ETH"]);
}
