//! Heads and relations by a greedy linear model over the moves of [`State`]. One model chooses the move; when it makes
//! an arc, a second one names its relation, which later decisions see.
//!
//! The features follow Zhang and Nivre (2011).

use super::{
    quick::{Cascade, quick_move_features, quick_relation_features},
    state::{Arms, Move, State},
    table::{CLASSES, Features, Table},
    tagger::{FORBIDDEN, lead},
    tags::Relation,
    words::Words,
};

/// Parses the sentence into `state`.
pub(super) fn parse(
    words: &Words,
    moves: &Cascade,
    relations: &Cascade,
    state: &mut State,
    features: &mut Features,
) {
    state.start(words.words.len());
    while !state.is_done() {
        let movement = next_move(words, moves, state, features);
        let relation = match state.arc(movement) {
            Some((head, _)) if head == state.root() => Relation::Root,
            Some((head, word)) => relation(words, relations, state, head, word, features),
            None => Relation::Dep,
        };
        state.make(movement, relation);
    }
}

fn next_move(words: &Words, model: &Cascade, state: &State, features: &mut Features) -> Move {
    let mut allowed = Move::ALL.iter().copied().filter(|movement| state.allows(*movement));
    if let (Some(only), None) = (allowed.next(), allowed.next()) {
        return only;
    }
    quick_move_features(words, state, features);
    let (movement, lead) = best_move(state, model.quick.score_three(features));
    if lead >= model.sure {
        return movement;
    }
    move_features(words, state, features);
    best_move(state, model.whole.score_three(features)).0
}

/// The first of the highest moves that can be made, and by how much it leads.
fn best_move(state: &State, mut scores: [i32; 3]) -> (Move, i32) {
    for movement in Move::ALL.iter().filter(|movement| !state.allows(**movement)) {
        scores[*movement as usize] = FORBIDDEN;
    }
    let (best, lead) = lead(&scores);
    (Move::ALL.get(best).copied().unwrap_or(Move::Shift), lead)
}

fn relation(
    words: &Words,
    model: &Cascade,
    state: &State,
    head: usize,
    word: usize,
    features: &mut Features,
) -> Relation {
    let best = |table: &Table, features: &mut Features| {
        let mut scores = [0i32; CLASSES];
        table.score(features, &mut scores);
        scores[Relation::Root as usize] = FORBIDDEN;
        lead(&scores[..Relation::ALL.len()])
    };
    quick_relation_features(words, state, head, word, features);
    let (mut relation, lead) = best(&model.quick, features);
    if lead < model.sure {
        relation_features(words, state, head, word, features);
        relation = best(&model.whole, features).0;
    }
    Relation::numbered(relation)
}

/// One place of the state: its word and tag.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) w: u32,
    pub(super) t: u32,
}

/// Number of the tag of the root.
const ROOT: u32 = 63;

pub(super) fn place(words: &Words, state: &State, at: Option<usize>) -> Place {
    match at {
        Some(at) if at == state.root() => Place { w: 1, t: ROOT },
        _ => Place { w: words.word(at).form, t: words.tag(at) },
    }
}

/// A dependent, kept as a number from 1.
pub(super) fn child(number: u32) -> Option<usize> {
    (number as usize).checked_sub(1)
}

pub(super) fn relation_of(state: &State, at: Option<usize>) -> u32 {
    at.and_then(|at| state.relations.get(at)).map_or(0, |relation| *relation as u32 + 1)
}

pub(super) fn distance(left: Option<usize>, right: usize) -> u32 {
    match left.map_or(0, |left| right.saturating_sub(left)) {
        far @ 0..=4 => far as u32,
        5..=6 => 5,
        7..=9 => 6,
        _ => 7,
    }
}

pub(super) fn fold_bits(bits: u64) -> u32 {
    (bits ^ bits >> 32) as u32
}

/// Up to five tags (or relations) as one number.
pub(super) fn tags(list: &[u32]) -> u32 {
    list.iter().fold(0, |all, tag| all << 6 | tag & 63)
}

