//! The group a figure counts, read from its words: nationality, legal standing and sub-group, each kept apart.

use super::Names;
use crate::{
    figure::Unit,
    lexicon::{
        Gazetteer, People,
        gazetteer::{Form, Kind},
    },
};

/// Who is counted, in words that can be compared between reports. What the words leave open is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Group {
    /// Peoples by the code of their country ("AFG"); other names as named, in the singular and lower case.
    pub peoples: Names,
    /// Legal standing: "refugee", "undocumented".
    pub standing: Names,
    /// Sub-groups: "child", "miner", "attack". Empty for people at large.
    pub parts: Names,
}

impl Group {
    /// Reads the words for who is counted ("unaccompanied Afghan children", "individuals").
    pub fn read(who: &str, unit: Unit, people: &People, places: &Gazetteer) -> Group {
        let mut group = Group::default();
        for phrase in conjuncts(who) {
            group.add(&phrase, unit, people, places);
        }
        group
    }

    /// Adds one noun phrase: its head noun, and those of its modifiers that set a group apart.
    fn add(&mut self, words: &[&str], unit: Unit, people: &People, places: &Gazetteer) {
        let Some((head, modifiers)) = words.split_last() else { return };
        for modifier in modifiers {
            self.add_modifier(modifier, people, places);
        }
        let one = people.singular(&head.to_lowercase());
        let phrase = modifiers.last().map(|modifier| format!("{} {one}", modifier.to_lowercase()));
        if let Some(standing) = phrase.iter().chain([&one]).find_map(|words| people.standing(words)) {
            self.standing.insert(standing.to_string());
        } else if people.is_generic(&one) || phrase.is_some_and(|phrase| people.is_generic(&phrase)) {
        } else if is_name(head) {
            self.peoples.insert(nationality(head, places).unwrap_or(one));
        } else if unit != Unit::Household {
            self.parts.insert(people.canonical(&one).to_string());
        }
    }

    fn add_modifier(&mut self, word: &str, people: &People, places: &Gazetteer) {
        let one = people.singular(&word.to_lowercase());
        if let Some(standing) = people.standing(&one) {
            self.standing.insert(standing.to_string());
        } else if people.sets_apart(&one) {
            self.parts.insert(people.canonical(&one).to_string());
        } else if is_name(word) && !people.is_generic(&one) {
            self.peoples.insert(nationality(word, places).unwrap_or(one));
        }
    }

    /// Whether it says nothing beyond "people".
    pub fn is_general(&self) -> bool {
        *self == Group::default()
    }

    /// Whether each says what the other leaves open: a people alone, and a standing alone ("Rwandans", "refugees").
    pub fn says_else(&self, other: &Group) -> bool {
        let crossed = |one: &Group, two: &Group| {
            !one.peoples.is_empty()
                && two.peoples.is_empty()
                && one.standing.is_empty()
                && !two.standing.is_empty()
        };
        crossed(self, other) || crossed(other, self)
    }

    /// The words for it, most telling first; none for people at large.
    pub fn words(&self) -> Option<String> {
        let words: Vec<&str> =
            self.peoples.iter().chain(&self.standing).chain(&self.parts).map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// The noun phrases that "and", "or" and commas set beside each other, as their words.
fn conjuncts(who: &str) -> Vec<Vec<&str>> {
    let words = who.split(|character: char| {
        !(character.is_alphanumeric() || matches!(character, '-' | '’' | '\'' | ','))
    });
    let mut phrases = vec![Vec::new()];
    for word in words.filter(|word| !word.is_empty()) {
        let bare = word.trim_matches(',');
        let joins = matches!(bare, "and" | "or" | "");
        if let (false, Some(phrase)) = (joins, phrases.last_mut()) {
            phrase.push(bare);
        }
        if joins || word.ends_with(',') {
            phrases.push(Vec::new());
        }
    }
    phrases.retain(|phrase| !phrase.is_empty());
    phrases
}

/// The code of the country whose people a word names.
fn nationality(word: &str, places: &Gazetteer) -> Option<String> {
    let candidates = places.named(word).into_iter().chain(places.named(word.trim_end_matches('s')));
    let mut countries = candidates
        .filter(|candidate| candidate.form == Form::Demonym && places.kind(candidate.place) == Kind::Country);
    countries.find_map(|candidate| places.country(candidate.place)).map(str::to_string)
}

/// Whether a word is capitalised and no acronym: "Afghan", not "IDP" or "UN".
fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn check(who: &str, expected: &str) {
        let lexicon = Lexicon::builtin();
        let group = Group::read(who, Unit::Person, &lexicon.people, &lexicon.places);
        assert_eq!(group.words().unwrap_or_default(), expected, "{who}");
    }

    #[test]
    fn general_nouns_say_nothing() {
        check("individuals", "");
        check("Afghan nationals", "AFG");
        check("Afghans", "AFG");
        check("family members", "");
    }

    #[test]
    fn standing_and_sub_groups_are_kept_apart() {
        check("undocumented Afghan migrants", "AFG migrant undocumented");
        check("asylum seekers", "asylum_seeker");
        check("internally displaced persons", "displaced");
        check("IDPs", "displaced");
        check("unaccompanied migrant children", "migrant child unaccompanied");
        check("policemen and fellow miners", "miner police");
        check("women and children", "child woman");
    }
}
