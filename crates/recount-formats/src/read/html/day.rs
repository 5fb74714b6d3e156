//! A day in the words of a page, in the ways of the world's larger newspapers.

use jiff::civil::Date;

/// The first day that stands in the text.
pub(super) fn first_in(text: &str) -> Option<Date> {
    let words = words(text);
    (0..words.len()).find_map(|at| {
        let window = words.get(at..)?;
        numeric(window).or_else(|| named(window))
    })
}

/// The day of a path such as `/2020/03/15/` or `/2020-03-15-title`.
pub(super) fn of_path(address: &str) -> Option<Date> {
    let words = words(address);
    words.windows(3).find_map(|window| match window {
        [year, month, day] if year.text.len() == 4 && month.text.len() <= 2 && day.text.len() <= 2 => {
            date(year.number()?, month.number()?, day.number()?)
        }
        _ => None,
    })
}

/// A run of letters or of digits, and what stands between it and the next.
struct Word<'a> {
    text: &'a str,
    gap: &'a str,
}

impl Word<'_> {
    fn number(&self) -> Option<i32> {
        (self.text.len() <= 8).then(|| self.text.parse().ok())?
    }
}

/// The runs of letters and of digits; a letter that follows a digit begins a run of its own.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<bool> = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let kind = match character {
            '0'..='9' => Some(true),
            _ if character.is_alphabetic() => Some(false),
            _ => None,
        };
        match words.last_mut() {
            Some(word) if kind.is_some() && kind == last => word.1 = end,
            _ if kind.is_some() => words.push((at, end)),
            _ => {}
        }
        last = kind;
    }
    let gap_end = |index: usize| words.get(index + 1).map_or(text.len(), |next| next.0);
    let word = |(index, (start, end)): (usize, &(usize, usize))| Word {
        text: text.get(*start..*end).unwrap_or(""),
        gap: text.get(*end..gap_end(index)).unwrap_or(""),
    };
    words.iter().enumerate().map(word).collect()
}

/// 2020-03-15, 2020/3/15, 20200315, 15.03.2020, 15/3/2020, 3/25/2020, 2020年3月15日.
fn numeric(words: &[Word]) -> Option<Date> {
    let first = words.first()?;
    if first.text.len() == 8 {
        let (year, month, day) = (first.text.get(..4)?, first.text.get(4..6)?, first.text.get(6..)?);
        return date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    if let [year, sign, month, other, day, ..] = words
        && sign.text == "年"
        && other.text == "月"
    {
        return date(year.number()?, month.number()?, day.number()?);
    }
    let [one, two, three, ..] = words else { return None };
    let is_joined = |gap: &str| matches!(gap.trim(), "-" | "/" | "." | "–");
    if !is_joined(one.gap) || one.gap.trim() != two.gap.trim() {
        return None;
    }
    let (a, b, c) = (one.number()?, two.number()?, three.number()?);
    match (one.text.len(), three.text.len()) {
        (4, 1..=2) => date(a, b, c),
        (1..=2, 4) if b > 12 => date(c, a, b),
        (1..=2, 4) => date(c, b, a),
        _ => None,
    }
}

/// 15 March 2020, 15. März 2020, 15 de marzo de 2020, March 15th, 2020.
fn named(words: &[Word]) -> Option<Date> {
    let mut parts = words.iter().filter(|word| !is_between(word.text)).take(3);
    let (one, two, three) = (parts.next()?, parts.next()?, parts.next()?);
    let year = three.number().filter(|_| three.text.len() == 4)?;
    if let Some(month) = month(two.text) {
        return date(year, month, one.number()?);
    }
    date(year, month(one.text)?, two.number()?)
}

/// Words that stand between the parts of a date.
fn is_between(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "de" | "of" | "del" | "st" | "nd" | "rd" | "th" | "den" | "a" | "e" | "er"
    )
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1990..=2100).contains(year))?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The month that a word begins like, in English, German, French, Spanish, Portuguese, Italian, Dutch, the Nordic and some
/// Slavic languages.
fn month(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    const STARTS: [(&str, i32); 12] = [
        ("jan|jän|gen|ene|sty|янв|січ|ιαν|oca", 1),
        ("feb|fév|fev|lut|фев|лют|φεβ|şub", 2),
        ("mar|mär|maart|maa|мар|бер|μαρ", 3),
        ("apr|avr|abr|kwi|апр|кві|απρ|nis", 4),
        ("may|mai|maj|mei|mag|май|мая|тра|μαΐ|μαι", 5),
        ("jun|juin|giu|cze|июн|чер|ιουν|haz", 6),
        ("jul|juil|lug|lip|июл|лип|ιουλ|tem", 7),
        ("aug|aoû|aou|ago|sie|авг|сер|αυγ|ağu", 8),
        ("sep|set|wrz|сен|вер|σεπ|eyl", 9),
        ("oct|okt|out|ott|paź|окт|жов|οκτ|eki", 10),
        ("nov|lis|ноя|лис|νοε|kas", 11),
        ("dec|dez|dic|déc|gru|дек|гру|δεκ|ara", 12),
    ];
    let is_word = word.chars().count() >= 3;
    STARTS
        .iter()
        .filter(|_| is_word)
        .find(|(starts, _)| starts.split('|').any(|start| word.starts_with(start)))
        .map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(first_in(text).map(|date| date.to_string()).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn days_of_many_papers() {
        for text in [
            "2020-03-15T08:00:00+01:00",
            "20200315",
            "Posted: 15.03.2020, 10:12",
            "15/3/2020",
            "3/15/2020",
            "Sunday, March 15th, 2020",
            "15 March 2020",
            "15. März 2020",
            "15 de marzo de 2020",
            "le 15 mars 2020",
            "2020年3月15日",
            "Updated Mar 15, 2020 at 9:00",
        ] {
            check(text, "2020-03-15");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in ["", "15 March", "2020", "31.02.2020", "1.2.3", "12345678901", "3 people in 2020"] {
            check(text, "");
        }
        assert_eq!(
            of_path("https://x.example/2020/03/15/t-12").map(|date| date.to_string()).as_deref(),
            Some("2020-03-15")
        );
        assert_eq!(of_path("https://x.example/2020/99/15/"), None);
    }
}
