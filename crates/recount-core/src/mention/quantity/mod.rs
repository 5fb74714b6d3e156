//! Numbers in digits and words, vague counts, ranges, and their quantifiers.
//!
//! A number is composed word by word (`number`), out of digits where it has any (`digits`); then the words around it
//! bound it (`bounds`). What a number counts, and whether it counts anything, is for the figures to say.

mod bounds;
mod digits;
mod number;
mod ordinal;

use std::ops::Range;

use crate::{lexicon::Lexicon, span::Span, text::Prose};

/// A number or vague count as stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The numeric expression with its quantifier.
    pub span: Span,
    /// The tokens of that span.
    pub tokens: Range<usize>,
    /// Lowest value stated; open where none.
    pub low: Option<f64>,
    /// Highest value stated; open where none.
    pub high: Option<f64>,
    /// How the bounds are stated.
    pub quantifier: Quantifier,
    /// Whether it is written with one period before three digits (`1.200`), which may set off thousands.
    pub dotted: bool,
}

/// How a quantity is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Quantifier {
    /// A bare number.
    Exact,
    /// About, around, nearly, some.
    Approximately,
    /// Over, more than, at least.
    MoreThan,
    /// Up to, fewer than.
    LessThan,
    /// Between, from … to.
    Range,
    /// Dozens, hundreds, thousands.
    Vague,
}

impl Quantifier {
    /// Every one.
    pub const ALL: [Quantifier; 6] = [
        Quantifier::Exact,
        Quantifier::Approximately,
        Quantifier::MoreThan,
        Quantifier::LessThan,
        Quantifier::Range,
        Quantifier::Vague,
    ];

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Quantifier> {
        Quantifier::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Quantifier::Exact => "exact",
            Quantifier::Approximately => "approximately",
            Quantifier::MoreThan => "more_than",
            Quantifier::LessThan => "less_than",
            Quantifier::Range => "range",
            Quantifier::Vague => "vague",
        }
    }
}

/// Every quantity of the text, in order. They do not overlap.
pub fn read(text: &str, prose: &Prose, lexicon: &Lexicon) -> Vec<Quantity> {
    let reader =
        number::Reader { text, tokens: &prose.tokens, numbers: &lexicon.numbers, dates: &lexicon.dates };
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        let first = found.len();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = bounds::read_at(&reader, &lexicon.quantifiers, &sentence.tokens, at, &mut found);
        }
        bounds::join_opposite(&prose.tokens, &mut found, first);
    }
    found
}

/// Every ordinal of the text ("11th", "twenty-fifth"), in order.
pub fn read_ordinals(text: &str, prose: &Prose, lexicon: &Lexicon) -> Vec<Quantity> {
    let reader =
        number::Reader { text, tokens: &prose.tokens, numbers: &lexicon.numbers, dates: &lexicon.dates };
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        let words_end = ordinal::words_end(&reader, &sentence.tokens);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = ordinal::read_at(&reader, sentence.tokens.end, words_end, at, &mut found);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let lexicon = Lexicon::builtin();
        let found = read(text, &Prose::read(text, &lexicon), &lexicon);
        let bound = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
        let one = |q: &Quantity| {
            format!("{} = {}..{} {:?}", q.span.slice(text), bound(q.low), bound(q.high), q.quantifier)
        };
        found.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(show(text), expected, "{text}");
    }

    #[test]
    fn digits_are_read_with_any_grouping() {
        check("1,000 left", "1,000 = 1000..1000 Exact");
        check("1 414 021 left", "1 414 021 = 1414021..1414021 Exact");
        check("12,34,567 left", "12,34,567 = 1234567..1234567 Exact");
        check("1.7m people", "1.7m = 1700000..1700000 Exact");
        check("4.06m people", "4.06m = 4060000..4060000 Exact");
        check("8.29 million people", "8.29 million = 8290000..8290000 Exact");
        check("12k people", "12k = 12000..12000 Exact");
        check("a 180ml cup", "");
        check("on foot 29km Road", "");
    }

    #[test]
    fn words_compose() {
        check("a hundred and five fled", "a hundred and five = 105..105 Exact");
        check("twenty-one men", "twenty-one = 21..21 Exact");
        check("two hundred and two thousand", "two hundred and two thousand = 202000..202000 Exact");
        check("12 lakhs were moved", "12 lakhs = 1200000..1200000 Exact");
        check("1.7 million people", "1.7 million = 1700000..1700000 Exact");
        check("3 hundred and 2 hundred", "3 hundred = 300..300 Exact; 2 hundred = 200..200 Exact");
        check("1.2 million and 300 more", "1.2 million = 1200000..1200000 Exact; 300 = 300..300 Exact");
    }

    #[test]
    fn halves_and_dozens_compose() {
        check("half a million people", "half a million = 500000..500000 Exact");
        check("half a dozen men", "half a dozen = 6..6 Exact");
        check("one and a half million", "one and a half million = 1500000..1500000 Exact");
        check("a million and a half", "a million and a half = 1500000..1500000 Exact");
        check("A dozen miners", "A dozen = 12..12 Exact");
        check("a quarter of a million homes", "a quarter of a million = 250000..250000 Exact");
    }

    #[test]
    fn vague_counts_have_the_bounds_of_the_guide() {
        check("thousands fled", "thousands = 2000..9999 Vague");
        check("tens of thousands fled", "tens of thousands = 20000..99999 Vague");
        check("several hundred fled", "several hundred = 300..900 Vague");
        check("A few dozen families", "A few dozen = 24..99 Vague");
    }

    #[test]
    fn quantifiers_bound() {
        check("more than 300", "more than 300 = 300.. MoreThan");
        check("as many as 50", "as many as 50 = ..50 LessThan");
        check("nearly one million", "nearly one million = 1000000..1000000 Approximately");
        check("an estimated 1,200 people", "an estimated 1,200 = 1200..1200 Approximately");
        check("at least an estimated 40", "at least an estimated 40 = 40.. MoreThan");
        check("300 or so", "300 or so = 300..300 Approximately");
        check("1,000-plus people", "1,000-plus = 1000.. MoreThan");
        check("20+ people", "20+ = 20.. MoreThan");
    }

    #[test]
    fn ranges_take_the_magnitude_of_their_end() {
        check("between four and five million", "between four and five million = 4000000..5000000 Range");
        check("300-400 men", "300-400 = 300..400 Range");
        check("5-10,000 men", "5-10,000 = 5000..10000 Range");
        check("300 to 400 men", "300 to 400 = 300..400 Range");
        check("two or three men", "two or three = 2..3 Range");
        check("It rose from 300 to 400.", "300 = 300..300 Exact; 400 = 400..400 Exact");
        check("more than 100 but fewer than 200", "more than 100 but fewer than 200 = 100..200 Range");
    }

    #[test]
    fn a_pronoun_is_no_number() {
        check("The one you mentioned, no one and this one", "");
        check("one man of the two", "one = 1..1 Exact; two = 2..2 Exact");
    }
}
