//! From numbers to places: from nought up, or by tenfolds where numbers lie far apart.

use recount_core::view::words::number;

use super::{BOTTOM, TOP, Tick};

/// From numbers to places.
pub(super) struct Up {
    low: f64,
    high: f64,
    pub(super) is_log: bool,
}

/// Numbers that differ by more than this factor are drawn by their logarithms.
const WIDE: f64 = 60.0;

impl Up {
    pub(super) fn over(values: impl Iterator<Item = u64>) -> Option<Up> {
        let values: Vec<f64> = values.map(|value| value as f64).collect();
        let high = values.iter().copied().fold(0.0, f64::max);
        let least = values.iter().copied().filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
        if values.is_empty() || high <= 0.0 {
            return None;
        }
        let is_log = high / least > WIDE;
        let low = if is_log { 10_f64.powf(least.log10().floor()) } else { 0.0 };
        Some(Up { low, high: high * if is_log { 1.5 } else { 1.08 }, is_log })
    }

    pub(super) fn y(&self, value: u64) -> f64 {
        let value = value as f64;
        let share = if self.is_log {
            (value.max(self.low) / self.low).log10() / (self.high / self.low).log10()
        } else {
            value / self.high
        };
        BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0)
    }

    /// Four to six round numbers.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let values: Vec<u64> = if self.is_log {
            (0..20)
                .map(|power| 10_u64.pow(power))
                .filter(|value| (self.low..=self.high).contains(&(*value as f64)))
                .collect()
        } else {
            let rough = self.high / 5.0;
            let unit = 10_f64.powf(rough.log10().floor());
            let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|by| by * unit).find(|step| rough <= *step);
            let step = (step.unwrap_or(unit).max(1.0)) as u64;
            (0..=8).map(|at| at * step).filter(|value| *value as f64 <= self.high).collect()
        };
        values.into_iter().map(|value| Tick { at: self.y(value), name: number(value) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise() {
        let up = Up::over([1_000, 4_000].into_iter()).expect("a scale");
        assert!(!up.is_log && up.y(4_000) < up.y(1_000) && up.y(0) == BOTTOM);
        let names: Vec<String> = up.ticks().into_iter().map(|tick| tick.name).collect();
        assert_eq!(names, ["0", "1,000", "2,000", "3,000", "4,000"]);
        let up = Up::over([3, 4_000_000].into_iter()).expect("a scale");
        assert!(up.is_log && up.y(4_000_000) < up.y(3) && up.y(3) < BOTTOM);
        assert!(Up::over([0].into_iter()).is_none());
        assert!(Up::over(std::iter::empty()).is_none());
    }

    #[test]
    fn huge_numbers_stay_on_the_drawing() {
        let up = Up::over([1, u64::MAX].into_iter()).expect("a scale");
        assert!(up.y(u64::MAX) >= TOP && up.y(1) <= BOTTOM);
        assert!(!up.ticks().is_empty());
    }
}
