//! The clock as it is written down.

use std::time::SystemTime;

use jiff::{Timestamp, Unit};

/// A moment, UTC, to the second; what lies beyond the years that can be written is the first or the last of them.
pub fn moment(time: SystemTime) -> String {
    let bound = if time < SystemTime::UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX };
    let at = Timestamp::try_from(time).unwrap_or(bound);
    at.round(Unit::Second).unwrap_or(at).to_string()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_is_wrong_is_written_down_all_the_same() {
        let years = |years: u64| Duration::from_secs(years * 365 * 24 * 3600);
        assert_eq!(moment(SystemTime::UNIX_EPOCH - Duration::from_secs(1)), "1969-12-31T23:59:59Z");
        assert_eq!(moment(SystemTime::UNIX_EPOCH + years(9000)).get(..4), Some("9999"));
        assert!(moment(SystemTime::UNIX_EPOCH - years(20_000)).starts_with("-009999"));
    }
}
