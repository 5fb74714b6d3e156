//! Tests: text in, places out, as `words=country` or `words=admin, country`.

use crate::{Lexicon, Report, text::Prose};

use super::read;

fn check(text: &str, expected: &str) {
    let lexicon = Lexicon::builtin();
    let prose = Prose::read(text, &lexicon);
    let report = Report::new("test", text);
    let found: Vec<String> = read(&report, &prose, &lexicon)
        .iter()
        .filter(|place| !place.demonym)
        .map(|place| {
            let admin = place.admin.as_ref().map(|admin| format!("{admin}, ")).unwrap_or_default();
            let country = place.country.as_deref().unwrap_or("?");
            format!("{}={admin}{country}", place.span.slice(text))
        })
        .collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn a_larger_place_behind_a_comma_decides() {
    check("He was born in Paris, Texas.", "Paris=Texas, USA; Texas=USA");
    check("She moved to Paris in 1990.", "Paris=Île-de-France, FRA");
    check("The plant in Springfield, Ore., closed.", "Springfield=Oregon, USA; Ore.=USA");
}

#[test]
fn a_variant_name_abroad_is_no_place_of_a_report_on_one_country() {
    check(
        "The dyke at Nante broke near Quelimane in Mozambique, cutting the road from Mocuba to Maganja da Costa.",
        "Nante=?; Quelimane=Zambézia, MOZ; Mozambique=MOZ; Mocuba=Zambézia, MOZ; Maganja da Costa=Zambézia, MOZ",
    );
}

#[test]
fn a_person_is_no_place() {
    check("Paris Hilton met Jack London.", "");
    check("President Lincoln spoke. Lincoln said he was glad.", "");
}

#[test]
fn what_is_named_after_a_place_is_no_place() {
    check("The Washington Post reported it.", "");
    check("They signed the Paris Agreement.", "");
}

#[test]
fn common_words_are_no_places() {
    check("Reading is fun. Nice people read. Mobile phones rang.", "");
    check("The flood reached Reading in June.", "Reading=England, GBR");
}

#[test]
fn acronyms_count_only_as_written() {
    check("Give us food, the U.S. said. The US agreed.", "U.S.=USA; US=USA");
}

#[test]
fn places_the_gazetteer_lacks_are_found_by_their_sort() {
    check("Residents of the village of Zurmandeh fled.", "Zurmandeh=?");
    check("Fighting broke out in Qarabolaq district.", "Qarabolaq=?");
}

#[test]
fn a_currency_is_no_place() {
    check("The appeal is for US$7 million for Jamaica, US$1.37 million for Haiti.", "Jamaica=JAM; Haiti=HTI");
}
