//! Words, numbers and marks.
//!
//! Words keep their hyphens (`at-risk`), acronyms and abbreviations their periods (`U.S.`, `Gen.`); clitics stand
//! alone (`Pakistan` `'s`, `do` `n't`), as in the Universal Dependencies treebanks. A token that starts with a digit
//! ends before a hyphen, so `300-400` and `20-strong` are three tokens each.

use smol_str::{SmolStr, StrExt};

use super::{Relation, Tag};
use crate::{lexicon::Abbreviations, span::Span};

/// The smallest unit of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Word, number or mark.
    pub kind: TokenKind,
    /// Its words in lower case, apostrophes and hyphens in their ASCII form.
    pub lower: SmolStr,
    /// Its dictionary form in lower case.
    pub lemma: SmolStr,
    /// Part of speech.
    pub tag: Tag,
    /// The number of its head among the tokens of the text; none for the root of a sentence.
    pub head: Option<usize>,
    /// What it is to its head.
    pub relation: Relation,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TokenKind {
    /// Starts with a letter.
    #[default]
    Word,
    /// Starts with a digit.
    Number,
    /// Anything else: one mark, or a run of the same mark.
    Mark,
}

impl Token {
    /// Whether its first letter is a capital.
    pub fn is_capitalised(&self, text: &str) -> bool {
        self.span.slice(text).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is this mark or lower-case word.
    pub fn is(&self, word: &str) -> bool {
        &*self.lower == word
    }
}

pub(super) fn tokenize(text: &str, abbreviations: &Abbreviations) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || first.is_control() || first == '\u{feff}' {
            at += first.len_utf8();
            continue;
        }
        if let Some(length) = tokens.last().and_then(|last| note_length(text, at, last)) {
            at += length;
            continue;
        }
        let (kind, end) = match first {
            _ if first.is_ascii_digit() => (TokenKind::Number, end_of_number(text, at)),
            _ if first.is_alphanumeric() => (TokenKind::Word, end_of_word(text, at, abbreviations)),
            _ => (TokenKind::Mark, end_of_mark(text, at, first)),
        };
        push(&mut tokens, text, Span::new(at, end), kind);
        at = end;
    }
    tokens
}

/// Length of the mark of a note, stuck to the word or mark before: `[12]`, `[a]`, `[note 3]`. It is no word of the sentence, nor does its number
/// count anything.
fn note_length(text: &str, at: usize, last: &Token) -> Option<usize> {
    let stuck = text[last.span.end..at].ends_with(']') || last.span.end == at;
    let inside = text[at..].strip_prefix('[').filter(|_| stuck)?;
    let inside = &inside[..inside.find(']').filter(|length| *length <= LONGEST_NOTE)?];
    let number = inside.rsplit(' ').next()?;
    let kind = inside.strip_suffix(number)?.trim_end();
    let numbered =
        !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    let lettered = kind.is_empty() && matches!(number.as_bytes(), [b'a'..=b'z']);
    let named = kind.is_empty() || NOTES.contains(&kind);
    (numbered && named || lettered || inside == "citation needed").then(|| inside.len() + 2)
}

/// Bytes between the brackets of a note at most.
const LONGEST_NOTE: usize = 16;

/// What numbers of notes are called.
const NOTES: [&str; 4] = ["note", "nb", "n", "fn"];

/// Adds the token, or the word and its clitic.
fn push(tokens: &mut Vec<Token>, text: &str, span: Span, kind: TokenKind) {
    let clitic = if kind == TokenKind::Word { clitic_length(span.slice(text)) } else { 0 };
    let border = span.end - clitic;
    for part in [Span::new(span.start, border), Span::new(border, span.end)] {
        if !part.is_empty() {
            let lower = folded(part.slice(text));
            let lemma = lower.clone();
            tokens.push(Token { span: part, kind, lower, lemma, ..Token::default() });
        }
    }
}

/// As [`fold`] gives it; short words take no memory of their own.
fn folded(words: &str) -> SmolStr {
    if words.is_ascii() { words.to_ascii_lowercase_smolstr() } else { fold(words).into() }
}

/// Lower case, with typographic apostrophes and hyphens in their ASCII form.
pub(crate) fn fold(words: &str) -> String {
    if words.is_ascii() {
        return words.to_ascii_lowercase();
    }
    words
        .chars()
        .filter(|character| !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'))
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '’' | 'ʼ' | '‘' => '\'',
            '‐' | '‑' => '-',
            other => other,
        })
        .collect()
}

const CLITICS: [&str; 7] = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Length in bytes of the clitic at the end of a word; 0 where there is none or nothing would be left.
fn clitic_length(word: &str) -> usize {
    if word.is_ascii() && !word.as_bytes().contains(&b'\'') && !word.eq_ignore_ascii_case("cannot") {
        return 0;
    }
    let folded = fold(word);
    if folded == "cannot" {
        return "not".len();
    }
    let Some(clitic) =
        CLITICS.iter().find(|clitic| folded.len() > clitic.len() && folded.ends_with(**clitic))
    else {
        return 0;
    };
    let characters = clitic.chars().count();
    word.char_indices().rev().nth(characters - 1).map_or(0, |(at, _)| word.len() - at)
}

