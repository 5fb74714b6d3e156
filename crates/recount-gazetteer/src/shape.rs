//! The point and population of a division, from the towns in it: the packages give neither.

use std::collections::BTreeMap;

use recount_core::lexicon::gazetteer::{Kind, key};

use crate::read::World;

/// Gives every division (the first `known` places) the middle of its towns' convex hull and the sum of their populations. A
/// second-level division without towns takes the town of its name in the same first-level division, else the middle of
/// that division.
pub(crate) fn place_divisions(world: &mut World, known: usize) {
    let mut points: Vec<Vec<(f64, f64)>> = vec![Vec::new(); known];
    let mut populations = vec![0u64; known];
    let mut namesakes: BTreeMap<(usize, String), (f64, f64)> = BTreeMap::new();
    for place in world.places.iter().skip(known) {
        let Some(point) = place.point else { continue };
        let mut at = place.parent;
        for _ in 0..3 {
            let Some(here) = at else { break };
            points[here].push(point);
            populations[here] += place.population;
            if world.places[here].kind == Kind::First {
                namesakes.entry((here, key(&place.name))).or_insert(point);
            }
            at = world.places[here].parent;
        }
    }
    for at in 0..known {
        world.places[at].point = middle(&points[at]);
        world.places[at].population = populations[at];
    }
    for at in 0..known {
        if world.places[at].point.is_none()
            && let Some(parent) = world.places[at].parent
        {
            let namesake = namesakes.get(&(parent, key(&world.places[at].name))).copied();
            world.places[at].point = namesake.or(world.places[parent].point);
        }
    }
}

/// The centroid of the convex hull; the mean where the hull has no area.
fn middle(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let hull = hull(points);
    let (mut area, mut north, mut east) = (0.0, 0.0, 0.0);
    for (at, (a, b)) in hull.iter().enumerate() {
        let (c, d) = hull[(at + 1) % hull.len()];
        let cross = a * d - c * b;
        area += cross;
        north += (a + c) * cross;
        east += (b + d) * cross;
    }
    if hull.len() > 2 && area.abs() > 1e-9 {
        return Some((north / (3.0 * area), east / (3.0 * area)));
    }
    let count = points.len() as f64;
    (!points.is_empty()).then(|| {
        (
            points.iter().map(|point| point.0).sum::<f64>() / count,
            points.iter().map(|point| point.1).sum::<f64>() / count,
        )
    })
}

/// Andrew's monotone chain.
fn hull(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.total_cmp(&right.1)));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let mut lower = chain(sorted.iter());
    let mut upper = chain(sorted.iter().rev());
    lower.pop();
    upper.pop();
    lower.extend(upper);
    lower
}

fn chain<'p>(points: impl Iterator<Item = &'p (f64, f64)>) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = Vec::new();
    for point in points {
        while let [.., a, b] = out[..]
            && (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0) <= 0.0
        {
            out.pop();
        }
        out.push(*point);
    }
    out
}
