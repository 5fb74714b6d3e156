//! Where what is told ends.

use std::ops::Range;

use crate::{statement::scene::Scene, text::Tag};

pub(super) fn is_break(scene: &Scene, at: usize) -> bool {
    matches!(scene.clauses.word(at), "," | "." | ";" | "—" | "–" | "--" | ":")
}

/// The next comma or end behind what the parser cut short.
pub(super) fn clause_end(scene: &Scene, from: usize, limit: usize) -> usize {
    (from..limit).find(|at| is_break(scene, *at) && scene.quotation_at(*at).is_none()).unwrap_or(limit)
}

/// Where a reported event ends: at the next break, but for what "with", "including" and the like go on to tell.
pub(in crate::statement) fn object_end(scene: &Scene, from: usize) -> usize {
    let Some(sentence) = scene.sentence(from.saturating_sub(1)) else { return from };
    // What is quoted ends with its quotation.
    let quotation =
        scene.quotation_at(from.saturating_sub(1)).map_or(usize::MAX, |quotation| quotation.tokens.end - 1);
    let limit = sentence.tokens.end.min(quotation);
    let mut end = clause_end(scene, from, limit);
    while scene.clauses.word(end) == ","
        && matches!(scene.clauses.word(end + 1), "with" | "including" | "among" | "leaving")
    {
        end = clause_end(scene, end + 1, limit);
    }
    let cut = (from..end).find(|at| {
        matches!(scene.clauses.word(*at), "as" | "after" | "while" | "when" | "but" | "because" | "although")
    });
    cut.unwrap_or(end).max(from)
}

/// The range up to a clause that tells something else ("criticised the raids, as the army began …") or credits it ("…, according
/// to a statement").
pub(super) fn cut_at_clause(scene: &Scene, range: Range<usize>) -> Range<usize> {
    let finite = |at: usize| matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP);
    let cut = (range.start + 1..range.end).find(|at| {
        let word = scene.clauses.word(*at);
        let other = matches!(word, "as" | "while" | "when" | "because" | "although")
            && !matches!(
                scene.clauses.word(at.saturating_sub(1)),
                "such" | "as" | "well" | "long" | "much" | "far"
            )
            && (at + 1..range.end).any(finite)
            && matches!(scene.tag(at + 1), Tag::DT | Tag::NNP | Tag::NNPS | Tag::PRP | Tag::NNS | Tag::PRPS);
        scene.quotation_at(*at).is_none()
            && (other || word == "," && scene.clauses.word(at + 1) == "according")
    });
    range.start..cut.unwrap_or(range.end)
}

/// Whether a noun phrase starts here.
pub(super) fn opens_object(scene: &Scene, at: usize) -> bool {
    matches!(
        scene.tag(at),
        Tag::DT | Tag::NNP | Tag::NNPS | Tag::PRPS | Tag::JJ | Tag::NNS | Tag::NN | Tag::CD
    )
}
