//! Numbers and names as a reader writes them.

use crate::origin::{Bounds, Named};

/// A number with its thousands set off by commas: 436,790.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The words with single spaces between them.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folded name with capitals: "spin boldak" is Spin Boldak.
pub fn name(folded: &str) -> String {
    let word = |word: &str| {
        if matches!(word, "and" | "of" | "da" | "de" | "do" | "del" | "la" | "al") {
            return word.to_string();
        }
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    folded.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// On whose word something stands: the source, the publisher whose own count it is, or that nobody is named.
pub fn on_whose_word(source: Option<&str>, own: Option<&Named>) -> String {
    match (source, own) {
        (Some(source), _) => source.to_string(),
        (None, Some(own)) => format!("{} (its own count)", own.text),
        (None, None) => NOBODY.to_string(),
    }
}

/// What is said where no source is named.
const NOBODY: &str = "no source named";

/// Bounds as words: "59,033", "4,000,000 to 5,000,000", "1,000 or more", "50 or fewer".
pub fn bounds(bounds: Bounds) -> String {
    match (bounds.low, bounds.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("{} or fewer", number(high)),
        (None, None) => "unknown".to_string(),
    }
}

/// The lowest and highest numbers that accounts name, with what is open at either end.
pub fn range(all: &[Bounds]) -> String {
    let least = all.iter().min_by_key(|bounds| (bounds.least(), bounds.low.is_some()));
    let most = all.iter().max_by_key(|bounds| (bounds.most(), bounds.high.is_none()));
    let (Some(least), Some(most)) = (least, most) else { return "unknown".to_string() };
    let (low, high) = (least.least(), most.most());
    let at_most = if least.low.is_none() { " or fewer" } else { "" };
    let at_least = if most.high.is_none() { " or more" } else { "" };
    if low == high {
        format!("{}{at_most}{at_least}", number(low)).replace(" or fewer or more", "")
    } else {
        format!("{}{at_most} to {}{at_least}", number(low), number(high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_bounds_read_well() {
        assert_eq!(number(0), "0");
        assert_eq!(number(436_790), "436,790");
        assert_eq!(number(1_700_000), "1,700,000");
        assert_eq!(bounds(Bounds { low: Some(1000), high: None }), "1,000 or more");
        assert_eq!(
            range(&[
                Bounds { low: Some(140_000), high: None },
                Bounds { low: Some(436_790), high: Some(436_790) }
            ]),
            "140,000 to 436,790"
        );
        assert_eq!(
            range(&[Bounds { low: Some(1000), high: None }, Bounds { low: Some(1000), high: Some(1000) }]),
            "1,000 or more"
        );
    }
}
