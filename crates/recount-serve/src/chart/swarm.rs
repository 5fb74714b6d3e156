//! Room for points that would cover each other: they make way upward and downward, never to another day.

use super::{BOTTOM, TOP, days::Place};

/// How far apart the middles of two points must be.
const APART: f64 = 11.0;
/// How often a point may be moved.
const STEPS: i32 = 14;

/// The points that stand so far.
#[derive(Debug, Default)]
pub(super) struct Swarm(Vec<(f64, f64)>);

impl Swarm {
    /// Where a point is drawn whose true place is this: as near to it as there is room. In a lane, where its place from side to side says
    /// nothing, it may move that way too.
    pub(super) fn room(&mut self, place: Place, y: f64) -> (f64, f64) {
        let (x, sides): (f64, &[f64]) = match place {
            Place::Day(x) => (x, &[0.0]),
            Place::Lane(x) => (x, &[0.0, -14.0, 14.0, -28.0, 28.0]),
        };
        let steps =
            (0..STEPS).map(|step| f64::from((step + 1) / 2) * if step % 2 == 0 { APART } else { -APART });
        let tried = steps.flat_map(|down| sides.iter().map(move |side| (x + side, y + down)));
        let free = tried
            .filter(|(_, y)| (TOP..=BOTTOM - 4.0).contains(y))
            .find(|(x, y)| self.0.iter().all(|(other, high)| (other - x).hypot(high - y) >= APART - 0.5));
        let at = free.unwrap_or((x, y));
        self.0.push(at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_make_way_but_keep_their_day() {
        let mut swarm = Swarm::default();
        let placed: Vec<(f64, f64)> = (0..5).map(|_| swarm.room(Place::Day(100.0), 150.0)).collect();
        assert_eq!(placed[0], (100.0, 150.0));
        assert!(placed.iter().all(|(x, _)| *x == 100.0));
        let mut heights: Vec<i64> = placed.iter().map(|(_, y)| *y as i64).collect();
        heights.dedup();
        assert_eq!(heights.len(), 5);
    }

    #[test]
    fn in_a_lane_they_stand_side_by_side() {
        let mut swarm = Swarm::default();
        let placed: Vec<(f64, f64)> = (0..3).map(|_| swarm.room(Place::Lane(40.0), 150.0)).collect();
        assert!(placed.iter().all(|(_, y)| *y == 150.0));
    }
}
