//! Which agency a text says it comes from: in its dateline, or in a line of its own.
//!
//! "KABUL, Nov 3 (Reuters) - …", "ISLAMABAD: … (AFP)", "(AFP/File)". Sources credited inside sentences are the business of
//! statements.

use std::collections::BTreeSet;

/// Bytes: a dateline stands within the first words of its paragraph, and a credit line is short.
const DATELINE: usize = 80;

/// The agencies, each once, in order of name.
pub fn agencies(text: &str) -> Vec<String> {
    let found: BTreeSet<String> =
        text.lines().flat_map(|line| [dateline(line), credit(line)]).flatten().collect();
    found.into_iter().collect()
}

/// "KABUL, Nov 3 (Reuters) - …": capitals before, a dash behind.
fn dateline(line: &str) -> Option<String> {
    let open = line.find('(').filter(|open| *open < DATELINE)?;
    let close = open + line.get(open..)?.find(')')?;
    let town = line.get(..open)?.trim().split([',', ' ']).next()?;
    let capitals = town.chars().filter(|character| character.is_alphabetic()).all(char::is_uppercase);
    let rest = line.get(close + 1..)?.trim_start();
    (capitals && !town.is_empty() && rest.starts_with(['-', '–', '—']))
        .then(|| name(line.get(open + 1..close)?))?
}

/// The town of a dateline, as written: capitals before a dash, a comma, a colon or a bracket where a paragraph begins.
pub(crate) fn town(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?;
    let word = first.trim_end_matches([',', ':']);
    let capitals =
        word.chars().count() > 2 && word.chars().all(|letter| letter.is_uppercase() || letter == '\'');
    let rest = text.get(first.len()..)?.trim_start();
    let marked = first.len() > word.len() || rest.starts_with(['-', '–', '—', '(']);
    (capitals && marked).then_some(word)
}

/// "(AFP)" at the end of a line, or alone in it.
fn credit(line: &str) -> Option<String> {
    let inner = line.trim().strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let before = inner.get(..open)?.trim_end();
    let ends = before.is_empty() || before.ends_with(['.', '”', '"', '!', '?']);
    ends.then(|| name(inner.get(open + 1..)?))?
}

/// The name without a file mark, where it looks like a name: a few capitalised words.
fn name(words: &str) -> Option<String> {
    let name = words.split(['/', '|']).next()?.trim();
    let capitalised = name.split_whitespace().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let short = name.split_whitespace().count() <= 4 && name.len() <= 40;
    (capitalised && short && name.chars().any(char::is_alphabetic)).then(|| name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(agencies(text), expected, "{text}");
    }

    #[test]
    fn datelines_and_credit_lines_name_agencies() {
        check("KABUL, Nov 3 (Reuters) - Two people died.", &["Reuters"]);
        check("Two people died.\n\n(Zambezi Wire)", &["Zambezi Wire"]);
        check("Refugees arrive at the border. (AFP/File)", &["AFP"]);
    }

    #[test]
    fn other_brackets_do_not() {
        check("Two people (one of them a child) died.", &[]);
        check("The agency (INGD) - said to be late - came.", &[]);
        check("(see below)", &[]);
    }
}
