//! The brief: the situation, its key figures with range and trend, the disputes and the sources, each sentence with its citation, as
//! Markdown or as a Word document. Made by templates from the ledger; nothing else is said.

use recount_core::{
    Block, Lexicon,
    view::{self, Change, CountLine, Dispute, Situation, Table},
};

use super::{
    cite::{Citation, citation},
    situation as told,
    words::{self, plural},
};

/// What a brief tells of.
#[derive(Debug, Clone, Copy)]
pub struct Brief<'a> {
    /// The situation.
    pub situation: &'a Situation,
    /// The counts.
    pub table: &'a Table,
    /// What changed since a day, and that day in words.
    pub changes: Option<(&'a str, &'a [Change])>,
    /// Names of countries.
    pub lexicon: &'a Lexicon,
}

/// Changes and disputes that are told, at most.
const MOST: usize = 12;

/// A part of a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub words: String,
    /// The number of its reference, or of a source its own.
    pub source: Option<usize>,
}

/// What a part of a brief is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What the whole is called.
    Title,
    /// What stands below it.
    Heading,
    /// Sentences.
    Words,
    /// An item of a list.
    Item,
    /// A reference.
    Source,
}

/// A brief, to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted(pub Vec<Part>);

/// The brief. `blocks` gives the layout of a report by its name, for pages.
pub fn brief<'b>(of: Brief<'_>, blocks: impl Fn(&str) -> &'b [Block]) -> Drafted {
    let mut out = Lines::default();
    out.push(Kind::Title, &told::title(of.situation, of.lexicon));
    out.push(Kind::Words, &told::lede(of.situation));
    out.push(Kind::Heading, "Key figures");
    for count in of.situation.keys.iter().filter_map(|at| of.table.counts.get(*at)) {
        out.key(count, of.lexicon, &blocks);
    }
    if let Some((since, changes)) = of.changes {
        out.push(Kind::Heading, &format!("Changed since {since}"));
        out.list(
            changes.iter().take(MOST).map(|change| change_in_words(change, of.lexicon)),
            "Nothing changed.",
        );
    }
    out.push(Kind::Heading, "Disputed");
    let disputes = view::disputes(of.table);
    out.list(disputes.iter().take(MOST).map(dispute_in_words), "No voices contradict each other.");
    out.sources();
    Drafted(out.parts)
}

impl Drafted {
    /// The same with other words: `mask` is given all of them, a line a part.
    #[must_use]
    pub fn masked(mut self, mask: impl Fn(&str) -> String) -> Drafted {
        let lines: Vec<&str> = self.0.iter().map(|part| part.words.as_str()).collect();
        let masked = mask(&lines.join("\n"));
        let masked: Vec<&str> = masked.split('\n').collect();
        if masked.len() == self.0.len() {
            self.0.iter_mut().zip(masked).for_each(|(part, words)| words.clone_into(&mut part.words));
        } else {
            self.0.iter_mut().for_each(|part| part.words = mask(&part.words));
        }
        self
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        let mut last = None;
        for part in &self.0 {
            let in_list = matches!(part.kind, Kind::Item | Kind::Source);
            if last.is_some() && !(in_list && last == Some(part.kind)) {
                text.push('\n');
            }
            last = Some(part.kind);
            let words = escaped(&part.words);
            let line = match (part.kind, part.source) {
                (Kind::Title, _) => format!("# {words}\n"),
                (Kind::Heading, _) => format!("## {words}\n"),
                (Kind::Words, None) => format!("{words}\n"),
                (Kind::Words, Some(source)) => format!("{words} [{source}]\n"),
                (Kind::Item, _) => format!("- {words}\n"),
                (Kind::Source, source) => format!("{}. {words}\n", source.unwrap_or(1)),
            };
            text.push_str(&line);
        }
        text
    }
}

/// "Killed, people in Haiti: 12, now 26."
fn change_in_words(change: &Change, lexicon: &Lexicon) -> String {
    let count = &change.count;
    let place = words::whereabouts(count, lexicon);
    let of = format!("{}, {} {place}", count.label, words::counted(count));
    let of = of.trim_end();
    match (&change.before, &change.now) {
        (None, Some(now)) => format!("{of}: new, {now}."),
        (Some(before), Some(now)) => format!("{of}: {before}, now {now}."),
        (Some(before), None) => format!("{of}: {before}, no longer told."),
        (None, None) => format!("{of}."),
    }
}

/// "Missing, in Haiti: 17 (PAHO) against 18 (the ministry); likely cause: other day."
fn dispute_in_words(dispute: &Dispute) -> String {
    let said = |said: &view::Said| format!("{} ({})", said.words, said.voices.join(", "));
    let numbers: Vec<String> = dispute.numbers.iter().map(said).collect();
    format!("{}: {}; likely cause: {}.", dispute.question, numbers.join(" against "), dispute.cause)
}

/// Parts under construction, and the references they rest on.
#[derive(Default)]
struct Lines {
    parts: Vec<Part>,
    sources: Vec<String>,
}

impl Lines {
    fn push(&mut self, kind: Kind, words: &str) {
        self.parts.push(Part { kind, words: words.replace('\n', " "), source: None });
    }

    fn list(&mut self, items: impl Iterator<Item = String>, none: &str) {
        let before = self.parts.len();
        items.for_each(|item| self.push(Kind::Item, &item));
        if self.parts.len() == before {
            self.push(Kind::Words, none);
        }
    }

    /// One key figure: what is told, its range, what was told before, and the number of its reference.
    fn key<'b>(&mut self, count: &CountLine, lexicon: &Lexicon, blocks: &impl Fn(&str) -> &'b [Block]) {
        let Some(account) = told::answer(count) else { return };
        let Citation { sentence, reference } = citation(count, account, blocks(&account.document), lexicon);
        let number = self.source(reference);
        let more = [
            told::range_beside(count),
            told::trend_in_words(count),
            Some(told::origins(count)),
            disputed(count),
        ];
        let more: Vec<String> = more.into_iter().flatten().collect();
        let words = format!("{sentence} {}", capital(&more.join("; "))).replace('\n', " ");
        self.parts.push(Part { kind: Kind::Words, words, source: Some(number) });
    }

    /// The number of a reference in the list of sources.
    fn source(&mut self, reference: String) -> usize {
        let known = self.sources.iter().position(|known| *known == reference);
        known.unwrap_or_else(|| {
            self.sources.push(reference);
            self.sources.len() - 1
        }) + 1
    }

    fn sources(&mut self) {
        self.push(Kind::Heading, "Sources");
        let sources = std::mem::take(&mut self.sources);
        for (at, reference) in sources.iter().enumerate() {
            let words = reference.replace('\n', " ");
            self.parts.push(Part { kind: Kind::Source, words, source: Some(at + 1) });
        }
    }
}

fn disputed(count: &CountLine) -> Option<String> {
    let against = told::contradictions(count);
    (against > 0).then(|| format!("disputed: {}", plural(against, "contradiction")))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.map_or_else(String::new, |first| format!("{first}{}.", letters.as_str()))
}

/// Words of a report in Markdown: what would be markup is shown as it stands.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in super::summary::printable(words).chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
