//! Dates, places, sources and sentences in the reader's words, for the page and the terminal.

use recount_core::{
    Lexicon,
    edtf::{Edtf, End, Point, Precision},
    lexicon::Extent,
    origin::{Named, SourceState},
    span::Span,
    view::{self, CountLine},
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as a reader writes it: "9 February 2027", "6 to 9 February 2027", "until 14 February 2027".
pub fn date(date: Edtf) -> String {
    match date {
        Edtf::Point(at) => point(at),
        Edtf::Interval(End::At(first), End::At(last)) if first == last => point(first),
        Edtf::Interval(End::At(first), End::At(last)) => {
            let (plain_first, plain_last) = (Point::from(first.precision), Point::from(last.precision));
            let words = format!("{} to {}", short(plain_first, plain_last), point(plain_last));
            marked(words, first.approximate || last.approximate, first.uncertain || last.uncertain)
        }
        Edtf::Interval(End::At(first), _) => format!("from {}", point(first)),
        Edtf::Interval(_, End::At(last)) => format!("until {}", point(last)),
        Edtf::Interval(..) => "at a time not stated".to_owned(),
    }
}

/// The days between which something lies: "3 March 2024 or later", "between 20 November and 1 December 2023".
pub fn bounds(date: Edtf) -> String {
    match date {
        Edtf::Interval(End::At(first), End::At(last)) if first != last => {
            format!("between {}", self::date(date).replace(" to ", " and "))
        }
        Edtf::Interval(End::At(first), End::Open | End::Unknown) => format!("{} or later", point(first)),
        Edtf::Interval(End::Open | End::Unknown, End::At(last)) => format!("{} or earlier", point(last)),
        _ => self::date(date),
    }
}

/// When something held, as an aside: "for 9 February 2027", "until 14 February 2027".
pub fn period(period: Edtf) -> String {
    match period {
        Edtf::Interval(End::At(_), End::At(_)) | Edtf::Point(_) => format!("for {}", date(period)),
        Edtf::Interval(..) => date(period),
    }
}

/// The start of an interval without what its end repeats.
fn short(first: Point, last: Point) -> String {
    match (first.precision, last.precision) {
        (Precision::Day(one), Precision::Day(two)) if one.year() == two.year() => {
            let month = if one.month() == two.month() { "" } else { month(one.month().unsigned_abs()) };
            format!("{} {month}", one.day()).trim_end().to_owned()
        }
        (Precision::Month(year, value), Precision::Month(other, _)) if year == other => {
            month(value).to_owned()
        }
        _ => point(first),
    }
}

fn point(at: Point) -> String {
    marked(precision(at.precision), at.approximate, at.uncertain)
}

fn marked(words: String, approximate: bool, uncertain: bool) -> String {
    match (approximate, uncertain) {
        (true, _) => format!("about {words}"),
        (false, true) => format!("perhaps {words}"),
        (false, false) => words,
    }
}

fn precision(precision: Precision) -> String {
    match precision {
        Precision::Century(first) => format!("the years {first} to {}", first.saturating_add(99)),
        Precision::Decade(first) => format!("the {first}s"),
        Precision::Year(year) => year.to_string(),
        Precision::Part(year, part) => format!("{} {year}", part_of_year(part)),
        Precision::Month(year, value) => format!("{} {year}", month(value)),
        Precision::Day(day) => {
            format!("{} {} {}", day.day(), month(day.month().unsigned_abs()), day.year())
        }
    }
}

fn month(number: u8) -> &'static str {
    MONTHS.get(usize::from(number).wrapping_sub(1)).unwrap_or(&"")
}

const fn part_of_year(part: u8) -> &'static str {
    match part {
        21 => "spring",
        22 => "summer",
        23 => "autumn",
        24 => "winter",
        33 => "first quarter of",
        34 => "second quarter of",
        35 => "third quarter of",
        36 => "fourth quarter of",
        40 => "first half of",
        41 => "second half of",
        _ => "part of",
    }
}

/// Where a count happened: "in Mocuba, Mozambique", "from Mozambique to Malawi"; empty where nothing is known.
pub fn whereabouts(count: &CountLine, lexicon: &Lexicon) -> String {
    let mut parts = Vec::new();
    let at = listed(&count.at, lexicon);
    let told = [&count.from, &count.at, &count.to].map(|codes| listed(codes, lexicon));
    let place = count.place.as_deref().map(capitalised).filter(|place| !told.contains(place));
    match (place, at.is_empty()) {
        (Some(place), false) => parts.push(format!("in {place}, {at}")),
        (Some(place), true) => parts.push(format!("in {place}")),
        (None, false) => parts.push(format!("in {at}")),
        (None, true) => {}
    }
    for (word, codes) in [("from", &count.from), ("to", &count.to)] {
        if !codes.is_empty() {
            parts.push(format!("{word} {}", listed(codes, lexicon)));
        }
    }
    parts.join(" ")
}

