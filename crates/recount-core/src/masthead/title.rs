//! The title of a report, and its place in a series.

use super::{Evidence, Told};
use crate::{
    block::BlockKind,
    lexicon::{Ahead, Lexicon},
    mention::date,
    report::Report,
    text::{Prose, Token, TokenKind, Zone},
};

/// What the report is called: by its record, by its first lines, or by the properties of its file where those have a title of words.
pub(super) fn title(report: &Report, prose: &Prose, lexicon: &Lexicon) -> Option<Told> {
    let of_record = !has_properties(report);
    let given = report.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    match given {
        Some(title) if of_record => Some(Told { text: title.to_owned(), by: Evidence::Record }),
        given => at_head(report, prose, lexicon).or_else(|| {
            let title = given.filter(|title| is_title(title, report))?;
            Some(Told { text: title.to_owned(), by: Evidence::Properties })
        }),
    }
}

/// Whether what the reader knows of title and author is what the file's properties say, which nobody may have looked at.
pub(super) fn has_properties(report: &Report) -> bool {
    report.original.as_ref().is_some_and(|original| matches!(&*original.reader, "pdf" | "docx"))
        && !report.blocks.is_empty()
}

/// No name of a file, no template: more than one word, and words that the report itself has.
fn is_title(title: &str, report: &Report) -> bool {
    let words = || title.split_whitespace().filter(|word| word.chars().count() > 3);
    let text = report.text.to_lowercase();
    let own = words().filter(|word| text.contains(&word.to_lowercase())).count();
    words().count() > 1 && own * 4 >= words().count() * 3
}

/// The title as laid out, with the line that names the series where that stands beside it.
fn at_head(report: &Report, prose: &Prose, lexicon: &Lexicon) -> Option<Told> {
    if report.blocks.is_empty() {
        return None;
    }
    let kind = |number: usize| {
        let block = prose.sentences.get(number)?.block?;
        report.blocks.get(block).map(|block| block.kind)
    };
    let heads = || {
        (0..prose.sentences.len().min(10)).filter(|number| prose.zone(*number, &report.blocks) == Zone::Head)
    };
    let named = heads().find(|number| date::series_in(prose, *number, lexicon).is_some());
    let titled = heads().find(|number| kind(*number) == Some(BlockKind::Title)).or_else(|| {
        heads().find(|number| kind(*number) == Some(BlockKind::Heading)).filter(|_| named.is_none())
    });
    let (first, last) = match (titled, named) {
        (Some(titled), Some(named)) if titled.abs_diff(named) <= BESIDE => {
            (titled.min(named), titled.max(named))
        }
        (_, Some(named)) => (named, named),
        (Some(titled), None) => (titled, titled),
        (None, None) => return None,
    };
    let span = prose.sentences.get(first)?.span.cover(prose.sentences.get(last)?.span);
    let words: Vec<&str> = span.slice(&report.text).split_whitespace().collect();
    Some(Told { text: words.join(" "), by: Evidence::Head(span) })
}

/// Lines between a title and the name of the series.
const BESIDE: usize = 2;

/// The name of the series as written at the head or edges, else in the name of the file, and the number behind it.
pub(super) fn series(report: &Report, prose: &Prose, lexicon: &Lexicon) -> (Option<Told>, Option<u32>) {
    let zone = |number: usize| prose.zone(number, &report.blocks);
    let mut found = (0..prose.sentences.len())
        .filter(|number| matches!(zone(*number), Zone::Head | Zone::Running))
        .filter_map(|number| Some((number, in_sentence(prose, number, report, lexicon)?)));
    let Some((number, (told, own))) = found.next() else { return (None, None) };
    // A number on a line of its own, or beside the name at another place: "No. 7".
    let next = || in_line(prose.tokens_of(prose.sentences.get(number + 1)?), 0, lexicon, true);
    let again = || found.find_map(|(_, (_, number))| number);
    (Some(told), own.or_else(next).or_else(again))
}

fn in_sentence(
    prose: &Prose,
    number: usize,
    report: &Report,
    lexicon: &Lexicon,
) -> Option<(Told, Option<u32>)> {
    let tokens = prose.tokens_of(prose.sentences.get(number)?);
    let (at, length, Ahead(_)) = date::series_in(prose, number, lexicon)?;
    let span = tokens.get(at)?.span.cover(tokens.get(at + length - 1)?.span);
    let by = match prose.zone(prose.sentence_at(span.start)?, &report.blocks) {
        Zone::Running => Evidence::Running(span),
        _ => Evidence::Head(span),
    };
    Some((
        Told { text: span.slice(&report.text).to_owned(), by },
        in_line(tokens, at + length, lexicon, false),
    ))
}

/// The number behind the token `at`: "No. 7", "#7", "N0.1", "7"; `marked`: only with a word or sign that says it is one.
fn in_line(tokens: &[Token], at: usize, lexicon: &Lexicon, marked: bool) -> Option<u32> {
    let mut next = at;
    let mut signs = 0;
    while let Some(token) = tokens.get(next) {
        let word = &*token.lower;
        // "N0.1" is printed for "No. 1".
        if let Some(number) =
            word.strip_prefix("n0.").or_else(|| word.strip_prefix("no.")).and_then(|rest| rest.parse().ok())
        {
            return Some(number);
        }
        match lexicon.masthead.number.contains(word) || matches!(word, "n0" | "." | "-" | ":" | "–" | "(") {
            true if signs < 4 => (next, signs) = (next + 1, signs + 1),
            _ => break,
        }
    }
    let token = tokens.get(next).filter(|token| token.kind == TokenKind::Number)?;
    let day = tokens.get(next + 1).is_some_and(|token| lexicon.dates.is_month(&token.lower));
    let sign = tokens.get(at..next)?.iter().any(|token| lexicon.masthead.number.contains(&token.lower));
    token.lower.parse().ok().filter(|number| *number < 2000 && (sign || !marked && !day))
}
