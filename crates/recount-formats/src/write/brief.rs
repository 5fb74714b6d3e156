//! The brief: the situation, its key figures with range and trend, the disputes and the sources, in Markdown, each sentence with its
//! citation. Made by templates from the ledger; nothing else is said.

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

/// The brief in Markdown. `blocks` gives the layout of a report by its name, for pages.
pub fn brief<'b>(of: Brief<'_>, blocks: impl Fn(&str) -> &'b [Block]) -> String {
    let mut out = Lines::default();
    out.line(&format!("# {}", told::title(of.situation, of.lexicon)));
    out.line(&told::lede(of.situation));
    out.heading("Key figures");
    for count in of.situation.keys.iter().filter_map(|at| of.table.counts.get(*at)) {
        out.key(count, of.lexicon, &blocks);
    }
    if let Some((since, changes)) = of.changes {
        out.heading(&format!("Changed since {since}"));
        out.list(
            changes.iter().take(MOST).map(|change| change_in_words(change, of.lexicon)),
            "Nothing changed.",
        );
    }
    out.heading("Disputed");
    let disputes = view::disputes(of.table);
    out.list(disputes.iter().take(MOST).map(dispute_in_words), "No voices contradict each other.");
    out.sources();
    out.text
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

/// Lines under construction, and the references they rest on.
#[derive(Default)]
struct Lines {
    text: String,
    sources: Vec<String>,
}

impl Lines {
    fn line(&mut self, words: &str) {
        self.text.push_str(&words.replace('\n', " "));
        self.text.push_str("\n\n");
    }

    fn heading(&mut self, words: &str) {
        self.line(&format!("## {words}"));
    }

    fn list(&mut self, items: impl Iterator<Item = String>, none: &str) {
        let before = self.text.len();
        for item in items {
            self.text.push_str(&format!("- {}\n", escaped(&item.replace('\n', " "))));
        }
        match self.text.len() > before {
            true => self.text.push('\n'),
            false => self.line(none),
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
        self.line(&format!("{} {} [{number}]", escaped(&sentence), escaped(&capital(&more.join("; ")))));
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
        self.heading("Sources");
        let sources = std::mem::take(&mut self.sources);
        for (at, reference) in sources.iter().enumerate() {
            self.text.push_str(&format!("{}. {}\n", at + 1, escaped(&reference.replace('\n', " "))));
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
