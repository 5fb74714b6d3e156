//! Words of names and sentences, ready to be compared.

use std::collections::BTreeSet;

use crate::lexicon::{Lexicon, gazetteer::Kind};

/// The words in small letters, without possessive endings and marks.
pub(super) fn small(text: &str) -> Vec<String> {
    parts(text).map(str::to_lowercase).collect()
}

/// The words as written, without possessive endings and marks.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '.' | '-')))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
        .filter(|word| !word.is_empty())
}

/// Whether the word starts with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The countries that a word of a name stands for: a country, its people, its capital.
pub(super) fn country(lexicon: &Lexicon, word: &str) -> Option<String> {
    if !is_capital(word) || word.chars().count() < 3 {
        return None;
    }
    let candidates = lexicon.places.named(word).into_iter();
    let mut wide = candidates
        .filter(|candidate| matches!(lexicon.places.kind(candidate.place), Kind::Country | Kind::Capital));
    wide.find_map(|candidate| lexicon.places.country(candidate.place)).map(str::to_string)
}

/// Every country that the words name, in order, each once; names of two words first.
pub(super) fn countries(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let words: Vec<&str> = parts(text).collect();
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let two =
            words.get(at + 1).filter(|next| is_capital(next)).map(|next| format!("{} {next}", words[at]));
        let (code, step) = match two.and_then(|two| country(lexicon, &two)) {
            Some(code) => (Some(code), 2),
            None => (country(lexicon, words[at]), 1),
        };
        found.extend(code.filter(|code| !found.contains(code)));
        at += step;
    }
    found
}

/// The name of a country by its code.
pub(super) fn state_name(lexicon: &Lexicon, code: &str) -> String {
    let place = lexicon.places.country_place(code);
    place.map_or_else(|| code.to_string(), |place| lexicon.places.name(place).to_string())
}

/// The words that tell what a text is about, in their plainest form: longer than three letters, no word that everybody uses.
pub(super) fn telling(lexicon: &Lexicon, text: &str) -> BTreeSet<String> {
    small(text)
        .into_iter()
        .filter(|word| word.chars().count() > 3 && !lexicon.parties.common.contains(word))
        .filter(|word| !lexicon.counting.is_anybody(word) || word.len() > 6)
        .map(|word| plain(&word))
        .collect()
}

/// A word in its plainest form, without the endings of number and tense.
pub(super) fn plain(word: &str) -> String {
    let ends = [("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")];
    let cut = ends.iter().find_map(|(end, other)| Some(format!("{}{other}", word.strip_suffix(end)?)));
    let plain = cut.filter(|cut| cut.chars().count() > 2).unwrap_or_else(|| word.to_string());
    plain.strip_suffix('e').map(str::to_string).unwrap_or(plain)
}

/// The words for whom an act concerns, so that two ways of saying it compare: people without papers are one, and words for people in general are left out.
pub(super) fn whom(lexicon: &Lexicon, words: &BTreeSet<String>) -> BTreeSet<String> {
    let among = |list: &[String], word: &String| list.iter().any(|known| plain(known) == **word);
    let parties = &lexicon.parties;
    words
        .iter()
        .filter(|word| !among(&parties.people, word))
        .map(
            |word| if among(&parties.undocumented, word) { "undocumented".to_string() } else { word.clone() },
        )
        .collect()
}
