//! The words in which two tellings differ: sentence by sentence, each with the one most like it in the other text.

use std::collections::BTreeMap;

use crate::span::Span;

/// Words of one text that stand in the place of words of the other; one of both may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// In bytes of the first text; empty where words were added.
    pub before: Span,
    /// In bytes of the second text; empty where words were left out.
    pub after: Span,
}

/// Two sentences that share this much of their pairs of words are one, changed.
const ALIKE: f64 = 0.4;
/// Words of a sentence that are compared; the rest of a longer one is left out.
const LONGEST: usize = 120;
/// Sentences that share a pair of words are looked at up to this number; a pair that more have says nothing.
const COMMON: usize = 12;

/// The changes between sentences that both texts have, in order of the second; sentences that only one has are no change.
pub fn changes(one: &str, two: &str) -> Vec<Change> {
    let (first, second) = (sentences(one), sentences(two));
    let index = pairs_of(&first);
    let mut changes = Vec::new();
    for sentence in &second {
        if let Some(other) = most_alike(sentence, &first, &index) {
            changes.extend(within(other, sentence));
        }
    }
    changes
}

/// The changes from one sentence, or other short text, to another.
pub fn changes_of_sentence(one: &str, two: &str) -> Vec<Change> {
    within(&words(one, 0), &words(two, 0))
}

/// A word in lower case with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    lower: String,
    span: Span,
}

fn words(text: &str, offset: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = character.is_alphanumeric()
            || start.is_some()
                && matches!(character, ',' | '.' | '-' | '’' | '\'')
                && followed(text, at, character);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                let span = Span::new(first + offset, at + offset);
                words.push(Word { lower: text.get(first..at).unwrap_or("").to_lowercase(), span });
                start = None;
            }
            _ => {}
        }
    }
    words.truncate(LONGEST);
    words
}

/// Whether a letter or digit follows the mark, so that "1,000" is one word.
fn followed(text: &str, at: usize, mark: char) -> bool {
    text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// The words of each sentence: roughly, by lines and marks that end sentences.
fn sentences(text: &str) -> Vec<Vec<Word>> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let mut start = 0;
        for (at, mark) in line.char_indices().filter(|(_, mark)| matches!(mark, '.' | '!' | '?')) {
            let end = at + mark.len_utf8();
            if !followed(line, at, mark) {
                found.push(words(line.get(start..end).unwrap_or(""), offset + start));
                start = end;
            }
        }
        found.push(words(line.get(start..).unwrap_or(""), offset + start));
        offset += line.len();
    }
    found.retain(|words| words.len() > 3);
    found
}

type Pairs<'w> = BTreeMap<(&'w str, &'w str), Vec<usize>>;

fn pairs_of(sentences: &[Vec<Word>]) -> Pairs<'_> {
    let mut pairs = Pairs::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for pair in pairs_in(sentence) {
            let places = pairs.entry(pair).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    pairs
}

fn pairs_in(sentence: &[Word]) -> impl Iterator<Item = (&str, &str)> {
    sentence.iter().zip(sentence.iter().skip(1)).map(|(one, two)| (one.lower.as_str(), two.lower.as_str()))
}

/// The sentence that shares the most pairs of words, where it shares enough of them.
fn most_alike<'s>(sentence: &[Word], others: &'s [Vec<Word>], index: &Pairs<'_>) -> Option<&'s [Word]> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for places in
        pairs_in(sentence).filter_map(|pair| index.get(&pair)).filter(|places| places.len() <= COMMON)
    {
        places.iter().for_each(|at| *shared.entry(*at).or_default() += 1);
    }
    let (at, most) = shared.into_iter().max_by_key(|(at, shared)| (*shared, std::cmp::Reverse(*at)))?;
    let other = others.get(at)?;
    let shorter = sentence.len().min(other.len()).saturating_sub(1).max(1);
    (most as f64 / shorter as f64 >= ALIKE).then_some(other)
}

/// The changes by the longest common subsequence of words.
fn within(one: &[Word], two: &[Word]) -> Vec<Change> {
    let (rows, columns) = (one.len() + 1, two.len() + 1);
    let mut longest = vec![0_u32; rows * columns];
    let cell = |row: usize, column: usize| row * columns + column;
    for row in (0..one.len()).rev() {
        for column in (0..two.len()).rev() {
            longest[cell(row, column)] = if one[row].lower == two[column].lower {
                longest[cell(row + 1, column + 1)] + 1
            } else {
                longest[cell(row + 1, column)].max(longest[cell(row, column + 1)])
            };
        }
    }
    let mut changes = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < one.len() || column < two.len() {
        let (from, to) = (row, column);
        while row < one.len() || column < two.len() {
            let both = row < one.len() && column < two.len();
            if both && one[row].lower == two[column].lower {
                break;
            }
            let down = longest.get(cell(row + 1, column)).copied().filter(|_| row < one.len());
            let right = longest.get(cell(row, column + 1)).copied().filter(|_| column < two.len());
            if down.is_some() && down >= right { row += 1 } else { column += 1 }
        }
        if (from, to) != (row, column) {
            changes.push(Change { before: stretch(one, from, row), after: stretch(two, to, column) });
        }
        row += 1;
        column += 1;
    }
    changes
}

/// From the first to the last of some words; where there are none, the place between their neighbours.
fn stretch(words: &[Word], from: usize, to: usize) -> Span {
    let inside = words.get(from..to).unwrap_or(&[]);
    match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => {
            let at = from.checked_sub(1).and_then(|before| words.get(before)).map_or(0, |word| word.span.end);
            Span::new(at, at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, two: &str, expected: &[(&str, &str)]) {
        let changes = changes(one, two);
        let told: Vec<(&str, &str)> =
            changes.iter().map(|change| (change.before.slice(one), change.after.slice(two))).collect();
        assert_eq!(told, expected, "{one} / {two}");
    }

    #[test]
    fn the_changed_words_are_told() {
        check(
            "Nearly 9,000 people have been evacuated from the Licungo since Monday, the governor said.",
            "RIVER RISES\nOver 9,000 people have been evacuated from the Licungo since Monday.",
            &[("Nearly", "Over"), ("the governor said", "")],
        );
    }

    #[test]
    fn what_only_one_text_says_is_no_change() {
        check(
            "The dyke at Nante broke on Friday night.",
            "Two hundred tents were handed out in Mocuba.",
            &[],
        );
        check("", "", &[]);
    }
}
