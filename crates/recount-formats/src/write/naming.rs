//! What a report is called where there is little room: "PAHO sitrep 4, 30 October 2025" in place of a file's name of sixty characters.

use recount_core::edtf::Edtf;

use super::words;

/// Names of files that are short enough to be read stay as they are.
const SHORT: usize = 28;
/// Characters of a title that are shown.
const TITLE: usize = 44;

/// What kinds of reports with numbers are called, and how that is said in short.
const SERIES: &[(&str, &str)] = &[
    ("situation report", "sitrep"),
    ("sitrep", "sitrep"),
    ("flash update", "flash update"),
    ("flash report", "flash report"),
    ("humanitarian update", "update"),
    ("situation update", "update"),
    ("bulletin", "bulletin"),
];

/// A short name of a report, from what is known of it.
pub fn report(document: &str, title: Option<&str>, outlet: Option<&str>, published: Option<Edtf>) -> String {
    if document.chars().count() <= SHORT {
        return document.to_owned();
    }
    let day = published.map(|day| format!(", {}", words::date(day))).unwrap_or_default();
    let publisher = outlet.map(publisher);
    let name = match (title.and_then(series), title) {
        (Some(series), _) => [publisher, Some(series)].into_iter().flatten().collect::<Vec<_>>().join(" "),
        (None, Some(title)) => cut(title, TITLE),
        (None, None) => return middle(document),
    };
    format!("{name}{day}")
}

/// "PAHO" of "Pan American Health Organization (PAHO)".
pub fn publisher(name: &str) -> String {
    let inside =
        name.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside.trim());
    let is_short =
        |short: &&str| !short.is_empty() && short.len() <= 12 && short.chars().any(char::is_uppercase);
    inside.filter(is_short).map_or_else(|| cut(name, 28), str::to_owned)
}

/// "sitrep 4" of "Hurricane Melissa: Situation Report No. 4 (30 October)".
fn series(title: &str) -> Option<String> {
    let lower = title.to_lowercase();
    SERIES.iter().find_map(|(long, short)| {
        let rest = lower.split_once(long)?.1;
        let skipped = [" ", "#", ".", "no", "n0", "number", "n°", "nr", ":", "-", "–"];
        let mut rest = rest;
        while let Some(shorter) = skipped.iter().rev().find_map(|word| rest.strip_prefix(word)) {
            rest = shorter;
        }
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (1..=3).contains(&number.len()).then(|| format!("{short} {}", number.trim_start_matches('0')))
    })
}

/// The words up to so many characters.
fn cut(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let head = text.get(..end).unwrap_or("");
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ':', '-', ' ']))
}

/// A long name without its middle.
fn middle(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let (head, tail) = (letters.iter().take(16), letters.iter().skip(letters.len().saturating_sub(10)));
    format!("{}…{}", head.collect::<String>(), tail.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_become_short() {
        let long = "4184457_sitrep4-paho-hurricane-melissa-haiti-oct30-2025";
        let check = |title: Option<&str>, outlet: Option<&str>, expected: &str| {
            assert_eq!(report(long, title, outlet, Edtf::parse("2025-10-30")), expected);
        };
        let paho = Some("Pan American Health Organization (PAHO)");
        check(Some("Hurricane Melissa - Situation Report #4"), paho, "PAHO sitrep 4, 30 October 2025");
        check(
            Some("Flash Update No.01 (as of 23 October)"),
            Some("OCHA"),
            "OCHA flash update 1, 30 October 2025",
        );
        check(
            Some("FLASH UPDATE N0.5 – as of 10 November"),
            Some("OCHA"),
            "OCHA flash update 5, 30 October 2025",
        );
        check(Some("Haiti after the storm"), None, "Haiti after the storm, 30 October 2025");
        check(None, paho, "4184457_sitrep4-…oct30-2025");
        assert_eq!(report("02-wire", Some("A title"), None, None), "02-wire");
    }
}
