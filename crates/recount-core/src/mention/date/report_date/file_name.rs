//! The day in the name of a report's file: "sitrep-26oct-2025", "20251023", "22-24October2025", "CountryBrief-December2025".

use super::super::{Said, expressions, form::Form};
use super::speaks;
use crate::{edtf::Edtf, lexicon::Lexicon, report::Report, text::Prose};

/// What the name of the file says, where it is one day, one stretch of days or one month in words.
pub(super) fn day(report: &Report, lexicon: &Lexicon) -> Option<Edtf> {
    let words = dashed(&apart(&report.document));
    let prose = Prose::words(&words, lexicon);
    let said: Vec<Said> = expressions(&words, &prose, lexicon, false)
        .into_iter()
        .filter(|said| match &said.found.phrase.form {
            Form::Calendar(partial) => {
                let written = said.span.slice(&words).contains(|letter: char| letter.is_alphabetic());
                partial.day.is_some() || partial.month.is_some() && partial.year.is_some() && written
            }
            Form::Range(..) => true,
            _ => false,
        })
        .collect();
    speaks::whole(&said, report)
}

/// "20251023" as "2025-10-23".
fn dashed(name: &str) -> String {
    let whole = |word: &str| {
        let digits = word.len() == 8 && word.bytes().all(|digit| digit.is_ascii_digit());
        match digits.then(|| (word.get(..4), word.get(4..6), word.get(6..))) {
            Some((Some(year), Some(month), Some(day))) => format!("{year}-{month}-{day}"),
            _ => word.to_owned(),
        }
    };
    name.split(' ').map(whole).collect::<Vec<_>>().join(" ")
}

/// A name with its words, numbers and dates set apart.
fn apart(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut apart = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let next = letters.get(at + 1).copied();
        let digits = |one: Option<char>| one.is_some_and(|letter| letter.is_ascii_digit());
        match letter {
            '-' | '–' | '.' if digits(before) && digits(next) => apart.push(*letter),
            // Numbers that a name sets apart are no one number.
            '_' | '+' | '~' if digits(before) && digits(next) => apart.push_str(" , "),
            '_' | '-' | '–' | '.' | '+' | '(' | ')' | '#' | '~' => apart.push(' '),
            letter => {
                let turns = before.is_some_and(|before| {
                    before.is_ascii_digit() != letter.is_ascii_digit() && before.is_alphanumeric()
                        || before.is_lowercase() && letter.is_uppercase()
                });
                let range = *letter == '-';
                if turns && !range {
                    apart.push(' ');
                }
                apart.push(*letter);
            }
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        let found = day(&Report::new(name, ""), &Lexicon::builtin());
        assert_eq!(found.map(|day| day.to_string()).as_deref(), expected, "{name}");
    }

    #[test]
    fn days_in_names_are_read() {
        check("sitrep1-flood-malawi-26oct-2025", Some("2025-10-26"));
        check("FlashUpdate1_20251023", Some("2025-10-23"));
        check("Update-22-24October2025", Some("2025-10-22/2025-10-24"));
        check("CountryBrief-December2025", Some("2025-12"));
        check("outlook-2025-10-1763170499", None);
        check("body-4185255", None);
    }
}
