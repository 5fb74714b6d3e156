//! Names of people a report tells of as victims: with an age beside the name ("Amal Tembe, 34, …"), or told to have been
//! killed, hurt or taken. A name behind a title or an office is that of somebody public and is no victim's here.

use recount_core::{Lexicon, Span};

/// Words that tell, behind "was" or "has been", what was done to somebody.
const DONE: [&str; 22] = [
    "killed",
    "murdered",
    "executed",
    "shot",
    "stabbed",
    "beheaded",
    "injured",
    "wounded",
    "hurt",
    "beaten",
    "tortured",
    "raped",
    "arrested",
    "detained",
    "jailed",
    "abducted",
    "kidnapped",
    "deported",
    "expelled",
    "displaced",
    "evicted",
    "drowned",
];
/// Words that tell it alone.
const DIED: [&str; 3] = ["died", "drowned", "perished"];
/// Words that may stand between.
const BETWEEN: [&str; 9] =
    ["also", "later", "then", "reportedly", "allegedly", "fatally", "seriously", "badly", "critically"];
/// Parts of names that are written small.
const PARTICLES: [&str; 14] =
    ["al", "el", "bin", "ibn", "bint", "abu", "umm", "de", "da", "dos", "van", "von", "der", "ould"];
/// Words before a place.
const BEFORE_A_PLACE: [&str; 8] = ["in", "at", "from", "near", "to", "of", "around", "outside"];
/// Words that are no names, although a sentence may begin with them.
const NO_NAMES: [&str; 24] = [
    "in", "at", "from", "near", "to", "of", "on", "after", "before", "when", "while", "but", "and", "then",
    "the", "this", "that", "as", "his", "her", "their", "by", "for", "with",
];
/// The oldest anybody is.
const OLDEST: u32 = 115;
/// Words of the longest name.
const LONGEST: usize = 5;

/// A word, or a mark that is none.
struct Token<'t> {
    text: &'t str,
    span: Span,
}

/// Where the names of victims stand in a text, each whole.
pub(super) fn victims(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = at + length(tokens.get(at..).unwrap_or_default());
        if end > at && end - at <= LONGEST && is_victim(&tokens, at, end, lexicon) {
            let span = tokens.get(at..end).and_then(|name| Some(name.first()?.span.cover(name.last()?.span)));
            found.extend(span);
        }
        at = end.max(at + 1);
    }
    found
}

fn is_victim(tokens: &[Token], at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let (Some(name), Some(behind)) = (tokens.get(at..end), tokens.get(end..)) else { return false };
    let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| token.text.to_lowercase());
    let before = before.as_deref().unwrap_or_default();
    let is_public = |word: &str| {
        let word = word.to_lowercase();
        lexicon.place_words.titles.contains(&word)
            || lexicon.place_words.titles.contains(word.trim_end_matches('.'))
    };
    if name.iter().any(|word| is_public(word.text))
        || is_public(before)
        || before == "leader"
        || before == "the"
    {
        return false;
    }
    if years_old(before) || is_aged(behind) {
        return true;
    }
    let is_whole = name.iter().filter(|word| is_name(word.text)).count() >= 2;
    is_whole && !BEFORE_A_PLACE.contains(&before) && (is_of_age(behind) || is_told(behind))
}

/// ", aged 34", "(aged 34)", "(34)", ", a 34-year-old".
fn is_aged(behind: &[Token]) -> bool {
    let word = |at: usize| behind.get(at).map_or("", |token| token.text);
    match word(0) {
        "," => {
            (matches!(word(1), "aged" | "age") && is_age(word(2)))
                || years_old(word(1))
                || (matches!(word(1), "a" | "an" | "the") && years_old(word(2)))
        }
        "(" => {
            (matches!(word(1), "aged" | "age") && is_age(word(2)) && word(3) == ")")
                || (is_age(word(1)) && word(2) == ")")
        }
        "aged" => is_age(word(1)),
        _ => false,
    }
}

