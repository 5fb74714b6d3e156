//! Which prediction is meant for which gold item: by overlap, one to one, best first.

/// Which gold item goes with which prediction, and what is left on either side; all by number, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs {
    /// (gold, prediction), best first.
    pub matched: Vec<(usize, usize)>,
    /// Gold items without a prediction.
    pub missed: Vec<usize>,
    /// Predictions without a gold item.
    pub spurious: Vec<usize>,
}

/// Pairs items whose cost is known, cheapest first; ties go to the first gold item, then the first prediction.
pub fn pair<C: PartialOrd>(gold: usize, predicted: usize, cost: impl Fn(usize, usize) -> Option<C>) -> Pairs {
    let all = (0..gold).flat_map(|g| (0..predicted).map(move |p| (g, p)));
    let mut candidates: Vec<(C, usize, usize)> = all.filter_map(|(g, p)| Some((cost(g, p)?, g, p))).collect();
    // The sort is stable and the candidates stand in order, so equal costs keep it.
    candidates.sort_by(|left, right| left.0.partial_cmp(&right.0).unwrap_or(std::cmp::Ordering::Equal));
    let mut free_gold = vec![true; gold];
    let mut free_predicted = vec![true; predicted];
    let mut matched = Vec::new();
    for (_, g, p) in candidates {
        if free_gold[g] && free_predicted[p] {
            free_gold[g] = false;
            free_predicted[p] = false;
            matched.push((g, p));
        }
    }
    Pairs { matched, missed: numbers(&free_gold), spurious: numbers(&free_predicted) }
}

/// How many characters two spans share, below zero where they lie apart.
pub fn shared(left: (usize, usize), right: (usize, usize)) -> i64 {
    left.1.min(right.1) as i64 - left.0.max(right.0) as i64
}

/// How many characters the smallest span over both holds.
pub fn union(left: (usize, usize), right: (usize, usize)) -> i64 {
    left.1.max(right.1) as i64 - left.0.min(right.0) as i64
}

fn numbers(free: &[bool]) -> Vec<usize> {
    free.iter().enumerate().filter(|(_, free)| **free).map(|(number, _)| number).collect()
}
