//! The lessons: how tagger and parser learn from examples.

use recount_core::text::{
    Relation, Tag,
    training::{Features, Move, State, Words, move_features, relation_features, tag_features},
};

use crate::{
    align::Example,
    learner::{Dice, Learner},
};

/// The tagger's learner.
pub(crate) type Tags = Learner<{ Tag::ALL.len() }>;
/// The learner of the parser's moves.
pub(crate) type Moves = Learner<3>;
/// The learner of relations.
pub(crate) type Relations = Learner<{ Relation::ALL.len() }>;

/// The first of the highest.
pub(crate) fn best<T: PartialOrd>(scores: &[T]) -> usize {
    (1..scores.len()).fold(0, |best, class| if scores[class] > scores[best] { class } else { best })
}

/// Learns tags, from its own tags of the words before.
pub(crate) fn tagger(examples: &[&Example], rounds: usize) -> Tags {
    let mut learner = Tags::new(4);
    let mut dice = Dice(7);
    let mut order: Vec<&Example> = examples.to_vec();
    let mut features = Features::default();
    for _ in 0..rounds {
        dice.shuffle(&mut order);
        for example in &order {
            let mut words = example.words.clone();
            for at in 0..words.words.len() {
                see_tag(example, &words, at, &mut features);
                let guess = best(&learner.score(features.keys()));
                let right = example.tags[at] as usize;
                if guess == right {
                    learner.tick();
                } else {
                    learner.update(features.keys(), right, guess);
                }
                words.tags[at] = Tag::ALL[guess];
            }
        }
    }
    learner
}

/// Learns moves and relations, going on from its own mistakes (Goldberg and Nivre 2013).
pub(crate) fn parser(examples: &[Example], rounds: usize) -> (Moves, Relations) {
    let mut moves = Moves::new(4);
    let mut relations = Relations::new(4);
    let mut dice = Dice(11);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = State::default();
    let mut features = Features::default();
    for round in 0..rounds {
        dice.shuffle(&mut order);
        let (mut wrong, mut all) = (0, 0);
        for number in &order {
            let example = &examples[*number];
            state.start(example.heads.len());
            while !state.is_done() {
                let explores = round > 0 && dice.roll(10) > 0;
                let (movement, mistake) = next(example, &state, &mut moves, &mut features, explores);
                wrong += usize::from(mistake);
                all += 1;
                let relation = name(example, &state, movement, &mut relations, &mut features);
                state.make(movement, relation);
            }
        }
        eprintln!("round {round}: {wrong} of {all} moves wrong");
    }
    (moves, relations)
}

/// Learns from one move; gives the move to make, and whether the guess was wrong.
fn next(
    example: &Example,
    state: &State,
    learner: &mut Moves,
    features: &mut Features,
    explores: bool,
) -> (Move, bool) {
    let allowed: Vec<Move> = Move::ALL.into_iter().filter(|movement| state.allows(*movement)).collect();
    if let [only] = *allowed {
        return (only, false);
    }
    see_move(example, state, features);
    let scores = learner.score(features.keys());
    let costs: Vec<usize> = allowed.iter().map(|movement| cost(example, state, *movement)).collect();
    let least = costs.iter().copied().min().unwrap_or(0);
    let best_of = |good: &dyn Fn(usize) -> bool| {
        (0..allowed.len()).rev().filter(|at| good(costs[*at])).max_by_key(|at| scores[allowed[*at] as usize])
    };
    let guess = allowed[best_of(&|_| true).unwrap_or(0)];
    let right = allowed[best_of(&|cost| cost == least).unwrap_or(0)];
    let mistake = cost(example, state, guess) > least;
    if mistake {
        learner.update(features.keys(), right as usize, guess as usize);
    } else {
        learner.tick();
    }
    (if explores { guess } else { right }, mistake)
}

