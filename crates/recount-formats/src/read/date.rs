//! Dates of publication as metadata writes them.

use recount_core::edtf::Edtf;

use crate::Problem;

/// The day of `2023-11-07`, `2023-11-07T09:30:00Z`, `2023-11-07 09:30`, or a less exact EDTF date.
pub(super) fn parse(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text[10..].starts_with(['T', ' ']));
    Edtf::parse(day.unwrap_or(text))
}

/// A date that could not be read; the report it belongs to is read without it.
pub(super) fn problem(name: &str, found: &str) -> Problem {
    Problem::read_anyway(name, "a date of publication as YYYY-MM-DD", format!("`{found}`"))
        .advise("the report is read as undated")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read() {
        let day = |text| parse(text).map(|date| date.to_string());
        assert_eq!(day("2023-11-07").as_deref(), Some("2023-11-07"));
        assert_eq!(day("2023-11-07T09:30:00Z").as_deref(), Some("2023-11-07"));
        assert_eq!(day(" 2023-11 ").as_deref(), Some("2023-11"));
        assert_eq!(day("7 November"), None);
        assert_eq!(day("20231107é11"), None);
    }
}
