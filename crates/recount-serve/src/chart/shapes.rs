//! The shapes of a chart: an outline for each kind of source, whiskers for bounds.

use super::BOTTOM;

/// A bar from bound to bound; an arrow where one is open.
pub(super) fn bar(x: f64, low: Option<f64>, high: Option<f64>) -> Option<String> {
    let cap = |y: f64| format!("M{:.1} {y:.1}H{:.1}", x - 5.0, x + 5.0);
    match (low, high) {
        (Some(low), Some(high)) if (low - high).abs() < 1.0 => None,
        (Some(low), Some(high)) => Some(format!("M{x:.1} {low:.1}V{high:.1}{}{}", cap(low), cap(high))),
        (Some(low), None) => {
            let tip = (low - 24.0).max(4.0);
            Some(format!(
                "{}M{x:.1} {low:.1}V{tip:.1}M{:.1} {:.1}L{x:.1} {tip:.1}L{:.1} {:.1}",
                cap(low),
                x - 4.0,
                tip + 5.0,
                x + 4.0,
                tip + 5.0
            ))
        }
        (None, Some(high)) => {
            let tip = (high + 24.0).min(BOTTOM);
            Some(format!(
                "{}M{x:.1} {high:.1}V{tip:.1}M{:.1} {:.1}L{x:.1} {tip:.1}L{:.1} {:.1}",
                cap(high),
                x - 4.0,
                tip - 5.0,
                x + 4.0,
                tip - 5.0
            ))
        }
        (None, None) => None,
    }
}

/// The outline by which a kind of source is known without its colour.
pub(super) fn shape(kind: &str, x: f64, y: f64) -> String {
    let through = |corners: &[(f64, f64)]| {
        let corners: Vec<String> =
            corners.iter().map(|(right, down)| format!("{:.1} {:.1}", x + right, y + down)).collect();
        format!("M{}Z", corners.join("L"))
    };
    match kind {
        "government" => through(&[(-4.8, -4.8), (4.8, -4.8), (4.8, 4.8), (-4.8, 4.8)]),
        "un" => round(x, y, 5.4),
        "ngo" => through(&[(0.0, -6.2), (5.8, 4.4), (-5.8, 4.4)]),
        "media" => through(&[(0.0, -6.6), (6.6, 0.0), (0.0, 6.6), (-6.6, 0.0)]),
        "armed_group" => through(&[(0.0, 6.2), (5.8, -4.4), (-5.8, -4.4)]),
        "witness" => through(&[(-6.0, -2.2), (6.0, -2.2), (6.0, 2.2), (-6.0, 2.2)]),
        "expert" => through(&[(0.0, -6.2), (5.9, -1.9), (3.6, 5.0), (-3.6, 5.0), (-5.9, -1.9)]),
        "unnamed" => through(&[
            (-4.6, -1.6),
            (-1.6, -1.6),
            (-1.6, -4.6),
            (1.6, -4.6),
            (1.6, -1.6),
            (4.6, -1.6),
            (4.6, 1.6),
            (1.6, 1.6),
            (1.6, 4.6),
            (-1.6, 4.6),
            (-1.6, 1.6),
            (-4.6, 1.6),
        ]),
        _ => round(x, y, 3.6),
    }
}

pub(super) fn round(x: f64, y: f64, radius: f64) -> String {
    format!(
        "M{:.1} {y:.1}a{radius} {radius} 0 1 0 {:.1} 0a{radius} {radius} 0 1 0 {:.1} 0Z",
        x - radius,
        radius * 2.0,
        -radius * 2.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_bounds_have_arrows() {
        assert!(bar(10.0, Some(100.0), None).expect("an arrow").contains("V76.0"));
        assert!(bar(10.0, Some(100.0), Some(100.0)).is_none());
        assert!(bar(10.0, Some(100.0), Some(50.0)).expect("a bar").contains("V50.0"));
    }
}
