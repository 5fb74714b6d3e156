//! The date of a report in a line, and the words it rests on in lines below.

use recount_core::view::{Dating, RestingLine};

use super::words;

/// The date and what gave it: "14 March 2024, by its record", "undated; by its words 20 November 2023 or later".
pub fn headline(dating: &Dating) -> String {
    let inferred = dating.inferred.map(|date| format!("by its own words {}", words::bounds(date)));
    match (dating.given, &dating.contradiction) {
        (Some(given), contradiction) => {
            let by = dating.by.as_deref().map(|by| format!(", by {by}")).unwrap_or_default();
            let doubt = if contradiction.is_some() { ", in doubt" } else { "" };
            let inferred = inferred.map(|words| format!("; {words}")).unwrap_or_default();
            format!("{}{by}{doubt}{inferred}", words::date(given))
        }
        (None, _) => format!("undated; {}", inferred.as_deref().unwrap_or("its words do not bound it")),
    }
}

/// How the text contradicts the date, and the words that bound it.
pub fn reasons(dating: &Dating) -> Vec<String> {
    let contradiction = dating.contradiction.iter().map(|words| format!("! {words}"));
    contradiction.chain(dating.clues.iter().map(|clue| clue.says.clone())).collect()
}

/// What an expression rests on: "“Wednesday” is 2023-11-01, counted from “November 1st”".
pub fn resting(line: &RestingLine) -> String {
    let from = line.from.as_deref().map_or_else(
        || "the day of publication".to_owned(),
        |words| format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" ")),
    );
    let words = line.words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{words}” is {}, counted from {from}", line.value)
}

#[cfg(test)]
mod tests {
    use recount_core::{Lexicon, Report, edtf::Edtf, extract, view};

    use super::*;

    fn check(text: &str, published: &str, expected: &str) {
        let report = Report { published: Edtf::parse(published), ..Report::new("note", text) };
        let dating = view::dating(text, &extract(&report, &Lexicon::builtin()));
        assert_eq!(headline(&dating), expected);
    }

    #[test]
    fn a_date_is_told_with_what_gave_it() {
        check("Two men died yesterday.", "2024-03-14", "14 March 2024, by its record");
        check("date 2024-03-14\n\nTwo men died.", "", "14 March 2024, by its words “2024-03-14”");
        check("Two men died.", "", "undated; its words do not bound it");
        check("Two men died on 3 March 2024.", "", "undated; by its own words 3 March 2024 or later");
        check(
            "The state has told 900 families to leave by March.",
            "2024-03-14",
            "14 March 2024, by its record, in doubt; by its own words 1 March 2024 or earlier",
        );
    }
}
