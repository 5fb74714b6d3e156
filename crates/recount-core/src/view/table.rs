//! The counts as lines: what is counted, its range, and every account with its sentences.

use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::{
    count::{Count, Finding, Ledger, Mark, Series, Standing},
    edtf::Edtf,
    lexicon::Lexicon,
    origin::{Evidence, Group, Named, Names},
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
    /// The name of its series, which counts of other days share.
    pub series: String,
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
    /// For a plan in phases, which one, from the second on.
    pub phase: Option<u8>,
    /// Which event, in a few words: "yagi, 2024-09-07"; none where nothing sets it apart.
    pub event: Option<String>,
    /// Which part of it: `happening`, `since`, `stretch`, `state`; none where time alone tells.
    pub scope: Option<&'static str>,
    /// What it results from.
    pub cause: Option<&'static str>,
    /// Lowest number stated by a standing account; none where one is open below.
    pub low: Option<u64>,
    /// Highest number stated by a standing account; none where one is open above.
    pub high: Option<u64>,
    /// The lowest to the highest number that standing accounts name: "140,000 to 436,790".
    pub range: String,
    /// The last day that a standing account speaks of.
    pub as_of: Option<Edtf>,
    /// How many independent voices stand behind it.
    pub origins: usize,
    /// The place in `accounts` of the one to take; none where voices contradict each other.
    pub recommended: Option<usize>,
    /// Why that one, or why none.
    pub reason: String,
    /// Every account: those that stand first, latest first; then those that later ones followed.
    pub accounts: Vec<AccountLine>,
    /// What its accounts are to each other, and to those of other counts.
    pub findings: Vec<FindingLine>,
}

/// What two accounts are to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingLine {
    /// `supersedes`, `drifts`, `contradicts`, …
    pub relation: &'static str,
    /// The first account.
    pub from: Mark,
    /// The second account.
    pub to: Mark,
    /// Why.
    pub reason: String,
    /// 0 to 1, where it is a matter of likelihood.
    pub likelihood: Option<f64>,
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
    /// The publisher, where nobody is credited and it is an institution that counts: it is its own count.
    pub own: Option<Named>,
    /// When it happened or held.
    pub period: Option<Edtf>,
    /// The day it speaks of, by which accounts are put in order.
    pub day: Option<Edtf>,
    /// Accounts of a count with the same number are one voice.
    pub origin: usize,
    /// Whether it is the first telling of its number, as far as can be told.
    pub first: bool,
    /// Whether no later account stands instead of it.
    pub stands: bool,
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

/// Every count of the ledger as a line.
pub fn table(ledger: &Ledger, lexicon: &Lexicon) -> Table {
    let across = across(ledger);
    lines(ledger, lexicon, |count| findings(count, &across))
}

/// The same without what accounts are to each other, of which there may be many more than accounts.
pub fn counts(ledger: &Ledger, lexicon: &Lexicon) -> Table {
    lines(ledger, lexicon, |_| Vec::new())
}

fn lines(ledger: &Ledger, lexicon: &Lexicon, findings: impl Fn(&Count) -> Vec<FindingLine>) -> Table {
    let mut counts = Vec::new();
    for series in &ledger.series {
        for at in (0..series.counts.len()).rev() {
            let line = count_line(series, at, ledger, lexicon);
            let found = series.counts.get(at).map(&findings).unwrap_or_default();
            counts.extend(line.map(|line| CountLine { findings: found, ..line }));
        }
    }
    Table { counts }
}

/// The name of a count: that of its series, and its day where the series has several counts.
pub fn id(series: &Series, at: usize) -> String {
    let name = series.key.name();
    let day = series.counts.get(at).and_then(|count| count.as_of);
    match (series.counts.len(), day) {
        (0 | 1, _) => name,
        (_, Some(day)) => format!("{name}--{day}-{at}"),
        (_, None) => format!("{name}--{at}"),
    }
}

/// The findings between counts, by the accounts they tie.
type Across<'l> = BTreeMap<&'l Mark, Vec<&'l Finding>>;

