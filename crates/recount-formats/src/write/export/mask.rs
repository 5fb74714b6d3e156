//! Names of private people: whoever is credited as a witness is told by what they are, and their name is left out of every
//! sentence and headline of the report, not only of those that credit them. So are the names of those whom the report tells of as victims.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{Lexicon, view::FigureLine};

use super::victims::victims;
use crate::write::words;

/// What stands for a name.
pub(super) const MASK: &str = "[name]";

/// Somebody credited as a witness.
#[derive(Debug, Clone, Copy)]
pub struct Witness<'a> {
    /// The report.
    pub document: &'a str,
    /// The words that name them, with what they are: "resident Amina Tome".
    pub words: &'a str,
}

/// The names to leave out, by report, longest first.
#[derive(Debug, Clone, Default)]
pub struct Masks {
    names: BTreeMap<String, BTreeSet<String>>,
}

/// Words shorter than this name nobody by themselves.
const SHORTEST: usize = 3;

impl Masks {
    /// Of those who are credited with figures, and of the `others` who say anything else.
    pub fn of<'a>(figures: &'a [FigureLine], others: impl IntoIterator<Item = Witness<'a>>) -> Masks {
        let credited = figures.iter().filter(|figure| is_witness(figure)).filter_map(|figure| {
            Some(Witness { document: &figure.document, words: figure.source.as_deref()? })
        });
        let mut masks = Masks::default();
        for witness in credited.chain(others) {
            let names = masks.names.entry(witness.document.to_owned()).or_default();
            let shown = words::source(witness.words, Some("witness"));
            let kept: Vec<&str> = shown.split(' ').collect();
            let left_out = witness.words.split_whitespace().filter(|word| !kept.contains(word));
            let plain =
                left_out.map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric()).to_owned());
            names.extend(plain.filter(|name| name.chars().count() >= SHORTEST));
        }
        masks
    }

    /// With the names of those whom this report tells of as victims.
    pub fn add_victims(&mut self, document: &str, text: &str, lexicon: &Lexicon) {
        let found = victims(text, lexicon);
        let words = found.iter().flat_map(|span| span.slice(text).split_whitespace());
        let names =
            words.filter(|word| word.chars().count() >= SHORTEST && word.contains(char::is_uppercase));
        // What is left out is looked for between marks: the halves of "al-Masri" too.
        let names = names.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
        let names: Vec<String> =
            names.filter(|part| part.starts_with(char::is_uppercase)).map(str::to_owned).collect();
        if !names.is_empty() {
            self.names.entry(document.to_owned()).or_default().extend(names);
        }
    }

    /// The figures with these names left out.
    pub fn hide(&self, figures: &[FigureLine]) -> Vec<FigureLine> {
        figures.iter().map(|figure| self.hidden(figure)).collect()
    }

    fn hidden(&self, figure: &FigureLine) -> FigureLine {
        let mut hidden = figure.clone();
        if is_witness(figure) {
            hidden.source = figure.source.as_deref().map(|source| words::source(source, Some("witness")));
        }
        let Some(names) = self.names.get(&figure.document).filter(|names| !names.is_empty()) else {
            return hidden;
        };
        // The figure itself stays as it is; what stands before it may grow or shrink.
        let at = figure.span.start.saturating_sub(figure.sentence_byte);
        let parts = figure.sentence.get(..at).zip(figure.sentence.get(at..));
        if let Some((before, behind)) = parts {
            let before = without(before, names);
            hidden.sentence_byte = figure.span.start.saturating_sub(before.len());
            hidden.sentence = before + &without(behind, names);
        } else {
            hidden.sentence = without(&figure.sentence, names);
        }
        hidden.title = figure.title.as_deref().map(|title| without(title, names));
        hidden.who = figure.who.as_deref().map(|who| without(who, names));
        hidden
    }
}

fn is_witness(figure: &FigureLine) -> bool {
    figure.source_kind.as_deref() == Some("witness")
}

/// The text with these words left out, wherever they stand as words.
fn without(text: &str, names: &BTreeSet<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(length);
        out.push_str(if names.contains(word) { MASK } else { word });
        let gap = behind.find(char::is_alphanumeric).unwrap_or(behind.len());
        let (between, next) = behind.split_at(gap);
        out.push_str(between);
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_core::Span;

    /// A figure `text` in its sentence, credited to `source`; the source and the sentence as they are shown.
    fn check(source: (&str, &str), sentence: &str, expected: (&str, &str)) {
        let at = sentence.find("Three").expect("the figure");
        let figure = FigureLine {
            source: Some(source.0.to_owned()),
            source_kind: Some(source.1.to_owned()),
            sentence: sentence.to_owned(),
            sentence_byte: 100,
            span: Span::new(100 + at, 105 + at),
            text: "Three".to_owned(),
            ..FigureLine::default()
        };
        let other = Witness { document: "", words: "resident Zola Tembe" };
        let hidden = Masks::of(std::slice::from_ref(&figure), [other]).hidden(&figure);
        assert_eq!((hidden.source.as_deref(), hidden.sentence.as_str()), (Some(expected.0), expected.1));
        let at = hidden.span.start - hidden.sentence_byte;
        assert_eq!(hidden.sentence.get(at..at + 5), Some("Three"), "the figure is found in what is left");
    }

    #[test]
    fn a_witness_loses_the_name_and_an_official_keeps_it() {
        check(
            ("resident Amina Said", "witness"),
            "Amina Said, a resident of Saidabad, said: Three died. “Three,” said Said.",
            ("resident", "[name] [name], a resident of Saidabad, said: Three died. “Three,” said [name]."),
        );
        check(
            ("governor Amina Said", "government"),
            "Governor Amina Said: Three died.",
            ("governor Amina Said", "Governor Amina Said: Three died."),
        );
    }

    #[test]
    fn who_says_something_else_is_masked_too() {
        check(
            ("police", "government"),
            "Zola Tembe wept. Three died, police said.",
            ("police", "[name] [name] wept. Three died, police said."),
        );
    }
}
