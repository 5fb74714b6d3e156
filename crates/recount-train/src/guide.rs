//! A guide: what another parser says of the same text, in its own labels. A model that sees the guide learns from the
//! treebank how far to follow it (Nivre and McDonald 2008), and then teaches the model that is shipped, which sees none.

use std::collections::BTreeMap;

use recount_core::{
    Lexicon,
    text::{
        Prose,
        training::{Features, State, Words},
    },
};

use crate::{
    align::{Example, first_tokens, words_in},
    conllu::Sentence,
};

/// What the other parser says of each token.
#[derive(Debug, Clone, Default)]
pub(crate) struct Guide {
    tags: Vec<u32>,
    labels: Vec<u32>,
    /// Heads as the parser gave them, and brought nearer to Universal Dependencies; the number of tokens for the root.
    own: Vec<usize>,
    lifted: Vec<usize>,
}

/// Guides by the text of their sentence.
pub(crate) type Guides = BTreeMap<String, Guide>;

/// Reads what the other parser says.
pub(crate) fn guides(sentences: &[Sentence], lexicon: &Lexicon) -> Guides {
    sentences.iter().map(|sentence| (sentence.text.clone(), guide(sentence, lexicon))).collect()
}

/// An example without answers, for a text that only the guide knows.
pub(crate) fn unlabelled(sentence: &Sentence, lexicon: &Lexicon) -> Example {
    let tokens = Prose::read(&sentence.text, lexicon).tokens;
    let mut words = Words::default();
    words.read(&sentence.text, &tokens);
    Example {
        text: sentence.text.clone(),
        words,
        heads: vec![0; tokens.len()],
        guide: Some(guide(sentence, lexicon)),
        ..Example::default()
    }
}

/// The example in CoNLL-U, with Recount's tokens as its words.
pub(crate) fn written(example: &Example, lexicon: &Lexicon) -> String {
    let mut lines = format!("# text = {}\n", example.text);
    for (at, token) in Prose::read(&example.text, lexicon).tokens.iter().enumerate() {
        let form = token.span.slice(&example.text);
        let tag = example.words.tags[at].name();
        let head = if example.heads[at] == example.heads.len() { 0 } else { example.heads[at] + 1 };
        let relation = example.relations[at].name();
        lines += &format!("{}\t{form}\t_\t_\t{tag}\t_\t{head}\t{relation}\t_\t_\n", at + 1);
    }
    lines + "\n"
}

fn guide(sentence: &Sentence, lexicon: &Lexicon) -> Guide {
    let tokens = Prose::read(&sentence.text, lexicon).tokens;
    let groups: Vec<Vec<usize>> = tokens.iter().map(|token| words_in(token, &sentence.words)).collect();
    let first_token = first_tokens(&groups, sentence.words.len());
    let mut guide = Guide::default();
    for (at, group) in groups.iter().enumerate() {
        let outside = |word: &&usize| {
            sentence.words[**word].head.checked_sub(1).is_none_or(|head| !group.contains(&head))
        };
        let word = group.iter().find(outside).or(group.first()).map(|word| &sentence.words[*word]);
        let place =
            |head: usize| head.checked_sub(1).map_or(Some(tokens.len()), |head| *first_token.get(head)?);
        let own = word.and_then(|word| word.other.as_ref());
        guide.tags.push(word.map_or(0, |word| number(&word.tag)));
        guide.labels.push(own.map_or(0, |(_, label)| number(label)));
        guide.own.push(own.and_then(|(head, _)| place(*head)).unwrap_or(at));
        guide.lifted.push(word.and_then(|word| place(word.head)).unwrap_or(at));
    }
    guide
}

fn number(name: &str) -> u32 {
    name.bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)))
}

impl Guide {
    fn tag(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.tags.get(at)).copied().unwrap_or(0)
    }

    fn label(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.labels.get(at)).copied().unwrap_or(0)
    }

    /// Adds what the guide says on the tag at `at`.
    pub(crate) fn see_tag(&self, words: &Words, at: usize, features: &mut Features) {
        let here = self.tag(Some(at));
        let form = words.words.get(at).map_or(0, |word| word.form);
        features.add(100, here, 0, 0);
        features.add(101, here, form, 0);
        features.add(102, here, self.label(Some(at)), 0);
        features.add(103, here, self.tag(at.checked_sub(1)), 0);
        features.add(104, here, self.tag(Some(at + 1)), 0);
        features.add(105, here, words.words.get(at).map_or(0, |word| word.shape), 0);
        features.add(106, here, words.tag(at.checked_sub(1)), 0);
        features.add(107, here, self.label(Some(at)), form);
    }

    /// Where a head lies as seen from the state.
    fn place(&self, heads: &[usize], at: Option<usize>, state: &State) -> u32 {
        let Some(head) = at.and_then(|at| heads.get(at)) else { return 0 };
        match *head {
            head if Some(head) == at => 1,
            head if head == state.root() => 2,
            head if head == state.front() => 3,
            head if head > state.front() => 4,
            head if Some(head) == state.stacked(0) => 5,
            head if Some(head) == state.stacked(1) => 6,
            head if Some(head) == state.stacked(2) => 7,
            head if state.stack().contains(&(head as u32)) => 8,
            _ => 9,
        }
    }

    /// Adds what the guide says on the next move.
    pub(crate) fn see_move(&self, words: &Words, state: &State, features: &mut Features) {
        let (top, below, front) = (state.stacked(0), state.stacked(1), Some(state.front()));
        for (number, heads) in [(110, &self.own), (130, &self.lifted)] {
            let [s0, s1, b0] = [top, below, front].map(|at| self.place(heads, at, state));
            let waiting =
                (state.front()..heads.len()).filter(|word| top == Some(heads[*word])).count().min(3) as u32;
            features.add(number, s0, waiting, 0);
            features.add(number + 1, s0, self.label(top), waiting);
            features.add(number + 2, s0, b0, s1);
            features.add(number + 3, s0 << 4 | b0, self.label(top), self.label(front));
            features.add(number + 4, s0 << 4 | b0, words.tag(top) << 6 | words.tag(front), waiting);
            features.add(number + 5, s0 << 4 | b0, self.label(front), waiting);
            features.add(number + 6, s0 << 4 | b0, words.tag(below) << 6 | words.tag(top), s1);
            features.add(number + 7, s0, self.label(top), words.tag(front));
        }
        let [own, lifted] = [&self.own, &self.lifted].map(|heads| self.place(heads, top, state));
        let [front_own, front_lifted] =
            [&self.own, &self.lifted].map(|heads| self.place(heads, front, state));
        features.add(150, own << 4 | lifted, front_own << 4 | front_lifted, 0);
        features.add(151, own << 4 | lifted, self.label(top), front_lifted);
    }

    /// Adds what the guide says on the relation of an arc.
    pub(crate) fn see_relation(&self, words: &Words, head: usize, word: usize, features: &mut Features) {
        let label = self.label(Some(word));
        let agrees = u32::from(self.own.get(word) == Some(&head)) << 1
            | u32::from(self.lifted.get(word) == Some(&head));
        let above = self.own.get(word).copied();
        features.add(160, label, agrees, 0);
        features.add(161, label, words.tag(Some(word)), words.tag(Some(head)));
        features.add(162, label, self.label(above), agrees);
        features.add(163, label, self.label(Some(head)), 0);
        features.add(164, label, words.words.get(word).map_or(0, |word| word.form), 0);
        features.add(
            165,
            label,
            self.label(above),
            above.and_then(|at| words.words.get(at)).map_or(0, |word| word.form),
        );
    }
}
