//! Stories: which reports are about one crisis, by the words and names they share.
//!
//! TF-IDF over words and word pairs, names counted twice, headlines twice; the idf is smoothed by pretending fifty
//! more texts, so that a pile about one crisis keeps its telling words. The cosine of two texts is set against how near
//! each has its nearest neighbours (local scaling, after Zelnik-Manor and Perona 2004), since the reports of a much
//! covered story are all near each other and those of a little covered one far apart; then average-link clustering.

use std::collections::BTreeMap;

use super::cluster::{Similarities, average_link};
use crate::lexicon::CommonWords;

/// From this scaled similarity on, on average, reports are about one story. Chosen once, with `EVENING`, for all four
/// development sets of `shared/bench/stories`.
const TOGETHER: f32 = 0.8;
/// How many texts the idf pretends beside those read.
const PRETENDED: f64 = 50.0;
/// How many neighbours say how dense a text's surroundings are.
const NEIGHBOURS: usize = 20;
/// How much of the density is evened out: 0 none, 1 all.
const EVENING: f32 = 0.8;

/// What a text is about: its telling words with their weight.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Topic {
    words: BTreeMap<String, f64>,
}

impl Topic {
    /// Reads headline and text.
    pub fn read(title: Option<&str>, text: &str, common: &CommonWords) -> Topic {
        let mut topic = Topic::default();
        topic.add(title.unwrap_or(""), 2.0, common);
        match title {
            Some(_) => topic.add(text, 1.0, common),
            None => {
                // The first line of a text without a headline apart is mostly its headline.
                let (first, rest) = text.split_once('\n').unwrap_or(("", text));
                topic.add(first, if first.len() < LONGEST_HEADLINE { 2.0 } else { 1.0 }, common);
                topic.add(rest, 1.0, common);
            }
        }
        topic
    }

    fn add(&mut self, text: &str, weight: f64, common: &CommonWords) {
        for sentence in sentences(text) {
            self.add_sentence(sentence, weight, common);
        }
    }

    fn add_sentence(&mut self, sentence: &str, weight: f64, common: &CommonWords) {
        let words: Vec<&str> = sentence
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let shouts = words.iter().filter(|word| capital(word)).count() * 5 > words.len() * 3;
        let mut before: Option<String> = None;
        for (at, word) in words.iter().enumerate() {
            let lower = word.to_lowercase();
            if common.contains(&lower) {
                before = None;
                continue;
            }
            let name = at > 0 && !shouts && capital(word);
            if let Some(before) = before {
                *self.words.entry(format!("{before} {lower}")).or_default() += weight / 2.0;
            }
            *self.words.entry(lower.clone()).or_default() += if name { 2.0 * weight } else { weight };
            before = Some(lower);
        }
    }
}

/// Bytes; a first line that is longer is running text.
const LONGEST_HEADLINE: usize = 160;

/// Roughly the sentences: names at their start cannot be told from other words.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.split_inclusive(['.', '!', '?']))
}

/// For each text the number of its story; stories are numbered from 0 in order of their first text.
pub fn stories(topics: &[Topic]) -> Vec<usize> {
    let mut similarities = cosines(topics);
    even_out(&mut similarities);
    average_link(similarities, TOGETHER)
}

/// The cosine of every two texts.
fn cosines(topics: &[Topic]) -> Similarities {
    let mut postings: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, topic) in topics.iter().enumerate() {
        for (word, weight) in &topic.words {
            postings.entry(word).or_default().push((at, *weight));
        }
    }
    postings.retain(|_, texts| texts.len() > 1);
    for texts in postings.values_mut() {
        let idf = ((topics.len() as f64 + PRETENDED + 1.0) / (texts.len() as f64 + 0.5)).ln();
        texts.iter_mut().for_each(|(_, weight)| *weight = weight.ln_1p() * idf);
    }
    let mut lengths = vec![0.0; topics.len()];
    for (at, weight) in postings.values().flatten() {
        lengths[*at] += weight * weight;
    }
    let mut similarities = Similarities::new(topics.len());
    for texts in postings.values() {
        for (place, (one, weight)) in texts.iter().enumerate() {
            for (two, other) in texts.iter().skip(place + 1) {
                let share = weight * other / (lengths[*one] * lengths[*two]).sqrt();
                similarities.set(*one, *two, similarities.get(*one, *two) + share as f32);
            }
        }
    }
    similarities
}

/// Sets each similarity against how near both texts have their neighbours.
fn even_out(similarities: &mut Similarities) {
    let near: Vec<f32> = (0..similarities.len()).map(|at| nearness(similarities, at)).collect();
    for one in 0..near.len() {
        for two in one + 1..near.len() {
            let scale = (near[one] * near[two]).sqrt().max(f32::MIN_POSITIVE).powf(EVENING);
            similarities.set(one, two, similarities.get(one, two) / scale);
        }
    }
}

/// The mean similarity of a text's nearest neighbours.
fn nearness(similarities: &Similarities, at: usize) -> f32 {
    let others = (0..similarities.len()).filter(|other| *other != at);
    let mut near: Vec<f32> = others.map(|other| similarities.get(at, other)).collect();
    near.sort_by(|one, two| two.total_cmp(one));
    near.truncate(NEIGHBOURS);
    near.iter().sum::<f32>() / near.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn check(texts: &[&str], expected: &[usize]) {
        let common = Lexicon::builtin().common;
        let topics: Vec<Topic> = texts.iter().map(|text| Topic::read(None, text, &common)).collect();
        assert_eq!(stories(&topics), expected);
    }

    #[test]
    fn a_mixed_pile_separates() {
        check(
            &[
                "The river Tana burst its banks near Garissa. Families in Garissa fled the flood along the Tana.",
                "Rebels shelled the town of Bentiu. The shelling of Bentiu went on overnight, aid workers said.",
                "Floods along the Tana drove families in Garissa from home, the Kenya Red Cross said.",
                "Shelling hit a clinic in Bentiu, aid workers said. Rebels hold the town.",
            ],
            &[0, 1, 0, 1],
        );
    }

    #[test]
    fn no_text_and_empty_texts_are_no_trouble() {
        check(&[], &[]);
        check(&["", "", "a story of its own"], &[0, 1, 2]);
    }
}
