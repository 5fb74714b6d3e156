//! The names to leave out of what is told of one report, and how they are left out.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use recount_core::Lexicon;
use serde_json::Value;

use super::{MASK, Told, people};
use crate::write::words;

/// Words shorter than this name nobody by themselves.
const SHORTEST: usize = 3;
/// How many names are tried at a place of a text.
const TRIED: usize = 8;

/// The names to leave out of what is told of one report.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(pub(super) BTreeSet<String>);

impl Names {
    pub(super) fn of(told: &Told, lexicon: &Lexicon) -> Names {
        let mut names = BTreeSet::new();
        for words in &told.witnesses {
            let shown = words::source(words, Some("witness"));
            let kept: Vec<&str> = shown.split(' ').collect();
            let left_out = words.split_whitespace().filter(|word| !kept.contains(word));
            let plain = left_out.map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric()));
            names.extend(plain.filter(|name| name.chars().count() >= SHORTEST).map(str::to_owned));
        }
        for text in &told.texts {
            let found = people::people(text, lexicon);
            let words = found.iter().flat_map(|span| span.slice(text).split_whitespace());
            // What is left out is looked for between marks: the halves of "al-Masri" too.
            let parts = words.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
            let parts =
                parts.filter(|part| part.chars().count() >= SHORTEST && part.starts_with(char::is_uppercase));
            names.extend(parts.map(str::to_owned));
        }
        Names(names)
    }

    /// The text with these words left out, wherever they stand as words, and initials beside them.
    pub(super) fn hide(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut after_name = false;
        while !rest.is_empty() {
            let length = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(length);
            let (escape, word) = word.split_at(escaped(&out, word));
            out.push_str(escape);
            let is_initial = after_name && word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            let is_hidden = self.has(word) || is_initial;
            out.push_str(if is_hidden { MASK } else { word });
            let gap = behind.find(char::is_alphanumeric).unwrap_or(behind.len());
            let (between, next) = behind.split_at(gap);
            out.push_str(between);
            after_name = is_hidden && between.chars().all(char::is_whitespace);
            rest = next;
        }
        out
    }

    /// The same for every text in a value.
    pub(super) fn hide_in(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.hide(&text)),
            Value::Array(items) => items.into_iter().map(|item| self.hide_in(item)).collect(),
            Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(key, it)| (key, self.hide_in(it))).collect())
            }
            other => other,
        }
    }

    /// Whether the word is one of the names, also as registers write it: TEMBE.
    fn has(&self, word: &str) -> bool {
        if self.0.contains(word) {
            return true;
        }
        let is_loud = word.len() > SHORTEST && word.chars().all(char::is_uppercase);
        is_loud && self.0.iter().any(|name| name.to_uppercase() == word)
    }

    /// Whether a handle or an address, in whatever case, is made from one of the names.
    pub(super) fn stand_in(&self, handle: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut parts =
            handle.split(|letter: char| !letter.is_alphanumeric()).filter(|part| part.len() >= SHORTEST);
        parts.any(|part| {
            let part = part.to_lowercase();
            self.0.iter().any(|name| name.to_lowercase() == part)
        })
    }
}

/// How many letters at the front of a word belong to an escape before it: of a line's end in JSON (`\\nAmal`), or of a space in an
/// address (`%20Amal`).
fn escaped(before: &str, word: &str) -> usize {
    let is_hex = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    match before.chars().next_back() {
        Some('\\') if word.starts_with(['n', 't', 'r']) => 1,
        Some('%') if word.get(..2).is_some_and(is_hex) => 2,
        _ => 0,
    }
}

/// What stands for the name of a report that names somebody: by FNV-1a, so that it is the same each time.
pub fn stand_in(document: &str) -> String {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let hash =
        document.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("report-{:08x}", hash >> 32)
}

/// What stands for reports' own names, by these.
pub(super) type StandIns = BTreeMap<String, String>;

/// The text with these in the place of the names, wherever one begins as a word: in one pass, however many there are.
pub(super) fn renamed(text: &str, stand_ins: &StandIns) -> String {
    if stand_ins.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut begins) = (text, true);
    while let Some(first) = rest.chars().next() {
        let known = stand_ins.range::<str, _>((Bound::Unbounded, Bound::Included(rest))).rev().take(TRIED);
        let found =
            begins.then(|| known.into_iter().find(|(name, _)| rest.starts_with(name.as_str()))).flatten();
        let length = match found {
            Some((name, other)) => {
                out.push_str(other);
                name.len()
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        begins = found.is_none() && !first.is_alphanumeric();
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}
