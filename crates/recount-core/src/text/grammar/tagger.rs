//! Parts of speech by a greedy linear model, from left to right.

use super::{
    quick::{Cascade, quick_tag_features},
    table::{CLASSES, Features, Table},
    tags::Tag,
    words::Words,
};

/// Tags every word of the sentence, on the evidence of the words around it and the tags before it.
pub(super) fn tag(words: &mut Words, model: &Cascade, features: &mut Features) {
    let best = |table: &Table, features: &mut Features| {
        let mut scores = [0i32; CLASSES];
        table.score(features, &mut scores);
        lead(&scores[..Tag::ALL.len()])
    };
    for at in 0..words.words.len() {
        quick_tag_features(words, at, features);
        let (mut tag, lead) = best(&model.quick, features);
        if lead < model.sure {
            tag_features(words, at, features);
            tag = best(&model.whole, features).0;
        }
        words.tags[at] = Tag::numbered(tag);
    }
}

/// The first of the highest of at most 64 scores, and by how much it is above the second. Each score is weighed together with
/// its place, so that two passes without a branch suffice.
#[inline]
pub(super) fn lead(scores: &[i32]) -> (usize, i32) {
    let placed = |(at, score): (usize, &i32)| score * 64 + (63 - at as i32 % 64);
    let highest = scores.iter().enumerate().map(placed).fold(i32::MIN, i32::max);
    let others =
        scores.iter().enumerate().map(placed).map(|score| if score == highest { i32::MIN } else { score });
    let second = others.fold(i32::MIN, i32::max);
    ((63 - (highest & 63)) as usize, (highest >> 6) - (second >> 6))
}

/// Below every score: no sum of weights comes near.
pub(super) const FORBIDDEN: i32 = i32::MIN / 256;

/// The features that decide on the tag at `at`, given the tags before it.
pub fn tag_features(words: &Words, at: usize, features: &mut Features) {
    let f = features;
    f.clear();
    let back = |steps: usize| at.checked_sub(steps);
    let (here, next, after) = (words.word(Some(at)), words.word(Some(at + 1)), words.word(Some(at + 2)));
    let (last, before) = (words.word(back(1)), words.word(back(2)));
    let (t1, t2) = (words.tag(back(1)), words.tag(back(2)));
    let [e1, e2, e3, e4] = here.endings;
    f.add(1, here.form, 0, 0);
    f.add(2, here.form, t1, 0);
    f.add(3, here.form, t1, t2);
    f.add(4, here.form, last.form, 0);
    f.add(5, here.form, next.form, 0);
    f.add(6, here.form, here.shape, 0);
    f.add(7, e1, here.shape, 0);
    f.add(8, e2, here.shape, 0);
    f.add(9, e3, here.shape, 0);
    f.add(10, e4, 0, 0);
    f.add(11, e3, t1, 0);
    f.add(12, e2, t1, next.endings[1]);
    f.add(13, here.beginnings[0], here.shape, 0);
    f.add(14, here.beginnings[1], 0, 0);
    f.add(15, here.shape, t1, 0);
    f.add(16, here.shape, next.shape, 0);
    f.add(17, here.shape, last.shape, next.shape);
    f.add(18, t1, t2, 0);
    f.add(19, t1, 0, 0);
    f.add(20, t1, next.form, 0);
    f.add(21, last.form, 0, 0);
    f.add(22, next.form, 0, 0);
    f.add(23, before.form, 0, 0);
    f.add(24, after.form, 0, 0);
    f.add(25, last.form, next.form, 0);
    f.add(26, next.endings[2], 0, 0);
    f.add(27, e3, next.endings[2], 0);
    f.add(28, last.endings[2], 0, 0);
    f.add(29, here.last_part, 0, 0);
    f.add(30, next.form, after.form, 0);
    f.add(31, last.form, before.form, 0);
    f.add(32, e2, next.shape, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_highest_leads() {
        assert_eq!(lead(&[3, -7, 9, 4]), (2, 5));
        assert_eq!(lead(&[3, 9, 9]), (1, 0));
        assert_eq!(lead(&[FORBIDDEN, -5, FORBIDDEN]), (1, -5 - FORBIDDEN));
        assert_eq!(lead(&[-2_000_000; 56]), (0, 0));
    }
}