/// ", 34, a farmer": an age between commas and not one of a list of numbers.
fn is_of_age(behind: &[Token]) -> bool {
    let word = |at: usize| behind.get(at).map_or("", |token| token.text);
    let goes_on = word(4).is_empty() || word(4).starts_with(char::is_lowercase);
    word(0) == ","
        && is_age(word(1))
        && match word(2) {
            "," => word(3).starts_with(char::is_lowercase) && word(3) != "and" || word(3) == "and" && goes_on,
            "." | ";" => true,
            other => matches!(other, "from" | "of" | "who" | "was"),
        }
}

/// "was killed", "has been arrested", "died".
fn is_told(behind: &[Token]) -> bool {
    let word = |at: usize| behind.get(at).map_or("", |token| token.text);
    if DIED.contains(&word(0)) {
        return true;
    }
    let mut at = match (word(0), word(1)) {
        ("has" | "had", "been") => 2,
        ("was", _) => 1,
        _ => return false,
    };
    at += usize::from(BETWEEN.contains(&word(at)));
    DONE.contains(&word(at))
}

fn is_age(word: &str) -> bool {
    word.parse().is_ok_and(|years: u32| (1..=OLDEST).contains(&years))
}

/// "34-year-old".
fn years_old(word: &str) -> bool {
    word.strip_suffix("-year-old").is_some_and(is_age)
}

/// How many tokens at the front are one name; none where it does not begin with one.
fn length(tokens: &[Token]) -> usize {
    let mut length = 0;
    for (at, token) in tokens.iter().enumerate() {
        match is_name(token.text) {
            true => length = at + 1,
            false if PARTICLES.contains(&token.text) => {}
            false => break,
        }
    }
    if tokens.first().is_some_and(|first| is_name(first.text)) { length } else { 0 }
}

/// "Tembe", "al-Masri", "O'Neill"; not "UN" and not "34".
fn is_name(word: &str) -> bool {
    let core =
        ["al-", "el-", "Al-", "El-"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word);
    core.starts_with(char::is_uppercase)
        && !NO_NAMES.contains(&&*core.to_lowercase())
        && core.chars().any(char::is_lowercase)
        && core.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’'))
}

/// Words with their hyphens and apostrophes, and every other mark by itself.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’');
        let length = match first.is_alphanumeric() {
            true => rest.find(|letter| !inside(letter)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        if !first.is_whitespace() || first == '\n' {
            tokens.push(Token {
                text: rest.get(..length).unwrap_or_default(),
                span: Span::new(at, at + length),
            });
        }
        at += length;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = victims(text, &LEXICON).iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_name_with_an_age_is_a_persons() {
        check("Amal Tembe, 34, was hit by a stray bullet.", &["Amal Tembe"]);
        check("They buried Yusuf al-Masri (61) and Zola Tembe (aged 9).", &["Yusuf al-Masri", "Zola Tembe"]);
        check(
            "Nadia, aged 7, lost a leg; so did Omar bin Saleh, an 8-year-old.",
            &["Nadia", "Omar bin Saleh"],
        );
        check("The 19-year-old Dana Reis cannot sleep.", &["Dana Reis"]);
    }

    #[test]
    fn so_is_one_that_was_killed_or_taken() {
        check(
            "Amal Tembe was killed on Monday and Zola Reis had been detained.",
            &["Amal Tembe", "Zola Reis"],
        );
        check("Jonas Mabuto was also shot; Ana Mabuto died at home.", &["Jonas Mabuto", "Ana Mabuto"]);
    }

    #[test]
    fn places_numbers_and_the_public_are_not() {
        check("In North Marandel, 34, in Osveia, 12 people were killed.", &[]);
        check("North Marandel, 34, South Marandel, 20, Osveia, 6.", &[]);
        check("On Tuesday, 34, mostly women, were killed; in March 2027 Osveia was hit.", &[]);
        check("President Amal Tembe, 71, was killed; so was the Marandel Relief Front.", &[]);
        check("The rebel leader Amal Tembe was killed. Some 300 people died.", &[]);
        check("Nine were killed in Port Osveia, 34 of them children.", &[]);
    }
}
