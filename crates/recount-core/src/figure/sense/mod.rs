//! What is said of a quantity, as features for the ranker that decides whether it is a figure and what it counts.
//!
//! Nothing here decides. The rules' own answer is one feature among the words, the tree, the list, the heading and what
//! went before; the weights say how far each is to be believed.

mod before;
mod status;
mod tree;
mod words;

pub(super) use status::of_status;
pub(super) use words::of_unit;

use super::{head::Counted, predicate::Candidate, scene::Scene};
use crate::{decide::Features, lexicon::Part, mention::Quantity};

/// What the rules made of a quantity, and what was decided of those before it.
pub(super) struct Look<'s, 'r> {
    pub(super) scene: &'s Scene<'r>,
    pub(super) quantity: &'s Quantity,
    pub(super) counted: &'s Counted,
    /// Why the rules count nothing here.
    pub(super) excluded: Option<&'static str>,
    /// The measures the rules propose, the strongest first.
    pub(super) candidates: &'s [Candidate],
    /// The rules' answer: measure, unit and status.
    pub(super) ruled: Option<Ruled<'s>>,
    /// The figures and other numbers decided before it in the sentence.
    pub(super) noted: &'s [Noted],
    /// What each token of the sentence triggers, from its first.
    pub(super) triggers: &'s [Vec<(usize, Part)>],
    /// What the report is about: its measures by how often their words stand in it.
    pub(super) topics: &'s [usize],
}

/// The rules' answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ruled<'s> {
    pub(super) measure: &'s str,
    pub(super) unit: &'s str,
    pub(super) status: &'s str,
    pub(super) rule: &'static str,
}

/// A number of the sentence that was decided.
#[derive(Debug, Clone)]
pub(super) struct Noted {
    pub(super) tokens: std::ops::Range<usize>,
    /// The number of its measure; none where it is no figure.
    pub(super) measure: Option<usize>,
}

/// All that is said of a quantity.
pub(super) fn of_quantity(look: &Look<'_, '_>, named: bool) -> Features {
    let mut out = Features::new(named);
    out.put("bias", &[]);
    rules(look, &mut out);
    words::shape(look, &mut out);
    words::around(look, &mut out);
    words::noun(look, &mut out);
    words::triggers(look, &mut out);
    tree::read(look, &mut out);
    before::read(look, &mut out);
    out
}

/// What the rules say.
fn rules(look: &Look<'_, '_>, out: &mut Features) {
    match look.ruled {
        Some(ruled) => {
            out.put("rule", &[ruled.measure]);
            out.put("rule by", &[ruled.rule]);
            out.put("rule and by", &[ruled.measure, ruled.rule]);
            out.put("rule unit", &[ruled.unit]);
            out.put("rule status", &[ruled.measure, ruled.status]);
        }
        None => out.put("rule", &["none"]),
    }
    if let Some(why) = look.excluded {
        out.put("excluded", &[why]);
    }
    for (rank, candidate) in look.candidates.iter().take(4).enumerate() {
        let code = code(look.scene, candidate.measure);
        out.put("proposed", &[code]);
        if rank == 0 {
            out.put("proposed first", &[code, candidate.rule]);
            out.put("proposed by word", &[look.scene.lemma(candidate.at), candidate.rule]);
            out.put("weight", &[crate::decide::size_word(usize::from(candidate.weight) / 8)]);
        }
    }
}

/// The code of a measure.
pub(super) fn code<'r>(scene: &Scene<'r>, measure: usize) -> &'r str {
    scene.lexicon.measures.get(measure).map_or("", |measure| &measure.code)
}
