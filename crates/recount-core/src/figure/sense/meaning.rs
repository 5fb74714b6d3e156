//! What the words around a number mean: the kinds of thing that its noun, its verb, what hangs on them and the words beside it tell of. A word
//! that stood in no report to learn from is weighed like those of its kind.

use super::{Look, tree::outermost};
use crate::{
    decide::Features,
    lexicon::Lexicon,
    text::{Prose, Relation, Token, TokenKind, verb_of_past_form},
};

/// The senses of every word of a report, by number.
pub(in crate::figure) struct Meanings {
    of: Vec<Vec<usize>>,
}

/// How many other words may stand between two of a phrase: "picked 38 of us up".
const BETWEEN: usize = 3;

impl Meanings {
    /// Looks up every word.
    pub(in crate::figure) fn of(prose: &Prose, lexicon: &Lexicon) -> Meanings {
        let of = |at: usize| {
            let mut senses = Vec::new();
            let Some(token) = prose.tokens.get(at).filter(|token| token.kind == TokenKind::Word) else {
                return senses;
            };
            let mut look_up = |word: &str| {
                let begun = lexicon.senses.starting(word).iter();
                let told = begun.filter(|(others, _)| follows(prose, at, others));
                senses.extend(told.map(|(_, sense)| *sense));
            };
            look_up(&token.lemma);
            if token.lower != token.lemma {
                look_up(&token.lower);
            }
            if let Some(verb) = verb_behind(token, lexicon) {
                look_up(&verb);
            }
            senses.sort_unstable();
            senses.dedup();
            senses
        };
        Meanings { of: (0..prose.tokens.len()).map(of).collect() }
    }

    fn at(&self, at: usize) -> &[usize] {
        self.of.get(at).map_or(&[], Vec::as_slice)
    }
}

/// The verb that an adjective or noun is a past form of: "the displaced".
fn verb_behind(token: &Token, lexicon: &Lexicon) -> Option<String> {
    let may_be = !token.tag.is_verb() && token.lower.ends_with("ed");
    may_be.then(|| verb_of_past_form(&token.lower, lexicon))?
}

/// Whether the other words of a phrase stand behind its first, in their order.
fn follows(prose: &Prose, at: usize, others: &[Box<str>]) -> bool {
    let mut next = at + 1;
    others.iter().all(|word| {
        let mut reach = next..next + BETWEEN + 1;
        let is = |at: &usize| {
            prose.tokens.get(*at).is_some_and(|token| *token.lower == **word || *token.lemma == **word)
        };
        let found = reach.find(is);
        next = found.map_or(next, |found| found + 1);
        found.is_some()
    })
}

/// What the senses say of a number.
pub(super) fn read(look: &Look<'_, '_>, out: &mut Features) {
    let top = outermost(look);
    let verb = top.and_then(|top| look.scene.prose.governing_verb(top));
    let verb = verb.filter(|verb| look.scene.token(*verb).is_some());
    noun(look, verb, out);
    if let Some((top, verb)) = top.zip(verb) {
        of_verb(look, top, verb, out);
    }
    if let Some(top) = top {
        above_and_below(look, top, out);
    }
    beside(look, out);
    sentences(look, out);
}

impl<'r> Look<'_, 'r> {
    fn senses(&self, at: usize) -> impl Iterator<Item = &'r str> {
        let senses = &self.scene.lexicon.senses;
        self.meanings.at(at).iter().map(|sense| senses.name(*sense))
    }

    /// The senses of some words, each once.
    fn senses_of(&self, tokens: impl Iterator<Item = usize>) -> Vec<&'r str> {
        let mut all: Vec<&str> = tokens.flat_map(|at| self.senses(at)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A verb with what completes it: "were told to go".
    fn senses_of_verb(&self, verb: usize) -> Vec<&'r str> {
        let below = self.scene.prose.child_as(verb, Relation::Xcomp);
        self.senses_of([verb].into_iter().chain(below))
    }
}

/// The noun counted, its modifiers, and the verb with it.
fn noun(look: &Look<'_, '_>, verb: Option<usize>, out: &mut Features) {
    let Some(noun) = look.counted.noun else { return };
    let verbs = verb.map(|verb| look.senses_of_verb(verb)).unwrap_or_default();
    for sense in look.senses(noun) {
        out.put("noun sense", &[sense]);
        for told in &verbs {
            out.put("noun sense, verb sense", &[sense, told]);
        }
    }
    for sense in look.senses_of(look.counted.phrase.start..noun) {
        out.put("modifier sense", &[sense]);
    }
}

