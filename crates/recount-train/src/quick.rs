//! The quick models: classifiers of few features that learn to say what the whole models say, and how far their best class
//! must lead to be believed.

use recount_core::text::{
    Relation, Tag,
    training::{Feature, Features, State, quick_move_features, quick_relation_features, quick_tag_features},
};

use crate::{
    align::Example,
    learner::{Dice, Learner, Weights},
    lessons::{self, Decision, Moves, Relations, Tags},
};

/// How often a quick model goes over what it learns from.
const ROUNDS: usize = 4;

/// Decisions of a whole model, each with what the quick one sees of it.
struct Decisions {
    width: usize,
    keys: Vec<Feature>,
    classes: Vec<u8>,
}

impl Decisions {
    fn add(&mut self, features: &Features, class: usize) {
        self.width = features.keys().len();
        self.keys.extend(features.keys());
        self.classes.push(class as u8);
    }

    fn one(&self, number: usize) -> (&[Feature], usize) {
        (&self.keys[number * self.width..(number + 1) * self.width], usize::from(self.classes[number]))
    }

    const fn new() -> Decisions {
        Decisions { width: 0, keys: Vec::new(), classes: Vec::new() }
    }
}

/// A model that is learnt, and the lead from which on it is believed.
pub(crate) struct Quick {
    pub(crate) weights: Weights,
    pub(crate) sure: f32,
}

/// Learns from the decisions on the examples; how far to believe what was learnt, from those on others. Of those that are
/// believed at most `differ` in a thousand differ from the whole model's.
fn learn<const C: usize>(name: &str, examples: &Decisions, others: &Decisions, differ: usize) -> Quick {
    let mut learner = Learner::<C>::new(4);
    let mut dice = Dice(5);
    let mut order: Vec<usize> = (0..examples.classes.len()).collect();
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for number in &order {
            let (keys, right) = examples.one(*number);
            let guess = lessons::best(&learner.score(keys));
            if guess == right {
                learner.tick();
            } else {
                learner.update(keys, right, guess);
            }
        }
    }
    let mut leads: Vec<(f64, bool)> = (0..others.classes.len())
        .map(|number| {
            let (keys, right) = others.one(number);
            let scores = learner.average(keys);
            let best = lessons::best(&scores);
            let second = (0..C).filter(|class| *class != best).map(|class| scores[class]);
            (scores[best] - second.fold(f64::MIN, f64::max), best == right)
        })
        .collect();
    leads.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut wrong, mut sure, mut share) = (0, f64::MAX, 0);
    for (number, (lead, agrees)) in leads.iter().enumerate() {
        wrong += usize::from(!agrees);
        if wrong * 1000 <= differ * (number + 1) {
            (sure, share) = (*lead, number + 1);
        }
    }
    let percent = 100.0 * share as f64 / leads.len().max(1) as f64;
    eprintln!("quick {name}: sure of {percent:.1} % at a lead of {sure:.2}");
    Quick { weights: learner.averaged(), sure: sure as f32 }
}

/// Learns to tag at a glance.
pub(crate) fn tagger(whole: &Tags, examples: &[Example], others: &[Example], differ: usize) -> Quick {
    let decisions = |examples: &[Example]| {
        let (mut all, mut features) = (Decisions::new(), Features::default());
        for example in examples {
            let mut words = example.words.clone();
            words.tags = lessons::tagged(whole, example);
            for at in 0..words.words.len() {
                quick_tag_features(&words, at, &mut features);
                all.add(&features, words.tags[at] as usize);
            }
        }
        all
    };
    learn::<{ Tag::ALL.len() }>("tags", &decisions(examples), &decisions(others), differ)
}

/// Learns to choose moves and to name relations at a glance.
pub(crate) fn parser(
    whole: (&Moves, &Relations),
    examples: &[Example],
    others: &[Example],
    differ: usize,
) -> [Quick; 2] {
    let decisions = |examples: &[Example]| {
        let (mut moves, mut relations) = (Decisions::new(), Decisions::new());
        let mut features = Features::default();
        for example in examples {
            lessons::walk(whole, example, |state: &State, decision| match decision {
                Decision::Move(movement) => {
                    quick_move_features(&example.words, state, &mut features);
                    moves.add(&features, movement as usize);
                }
                Decision::Relation { head, word, relation } => {
                    quick_relation_features(&example.words, state, head, word, &mut features);
                    relations.add(&features, relation as usize);
                }
            });
        }
        (moves, relations)
    };
    let (moves, relations) = decisions(examples);
    let (other_moves, other_relations) = decisions(others);
    let moves = learn::<3>("moves", &moves, &other_moves, differ);
    let relations = learn::<{ Relation::ALL.len() }>("relations", &relations, &other_relations, differ);
    [moves, relations]
}
