//! What decides at a glance: the few features of the quick models, which answer wherever they are sure.
//!
//! Most decisions are easy (Strubell et al. 2015). A quick model has a fifth of the features and a table that stays close to
//! the processor; it learns to say what the whole model says. Where its best class does not lead by enough, the whole
//! model is asked. How far it must lead was set so that few of its decisions differ (see `recount-train`).

use super::{
    parser::{child, distance, fold_bits, place, relation_of, tags},
    state::State,
    table::{Features, Table},
    words::Words,
};

/// A quick model, and a whole one for what it is not sure of.
#[derive(Debug, Clone, Default)]
pub(super) struct Cascade {
    pub(super) quick: Table,
    pub(super) whole: Table,
    /// By how much the best class of the quick model must lead.
    pub(super) sure: i32,
}

impl Cascade {
    /// Reads the number of the lead and two tables; gives what follows them.
    pub(super) fn read(file: &[u8]) -> Option<(Cascade, &[u8])> {
        let (sure, rest) = file.split_first_chunk()?;
        let (quick, rest) = Table::read(rest)?;
        let (whole, rest) = Table::read(rest)?;
        Some((Cascade { quick, whole, sure: i32::from_le_bytes(*sure) }, rest))
    }
}

/// The features that decide on the tag at `at` at a glance.
pub fn quick_tag_features(words: &Words, at: usize, features: &mut Features) {
    let f = features;
    f.clear();
    let back = |steps: usize| at.checked_sub(steps);
    let (here, next, last) = (words.word(Some(at)), words.word(Some(at + 1)), words.word(back(1)));
    let (t1, t2) = (words.tag(back(1)), words.tag(back(2)));
    let [_, e2, e3, _] = here.endings;
    f.add(1, here.form, here.shape, 0);
    f.add(2, here.form, t1, 0);
    f.add(3, here.form, t1, t2);
    f.add(4, here.form, last.form, 0);
    f.add(5, here.form, next.form, 0);
    f.add(6, e3, here.shape, 0);
    f.add(7, e3, t1, 0);
    f.add(8, e3, next.endings[2], 0);
    f.add(9, e2, t1, next.endings[1]);
    f.add(10, here.shape, last.shape, next.shape);
    f.add(11, t1, t2, 0);
    f.add(12, t1, next.form, 0);
}

/// The features that decide on the next move at a glance.
pub fn quick_move_features(words: &Words, state: &State, features: &mut Features) {
    let f = features;
    f.clear();
    let at = |position| place(words, state, position);
    let front = state.front();
    let ahead = |steps: usize| (front < state.root()).then_some(front + steps);
    let (i0, i1) = (state.stacked(0), state.stacked(1));
    let (s0, s1, s2) = (at(i0), at(i1), at(state.stacked(2)));
    let (b0, b1, b2) = (at(Some(front)), at(ahead(1)), at(ahead(2)));
    let (a0, a1, ab) = (state.arms(i0), state.arms(i1), state.arms(Some(front)));
    let [left1, right0, right1, leftb] =
        [a1.left_relations, a0.right_relations, a1.right_relations, ab.left_relations].map(fold_bits);
    let pair = tags(&[s0.t, b0.t]);
    f.add(1, s0.w, pair, 0);
    f.add(2, b0.w, pair, 0);
    f.add(3, s0.w, b0.w, 0);
    f.add(4, pair, distance(i0, front), 0);
    f.add(5, tags(&[s1.t, s0.t, b0.t, b1.t]), 0, 0);
    f.add(6, tags(&[s2.t, s1.t, s0.t, b0.t]), 0, 0);
    f.add(7, tags(&[s0.t, b0.t, b1.t, b2.t]), 0, 0);
    f.add(8, s1.w, tags(&[s1.t, s0.t]), 0);
    f.add(9, s0.w, tags(&[s1.t, s0.t]), 0);
    f.add(10, s0.w, tags(&[s1.t, b0.t, b1.t]), 0);
    f.add(11, b0.w, tags(&[s1.t, s0.t, b1.t]), 0);
    f.add(12, s1.w, tags(&[s0.t, b0.t, b1.t]), 0);
    f.add(13, pair, right0, 0);
    f.add(14, pair, leftb, 0);
    f.add(15, tags(&[s1.t, s0.t]), right1, 0);
    f.add(16, tags(&[s1.t, s0.t, b0.t]), left1 ^ right1.rotate_left(7), 0);
}

/// The features that name the relation of `word` to `head` at a glance.
pub fn quick_relation_features(
    words: &Words,
    state: &State,
    head: usize,
    word: usize,
    features: &mut Features,
) {
    let f = features;
    f.clear();
    let at = |position| place(words, state, position);
    let side = u32::from(head > word);
    let (h, d) = (at(Some(head)), at(Some(word)));
    let (ah, ad) = (state.arms(Some(head)), state.arms(Some(word)));
    let far = distance(Some(head.min(word)), head.max(word));
    let (before, after) = (at(word.checked_sub(1)), at(Some(word + 1)));
    let right = child(ad.right[0]);
    let pair = tags(&[d.t, h.t, side]);
    f.add(1, d.w, h.t, side);
    f.add(2, d.t, h.w, side);
    f.add(3, d.w, h.w, side);
    f.add(4, pair, far, 0);
    f.add(5, pair, fold_bits(ad.left_relations), 0);
    f.add(6, pair, fold_bits(ah.left_relations), 0);
    f.add(7, pair, fold_bits(ah.right_relations), 0);
    f.add(8, pair, tags(&[before.t, after.t]), 0);
    f.add(9, pair, tags(&[at(right).t, relation_of(state, right)]), 0);
}