/// The verb that governs it, what it is to that, and what else hangs on that.
fn of_verb(look: &Look<'_, '_>, top: usize, verb: usize, out: &mut Features) {
    let prose = look.scene.prose;
    let relation = prose.relation(top).name();
    let voice = if prose.is_passive(verb) { "passive" } else { "active" };
    let verbs = look.senses_of_verb(verb);
    for sense in &verbs {
        out.put("verb sense", &[sense]);
        out.put("verb sense as", &[sense, relation, voice]);
    }
    for child in prose.children(verb).filter(|child| *child != top) {
        let role = prose.relation(child);
        if !matches!(
            role,
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Obl | Relation::Advcl
        ) {
            continue;
        }
        for sense in look.senses(child) {
            out.put("sense beside verb", &[role.name(), sense]);
            for told in &verbs {
                out.put("sense beside verb sense", &[role.name(), sense, told]);
            }
        }
    }
}

/// What it hangs on, and what hangs on it or its noun: "who were sent home", "in custody".
fn above_and_below(look: &Look<'_, '_>, top: usize, out: &mut Features) {
    let prose = look.scene.prose;
    let relation = prose.relation(top).name();
    if let Some(head) = look.scene.head(top) {
        look.senses(head).for_each(|sense| out.put("head sense", &[sense, relation]));
        if let Some(above) = look.scene.head(head) {
            look.senses(above).for_each(|sense| out.put("sense above head", &[sense]));
        }
    }
    let whole = look.quantity.tokens.start..look.end();
    for child in whole.clone().flat_map(|at| prose.children(at)).filter(|child| !whole.contains(child)) {
        let role = prose.relation(child);
        let told = match role {
            Relation::Acl | Relation::AclRelcl if prose.is_passive(child) => "passive",
            Relation::Acl | Relation::AclRelcl => "active",
            Relation::Nmod | Relation::Appos => role.name(),
            _ => continue,
        };
        look.senses_of_verb(child).iter().for_each(|sense| out.put("sense below", &[told, sense]));
    }
}

/// How far a word counts as beside the number.
const NEAR: usize = 12;

/// The nearest words on either side that mean something here.
fn beside(look: &Look<'_, '_>, out: &mut Features) {
    let own = look.scene.tokens();
    let start = look.quantity.tokens.start;
    let left = (start.saturating_sub(NEAR).max(own.start)..start).rev();
    let right = look.end()..(look.end() + NEAR).min(own.end);
    let left: Vec<usize> = left.filter(|at| !look.meanings.at(*at).is_empty()).take(2).collect();
    let right: Vec<usize> = right.filter(|at| !look.meanings.at(*at).is_empty()).take(2).collect();
    let bare = if look.counted.noun.is_some() { "noun" } else { "bare" };
    for (side, found) in [("left", &left), ("right", &right)] {
        for (place, at) in ["first", "second"].into_iter().zip(found) {
            look.senses(*at).for_each(|sense| out.put("sense near", &[side, place, sense, bare]));
        }
    }
    let (Some(left), Some(right)) = (left.first(), right.first()) else { return };
    for one in look.senses(*left) {
        look.senses(*right).for_each(|other| out.put("senses on both sides", &[one, other]));
    }
}

/// How much of a sentence is looked at on either side of the number.
const FAR: usize = 60;

/// All that its sentence tells of by side, and the sentence before in its paragraph.
fn sentences(look: &Look<'_, '_>, out: &mut Features) {
    let prose = look.scene.prose;
    let own = look.scene.tokens();
    let (start, end) = (look.quantity.tokens.start, look.quantity.tokens.end);
    let bare = if look.counted.noun.is_some() { "noun" } else { "bare" };
    for sense in look.senses_of(start.saturating_sub(FAR).max(own.start)..start) {
        out.put("sense told left", &[sense]);
    }
    for sense in look.senses_of(end..own.end.min(end + FAR)) {
        out.put("sense told right", &[sense]);
    }
    let number = prose.sentence_at(look.quantity.span.start).and_then(|number| number.checked_sub(1));
    let before = number.and_then(|number| prose.sentences.get(number));
    let before = before.filter(|before| before.paragraph == look.scene.sentence.paragraph);
    if let Some(before) = before {
        look.senses_of(before.tokens.clone().rev().take(FAR))
            .iter()
            .for_each(|sense| out.put("sense told before", &[sense, bare]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;

    fn senses(text: &str, word: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin();
        let report = Report::new("note", text);
        let prose = Prose::of(&report, &lexicon);
        let meanings = Meanings::of(&prose, &lexicon);
        let at = prose.tokens.iter().position(|token| &*token.lower == word).expect("the word");
        meanings.at(at).iter().map(|sense| lexicon.senses.name(*sense).to_string()).collect()
    }

    #[test]
    fn the_words_of_a_phrase_may_stand_apart() {
        assert!(senses("Police picked 38 of them up at dawn.", "picked").contains(&"detain".to_string()));
        assert!(
            !senses("Police picked a good spot for a long walk up there.", "picked")
                .contains(&"detain".to_string())
        );
        assert!(senses("The displaced sleep in schools.", "displaced").contains(&"uproot".to_string()));
    }
}
