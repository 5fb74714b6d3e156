//! The counts as lines: what is counted, its range, and every account with its sentences.

use super::words;
use crate::{
    count::{Ledger, Series},
    edtf::Edtf,
    lexicon::Lexicon,
    origin::{Account, Evidence},
    span::Span,
};

/// Every count, most important first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The counts.
    pub counts: Vec<CountLine>,
}

/// One count in the reader's words.
#[derive(Debug, Clone, PartialEq)]
pub struct CountLine {
    /// A name that stays the same as long as the same thing is counted; letters, digits and hyphens.
    pub id: String,
    /// What was counted: "Returned".
    pub label: String,
    /// The measure's code.
    pub measure: String,
    /// Who: "Afghans", in the words of the reports; none for people at large.
    pub people: Option<String>,
    /// ISO 3166 alpha-3 codes: where they left or originate.
    pub from: Vec<String>,
    /// Where they are, or where it happened.
    pub at: Vec<String>,
    /// Where they went or will go.
    pub to: Vec<String>,
    /// A place below country level.
    pub place: Option<String>,
    /// `person`, `household`, `dwelling`, `incident`.
    pub unit: &'static str,
    /// `reported`, `planned`, `denied`, `hypothetical`.
    pub status: &'static str,
    /// For a rate: `day`, `week`, `month`, `year`.
    pub per: Option<&'static str>,
    /// For a share ("14 of the 24"), the whole.
    pub share_of: Option<u64>,
    /// Lowest number stated by any account; none where one is open below.
    pub low: Option<u64>,
    /// Highest number stated by any account; none where one is open above.
    pub high: Option<u64>,
    /// The lowest to the highest number named: "140,000 to 436,790".
    pub range: String,
    /// Every account, latest first.
    pub accounts: Vec<AccountLine>,
}

/// What one report says of a count.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountLine {
    /// The report's name.
    pub document: String,
    /// Its headline, outlet and address, where known.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// The value as the report words it: "over 1,000 individuals".
    pub words: String,
    /// Lowest number stated.
    pub low: Option<u64>,
    /// Highest number stated.
    pub high: Option<u64>,
    /// The quantifier's code.
    pub quantifier: &'static str,
    /// Whom it is credited to; none in the reporter's own voice.
    pub source: Option<String>,
    /// The kind of source.
    pub source_kind: Option<&'static str>,
    /// When it happened or held.
    pub period: Option<Edtf>,
    /// Every sentence in which the report says it.
    pub evidence: Vec<EvidenceLine>,
}

/// A sentence with the figure marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// The figure, in bytes of the report's text.
    pub span: Span,
    /// The sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
    /// The figure, in bytes of `text`.
    pub within: Span,
}

/// Every series of the ledger as a line.
pub fn table(ledger: &Ledger, lexicon: &Lexicon) -> Table {
    Table { counts: ledger.series.iter().map(|series| count_line(series, ledger, lexicon)).collect() }
}

fn count_line(series: &Series, ledger: &Ledger, lexicon: &Lexicon) -> CountLine {
    let key = &series.key;
    let bounds: Vec<_> = series.accounts.iter().map(|account| account.bounds).collect();
    let list = |codes: &std::collections::BTreeSet<String>| codes.iter().cloned().collect();
    CountLine {
        id: key.name(),
        label: lexicon.measure(&key.measure).map_or(&key.measure, |measure| &measure.label).clone(),
        measure: key.measure.clone(),
        people: people(series),
        from: list(&key.countries.from),
        at: list(&key.countries.at),
        to: list(&key.countries.to),
        place: key.place.clone(),
        unit: key.unit.code(),
        status: key.status.code(),
        per: key.per.map(|per| per.code()),
        share_of: key.share_of,
        low: series.bounds.low,
        high: series.bounds.high,
        range: words::range(&bounds),
        accounts: series.accounts.iter().map(|account| account_line(account, ledger)).collect(),
    }
}

/// The longest of the reports' words for who is counted, where they say more than "people".
fn people(series: &Series) -> Option<String> {
    let group = &series.key.group;
    if group.is_general() {
        return None;
    }
    let words = series.accounts.iter().filter_map(|account| account.who.as_deref());
    let telling = words.filter(|words| words.chars().any(char::is_uppercase) || group.peoples.is_empty());
    telling
        .max_by_key(|words| (words.len(), std::cmp::Reverse(*words)))
        .map(str::to_string)
        .or_else(|| group.words())
}

fn account_line(account: &Account, ledger: &Ledger) -> AccountLine {
    let heading = ledger.heading(&account.document);
    let first = account.evidence.first().map_or("", Evidence::words);
    AccountLine {
        document: account.document.clone(),
        title: heading.and_then(|heading| heading.title.clone()),
        outlet: heading.and_then(|heading| heading.outlet.clone()),
        url: heading.and_then(|heading| heading.url.clone()),
        published: account.published,
        words: [first, account.who.as_deref().unwrap_or("")].join(" ").trim().to_string(),
        low: account.bounds.low,
        high: account.bounds.high,
        quantifier: account.quantifier.code(),
        source: account.source.as_ref().map(|source| source.text.clone()),
        source_kind: account.source.as_ref().map(|source| source.kind.code()),
        period: account.period,
        evidence: account.evidence.iter().map(evidence_line).collect(),
    }
}

fn evidence_line(evidence: &Evidence) -> EvidenceLine {
    EvidenceLine {
        span: evidence.span,
        sentence: evidence.sentence,
        text: evidence.text.clone(),
        within: evidence.within(),
    }
}