/// Digits with inner grouping and decimals, and letters stuck to them: `1,000`, `1.7m`, `1st`, `6:30`, `1/2`.
fn end_of_number(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].chars().peekable();
    while let Some(character) = rest.next() {
        let inner = matches!(character, ',' | '.' | ':' | '/' | '\'' | '’');
        let goes_on = character.is_alphanumeric() || inner && rest.peek().is_some_and(char::is_ascii_digit);
        if !goes_on || character.is_alphabetic() && !sticks(&text[start..end]) {
            break;
        }
        end += character.len_utf8();
    }
    end
}

/// Whether letters may follow these digits in one token: `12k` and `B2B2` do, `displaced.5` never comes here.
fn sticks(digits: &str) -> bool {
    digits.len() <= 16
}

/// Letters and digits with inner apostrophes, hyphens, periods (of acronyms) and what makes up an address.
fn end_of_word(text: &str, start: usize, abbreviations: &Abbreviations) -> usize {
    let rest = &text[start..];
    if let Some(length) = address_length(rest) {
        return start + length;
    }
    let mut end = start;
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let inner = matches!(character, '-' | '\'' | '’' | '‑' | '‐' | '&')
            && next.is_some_and(char::is_alphanumeric);
        let period = character == '.'
            && (ends_initial(&text[start..end]) || {
                let word = fold(&text[start..end]);
                abbreviations.is_one(&word)
            });
        let lost_space = character.is_ascii_digit() && is_lost_space(&text[start..end], &text[end..]);
        if lost_space || !(character.is_alphanumeric() || inner || period || is_joiner(character)) {
            break;
        }
        end += character.len_utf8();
        if period && !(ends_initial(&text[start..end - 1]) && next.is_some_and(char::is_alphabetic)) {
            break;
        }
    }
    end
}

/// Whether digits behind letters begin a word of their own: "dead16,000 families", "floodingIMPACT45 dead".
fn is_lost_space(letters: &str, digits: &str) -> bool {
    let small = letters.chars().rev().take_while(|character| character.is_lowercase()).count();
    let grouped = digits.as_bytes().iter().position(|byte| !byte.is_ascii_digit()).is_some_and(|at| {
        digits[at..].starts_with(',')
            && digits[at + 1..].starts_with(|character: char| character.is_ascii_digit())
    });
    let tail = letters.trim_end_matches(|character: char| character.is_uppercase());
    let glued = tail.len() + 3 < letters.len() && tail.ends_with(|character: char| character.is_lowercase());
    grouped && small > 2 || glued
}

/// Combining marks and joiners that belong to the letter before.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// Whether it ends in one letter that stands alone or behind a period: `U`, `U.S`, `D.I`.
fn ends_initial(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && matches!(back.next(), None | Some('.'))
}

/// Length of a web or mail address that starts here.
fn address_length(rest: &str) -> Option<usize> {
    let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    let address = word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
    let mail = word.split_once('@').is_some_and(|(name, host)| {
        host.contains('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte))
    });
    (address || mail)
        .then(|| word.trim_end_matches(['.', ',', ')', ']', '"', '”', ';', ':', '>', '?', '!']).len())
}

/// One mark, or a run of the same dot, dash, star or line.
fn end_of_mark(text: &str, start: usize, first: char) -> usize {
    if !matches!(first, '.' | '-' | '*' | '_' | '=' | '…') {
        return start + first.len_utf8();
    }
    start
        + text[start..].chars().take_while(|character| *character == first).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn check(text: &str, expected: &str) {
        let lexicon = Lexicon::builtin();
        let tokens = tokenize(text, &lexicon.abbreviations);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.slice(text)).collect();
        assert_eq!(words.join(" "), expected, "{text}");
    }

    #[test]
    fn words_keep_hyphens_and_lose_clitics() {
        check("Pakistan’s at-risk Afghans don't leave.", "Pakistan ’s at-risk Afghans do n't leave .");
        check("They cannot stay.", "They can not stay .");
    }

    #[test]
    fn numbers_keep_grouping_and_end_before_a_hyphen() {
        check("1,000 (1.7m) 300-400, 20-strong, 5.", "1,000 ( 1.7m ) 300 - 400 , 20 - strong , 5 .");
    }

    #[test]
    fn marks_of_notes_are_no_words() {
        check(
            "Ten died,[3] and two[a][nb 2] fled.[14][citation needed] Six [of them] left [4].",
            "Ten died , and two fled . Six [ of them ] left [ 4 ] .",
        );
    }

    #[test]
    fn a_lost_space_before_a_number_is_seen() {
        check(
            "dead16,000 families, rainIMPACT45 dead; B2B, MH370 and COVID19",
            "dead 16,000 families , rainIMPACT 45 dead ; B2B , MH370 and COVID19",
        );
    }

    #[test]
    fn abbreviations_and_acronyms_keep_their_period() {
        check(
            "Gen. Khan of the U.S. left D.I. Khan at 5 p.m. today.",
            "Gen. Khan of the U.S. left D.I. Khan at 5 p.m. today .",
        );
    }

    #[test]
    fn addresses_stay_whole() {
        check("See https://a.org/x?y=1, or a@b.org.", "See https://a.org/x?y=1 , or a@b.org .");
    }
}
