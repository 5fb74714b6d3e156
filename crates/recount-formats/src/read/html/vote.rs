//! Several readings of one page to one: a paragraph is told where two of three readers have it. Each of them errs in its
//! own way, so what two agree on is more often the article than what any one says (as Bevendorff et al. measured over
//! eight data sets, "An Empirical Comparison of Web Content Extraction Algorithms", SIGIR 2023).

use std::collections::{BTreeMap, BTreeSet};

/// The paragraphs of `base` that one of the `others` has too, and between them those that all others have.
pub(super) fn agreed(base: &[String], others: &[&[String]]) -> Vec<String> {
    let others: Vec<Reading> =
        others.iter().filter(|other| !other.is_empty()).map(|other| Reading::of(other)).collect();
    if others.is_empty() {
        return base.to_vec();
    }
    let keys: Vec<String> = base.iter().map(|paragraph| key(paragraph)).collect();
    let kept: Vec<usize> = (0..base.len())
        .filter(|at| keys[*at].trim().is_empty() || others.iter().any(|other| other.has(&keys[*at])))
        .collect();
    let length = |kept: &[usize]| kept.iter().map(|at| keys[*at].len()).sum::<usize>();
    let all: Vec<usize> = (0..base.len()).collect();
    // Readers that have less than half in common read different things; there is nothing to agree on.
    let kept = if length(&kept) * 2 < length(&all) { all } else { kept };
    with_what_others_share(base, &keys, &kept, &others)
}

/// Whether `base` mostly sets the end of one of the `own` paragraphs and the beginning of the next side by side, without a
/// blank between.
pub(super) fn is_glued(base: &[String], own: &[String]) -> bool {
    let is_seam = |pair: &&[String]| {
        let [one, two] = pair else { return false };
        let mut end: Vec<char> = one.chars().rev().take(12).collect();
        end.reverse();
        let seam: String = end.into_iter().chain(two.chars().take(12)).collect();
        base.iter().any(|paragraph| paragraph.contains(&seam))
    };
    // A few pairs tell, and looking for all of them in a long page takes long.
    let pairs: Vec<&[String]> = own.windows(2).take(50).collect();
    let seams = pairs.iter().copied().filter(is_seam).count();
    seams > 0 && seams * 2 >= pairs.len()
}

/// A reading, searchable by words.
struct Reading<'a> {
    paragraphs: &'a [String],
    keys: Vec<String>,
    whole: Whole,
}

impl Reading<'_> {
    fn of(paragraphs: &[String]) -> Reading<'_> {
        let keys: Vec<String> = paragraphs.iter().map(|paragraph| key(paragraph)).collect();
        Reading { paragraphs, whole: Whole::of(keys.iter()), keys }
    }

    fn has(&self, key: &str) -> bool {
        self.whole.has(key)
    }
}

/// The words of several paragraphs.
struct Whole {
    keys: BTreeSet<String>,
    words: String,
}

impl Whole {
    fn of<'k>(keys: impl Iterator<Item = &'k String>) -> Whole {
        let keys: Vec<&String> = keys.collect();
        let words: String = keys.iter().map(|key| key.as_str()).collect();
        Whole { words: format!(" {words}"), keys: keys.into_iter().cloned().collect() }
    }

    /// Whether the words stand in it: as a paragraph, or, unless it is so long that looking everywhere takes long, anywhere.
    fn has(&self, key: &str) -> bool {
        self.keys.contains(key) || (self.words.len() < LONG && self.words.contains(&format!(" {key}")))
    }
}

/// Bytes.
const LONG: usize = 300_000;

/// The words of a paragraph, each between blanks, without what readers set differently.
pub(super) fn key(paragraph: &str) -> String {
    let words = paragraph.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.flat_map(|word| [word.to_lowercase(), " ".to_owned()]).collect()
}

/// The paragraphs kept, with what all others have besides, each behind the paragraph it follows there.
fn with_what_others_share(
    base: &[String],
    keys: &[String],
    kept: &[usize],
    others: &[Reading],
) -> Vec<String> {
    let mut told: Vec<String> = kept.iter().filter_map(|at| base.get(*at).cloned()).collect();
    let [first, rest @ ..] = others else { return told };
    if rest.is_empty() {
        return told;
    }
    let whole = Whole::of(kept.iter().filter_map(|at| keys.get(*at)));
    let places: BTreeMap<&str, usize> =
        kept.iter().enumerate().map(|(place, at)| (keys[*at].as_str(), place)).collect();
    let mut added: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
    let mut after = 0;
    for (paragraph, key) in first.paragraphs.iter().zip(&first.keys) {
        if let Some(place) = places.get(key.as_str()) {
            after = place + 1;
        } else if !key.is_empty() && !whole.has(key) && rest.iter().all(|other| other.has(key)) {
            added.entry(after).or_default().push(paragraph);
        }
    }
    for (place, paragraphs) in added.into_iter().rev() {
        told.splice(place..place, paragraphs.into_iter().cloned());
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &[&str], one: &[&str], two: &[&str], expected: &[&str]) {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        assert_eq!(agreed(&owned(base), &[&owned(one), &owned(two)]), expected);
    }

    #[test]
    fn two_of_three_tell() {
        check(
            &["The flood came.", "Read also: rain", "It went."],
            &["The flood came.", "It went."],
            &[],
            &["The flood came.", "It went."],
        );
        check(
            &["One.", "Three."],
            &["Head", "One.", "Two.", "Three."],
            &["Head", "One.", "Two.", "Buy"],
            &["Head", "One.", "Two.", "Three."],
        );
    }

    #[test]
    fn glued_paragraphs_are_seen() {
        let own = ["The head".to_owned(), "Some came.".to_owned()];
        assert!(is_glued(&["The headSome came.".to_owned()], &own));
        assert!(!is_glued(&["The head".to_owned(), "Some came.".to_owned()], &own));
    }

    #[test]
    fn where_nothing_is_shared_the_base_stands() {
        check(&["One.", "Two."], &["Else."], &["Other."], &["One.", "Two."]);
        check(&["One."], &[], &[], &["One."]);
        check(&[], &["One."], &["One."], &["One."]);
    }
}