/// The features that decide on the next move.
pub fn move_features(words: &Words, state: &State, features: &mut Features) {
    let f = features;
    f.clear();
    let at = |position| place(words, state, position);
    let front = state.front();
    let ahead = |steps: usize| (front < state.root()).then_some(front + steps);
    let (i0, i1, i2) = (state.stacked(0), state.stacked(1), state.stacked(2));
    let (s0, s1, s2) = (at(i0), at(i1), at(i2));
    let (b0, b1, b2, b3) = (at(Some(front)), at(ahead(1)), at(ahead(2)), at(ahead(3)));
    let (a0, a1, ab) = (state.arms(i0), state.arms(i1), state.arms(Some(front)));
    let gap = distance(i0, front);
    let step = distance(i1, i0.unwrap_or(0));
    // Single words and pairs.
    f.add(1, s0.w, s0.t, 0);
    f.add(2, s0.w, 0, 0);
    f.add(3, s0.t, 0, 0);
    f.add(4, b0.w, b0.t, 0);
    f.add(5, b0.w, 0, 0);
    f.add(6, b0.t, b1.t, 0);
    f.add(7, b1.w, b1.t, 0);
    f.add(8, b2.w, b2.t, 0);
    f.add(9, s1.w, s1.t, 0);
    f.add(10, s1.t, 0, 0);
    f.add(11, s0.w, b0.w, tags(&[s0.t, b0.t]));
    f.add(12, s0.w, tags(&[s0.t, b0.t]), 0);
    f.add(13, b0.w, tags(&[s0.t, b0.t]), 0);
    f.add(14, s0.w, b0.w, 0);
    f.add(15, s0.t, b0.t, gap);
    f.add(16, s1.w, s0.w, 0);
    f.add(17, s1.w, tags(&[s1.t, s0.t]), 0);
    f.add(18, s0.w, tags(&[s1.t, s0.t]), 0);
    f.add(19, s1.t, s0.t, step);
    f.add(20, s1.w, b0.w, 0);
    f.add(21, s1.w, b0.t, s0.t);
    f.add(22, s0.w, b1.w, 0);
    // Tags of three and four.
    f.add(23, tags(&[s0.t, b0.t, b1.t]), 0, 0);
    f.add(24, tags(&[b0.t, b1.t, b2.t]), 0, 0);
    f.add(25, tags(&[s1.t, s0.t, b0.t]), 0, 0);
    f.add(26, tags(&[s2.t, s1.t, s0.t]), 0, 0);
    f.add(27, tags(&[s1.t, s0.t, b0.t, b1.t]), 0, 0);
    f.add(28, tags(&[s2.t, s1.t, s0.t, b0.t]), 0, 0);
    f.add(29, tags(&[s0.t, b0.t, b1.t, b2.t]), 0, 0);
    f.add(30, tags(&[b0.t, b1.t, b2.t, b3.t]), s0.t, 0);
    f.add(31, s1.w, s0.w, b0.t);
    f.add(32, s0.w, tags(&[s1.t, b0.t, b1.t]), 0);
    f.add(33, b0.w, tags(&[s1.t, s0.t, b1.t]), 0);
    f.add(34, s1.w, tags(&[s0.t, b0.t, b1.t]), 0);
    // Distance and number of dependents.
    f.add(35, s0.w, gap, 0);
    f.add(36, b0.w, gap, 0);
    f.add(37, s0.w, a0.lefts, a0.rights);
    f.add(38, s0.t, a0.lefts, a0.rights);
    f.add(39, b0.w, ab.lefts, 0);
    f.add(40, b0.t, ab.lefts, s0.t);
    f.add(41, s1.w, a1.rights, s0.t);
    f.add(42, s1.t, tags(&[a1.lefts.min(9), a1.rights.min(9)]), s0.t);
    neighbours(words, state, f, [s0, s1, b0], [a0, a1, ab]);
    whole_view(f, [s0, s1, s2, b0, b1], [a0, a1, ab], [gap, step]);
}

/// What hangs on the words at hand.
fn neighbours(
    words: &Words,
    state: &State,
    f: &mut Features,
    [s0, s1, b0]: [Place; 3],
    [a0, a1, ab]: [Arms; 3],
) {
    let view = |number: u32| {
        let at = child(number);
        (place(words, state, at), relation_of(state, at))
    };
    let ((l0, l0r), (l0b, l0br)) = (view(a0.left[0]), view(a0.left[1]));
    let ((r0, r0r), (r0b, r0br)) = (view(a0.right[0]), view(a0.right[1]));
    let ((l1, l1r), (r1, r1r)) = (view(a1.left[0]), view(a1.right[0]));
    let ((lb, lbr), (lbb, lbbr)) = (view(ab.left[0]), view(ab.left[1]));
    f.add(50, l0.w, s0.t, 0);
    f.add(51, tags(&[l0.t, s0.t, b0.t]), l0r, 0);
    f.add(52, r0.w, s0.t, b0.t);
    f.add(53, tags(&[r0.t, s0.t, b0.t]), r0r, 0);
    f.add(54, tags(&[l0.t, l0b.t, s0.t]), tags(&[l0r, l0br]), b0.t);
    f.add(55, tags(&[r0.t, r0b.t, s0.t]), tags(&[r0r, r0br]), b0.t);
    f.add(56, tags(&[l1.t, s1.t, s0.t]), l1r, 0);
    f.add(57, tags(&[r1.t, s1.t, s0.t]), r1r, 0);
    f.add(58, r1.w, s1.t, s0.t);
    f.add(59, lb.w, b0.t, s0.t);
    f.add(60, tags(&[lb.t, b0.t, s0.t]), lbr, 0);
    f.add(61, tags(&[lb.t, lbb.t, b0.t]), tags(&[lbr, lbbr]), s0.t);
    f.add(62, s1.w, l0.w, 0);
    f.add(63, b0.w, tags(&[r0r, r0.t]), s0.t);
    f.add(64, s0.w, lb.w, b0.t);
    f.add(65, s1.w, s0.t, tags(&[l0.t, l0r]));
    f.add(66, tags(&[s1.t, r1.t, s0.t, l0.t]), b0.t, 0);
}

