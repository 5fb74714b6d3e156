//! Marked-up words as a person reads them.

/// Marked-up words without marks, soft hyphens and doubled spaces.
pub(super) fn tidy(line: &str) -> String {
    plain(&raised(&unmarked(line).replace("<br>", " ").replace("<br/>", " ")))
}

/// Raised digits as such: "39,789<sup>5</sup>" is a number with the mark of a note. Other raised or lowered letters stand in the line.
fn raised(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("<sup>") {
        let (inside, behind) = after.split_once("</sup>").unwrap_or((after, ""));
        words.push_str(before);
        words.extend(inside.chars().map(|sign| match sign.to_digit(10) {
            Some(digit) => RAISED[digit as usize],
            None => sign,
        }));
        rest = behind;
    }
    (words + rest).replace("<sub>", "").replace("</sub>", "")
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The words without soft hyphens and doubled spaces.
pub(super) fn plain(bare: &str) -> String {
    let mut words = String::with_capacity(bare.len());
    let mut rest = bare.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' if rest.peek().is_some_and(char::is_ascii_punctuation) => {}
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\0' => {}
            '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '§' if words.trim_end().is_empty() => {}
            space if space.is_whitespace() => {
                if !words.ends_with(' ') {
                    words.push(' ');
                }
            }
            ligature @ '\u{fb00}'..='\u{fb04}' => words.push_str(letters(ligature)),
            other => words.push(other),
        }
    }
    words.trim().to_owned()
}

/// The line without the marks of bold runs; two asterisks between blanks are the report's own.
fn unmarked(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("**") {
        bare.push_str(before);
        let is_open = |edge: Option<char>| edge.is_none_or(char::is_whitespace);
        if is_open(before.chars().next_back()) && is_open(after.chars().next()) {
            bare.push_str("**");
        }
        rest = after;
    }
    bare + rest
}

/// "ﬁ" in two letters.
const fn letters(ligature: char) -> &'static str {
    match ligature {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        _ => "ffl",
    }
}

/// Whether the words come to an end: with a full stop, a colon, or closing marks behind it.
pub(super) fn ends(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*']).ends_with(['.', '!', '?', ':', ';'])
}

/// Whether they go on with what was said before: they begin small.
pub(super) fn goes_on(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
}

/// Whether they break off with a word that needs another behind it.
pub(super) fn hangs(words: &str) -> bool {
    const SMALL: [&str; 21] = [
        "the", "a", "an", "of", "to", "in", "and", "or", "by", "with", "from", "for", "at", "that", "which",
        "its", "their", "into", "USD", "EUR", "US$",
    ];
    words.rsplit(' ').next().is_some_and(|last| SMALL.contains(&last))
}

/// Both as one, a word that the end of a line cut in two put together.
pub(super) fn joined(first: &str, second: &str) -> String {
    let cut = first
        .strip_suffix('-')
        .filter(|stem| stem.ends_with(char::is_lowercase) && !stem.ends_with("self") && goes_on(second));
    let name = first.ends_with('-') && second.starts_with(char::is_uppercase);
    match cut {
        Some(stem) => format!("{stem}{second}"),
        None if name && !first.ends_with(" -") => format!("{first}{second}"),
        None => format!("{first} {second}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_a_person_reads_them() {
        assert_eq!(
            tidy("**6  419**  peo\u{ad}ple in the ﬁrst 3\\* camps"),
            "6 419 people in the first 3* camps"
        );
        assert_eq!(tidy("39,789<sup>5</sup> people on the 3<sup>rd</sup>"), "39,789⁵ people on the 3rd");
        assert_eq!(joined("they were dis-", "placed"), "they were displaced");
        assert_eq!(joined("in Port-au-", "Prince"), "in Port-au-Prince");
    }
}
