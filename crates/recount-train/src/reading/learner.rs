//! Learns the weights of one slot: multinomial logistic regression over labels, or over the proposals of a group, by
//! stochastic gradients with a step of its own for each weight (AdaGrad: Duchi, Hazan and Singer 2011), averaged over all steps.

use recount_core::decide::Table;

use super::exp::exp;

/// One decision to learn from.
#[derive(Debug, Clone)]
pub(crate) struct Lesson {
    /// The features of each proposal; of a label, of the one thing that is labelled.
    pub(crate) choices: Vec<Vec<u32>>,
    /// The proposals that are right; of a label, its number.
    pub(crate) right: Vec<usize>,
    /// How many labels there are; 0 where proposals are chosen from.
    pub(crate) labels: usize,
    /// Whether the same lesson was given before; it makes no feature better known.
    pub(crate) again: bool,
}

/// How a slot is learnt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Course {
    /// How often all lessons are gone through.
    pub(crate) rounds: usize,
    /// The first step.
    pub(crate) step: f64,
    /// How strongly weights are drawn to nothing.
    pub(crate) decay: f64,
    /// A feature counts once it stands in so many lessons.
    pub(crate) least: usize,
    /// How much more a rare label counts: 0 not at all, 1 so that all labels weigh the same.
    pub(crate) even: f64,
    /// How many in sixteen of a proposal's features are looked at in a step, so that no feature is relied on alone (dropout: Srivastava
    /// and others 2014).
    pub(crate) looks: u64,
    /// A feature whose weights are all at most so many steps of a byte says next to nothing, and is left out.
    pub(crate) faint: u8,
}

/// The weights that are learnt from these lessons.
pub(crate) fn learn(lessons: &[&Lesson], course: Course) -> Table {
    let Some(labels) = lessons.first().map(|lesson| lesson.labels) else { return Table::default() };
    let keys = known(lessons, course.least);
    let columns = labels.max(1);
    let dense: Vec<Vec<Vec<u32>>> = lessons.iter().map(|lesson| numbers(lesson, &keys)).collect();
    let importance = importance(lessons, course.even);
    let mut model = Model::new(keys.len() * columns, course);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..course.rounds {
        shuffle(&mut order, &mut dice);
        for at in &order {
            let seen = looked_at(&dense[*at], course.looks, &mut dice);
            model.study(&seen, lessons[*at], columns, importance[*at]);
        }
    }
    pack(&keys, &model.averaged(), columns, course.faint)
}

struct Model {
    weights: Vec<f64>,
    squares: Vec<f64>,
    totals: Vec<f64>,
    time: f64,
    course: Course,
}

impl Model {
    fn new(size: usize, course: Course) -> Model {
        Model {
            weights: vec![0.0; size],
            squares: vec![1e-2; size],
            totals: vec![0.0; size],
            time: 0.0,
            course,
        }
    }

    fn study(&mut self, choices: &[Vec<u32>], lesson: &Lesson, columns: usize, importance: f64) {
        self.time += 1.0;
        let scores: Vec<f64> = if lesson.labels > 0 {
            let features = choices.first().map_or(&[][..], Vec::as_slice);
            (0..columns).map(|column| self.sum(features, columns, column)).collect()
        } else {
            choices.iter().map(|features| self.sum(features, columns, 0)).collect()
        };
        let scale = SIXTEEN as f64 / self.course.looks as f64;
        let scores: Vec<f64> = scores.into_iter().map(|score| score * scale).collect();
        let guess = softmax(&scores, |_| true);
        let goal = softmax(&scores, |at| lesson.right.contains(&at));
        for (at, (guess, goal)) in guess.iter().zip(&goal).enumerate() {
            let gradient = (guess - goal) * importance * scale;
            if gradient.abs() < 1e-6 {
                continue;
            }
            let (features, column) = if lesson.labels > 0 { (&choices[0], at) } else { (&choices[at], 0) };
            for feature in features {
                self.step(*feature as usize * columns + column, gradient);
            }
        }
    }

    fn sum(&self, features: &[u32], columns: usize, column: usize) -> f64 {
        features.iter().map(|feature| self.weights[*feature as usize * columns + column]).sum()
    }

