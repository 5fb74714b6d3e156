//! First and last day of a date, as `score.py` compares periods: two dates are alike when both days are.

use recount_core::edtf::Precision;

/// First and last day as `YYYY-MM-DD`; none for an open or unknown end.
pub type Days = (Option<String>, Option<String>);

/// First and last day of an EDTF date or interval of levels 0 and 1; none where there is no date.
///
/// What is no date stands for itself, so that two alike odd strings are alike.
pub fn days(edtf: Option<&str>) -> Option<Days> {
    let text = edtf.filter(|text| !text.is_empty())?.trim();
    let first = text.split('/').next().unwrap_or("");
    let last = text.rsplit('/').next().unwrap_or("");
    Some((day(first, false), day(last, true)))
}

fn day(text: &str, last: bool) -> Option<String> {
    let text = text.trim().trim_end_matches(['~', '?', '%']);
    if text.is_empty() || text == ".." {
        return None;
    }
    let known = match parts(text) {
        Some((year, Some(month), Some(day))) => Some(format!("{year:04}-{month:02}-{day:02}")),
        Some((year, month, None)) if last => last_day(year, month.filter(|month| *month > 0).unwrap_or(12)),
        Some((year, month, None)) => {
            Some(format!("{year:04}-{:02}-01", month.filter(|month| *month > 0).unwrap_or(1)))
        }
        _ => None,
    };
    known.or_else(|| Some(text.to_string()))
}

/// The last day of a month. As in `score.py`, numbers above 12 (EDTF's seasons) count on into the years after.
fn last_day(year: i16, month: u8) -> Option<String> {
    let years = i16::from(month / 12) - i16::from(month.is_multiple_of(12));
    let month = if month.is_multiple_of(12) { 12 } else { month % 12 };
    let last = Precision::Month(year.checked_add(years)?, month).last_day()?;
    Some(last.to_string())
}

/// Year, month and day of `2023`, `2023-11` or `2023-11-14`.
fn parts(text: &str) -> Option<(i16, Option<u8>, Option<u8>)> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut numbers = digits.split('-');
    let year = numbers.next().filter(|year| year.len() == 4 && is_digits(year))?;
    let rest: Vec<u8> = numbers
        .map(|number| (number.len() == 2 && is_digits(number)).then(|| number.parse().ok())?)
        .collect::<Option<_>>()?;
    let year: i16 = year.parse().ok()?;
    let (month, day) = match rest[..] {
        [] => (None, None),
        [month] => (Some(month), None),
        [month, day] => (Some(month), Some(day)),
        _ => return None,
    };
    // A day of zero is no day for `score.py`.
    Some((sign * year, month, day.filter(|day| *day > 0)))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edtf: &str, first: &str, last: &str) {
        let (from, to) = days(Some(edtf)).expect("a date");
        assert_eq!(
            (from.as_deref().unwrap_or("none"), to.as_deref().unwrap_or("none")),
            (first, last),
            "{edtf}"
        );
    }

    #[test]
    fn every_form_has_its_days() {
        check("2023-11-14", "2023-11-14", "2023-11-14");
        check("2023-11~", "2023-11-01", "2023-11-30");
        check("2023", "2023-01-01", "2023-12-31");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("2023-09/2023-11-27", "2023-09-01", "2023-11-27");
        check("../2023-11-01", "none", "2023-11-01");
        check("2023-11-01/", "2023-11-01", "none");
        check("soon", "soon", "soon");
    }

    #[test]
    fn no_date_is_not_an_open_one() {
        assert_eq!(days(None), None);
        assert_eq!(days(Some("")), None);
        assert_eq!(days(Some("../..")), Some((None, None)));
    }
}
