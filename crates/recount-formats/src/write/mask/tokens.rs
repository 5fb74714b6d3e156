//! Words of a text and the names among them, for finding people.

use recount_core::Span;

/// A word, or a mark that is none.
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

/// Parts of names that are written small.
const PARTICLES: [&str; 14] =
    ["al", "el", "bin", "ibn", "bint", "abu", "umm", "de", "da", "dos", "van", "von", "der", "ould"];
/// Words that are no names, although a sentence may begin with them.
const NO_NAMES: [&str; 56] = [
    "in",
    "at",
    "from",
    "near",
    "to",
    "of",
    "on",
    "after",
    "before",
    "when",
    "while",
    "but",
    "and",
    "then",
    "the",
    "this",
    "that",
    "as",
    "his",
    "her",
    "their",
    "by",
    "for",
    "with",
    "a",
    "an",
    "police",
    "residents",
    "those",
    "they",
    "he",
    "she",
    "it",
    "some",
    "many",
    "among",
    "including",
    "victims",
    "witnesses",
    "survivors",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "october",
    "december",
];

/// Words with their hyphens and apostrophes, and every other mark by itself; ends of lines that stand alone are space.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let inside =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’' | '@' | '_');
        let length = match first.is_alphanumeric() {
            true => rest.find(|letter| !inside(letter)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        // Lines that are wrapped for width go on; an empty line does not.
        let ends = first == '\n' && rest.get(1..).is_some_and(|next| next.starts_with(['\n', '-', '•', '*']));
        if !first.is_whitespace() || ends {
            let text = rest.get(..length).unwrap_or_default();
            tokens.push(Token { text, span: Span::new(at, at + length) });
        }
        at += length;
    }
    tokens
}

/// How many tokens at the front are one name; none where it does not begin with one.
pub(super) fn length(tokens: &[Token]) -> usize {
    let mut length = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            word if is_name(word) || is_loud(word) => length = at + 1,
            // "Elias M., a fisherman"; the period of the initial goes with it.
            word if at > 0 && is_initial(word) => length = at + 1,
            "." if at > 1 && tokens.get(at - 1).is_some_and(|before| is_initial(before.text)) => {
                length = at + 1
            }
            word if PARTICLES.contains(&word) => {}
            _ => break,
        }
    }
    let begins = tokens.first().is_some_and(|first| is_name(first.text) || is_loud(first.text));
    if begins { length } else { 0 }
}

/// "Tembe", "al-Masri", "O'Neill"; not "UN" and not "34".
pub(super) fn is_name(word: &str) -> bool {
    let core =
        ["al-", "el-", "Al-", "El-"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word);
    core.starts_with(char::is_uppercase)
        && !NO_NAMES.contains(&&*core.to_lowercase())
        && core.chars().any(char::is_lowercase)
        && is_written(core)
}

/// "TEMBE", as registers write names.
pub(super) fn is_loud(word: &str) -> bool {
    word.chars().count() > 3
        && word.chars().all(|letter| letter.is_uppercase() || matches!(letter, '-' | '\''))
}

pub(super) fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.starts_with(char::is_uppercase)
}

fn is_written(word: &str) -> bool {
    word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’'))
}
