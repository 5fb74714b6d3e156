//! The numbers of a dispute on a line, so that one sees how far apart they are.

use recount_core::view::{Said, words::number};

/// The width of the drawing, and what stays free at its ends.
pub(crate) const WIDTH: f64 = 640.0;
const MARGIN: f64 = 60.0;

/// A number on the line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    /// Where a bound is open: the end of its arrow.
    pub(crate) tip: Option<f64>,
    pub(crate) name: String,
    /// Whether its name stands below the line, since there is no room above.
    pub(crate) is_below: bool,
}

/// Numbers more than fifty times as large are set by tenfolds.
const FAR: f64 = 50.0;

/// Where each number stands; lowest first, as they come.
#[expect(clippy::cast_precision_loss, reason = "a place on a drawing")]
pub(crate) fn spots(numbers: &[Said]) -> Vec<Spot> {
    let value = |said: &Said| match (said.low, said.high) {
        (Some(low), Some(high)) => low as f64 / 2.0 + high as f64 / 2.0,
        (one, two) => one.or(two).unwrap_or(0) as f64,
    };
    let values: Vec<f64> = numbers.iter().map(value).collect();
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(0.0, f64::max);
    let scale = |value: f64| if most / least.max(1.0) > FAR { value.ln_1p() } else { value };
    let share = |value: f64| {
        let room = scale(most) - scale(least);
        if room > 0.0 { (scale(value) - scale(least)) / room } else { 0.5 }
    };
    let mut spots: Vec<Spot> = Vec::new();
    for (said, value) in numbers.iter().zip(values) {
        let x = MARGIN + (WIDTH - 2.0 * MARGIN) * share(value);
        let near = spots.last().is_some_and(|last| x - last.x < 90.0 && !last.is_below);
        let tip = match (said.low, said.high) {
            (Some(_), None) => Some(x + 18.0),
            (None, Some(_)) => Some(x - 18.0),
            _ => None,
        };
        spots.push(Spot { x, tip, name: name(said), is_below: near });
    }
    spots
}

fn name(said: &Said) -> String {
    match (said.low, said.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("{} or fewer", number(high)),
        (None, None) => said.words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(low: Option<u64>, high: Option<u64>) -> Said {
        Said { words: String::new(), low, high, voices: Vec::new(), since: None, documents: Vec::new() }
    }

    #[test]
    fn numbers_stand_in_order_with_room_for_their_names() {
        let spots = spots(&[said(Some(14), Some(14)), said(Some(15), None), said(Some(46), Some(46))]);
        assert!(spots[0].x < spots[1].x && spots[1].x < spots[2].x);
        assert_eq!((spots[0].is_below, spots[1].is_below, spots[2].is_below), (false, true, false));
        assert_eq!((spots[1].name.as_str(), spots[1].tip.is_some()), ("15 or more", true));
    }
}
