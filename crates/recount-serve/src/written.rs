//! What people write into forms, as values: numbers with their spaces and commas, days in words, countries by name.

use recount_core::{
    Lexicon,
    edtf::Edtf,
    lexicon::gazetteer::{Form, Kind},
};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A whole number: "1,000", "6 419", "6'419".
///
/// # Errors
/// Says what was expected.
pub(crate) fn number(words: &str) -> Result<String, String> {
    let plain: String = words
        .chars()
        .filter(|letter| !matches!(letter, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '_'))
        .collect();
    let is_number = !plain.is_empty() && plain.chars().all(|letter| letter.is_ascii_digit());
    let fits = plain.parse::<i64>().is_ok();
    if is_number && fits {
        Ok(plain)
    } else {
        Err(format!("expected a whole number like 1,200, found “{words}”"))
    }
}

/// A day, month, year or stretch of them in EDTF: "3 November 2025", "31/10/2025", "3 to 9 November 2025", "until 31 October 2025".
///
/// # Errors
/// Says what was expected.
pub(crate) fn days(words: &str) -> Result<String, String> {
    let plain = words.trim().to_lowercase();
    if Edtf::parse(words.trim()).is_some() {
        return Ok(words.trim().to_owned());
    }
    let unclear = || {
        format!("expected a day like 3 November 2025, 31/10/2025 or “3 to 9 November 2025”, found “{words}”")
    };
    for (lead, form) in [("until ", "../"), ("up to ", "../"), ("by ", "../"), ("since ", ""), ("from ", "")]
    {
        let Some(rest) = plain.strip_prefix(lead) else { continue };
        if form.is_empty() && (rest.contains(" to ") || rest.contains(" until ")) {
            return stretch(rest).ok_or_else(unclear);
        }
        let day = point(rest).ok_or_else(unclear)?;
        return Ok(if form.is_empty() { format!("{day}/..") } else { format!("{form}{day}") });
    }
    if let Some((day, month)) = ambiguous(&plain) {
        return Err(format!("“{words}” may be {day} {month} or {month} {day}: write the month as a word"));
    }
    point(&plain).or_else(|| stretch(&plain)).ok_or_else(unclear)
}

/// "3 to 9 november 2025", "30 october – 2 november 2025".
fn stretch(words: &str) -> Option<String> {
    let (first, last) =
        [" to ", " until ", " – ", " - ", "–"].iter().find_map(|dash| words.split_once(dash))?;
    let end = point(last)?;
    // What the end says stands for the start too, where that leaves it out.
    let tail: Vec<&str> = last.split_whitespace().collect();
    let start = (0..3).find_map(|left_out| {
        let lent = tail.get(tail.len().checked_sub(left_out)?..)?.join(" ");
        point(format!("{} {lent}", first.trim()).trim())
    })?;
    (start <= end).then(|| format!("{start}/{end}"))
}

/// A day, a month or a year.
fn point(words: &str) -> Option<String> {
    if let Some(parts) = numbers(words) {
        let (day, month) = if parts[1] > 12 { (parts[1], parts[0]) } else { (parts[0], parts[1]) };
        return valid(format!("{:04}-{month:02}-{day:02}", parts[2]));
    }
    let words = words.replace(',', " ");
    let parts: Vec<&str> = words.split_whitespace().filter(|word| *word != "of").collect();
    let month = parts.iter().find_map(|word| month(word));
    let is_month = |word: &&&str| self::month(word).is_some();
    let mut numbers = parts.iter().filter(|word| !is_month(word)).map(|word| ordinal(word));
    let (one, two, more) = (numbers.next(), numbers.next(), numbers.next());
    let written = match (month, one, two, more) {
        (Some(month), Some(Some(day)), Some(Some(year)), None) if year > 1_000 => {
            format!("{year:04}-{month:02}-{day:02}")
        }
        (Some(month), Some(Some(year)), None, None) if year > 1_000 => format!("{year:04}-{month:02}"),
        _ => return Edtf::parse(words.trim()).map(|date| date.to_string()),
    };
    valid(written)
}

fn valid(written: String) -> Option<String> {
    Edtf::parse(&written).map(|_| written)
}

