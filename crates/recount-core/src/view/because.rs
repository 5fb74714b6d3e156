//! Why a count or a finding is what it is, as a tree down to the sentences.

use super::{
    findings::{FindingRow, Side, mark},
    table::{AccountLine, CountLine, FindingLine},
    words,
};
use crate::{origin::Bounds, span::Span};

/// What is so, because of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// What is so.
    pub says: String,
    /// The sentence that says it, where it is said by a report.
    pub sentence: Option<Sentence>,
    /// Why.
    pub because: Vec<Because>,
}

/// A sentence of a report with the words that matter marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The report's name.
    pub document: String,
    /// The words that matter, in bytes of the report's text.
    pub span: Span,
    /// The sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
}

impl Sentence {
    /// The words that matter, in bytes of `text`.
    pub fn within(&self) -> Span {
        let shift = |at: usize| at.saturating_sub(self.sentence.start).min(self.text.len());
        Span::new(shift(self.span.start), shift(self.span.end))
    }
}

impl Because {
    fn of(says: impl Into<String>, because: Vec<Because>) -> Because {
        Because { says: says.into(), sentence: None, because }
    }

    fn said(says: impl Into<String>, sentence: Sentence) -> Because {
        Because { says: says.into(), sentence: Some(sentence), because: Vec::new() }
    }
}

/// Why a count is what it is: its bounds by the accounts that set them, its voices, the account to take, what no longer
/// stands, and how it stands to other counts.
pub fn count_because(count: &CountLine) -> Because {
    let mut parts = vec![bounds_because(count), voices_because(count)];
    parts.extend(taken_because(count));
    let gone: Vec<Because> = count
        .accounts
        .iter()
        .filter(|account| !account.stands)
        .map(|account| gone_because(account, count))
        .collect();
    if !gone.is_empty() {
        parts.push(Because::of("no longer stands", gone));
    }
    let told = |line: &&FindingLine| line.relation != "supersedes" && line.relation != "same_origin";
    let findings: Vec<Because> = count
        .findings
        .iter()
        .filter(told)
        .map(|line| {
            Because::of(
                format!(
                    "{}: {} and {}: {}",
                    line.relation, line.from.document, line.to.document, line.reason
                ),
                Vec::new(),
            )
        })
        .collect();
    if !findings.is_empty() {
        parts.push(Because::of("what the accounts are to each other and to other counts", findings));
    }
    Because::of(format!("{}: {}", count.label, count.range), parts)
}

/// Why a finding was made: its reason, and both sentences.
pub fn finding_because(row: &FindingRow) -> Because {
    let likely = row.likelihood.map(|likelihood| format!(", likelihood {likelihood}")).unwrap_or_default();
    Because::of(
        format!("{}: {}{likely}", row.relation, row.reason),
        vec![side_because(&row.from), side_because(&row.to)],
    )
}

fn side_because(side: &Side) -> Because {
    let sentence = Sentence {
        document: side.document.clone(),
        span: side.span,
        sentence: side.sentence,
        text: side.text.clone(),
    };
    let source = words::on_whose_word(side.source.as_deref(), side.own.as_ref());
    let day = side.day.map_or("undated".to_string(), |day| day.to_string());
    Because::said(format!("{}: {}; {source}; {day}", side.document, side.words), sentence)
}

/// The range with the accounts that name its lowest and highest number.
fn bounds_because(count: &CountLine) -> Because {
    let stands = || count.accounts.iter().filter(|account| account.stands);
    let bounds = |account: &AccountLine| Bounds { low: account.low, high: account.high };
    let lowest = stands().min_by_key(|account| bounds(account).least());
    let highest = stands().max_by_key(|account| bounds(account).most());
    let mut ends: Vec<Because> =
        lowest.map(|account| account_because("lowest", account)).into_iter().collect();
    ends.extend(
        highest
            .filter(|account| lowest.is_none_or(|lowest| mark(lowest) != mark(account)))
            .map(|account| account_because("highest", account)),
    );
    Because::of(format!("from lowest to highest of what still stands: {}", count.range), ends)
}

/// The independent voices, each with its accounts, first telling first.
fn voices_because(count: &CountLine) -> Because {
    let mut origins: Vec<usize> = Vec::new();
    for account in count.accounts.iter().filter(|account| account.stands) {
        if !origins.contains(&account.origin) {
            origins.push(account.origin);
        }
    }
    let voices = origins.iter().enumerate().map(|(at, origin)| {
        let of_voice = || count.accounts.iter().filter(|account| account.origin == *origin && account.stands);
        let named = of_voice().find(|account| account.source.is_some());
        let named = named.or_else(|| of_voice().find(|account| account.own.is_some()));
        let name = named.map_or_else(|| words::on_whose_word(None, None), on_whose_word);
        let first = of_voice().filter(|account| account.first);
        let others = of_voice().filter(|account| !account.first);
        let tellings = first
            .map(|account| account_because("first told", account))
            .chain(others.map(|account| account_because("told again", account)));
        Because::of(format!("voice {}: {name}", at + 1), tellings.collect())
    });
    let voices: Vec<Because> = voices.collect();
    let number = words::number(voices.len() as u64);
    let says =
        if voices.len() == 1 { "one origin".to_string() } else { format!("{number} independent origins") };
    Because::of(says, voices)
}

/// The account to take, and why; or why none.
fn taken_because(count: &CountLine) -> Option<Because> {
    let taken = count.recommended.and_then(|at| count.accounts.get(at));
    match taken {
        Some(account) => Some(Because::of(
            format!("take {}: {}", account.words, count.reason),
            vec![account_because("said", account)],
        )),
        None if count.reason.is_empty() => None,
        None => {
            let lines = count.findings.iter().filter(|line| line.relation == "contradicts");
            let sides = lines.flat_map(|line| [&line.from, &line.to]).filter_map(|side| {
                let account = count.accounts.iter().find(|account| mark(account).as_ref() == Some(side))?;
                Some(account_because("said", account))
            });
            let mut sides: Vec<Because> = sides.collect();
            sides.dedup();
            Some(Because::of(format!("take none: {}", count.reason), sides))
        }
    }
}

fn gone_because(account: &AccountLine, count: &CountLine) -> Because {
    let by = count
        .findings
        .iter()
        .find(|line| line.relation == "supersedes" && mark(account).as_ref() == Some(&line.to));
    let why = by.map_or("a later account stands instead".to_string(), |line| {
        format!("{} stands instead: {}", line.from.document, line.reason)
    });
    Because { because: vec![Because::of(why, Vec::new())], ..account_because("said", account) }
}

fn on_whose_word(account: &AccountLine) -> String {
    words::on_whose_word(account.source.as_deref(), account.own.as_ref())
}

/// What a report says, with its first sentence; the others below it.
fn account_because(role: &str, account: &AccountLine) -> Because {
    let source = on_whose_word(account);
    let day = account.day.map_or("undated".to_string(), |day| day.to_string());
    let mut sentences = account.evidence.iter().map(|evidence| Sentence {
        document: account.document.clone(),
        span: evidence.span,
        sentence: evidence.sentence,
        text: evidence.text.clone(),
    });
    let says = format!("{role}: {} by {source} in {}, {day}", account.words, account.document);
    let first = sentences.next();
    let again = sentences.map(|sentence| Because::said("said again", sentence)).collect();
    Because { says, sentence: first, because: again }
}