/// How many arcs of the right tree a move puts out of reach.
fn cost(example: &Example, state: &State, movement: Move) -> usize {
    let heads = &example.heads;
    let front = state.front();
    let on_stack =
        |head: usize, skip: usize| state.stack().iter().rev().skip(skip).any(|word| *word as usize == head);
    let stack = state.stack();
    match movement {
        Move::Shift => {
            let own = on_stack(heads[front], 1);
            usize::from(own) + stack.iter().filter(|word| heads[**word as usize] == front).count()
        }
        Move::Left | Move::Right => {
            let Some(top) = state.stacked(0) else { return 0 };
            let below = state.stacked(1);
            let head = heads[top];
            let lost_head = match movement {
                Move::Left => head != front && (Some(head) == below || head >= front),
                _ => Some(head) != below && head >= front,
            };
            usize::from(lost_head) + (front..heads.len()).filter(|word| heads[*word] == top).count()
        }
    }
}

/// Learns to name the arc of a move; gives its own name for it.
fn name(
    example: &Example,
    state: &State,
    movement: Move,
    learner: &mut Relations,
    features: &mut Features,
) -> Relation {
    let Some((head, word)) = state.arc(movement) else { return Relation::Dep };
    if head == state.root() {
        return Relation::Root;
    }
    see_relation(example, state, head, word, features);
    let mut scores = learner.score(features.keys());
    scores[Relation::Root as usize] = i32::MIN;
    let guess = best(&scores);
    if example.heads[word] == head {
        let right = example.relations[word] as usize;
        if right == guess {
            learner.tick();
        } else {
            learner.update(features.keys(), right, guess);
        }
    }
    Relation::ALL[guess]
}

fn see_tag(example: &Example, words: &Words, at: usize, features: &mut Features) {
    tag_features(words, at, features);
    if let Some(guide) = &example.guide {
        guide.see_tag(words, at, features);
    }
}

fn see_move(example: &Example, state: &State, features: &mut Features) {
    move_features(&example.words, state, features);
    if let Some(guide) = &example.guide {
        guide.see_move(&example.words, state, features);
    }
}

fn see_relation(example: &Example, state: &State, head: usize, word: usize, features: &mut Features) {
    relation_features(&example.words, state, head, word, features);
    if let Some(guide) = &example.guide {
        guide.see_relation(&example.words, head, word, features);
    }
}

/// The tags that a tagger gives.
pub(crate) fn tagged(tagger: &Tags, example: &Example) -> Vec<Tag> {
    let mut words = example.words.clone();
    let mut features = Features::default();
    for at in 0..words.words.len() {
        see_tag(example, &words, at, &mut features);
        words.tags[at] = Tag::ALL[best(&tagger.average(features.keys()))];
    }
    words.tags
}

/// What a parser decides on its way.
pub(crate) enum Decision {
    /// A move among several that can be made.
    Move(Move),
    /// What a word is to its head.
    Relation { head: usize, word: usize, relation: Relation },
}

/// Parses the example, whose tags are given, and shows each decision with the state in which it is made.
pub(crate) fn walk(
    (moves, relations): (&Moves, &Relations),
    example: &Example,
    mut show: impl FnMut(&State, Decision),
) -> State {
    let mut state = State::default();
    let mut features = Features::default();
    state.start(example.words.words.len());
    while !state.is_done() {
        see_move(example, &state, &mut features);
        let scores = moves.average(features.keys());
        let allowed: Vec<usize> = (0..3).rev().filter(|at| state.allows(Move::ALL[*at])).collect();
        let best_move = allowed.iter().copied().max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let movement = Move::ALL[best_move.unwrap_or(0)];
        if allowed.len() > 1 {
            show(&state, Decision::Move(movement));
        }
        let relation = match state.arc(movement) {
            None => Relation::Dep,
            Some((head, _)) if head == state.root() => Relation::Root,
            Some((head, word)) => {
                see_relation(example, &state, head, word, &mut features);
                let mut scores = relations.average(features.keys());
                scores[Relation::Root as usize] = f64::NEG_INFINITY;
                let relation = Relation::ALL[best(&scores)];
                show(&state, Decision::Relation { head, word, relation });
                relation
            }
        };
        state.make(movement, relation);
    }
    state
}

/// The heads and relations that a parser gives; the tags stand in the example.
pub(crate) fn parsed(moves: &Moves, relations: &Relations, example: &Example) -> (Vec<usize>, Vec<Relation>) {
    let state = walk((moves, relations), example, |_, _| ());
    (state.heads.iter().map(|head| *head as usize).collect(), state.relations.clone())
}