/// "31/10/2025", "31.10.2025".
fn numbers(words: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> =
        words.split(['/', '.']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    match parts.as_slice() {
        [one, two, year] if *year > 1_000 => Some([*one, *two, *year]),
        _ => None,
    }
}

/// A day and a month in numbers that could stand the other way round; in words.
fn ambiguous(words: &str) -> Option<(u32, &'static str)> {
    let [one, two, _] = numbers(words)?;
    let is_month = |number: u32| (1..=12).contains(&number);
    let month = MONTHS.get(usize::try_from(two).ok()?.checked_sub(1)?)?;
    (is_month(one) && is_month(two) && one != two).then_some((one, *month))
}

fn month(word: &str) -> Option<usize> {
    let word = if word == "sept" { "sep" } else { word.trim_end_matches('.') };
    MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word)).map(|at| at + 1)
}

/// "3", "3rd".
fn ordinal(word: &str) -> Option<u32> {
    ["st", "nd", "rd", "th"]
        .iter()
        .fold(word, |word, end| word.strip_suffix(end).unwrap_or(word))
        .parse()
        .ok()
}

/// Countries by name or code, as codes: "Haiti, Jamaica" is `HTI JAM`.
///
/// # Errors
/// Names what is no country.
pub(crate) fn countries(words: &str, lexicon: &Lexicon) -> Result<String, String> {
    let is_codes = words.split_whitespace().all(|word| lexicon.places.country_of_code(word).is_some());
    if is_codes {
        return Ok(words.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let names = words
        .split([',', ';'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let codes: Vec<String> = names.map(|name| country(name, lexicon)).collect::<Result<_, _>>()?;
    Ok(codes.join(" "))
}

fn country(name: &str, lexicon: &Lexicon) -> Result<String, String> {
    let upper = name.to_uppercase();
    if lexicon.places.country_of_code(&upper).is_some() {
        return Ok(upper);
    }
    let plain = name.strip_prefix("the ").unwrap_or(name);
    let found = lexicon.places.named(plain).into_iter().find(|candidate| {
        candidate.form != Form::Demonym && lexicon.places.kind(candidate.place) == Kind::Country
    });
    let code = found.and_then(|candidate| lexicon.places.country(candidate.place));
    code.map(str::to_owned).ok_or_else(|| format!("expected the name of a country, found “{name}”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_understood_as_people_write_them() {
        let check = |words: &str, expected: &str| assert_eq!(days(words).as_deref(), Ok(expected), "{words}");
        check("2025-11-03", "2025-11-03");
        check("3 November 2025", "2025-11-03");
        check("3rd of Nov. 2025", "2025-11-03");
        check("November 3, 2025", "2025-11-03");
        check("31/10/2025", "2025-10-31");
        check("10/31/2025", "2025-10-31");
        check("31.10.2025", "2025-10-31");
        check("October 2025", "2025-10");
        check("2025", "2025");
        check("3 to 9 November 2025", "2025-11-03/2025-11-09");
        check("30 October – 2 November 2025", "2025-10-30/2025-11-02");
        check("30 December 2025 to 2 January 2026", "2025-12-30/2026-01-02");
        check("from 3 November 2025 to 9 November 2025", "2025-11-03/2025-11-09");
        check("until 31 October 2025", "../2025-10-31");
        check("since 3 November 2025", "2025-11-03/..");
    }

    #[test]
    fn what_could_be_two_days_is_asked_for() {
        assert!(days("03/04/2025").is_err_and(|error| error.contains("3 april or april 3")));
        for odd in ["soon", "45 November 2025", "9 to 3 November 2025", "31/31/2025", ""] {
            assert!(days(odd).is_err(), "{odd}");
        }
        assert_eq!(days("04/04/2025").as_deref(), Ok("2025-04-04"));
    }

    #[test]
    fn numbers_lose_what_groups_them() {
        assert_eq!(number("1,200").as_deref(), Ok("1200"));
        assert_eq!(number("6 419").as_deref(), Ok("6419"));
        assert!(number("many").is_err() && number("").is_err() && number("-3").is_err());
    }

    #[test]
    fn countries_have_names() {
        let lexicon = Lexicon::builtin();
        assert_eq!(countries("Haiti, Jamaica", &lexicon).as_deref(), Ok("HTI JAM"));
        assert_eq!(countries("HTI JAM", &lexicon).as_deref(), Ok("HTI JAM"));
        assert_eq!(countries("the Philippines", &lexicon).as_deref(), Ok("PHL"));
        assert!(countries("Atlantis", &lexicon).is_err());
    }
}