fn listed(codes: &[String], lexicon: &Lexicon) -> String {
    joined(&codes.iter().map(|code| country(code, lexicon)).collect::<Vec<String>>())
}

/// "Chad", "Chad and Sudan", "Chad, Libya and Sudan".
pub fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// A country's name as it stands in a sentence: "Malawi", "the Philippines"; the code where it is not known.
pub fn country(code: &str, lexicon: &Lexicon) -> String {
    let country = lexicon.places.country_of_code(code);
    let name = country.and_then(|country| country.names.first()).map_or(code, String::as_str);
    let has_article = name.starts_with("United ")
        || name.starts_with("Democratic Republic")
        || [
            "Islands",
            "Netherlands",
            "Philippines",
            "Bahamas",
            "Maldives",
            "Republic",
            "Emirates",
            "Comoros",
        ]
        .iter()
        .any(|end| name.ends_with(end));
    if has_article { format!("the {name}") } else { name.to_owned() }
}

/// Each word with a capital, as place names have them; small words between names stay small.
fn capitalised(name: &str) -> String {
    let word = |word: &str| match word {
        "of" | "and" | "the" | "in" | "da" | "de" | "do" | "dos" | "das" | "del" | "la" => word.to_owned(),
        _ => {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// How far what is counted is fact, where it is no plain fact, and of which phase of a plan: "planned, phase 2".
pub fn standing(count: &CountLine) -> Option<String> {
    let phase = count.phase.map(|phase| format!(", phase {phase}")).unwrap_or_default();
    (count.status != "reported" || !phase.is_empty()).then(|| format!("{}{phase}", count.status))
}

/// Which part of what happened a count tells of, as far as its reports say: "total so far", "on that day", "at present", "planned".
pub fn extent(count: &CountLine, period: Option<Edtf>, lexicon: &Lexicon) -> Option<&'static str> {
    if count.status != "reported" {
        return Some(count.status);
    }
    match (count.per, count.scope) {
        (Some(_), _) | (_, Some("rate")) => return Some("rate"),
        (_, Some("since")) => return Some("total so far"),
        (_, Some("state")) => return Some("at present"),
        (_, Some("last")) => return Some("in the last days"),
        (_, Some("stretch")) => return Some("in that time"),
        (_, Some("plan")) => return Some("planned"),
        _ => {}
    }
    let is_stock = lexicon.measure(&count.measure).is_some_and(|measure| measure.extent == Extent::Stock);
    match period {
        _ if is_stock => Some("at present"),
        Some(Edtf::Interval(End::At(_), End::At(_))) => Some("in that time"),
        Some(Edtf::Interval(_, End::At(_))) => Some("total so far"),
        Some(period) if period.first_day().is_some() && period.first_day() == period.last_day() => {
            Some("on that day")
        }
        _ => None,
    }
}

/// What is counted, in a word or two: the people named, else the unit.
pub fn counted(count: &CountLine) -> String {
    let unit = match count.unit {
        "person" => "people",
        "household" => "households",
        "dwelling" => "dwellings",
        "incident" => "incidents",
        other => other,
    };
    match &count.people {
        Some(people) if people.chars().any(char::is_lowercase) => people.clone(),
        Some(shouted) => shouted.to_lowercase(),
        None => unit.to_owned(),
    }
}

/// Whom an account is credited to, without the name of a private person: witnesses are told by what they are, "resident
/// A. B." becomes "resident".
pub fn source(source: &str, kind: Option<&str>) -> String {
    let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
    if kind != Some("witness") {
        return source;
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut after_place_word = false;
    for (index, word) in source.split(' ').enumerate() {
        let plain = index == 0 && (is_determiner(word) || is_group(word));
        let is_name = word.starts_with(char::is_uppercase) && !plain;
        if !is_name || after_place_word {
            kept.push(word);
        }
        after_place_word =
            matches!(word, "of" | "in" | "from" | "at" | "near") || (is_name && after_place_word);
    }
    let kept = kept.join(" ");
    match kept.trim_matches([',', ' ']) {
        "" => "a person concerned".to_owned(),
        told => told.to_owned(),
    }
}

/// On whose word something stands, for a reader: the source without the name of a private person, the publisher whose own count it is,
/// or that nobody is named.
pub fn on_whose_word(source: Option<&str>, kind: Option<&str>, own: Option<&Named>) -> String {
    let source = source.map(|source| self::source(source, kind));
    view::words::on_whose_word(source.as_deref(), own)
}

/// The same as a code: `credited`, `publisher`, `none`.
pub fn source_state(source: Option<&str>, own: Option<&Named>) -> &'static str {
    SourceState::of(source, own).code()
}

/// Whether the word, at the front of a sentence, says what several people are.
fn is_group(word: &str) -> bool {
    const GROUPS: [&str; 20] = [
        "Residents",
        "Villagers",
        "Witnesses",
        "Eyewitnesses",
        "Survivors",
        "Refugees",
        "Migrants",
        "Relatives",
        "Families",
        "Locals",
        "Neighbours",
        "Neighbors",
        "Victims",
        "Deportees",
        "Returnees",
        "Evacuees",
        "Farmers",
        "Passengers",
        "People",
        "Parents",
    ];
    GROUPS.contains(&word)
}

fn is_determiner(word: &str) -> bool {
    matches!(word, "A" | "An" | "The" | "One" | "Some" | "Many" | "Several" | "Two" | "Another" | "Local")
}

/// The words around `span` in `text`, at most about `most` characters, on one line, cut between words: what stands
/// before, the span itself, what stands after.
pub fn around(text: &str, span: Span, most: usize) -> [String; 3] {
    let before = text.get(..span.start).unwrap_or("");
    let after = text.get(span.end..).unwrap_or("");
    let inner = span.slice(text);
    let room = most.saturating_sub(inner.chars().count());
    let (left, right) = (before.chars().count(), after.chars().count());
    let left_room = (room / 2).max(room.saturating_sub(right)).min(left);
    let right_room = room.saturating_sub(left_room).min(right);
    let before = if left > left_room { tail(before, left_room) } else { before.to_owned() };
    let after = if right > right_room { head(after, right_room) } else { after.to_owned() };
    [one_line(&before, true), one_line(inner, false).trim().to_owned(), one_line(&after, false)]
}

/// White space runs become one space; those at the outer end go.
fn one_line(text: &str, is_start: bool) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character.is_whitespace() {
            true if line.ends_with(' ') || (is_start && line.is_empty()) => {}
            true => line.push(' '),
            false => line.push(character),
        }
    }
    line
}

