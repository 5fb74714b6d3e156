//! Texts for the properties: plain noise, noise made of the words that rules look for, and reports.

use proptest::{collection::vec, prelude::*, sample::select};

/// Any text: Unicode noise, or words, marks and breaks in any order.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,80}", noise(), pieces(), report()]
}

fn noise() -> impl Strategy<Value = String> {
    vec(proptest::char::any(), 0..60).prop_map(|characters| characters.into_iter().collect())
}

const PIECES: &[&str] = &[
    "1,000",
    "1.7m",
    "12k",
    "999999999999999999999999",
    "18446744073709551615",
    "1e308",
    "0",
    "3.5",
    "½",
    "٣٤",
    "1 000",
    "300-400",
    "300–400",
    "5-10,000",
    "two",
    "twenty-one",
    "a hundred and five",
    "half a million",
    "a dozen",
    "dozens",
    "tens of thousands",
    "several hundred",
    "million",
    "billion",
    "trillion",
    "thousand",
    "hundred",
    "between",
    "and",
    "to",
    "or",
    "from",
    "over",
    "more than",
    "nearly",
    "at least",
    "as many as",
    "up to",
    "some",
    "an estimated",
    "of the",
    "per day",
    "a week",
    "every",
    "another",
    "another",
    "than",
    "first",
    "21st",
    "January",
    "Nov.",
    "Monday",
    "last week",
    "the past two weeks",
    "since",
    "2023",
    "1 May 2024",
    "2024-02-30",
    "31 February",
    "the 1990s",
    "yesterday",
    "noon",
    "Quetta",
    "Torkham",
    "Pakistan",
    "Khyber Pakhtunkhwa",
    "South Sudan",
    "Bentiu",
    "N'Djamena",
    "São Tomé",
    "Côte d'Ivoire",
    "New York, N.Y.",
    "Afghans",
    "Afghan refugees",
    "people",
    "families",
    "households",
    "houses",
    "attacks",
    "persons",
    "children",
    "soldiers",
    "others",
    "men",
    "were",
    "was",
    "have been",
    "not",
    "will be",
    "could",
    "killed",
    "deported",
    "displaced",
    "arrested",
    "returned",
    "fled",
    "ordered to leave",
    "said",
    "according to",
    "told",
    "reported",
    "the UN",
    "UNHCR",
    "Radio Pakistan",
    "police",
    "officials",
    "Mr.",
    "Gen.",
    "U.S.",
    "p.m.",
    "he",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "'s",
    "n't",
    "(",
    ")",
    "[",
    "]",
    "«",
    "»",
    ".",
    ",",
    ";",
    ":",
    "—",
    "–",
    "-",
    "…",
    "|",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "• ",
    "* ",
    "%",
    "$",
    "€",
    "km",
    "\u{feff}",
    "\u{200d}",
    "\u{301}",
    "\u{0}",
    "\u{202e}",
    "🙂",
    "漢字",
    "İ",
    "ß",
    "ﬁ",
    "Ǆ",
    "http://a.b",
];

fn pieces() -> impl Strategy<Value = String> {
    vec((select(PIECES), select(&[" ", " ", " ", "", "\n"][..])), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

/// Paragraphs of whole sentences.
pub(super) fn report() -> impl Strategy<Value = String> {
    vec(vec(sentence(), 1..4), 1..4).prop_map(|paragraphs| {
        let paragraphs: Vec<String> = paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
        paragraphs.join("\n\n")
    })
}

fn sentence() -> impl Strategy<Value = String> {
    let number = select(
        &[
            "Over 1,000",
            "Nearly 40",
            "Some 300 to 400",
            "Dozens of",
            "At least two",
            "About 1.7 million",
            "Twelve",
        ][..],
    );
    let who = select(&["Afghans", "families", "people", "villagers", "refugees", "workers", "children"][..]);
    let what = select(
        &[
            "were deported",
            "have fled",
            "were killed",
            "are sheltering",
            "returned",
            "were not arrested",
            "will be relocated",
            "remain",
        ][..],
    );
    let place = select(&["near the border", "in Quetta", "from Bentiu", "in the north", "at Torkham"][..]);
    let time = select(&["", " on Monday", " last week", " since November", " in 2023"][..]);
    let credit = select(&["", ", police said", ", according to the UN", ", a witness told reporters"][..]);
    (number, who, what, place, time, credit).prop_map(|(number, who, what, place, time, credit)| {
        format!("{number} {who} {what} {place}{time}{credit}.")
    })
}

/// A report whose repetition makes a long one.
pub(super) const LONG: &str = "\
BENTIU, 4 March – Heavy rain drove more than 3,000 families from their homes in Rubkona last week, the county commissioner said. \
At least 14 people were killed and 30 wounded when the dyke broke on Friday night. “Nearly 900 houses are gone,” he told reporters, \
adding that another 1,200 people were waiting on the airstrip.\n\n\
Aid workers counted between 4,000 and 5,000 people in the camp, up from 2,300 in February. According to the relief network, 650 \
households had received food by Sunday, while 210 had not. The ministry ordered everybody to leave the lower town by 15 March.\n\n\
• Killed: 14\n• Injured: 30\n• Houses destroyed: 890\n\nPayam | Families | Houses\nNorth | 1,200 | 300\nSouth | 1,800 | 590\n\n";
