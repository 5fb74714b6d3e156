//! When two names of a source mean the same source.

use std::collections::BTreeSet;

use super::account::Named;
use crate::{
    figure::SourceKind,
    lexicon::{Counting, Lexicon, gazetteer::Kind},
};

/// A named source with its telling words, read once for comparing it with many.
#[derive(Debug, Clone)]
pub struct Voice {
    kind: SourceKind,
    text: String,
    words: BTreeSet<String>,
    /// The offices that the words name: "ministry of health".
    offices: BTreeSet<usize>,
    /// The states that they name.
    states: BTreeSet<String>,
}

impl Voice {
    /// Reads the naming words.
    pub fn of(named: &Named, counting: &Counting) -> Voice {
        let words = counting.naming_words(&named.text);
        let offices = counting.offices(&words);
        Voice { kind: named.kind, text: named.text.clone(), words, offices, states: BTreeSet::new() }
    }

    /// The same, with the states that the words name: "Iran's interior ministry" is not Afghanistan's.
    pub fn with_states(named: &Named, lexicon: &Lexicon) -> Voice {
        let words = named.text.split(|sign: char| !sign.is_alphanumeric());
        let names = words.filter(|word| word.chars().next().is_some_and(char::is_uppercase));
        let state = |word: &str| {
            let candidates = lexicon.places.named(word).into_iter();
            let wide = |kind| matches!(kind, Kind::Country | Kind::Region);
            let mut wide = candidates.filter(|candidate| wide(lexicon.places.kind(candidate.place)));
            wide.find_map(|candidate| lexicon.places.country(candidate.place)).map(str::to_string)
        };
        Voice { states: names.filter_map(state).collect(), ..Voice::of(named, &lexicon.counting) }
    }

    /// Whether two names mean one source: one holds all the telling words of the other ("The embassy", "the Afghan
    /// Embassy in Islamabad") or is its initials, and their kinds do not contradict. Names that could be anybody's
    /// ("officials") are the same only within one kind.
    pub fn same(&self, other: &Voice, counting: &Counting) -> bool {
        let unknown = |kind: SourceKind| kind == SourceKind::Unnamed;
        if !self.states.is_empty() && !other.states.is_empty() && self.states.is_disjoint(&other.states) {
            return false;
        }
        // A ministry is one body, whoever runs it and whatever its speaker is called.
        if !self.offices.is_disjoint(&other.offices) {
            return true;
        }
        if self.kind != other.kind && !unknown(self.kind) && !unknown(other.kind) {
            return false;
        }
        let (left, right) = (&self.words, &other.words);
        let (fewer, more) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        let held = !fewer.is_empty() && fewer.is_subset(more);
        held && (left == right || fewer.iter().any(|word| !counting.is_anybody(word)))
            || is_initials(&self.text, &other.text)
            || is_initials(&other.text, &self.text)
    }
}

/// Whether two names mean one source; see `Voice::same`.
pub fn same(one: &Named, two: &Named, counting: &Counting) -> bool {
    Voice::of(one, counting).same(&Voice::of(two, counting), counting)
}

/// Whether a source is named at all: not only as "reports" or "some estimates".
pub fn is_named(source: &Named) -> bool {
    source.kind != SourceKind::Unnamed
}

/// Whether `short` has a word of capitals alone that the capitals of `long` spell.
fn is_initials(short: &str, long: &str) -> bool {
    let initials: String = long
        .split_whitespace()
        .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
        .collect();
    let words: BTreeSet<&str> = short.split(|character: char| !character.is_alphanumeric()).collect();
    initials.len() >= 3 && words.contains(initials.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn check(one: &str, two: &str, expected: bool) {
        let named = |text: &str| Named { text: text.to_string(), kind: SourceKind::Government };
        let counting = Lexicon::builtin().counting;
        assert_eq!(same(&named(one), &named(two), &counting), expected, "{one} / {two}");
    }

    #[test]
    fn a_shorter_name_initials_and_aliases_are_the_same_source() {
        check("The embassy", "the Afghan Embassy in Islamabad", true);
        check("IOM", "the International Organization for Migration", true);
        check("the UN refugee agency", "UNHCR", true);
        check("INGD", "the national disaster agency INGD", true);
    }

    #[test]
    fn others_are_not() {
        check("The ministry", "the Afghan Embassy in Islamabad", false);
        check("officials", "officials in Kabul", false);
        check("the", "the ministry", false);
        check("the Interior Ministry", "the Health Ministry", false);
    }
}