/// The relations found so far.
fn whole_view(
    f: &mut Features,
    [s0, s1, s2, b0, b1]: [Place; 5],
    [a0, a1, ab]: [Arms; 3],
    [gap, step]: [u32; 2],
) {
    let (left0, right0) = (fold_bits(a0.left_relations), fold_bits(a0.right_relations));
    let (left1, right1) = (fold_bits(a1.left_relations), fold_bits(a1.right_relations));
    let leftb = fold_bits(ab.left_relations);
    f.add(70, s0.w, left0, 0);
    f.add(71, s0.t, left0, b0.t);
    f.add(72, s0.w, right0, 0);
    f.add(73, s0.t, right0, b0.t);
    f.add(74, s1.t, left1, s0.t);
    f.add(75, s1.t, right1, s0.t);
    f.add(76, b0.t, leftb, s0.t);
    f.add(77, b0.w, leftb, 0);
    f.add(78, s0.t, left0 ^ right0.rotate_left(7), tags(&[b0.t, b1.t]));
    f.add(79, s1.t, left1 ^ right1.rotate_left(7), tags(&[s0.t, b0.t]));
    f.add(80, s1.w, right1, s0.t);
    f.add(81, tags(&[s2.t, s1.t, s0.t]), right1, b0.t);
    f.add(82, s0.w, b0.w, gap);
    f.add(83, s1.w, s0.w, step);
    f.add(84, s0.t, left0, tags(&[s1.t, b0.t]));
}

/// The features that name the relation of `word` to `head`, at the time of the arc.
pub fn relation_features(words: &Words, state: &State, head: usize, word: usize, features: &mut Features) {
    let f = features;
    f.clear();
    let at = |position| place(words, state, position);
    let side = u32::from(head > word);
    let (h, d) = (at(Some(head)), at(Some(word)));
    let (ah, ad) = (state.arms(Some(head)), state.arms(Some(word)));
    let view = |number: u32| {
        let at = child(number);
        (place(words, state, at), relation_of(state, at))
    };
    let ((dl, dlr), (dlb, dlbr), (dr, drr)) = (view(ad.left[0]), view(ad.left[1]), view(ad.right[0]));
    let ((hl, hlr), (hr, hrr)) = (view(ah.left[0]), view(ah.right[0]));
    let far = distance(Some(head.min(word)), head.max(word)) << 1 | side;
    let (before, after) = (at(word.checked_sub(1)), at(Some(word + 1)));
    let (below, above) = (at(head.checked_sub(1)), at(Some(head + 1)));
    let (dw, hw) = (words.word(Some(word)), words.word(Some(head)));
    let (dset, hset) = (fold_bits(ad.left_relations), fold_bits(ah.left_relations));
    let rset = fold_bits(ah.right_relations);
    f.add(1, d.t, h.t, side);
    f.add(2, d.w, side, 0);
    f.add(3, h.w, side, 0);
    f.add(4, d.w, h.t, side);
    f.add(5, d.t, h.w, side);
    f.add(6, d.w, h.w, side);
    f.add(7, tags(&[d.t, h.t]), far, 0);
    f.add(8, dl.w, tags(&[d.t, h.t]), side);
    f.add(9, tags(&[dl.t, dlr, d.t, h.t]), side, 0);
    f.add(10, tags(&[dlr, dlbr, d.t, h.t]), side, 0);
    f.add(11, tags(&[dr.t, drr, d.t, h.t]), side, 0);
    f.add(12, dset, tags(&[d.t, h.t]), side);
    f.add(13, hset, tags(&[d.t, h.t]), side);
    f.add(14, rset, tags(&[d.t, h.t]), side);
    f.add(15, tags(&[hl.t, hlr, h.t, d.t]), side, 0);
    f.add(16, tags(&[hr.t, hrr, h.t, d.t]), side, 0);
    f.add(17, tags(&[before.t, d.t, after.t, h.t]), side, 0);
    f.add(18, tags(&[below.t, h.t, above.t, d.t]), side, 0);
    f.add(19, dw.endings[2], h.t, side);
    f.add(20, hw.endings[2], d.t, side);
    f.add(21, dw.shape, tags(&[d.t, h.t]), side);
    f.add(22, dl.w, h.w, side);
    f.add(23, dl.w, dlb.w, tags(&[d.t, side]));
    f.add(24, before.w, tags(&[d.t, h.t]), side);
    f.add(25, after.w, tags(&[d.t, h.t]), side);
    f.add(26, dl.w, d.w, side);
    f.add(27, hset, d.w, side);
    f.add(28, rset, h.w, side);
    f.add(29, hw.shape, dw.shape, tags(&[d.t, h.t, side]));
}