fn across(ledger: &Ledger) -> Across<'_> {
    let mut across = Across::new();
    for finding in ledger.series.iter().flat_map(|series| &series.findings).chain(&ledger.findings) {
        across.entry(&finding.from).or_default().push(finding);
        across.entry(&finding.to).or_default().push(finding);
    }
    across
}

/// A count as a line, without its findings.
fn count_line(series: &Series, at: usize, ledger: &Ledger, lexicon: &Lexicon) -> Option<CountLine> {
    let (key, count) = (&series.key, series.counts.get(at)?);
    let bounds: Vec<_> = count.standing().map(|standing| standing.account.bounds).collect();
    let list = |codes: &Names| codes.iter().cloned().collect();
    Some(CountLine {
        id: id(series, at),
        series: key.name(),
        label: lexicon.measure(&key.measure).map_or(&key.measure, |measure| &measure.label).clone(),
        measure: key.measure.clone(),
        people: people(series),
        from: list(&key.countries.from),
        at: list(&key.countries.at),
        to: list(&key.countries.to),
        place: key.place.as_deref().map(words::name),
        unit: key.unit.code(),
        status: key.status.code(),
        per: key.per.map(|per| per.code()),
        share_of: key.share_of,
        phase: key.phase,
        event: key.which.label(),
        scope: key.which.scope.map(|scope| scope.code()),
        cause: key.which.cause.map(|cause| cause.code()),
        low: count.bounds.low,
        high: count.bounds.high,
        range: words::range(&bounds),
        as_of: count.as_of.map(Edtf::from),
        origins: count.origins,
        recommended: count.recommended,
        reason: count.reason.clone(),
        accounts: count.accounts.iter().map(|standing| account_line(standing, ledger)).collect(),
        findings: Vec::new(),
    })
}

/// The findings of a count, and those that tie its accounts to other counts.
fn findings(count: &Count, across: &Across<'_>) -> Vec<FindingLine> {
    let marks: BTreeSet<Mark> = count.accounts.iter().map(|standing| Mark::of(&standing.account)).collect();
    let outside = marks.iter().filter_map(|mark| across.get(mark)).flatten().copied();
    // A finding between two accounts of this count is met twice.
    let outside = outside.filter(|finding| !(marks.contains(&finding.from) && marks.contains(&finding.to)));
    count.findings.iter().chain(outside).map(finding_line).collect()
}

/// A finding in the words of a reader.
pub fn finding_line(finding: &Finding) -> FindingLine {
    FindingLine {
        relation: finding.relation.code(),
        from: finding.from.clone(),
        to: finding.to.clone(),
        reason: finding.reason.clone(),
        likelihood: finding.likelihood,
    }
}

/// The longest of the reports' words for who is counted, where they say more than "people".
pub fn people(series: &Series) -> Option<String> {
    let group = &series.key.group;
    let words = series.accounts().filter_map(|account| account.who.as_deref());
    let says_nothing = group.parts.is_empty() && group.standing.is_empty();
    let telling = words
        .filter(|words| words.chars().any(char::is_uppercase) || group.peoples.is_empty() && !says_nothing);
    telling
        .max_by_key(|words| (words.len(), std::cmp::Reverse(*words)))
        .map(str::to_string)
        .or_else(|| Group { peoples: Names::default(), ..group.clone() }.words())
}

pub(super) fn account_line(standing: &Standing, ledger: &Ledger) -> AccountLine {
    let account = &standing.account;
    let heading = ledger.heading(&account.document);
    AccountLine {
        document: account.document.clone(),
        title: heading.and_then(|heading| heading.title.clone()),
        outlet: heading.and_then(|heading| heading.outlet.clone()),
        url: heading.and_then(|heading| heading.url.clone()),
        published: account.published,
        words: account.words.clone(),
        low: account.bounds.low,
        high: account.bounds.high,
        quantifier: account.quantifier.code(),
        source: account.source.as_ref().map(|source| source.text.clone()),
        source_kind: account.source.as_ref().map(|source| source.kind.code()),
        own: account.own.clone(),
        period: account.period,
        day: standing.day.map(Edtf::from),
        origin: standing.origin,
        first: standing.first,
        stands: standing.stands,
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
