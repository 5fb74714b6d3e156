//! What the models see of a sentence's words: hashed forms, endings and shapes, worked out once for each token.

use super::tags::Tag;
use crate::text::{Token, TokenKind};

/// What the models see of one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// Lower-case form with every digit as 0.
    pub form: u32,
    /// The last one, two, three and four letters.
    pub endings: [u32; 4],
    /// The first one and three letters.
    pub beginnings: [u32; 2],
    /// The part behind the last hyphen, or 0.
    pub last_part: u32,
    /// Kind, capitals, digits, hyphen and style of the sentence, as one number.
    pub shape: u32,
}

/// How a sentence uses capitals, so that `Arrest` in a headline is not taken for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Title,
    Capitals,
    Small,
}

/// The words of one sentence, with the tags found for them. Kept from sentence to sentence for its memory.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// One for each token.
    pub words: Vec<Word>,
    /// One for each token, once tagged.
    pub tags: Vec<Tag>,
}

impl Words {
    /// Takes in the tokens of a sentence; their tags are unknown.
    pub fn read(&mut self, text: &str, tokens: &[Token]) {
        let style = style(text, tokens);
        self.words.clear();
        self.tags.clear();
        for (number, token) in tokens.iter().enumerate() {
            self.words.push(word(text, token, style, number == 0));
            self.tags.push(Tag::X);
        }
    }

    /// The word at `at`; an empty one outside the sentence.
    #[inline]
    pub fn word(&self, at: Option<usize>) -> Word {
        at.and_then(|at| self.words.get(at)).copied().unwrap_or_default()
    }

    /// The number of the tag at `at`, from 1; 0 outside the sentence.
    #[inline]
    pub fn tag(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.tags.get(at)).map_or(0, |tag| *tag as u32 + 1)
    }
}

/// The hash of nothing.
const START: u32 = 0x811c_9dc5;

#[inline]
const fn with_byte(hash: u32, byte: u8) -> u32 {
    let byte = if byte.is_ascii_digit() { b'0' } else { byte };
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// A hash in which every digit is 0; never zero.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(START, with_byte) | 1
}

/// The hashes of the first one, two, three … bytes; of all where there are fewer.
fn hashes<const MOST: usize>(mut bytes: impl Iterator<Item = u8>) -> [u32; MOST] {
    let mut hash = START;
    std::array::from_fn(|_| {
        hash = bytes.next().map_or(hash, |byte| with_byte(hash, byte));
        hash | 1
    })
}

fn word(text: &str, token: &Token, style: Style, first: bool) -> Word {
    let bytes = token.lower.as_bytes();
    let last_part = bytes.iter().rposition(|byte| *byte == b'-').and_then(|at| bytes.get(at + 1..));
    let [one, _, three] = hashes(bytes.iter().copied());
    Word {
        form: hash(bytes.iter().copied()),
        endings: hashes(bytes.iter().rev().copied()),
        beginnings: [one, three],
        last_part: last_part.map_or(0, plain_hash),
        shape: shape(token.span.slice(text), token, style, first),
    }
}

/// A hash that tells digits apart; never zero.
fn plain_hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(START, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)) | 1
}

fn shape(form: &str, token: &Token, style: Style, first: bool) -> u32 {
    let capitals = form.chars().filter(|letter| letter.is_uppercase()).count();
    let opens = form.chars().next().is_some_and(char::is_uppercase);
    let case = match (capitals, opens) {
        (0, _) => 0,
        (1, true) if form.len() == 1 => 1,
        (1, true) => 2,
        _ if form.chars().any(char::is_lowercase) => 3,
        _ => 4,
    };
    let kind = match token.kind {
        TokenKind::Word => 0,
        TokenKind::Number => 1,
        TokenKind::Mark => 2,
    };
    let style = match style {
        Style::Plain => 0,
        Style::Title => 1,
        Style::Capitals => 2,
        Style::Small => 3,
    };
    let digit = token.lower.bytes().any(|byte| byte.is_ascii_digit());
    let letter = token.lower.bytes().any(|byte| byte.is_ascii_alphabetic());
    let holds = |mark: u8| u32::from(token.lower.as_bytes().contains(&mark));
    let inner = holds(b'-') | holds(b'.') << 1;
    1 + (case | kind << 3 | style << 5 | u32::from(digit) << 7 | u32::from(letter) << 8)
        + (inner << 9 | u32::from(first) << 11)
}

/// Judges by the longer words, without the first.
fn style(text: &str, tokens: &[Token]) -> Style {
    let (mut long, mut opened, mut capital) = (0, 0, 0);
    for token in tokens.iter().skip(1).filter(|token| token.kind == TokenKind::Word && token.lower.len() > 3)
    {
        let form = token.span.slice(text);
        long += 1;
        opened += usize::from(form.chars().next().is_some_and(char::is_uppercase));
        capital += usize::from(!form.chars().any(char::is_lowercase));
    }
    match () {
        () if long < 3 => Style::Plain,
        () if capital * 10 >= long * 7 => Style::Capitals,
        () if opened * 10 >= long * 7 => Style::Title,
        () if opened == 0 && !tokens.first().is_some_and(|token| token.is_capitalised(text)) => Style::Small,
        () => Style::Plain,
    }
}