    fn step(&mut self, at: usize, gradient: f64) {
        let gradient = gradient + self.course.decay * self.weights[at];
        self.squares[at] += gradient * gradient;
        let change = self.course.step * gradient / self.squares[at].sqrt();
        self.weights[at] -= change;
        self.totals[at] -= change * self.time;
    }

    fn averaged(&self) -> Vec<f64> {
        let time = self.time.max(1.0);
        self.weights.iter().zip(&self.totals).map(|(weight, total)| weight - total / time).collect()
    }
}

fn softmax(scores: &[f64], may: impl Fn(usize) -> bool) -> Vec<f64> {
    let among = || scores.iter().enumerate().filter(|(at, _)| may(*at));
    let highest = among().map(|(_, score)| *score).fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores
        .iter()
        .enumerate()
        .map(|(at, score)| if may(at) { exp(score - highest) } else { 0.0 })
        .collect();
    let all: f64 = powers.iter().sum();
    powers.into_iter().map(|power| if all > 0.0 { power / all } else { 0.0 }).collect()
}

/// The features that stand in enough lessons, in rising order.
fn known(lessons: &[&Lesson], least: usize) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    for lesson in lessons.iter().filter(|lesson| !lesson.again) {
        let mut own: Vec<u32> = lesson.choices.iter().flatten().copied().collect();
        own.sort_unstable();
        own.dedup();
        all.extend(own);
    }
    all.sort_unstable();
    let runs = all.chunk_by(|one, two| one == two);
    runs.filter(|run| run.len() >= least).map(|run| run[0]).collect()
}

fn numbers(lesson: &Lesson, keys: &[u32]) -> Vec<Vec<u32>> {
    let number = |key: &u32| keys.binary_search(key).ok().map(|at| at as u32);
    lesson.choices.iter().map(|features| features.iter().filter_map(number).collect()).collect()
}

/// How much each lesson counts, by how rare its label is.
fn importance(lessons: &[&Lesson], even: f64) -> Vec<f64> {
    let mut counts = vec![0usize; lessons.iter().map(|lesson| lesson.labels).max().unwrap_or(0)];
    for label in lessons.iter().filter(|lesson| lesson.labels > 0).filter_map(|lesson| lesson.right.first()) {
        counts[*label] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let of = |lesson: &&Lesson| match lesson.right.first() {
        // A root by plain arithmetic: the fourth of the ratio, twice where asked for more.
        Some(label) if lesson.labels > 0 && even > 0.0 => {
            let root = (most as f64 / counts[*label].max(1) as f64).sqrt().sqrt();
            1.0 + even * (root - 1.0)
        }
        _ => 1.0,
    };
    lessons.iter().map(of).collect()
}

const SIXTEEN: u64 = 16;

/// Each feature with the chance of being looked at.
fn looked_at(choices: &[Vec<u32>], looks: u64, dice: &mut Dice) -> Vec<Vec<u32>> {
    let mut of = |features: &Vec<u32>| -> Vec<u32> {
        features.iter().copied().filter(|_| dice.throw() % SIXTEEN < looks).collect()
    };
    choices.iter().map(&mut of).collect()
}

/// Numbers by chance, the same ones each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

fn shuffle(order: &mut [usize], dice: &mut Dice) {
    for at in (1..order.len()).rev() {
        order.swap(at, (dice.throw() as usize) % (at + 1));
    }
}

/// Rounds to bytes; a row that says next to nothing is left out.
fn pack(keys: &[u32], weights: &[f64], columns: usize, faint: u8) -> Table {
    let highest = weights.iter().fold(0.0f64, |highest, weight| highest.max(weight.abs()));
    let scale = if highest > 0.0 { highest / 127.0 } else { 1.0 };
    let rows: Vec<(u32, Vec<i8>)> = keys
        .iter()
        .zip(weights.chunks_exact(columns))
        .map(|(key, row)| {
            (*key, row.iter().map(|weight| (weight / scale).round() as i8).collect::<Vec<i8>>())
        })
        .filter(|(_, row)| row.iter().any(|weight| weight.unsigned_abs() > faint))
        .collect();
    Table::new(columns, scale as f32, &rows)
}