fn tail(text: &str, characters: usize) -> String {
    let skip = text.chars().count().saturating_sub(characters);
    let cut: String = text.chars().skip(skip).collect();
    let from_word = cut.split_once(' ').map_or(cut.as_str(), |(_, rest)| rest);
    format!("… {from_word}")
}

fn head(text: &str, characters: usize) -> String {
    let cut: String = text.chars().take(characters).collect();
    let to_word = cut.rsplit_once(' ').map_or(cut.as_str(), |(rest, _)| rest);
    format!("{to_word} …")
}

/// "1 report", "2 reports".
pub fn plural(count: usize, one: &str) -> String {
    let number = recount_core::view::words::number(count as u64);
    format!("{number} {one}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_well() {
        let told = |text: &str| Edtf::parse(text).map(date).unwrap_or_default();
        assert_eq!(told("2027-02-09"), "9 February 2027");
        assert_eq!(told("2027-02-06/2027-02-09"), "6 to 9 February 2027");
        assert_eq!(told("2027-01-30/2027-02-02"), "30 January to 2 February 2027");
        assert_eq!(told("2026-12-30/2027-01-02"), "30 December 2026 to 2 January 2027");
        assert_eq!(told("2027-02-06?/2027-02-09?"), "perhaps 6 to 9 February 2027");
        assert_eq!(told("2027-01/2027-03"), "January to March 2027");
        assert_eq!(told("../2027-02-14"), "until 14 February 2027");
        assert_eq!(told("2027-03-01/.."), "from 1 March 2027");
        assert_eq!(told("2027-21~"), "about spring 2027");
        assert_eq!(told("198X"), "the 1980s");
    }

    #[test]
    fn countries_read_well() {
        let lexicon = Lexicon::builtin();
        let told = |codes: &[&str]| {
            listed(&codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>(), &lexicon)
        };
        assert_eq!(told(&["MOZ", "USA", "PHL"]), "Mozambique, the United States and the Philippines");
        assert_eq!(told(&["XYZ"]), "XYZ");
    }

    #[test]
    fn private_people_are_not_named() {
        let told = |words: &str| source(words, Some("witness"));
        assert_eq!(told("resident Amina Tembo"), "resident");
        assert_eq!(told("Amina Tembo, a mother of three"), "a mother of three");
        assert_eq!(told("Amina"), "a person concerned");
        assert_eq!(told("the chief of Intabo"), "the chief of Intabo");
        assert_eq!(told("An old fisherman"), "An old fisherman");
        assert_eq!(source("Governor Tembo", Some("government")), "Governor Tembo");
    }

    #[test]
    fn sentences_are_cut_between_words() {
        let text = "One two three four five six seven eight nine ten.";
        let span = Span::new(19, 23);
        assert_eq!(span.slice(text), "five");
        assert_eq!(around(text, span, 100), ["One two three four ", "five", " six seven eight nine ten."]);
        assert_eq!(around(text, span, 20), ["… four ", "five", " six …"]);
    }
}
