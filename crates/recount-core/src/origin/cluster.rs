//! Average-link clustering by chains of nearest neighbours: exact, in time and memory of the square of the number of
//! items (Murtagh 1983).

/// How alike every two items are.
#[derive(Debug, Clone)]
pub(super) struct Similarities {
    items: usize,
    cells: Vec<f32>,
}

impl Similarities {
    /// All 0.
    pub(super) fn new(items: usize) -> Similarities {
        Similarities { items, cells: vec![0.0; items * items] }
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.items
    }

    /// How alike two items are.
    pub(super) fn get(&self, one: usize, two: usize) -> f32 {
        self.cells[one * self.items + two]
    }

    /// Sets both ways.
    pub(super) fn set(&mut self, one: usize, two: usize, value: f32) {
        self.cells[one * self.items + two] = value;
        self.cells[two * self.items + one] = value;
    }
}

/// For each item the number of its cluster, numbered in order of first item: clusters are joined as long as their
/// items are at least `least` alike on average.
pub(super) fn average_link(mut similarities: Similarities, least: f32) -> Vec<usize> {
    let items = similarities.len();
    let mut sizes: Vec<usize> = vec![1; items];
    let mut cluster_of: Vec<usize> = (0..items).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut done = vec![false; items];
    while let Some(start) = (0..items).find(|at| sizes[*at] > 0 && !done[*at]) {
        if chain.is_empty() {
            chain.push(start);
        }
        let Some(&last) = chain.last() else { continue };
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        match nearest(&similarities, &sizes, last, before) {
            Some((other, alike)) if alike >= least && Some(other) == before => {
                chain.truncate(chain.len() - 2);
                join(&mut similarities, &mut sizes, last.min(other), last.max(other));
                let (kept, gone) = (last.min(other), last.max(other));
                cluster_of.iter_mut().filter(|cluster| **cluster == gone).for_each(|cluster| *cluster = kept);
            }
            Some((other, alike)) if alike >= least => chain.push(other),
            // Nothing is near enough, and joining others never brings it nearer (average link is reducible).
            _ => {
                done[last] = true;
                chain.clear();
            }
        }
    }
    numbered(&cluster_of)
}

/// The nearest other cluster; of equals the one before in the chain, else the first.
fn nearest(
    similarities: &Similarities,
    sizes: &[usize],
    at: usize,
    before: Option<usize>,
) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = before.map(|other| (other, similarities.get(at, other)));
    for other in (0..sizes.len()).filter(|other| *other != at && sizes[*other] > 0) {
        let alike = similarities.get(at, other);
        if best.is_none_or(|(_, most)| alike > most) {
            best = Some((other, alike));
        }
    }
    best
}

/// Takes the cluster `gone` into `kept`.
fn join(similarities: &mut Similarities, sizes: &mut [usize], kept: usize, gone: usize) {
    let (one, two) = (sizes[kept] as f32, sizes[gone] as f32);
    for other in 0..sizes.len() {
        let mean = (one * similarities.get(kept, other) + two * similarities.get(gone, other)) / (one + two);
        similarities.set(kept, other, mean);
    }
    sizes[kept] += sizes[gone];
    sizes[gone] = 0;
}

/// The same clusters, numbered from 0 in order of their first item.
fn numbered(cluster_of: &[usize]) -> Vec<usize> {
    let mut known: Vec<usize> = Vec::new();
    let number = |cluster: &usize| match known.iter().position(|other| other == cluster) {
        Some(number) => number,
        None => {
            known.push(*cluster);
            known.len() - 1
        }
    };
    cluster_of.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_join_first() {
        let mut similarities = Similarities::new(4);
        for (one, two, alike) in
            [(0, 1, 0.9), (2, 3, 0.8), (1, 2, 0.7), (0, 2, 0.1), (0, 3, 0.1), (1, 3, 0.1)]
        {
            similarities.set(one, two, alike);
        }
        assert_eq!(average_link(similarities.clone(), 0.5), [0, 0, 1, 1]);
        assert_eq!(average_link(similarities.clone(), 0.2), [0, 0, 0, 0]);
        assert_eq!(average_link(similarities, 0.85), [0, 0, 1, 2]);
    }
}
