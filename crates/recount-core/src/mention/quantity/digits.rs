//! The value of a token of digits: grouping, decimals, suffixes.

use crate::lexicon::Numbers;

/// One number inside a token, from byte `start` to byte `end` of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: f64,
    /// Only digits, without separator or suffix.
    pub(super) bare: bool,
    /// One period before three digits: `1.200`.
    pub(super) dotted: bool,
}

/// The numbers of a token: mostly one; several where the separators group nothing (`22,24,26`, `5/17/2018`); none
/// where letters make it something else (`29km`, `1980s`, `11th`).
pub(super) fn pieces(word: &str, numbers: &Numbers, before_noun: bool) -> Vec<Piece> {
    if let Some(value) = scientific(word) {
        return vec![Piece { start: 0, end: word.len(), value, bare: false, dotted: false }];
    }
    let core = word.trim_end_matches(|character: char| character.is_alphabetic());
    let letters = &word[core.len()..];
    if !core.bytes().all(|byte| byte.is_ascii_digit() || b",.:/'".contains(&byte)) {
        return pieces_of_odd(core, letters);
    }
    let factor = match suffix(letters, numbers, before_noun) {
        Some(factor) => factor,
        None => return Vec::new(),
    };
    if let Some((value, dotted)) = grouped(core) {
        let bare = letters.is_empty() && core.bytes().all(|byte| byte.is_ascii_digit());
        return vec![Piece { start: 0, end: word.len(), value: times(value, factor), bare, dotted }];
    }
    if letters.is_empty() { split(core) } else { Vec::new() }
}

/// The product, whole where it is but for what binary fractions lose: 4.06 times a million.
pub(super) fn times(count: f64, size: f64) -> f64 {
    let product = count * size;
    if (product - product.round()).abs() < product.abs() * 1e-12 { product.round() } else { product }
}

/// "1.3e6".
fn scientific(word: &str) -> Option<f64> {
    let (base, exponent) = word.split_once('e')?;
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (digits(base) && digits(exponent) && exponent.len() < 3).then(|| word.parse().ok())?
}

/// Digits with a typographic apostrophe as grouping are read; anything else is not a number.
fn pieces_of_odd(core: &str, letters: &str) -> Vec<Piece> {
    match grouped(&core.replace('’', "'")) {
        Some((value, dotted)) if letters.is_empty() => {
            vec![Piece { start: 0, end: core.len(), value, bare: false, dotted }]
        }
        _ => Vec::new(),
    }
}

/// What the letters behind digits multiply by. A small `m` is a million only before a noun: "1.7m people", not "1m deep".
fn suffix(letters: &str, numbers: &Numbers, before_noun: bool) -> Option<f64> {
    match letters {
        "" => Some(1.0),
        "m" if !before_noun => None,
        "g" | "t" => None,
        _ => numbers.suffixes.get(letters.to_lowercase().as_str()).copied(),
    }
}

/// The value where separators group thousands or set off decimals; whether it is written `1.200`.
fn grouped(core: &str) -> Option<(f64, bool)> {
    let marks: Vec<char> = core.chars().filter(|character| !character.is_ascii_digit()).collect();
    let parse = |text: String| text.parse::<f64>().ok();
    match marks[..] {
        [] => parse(core.to_string()).map(|value| (value, false)),
        ['/'] => None,
        ['.'] => {
            let (whole, part) = core.split_once('.')?;
            let dotted = part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            parse(core.to_string()).map(|value| (value, dotted))
        }
        [','] if !is_grouping(core, ',') => parse(core.replace(',', ".")).map(|value| (value, false)),
        _ => {
            let last = *marks.last()?;
            let others_agree = marks[..marks.len() - 1].iter().all(|mark| *mark == marks[0]);
            if marks.iter().all(|mark| *mark == last) {
                return is_grouping(core, last)
                    .then(|| parse(core.replace(last, "")))?
                    .map(|value| (value, false));
            }
            let (whole, part) = core.rsplit_once(last)?;
            let decimals = matches!((marks[0], last), (',', '.') | ('.', ',') | ('\'', '.'));
            (decimals && others_agree && is_grouping(whole, marks[0]))
                .then(|| parse(format!("{}.{part}", whole.replace(marks[0], ""))))?
                .map(|value| (value, false))
        }
    }
}

/// Whether the mark sets off groups of three digits, or of two before the last as in India.
fn is_grouping(core: &str, mark: char) -> bool {
    let groups: Vec<usize> = core.split(mark).map(str::len).collect();
    let Some((first, rest)) = groups.split_first() else { return false };
    let Some((last, middle)) = rest.split_last() else { return false };
    let even = |size: usize| middle.iter().all(|group| *group == size) && (1..=size).contains(first);
    *last == 3
        && mark != ':'
        && mark != '/'
        && (even(3)
            || mark == ',' && !middle.is_empty() && even(2)
            || mark == ',' && middle.is_empty() && *first <= 3)
}

/// Each run of digits on its own.
fn split(core: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in core.split(|character: char| !character.is_ascii_digit()) {
        if let Ok(value) = part.parse::<f64>() {
            found.push(Piece { start, end: start + part.len(), value, bare: true, dotted: false });
        }
        start += part.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn values(word: &str) -> Vec<f64> {
        pieces(word, &Lexicon::builtin().numbers, true).iter().map(|piece| piece.value).collect()
    }

    #[test]
    fn separators_group_or_set_off_or_split() {
        assert_eq!(values("1,674,200.5"), [1_674_200.5]);
        assert_eq!(values("1.111,11"), [1111.11]);
        assert_eq!(values("22,240,260,310"), [22_240_260_310.0]);
        assert_eq!(values("22,24,26"), [22.0, 24.0, 26.0]);
        assert_eq!(values("5/17/2018"), [5.0, 17.0, 2018.0]);
        assert_eq!(values("5,00"), [5.0]);
        assert_eq!(values("1.234.567"), [1_234_567.0]);
        assert_eq!(values("1’000"), [1000.0]);
        assert_eq!(values("192.168.1.2"), [192.0, 168.0, 1.0, 2.0]);
    }

    #[test]
    fn letters_multiply_or_make_it_something_else() {
        assert_eq!(values("1.2bn"), [1_200_000_000.0]);
        assert_eq!(values("11th"), Vec::<f64>::new());
        assert_eq!(values("1980s"), Vec::<f64>::new());
    }
}
