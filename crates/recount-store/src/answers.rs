//! What pages say of counts with however many accounts: kept since they were settled, and of the accounts those that are shown.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use jiff::civil::Date;
use recount_core::{
    Ledger,
    count::Count,
    edtf::Edtf,
    view::{self, CountLine, Said, Step},
};
use serde::{Deserialize, Serialize};

use crate::{CountRow, Engine, Page, Result, Workspace};

/// Figures of a number that are told; more are counted.
const FIGURES: usize = 12;
/// Numbers of a dispute that are told: among more nobody chooses at a glance.
const NUMBERS: usize = 8;
/// Voices of a number that are named.
const VOICES: usize = 12;
/// Different times of which the accounts of a number speak, as far as is looked at.
const PERIODS: usize = 16;

/// A count as it answers for a pile: the account to take, else the first that stands, and what is known of the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The count; of its accounts the one that answers alone.
    pub count: CountLine,
    /// How many accounts it has.
    pub accounts: usize,
    /// How many of them stand.
    pub standing: usize,
    /// How many contradictions stand between them.
    pub contradictions: usize,
    /// What was told before, up to what is told now.
    pub trend: Vec<Step>,
}

impl Answered {
    /// Of a count with all its accounts.
    pub fn of(count: &CountLine) -> Answered {
        let contradicts = |finding: &&view::FindingLine| finding.relation == "contradicts";
        let at = count.recommended.unwrap_or(0);
        Answered {
            accounts: count.accounts.len(),
            standing: count.accounts.iter().filter(|account| account.stands).count(),
            contradictions: count.findings.iter().filter(contradicts).count(),
            trend: view::trend(count),
            count: CountLine {
                accounts: count.accounts.get(at).cloned().into_iter().collect(),
                recommended: count.recommended.map(|_| 0),
                findings: Vec::new(),
                ..count.clone()
            },
        }
    }
}

/// A dispute as it is asked: its numbers, and of each who says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The count, with the accounts that are told of its numbers, so many of each.
    pub count: CountLine,
    /// `other day`, `bound beside a number`, `plain disagreement`.
    pub cause: String,
    /// What is said, lowest first: of many the lowest, the highest, the one taken and those that most say.
    pub numbers: Vec<Number>,
    /// How many more numbers are said.
    pub more: usize,
}

/// One of the numbers of a dispute.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// What is said, by whom, since when; its reports are those that are told.
    pub said: Said,
    /// How many more voices say it than are named.
    pub more_voices: usize,
    /// How many accounts say it.
    pub accounts: usize,
    /// The names of the first of them.
    pub figures: Vec<String>,
    /// Whether the account to take is one of them.
    pub is_taken: bool,
    /// The different times they speak of.
    pub periods: Vec<Option<Edtf>>,
}

/// What is kept of a count with several accounts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// How many accounts stand.
    pub standing: usize,
    /// The steps up to the number to take.
    pub trend: Vec<Step>,
    /// The cause and the numbers of its dispute, as JSON.
    pub dispute: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct KeptDispute {
    cause: String,
    numbers: Vec<KeptNumber>,
}

#[derive(Serialize, Deserialize)]
struct KeptNumber {
    words: String,
    low: Option<u64>,
    high: Option<u64>,
    voices: Vec<String>,
    more_voices: usize,
    since: Option<String>,
    accounts: usize,
    figures: Vec<String>,
    documents: Vec<String>,
    is_taken: bool,
    periods: Vec<Option<String>>,
}

impl Answer {
    /// What is kept of a count; `names` are those of its accounts. None of a count with one account.
    pub(crate) fn of(count: &Count, names: &[String]) -> Option<Answer> {
        (count.accounts.len() > 1).then(|| Answer {
            standing: count.standing().count(),
            trend: view::trend_of(count),
            dispute: dispute(count, names),
        })
    }

    /// The steps as JSON.
    pub(crate) fn trend_text(&self) -> String {
        let steps: Vec<(String, u64)> =
            self.trend.iter().map(|step| (step.day.to_string(), step.value)).collect();
        crate::codec::json(&steps)
    }

    /// The steps of that JSON.
    pub(crate) fn steps(text: &str) -> Vec<Step> {
        let steps: Vec<(String, u64)> = serde_json::from_str(text).unwrap_or_default();
        let step = |(day, value): (String, u64)| Some(Step { day: day.parse::<Date>().ok()?, value });
        steps.into_iter().filter_map(step).collect()
    }
}

fn dispute(count: &Count, names: &[String]) -> Option<String> {
    let (numbers, cause) = view::split_in(count)?;
    let number = |said: Said| {
        let is_it = |at: &usize| {
            count.accounts.get(*at).is_some_and(|it| {
                it.stands && (it.account.bounds.low, it.account.bounds.high) == (said.low, said.high)
            })
        };
        let who: Vec<usize> = (0..count.accounts.len()).filter(is_it).collect();
        let period = |at: &usize| count.accounts.get(*at).and_then(|it| it.account.period);
        let periods: BTreeSet<Option<String>> =
            who.iter().map(|at| period(at).map(|period| period.to_string())).collect();
        KeptNumber {
            more_voices: said.voices.len().saturating_sub(VOICES),
            accounts: who.len(),
            figures: who.iter().take(FIGURES).filter_map(|at| names.get(*at).cloned()).collect(),
            is_taken: count.recommended.is_some_and(|at| who.contains(&at)),
            periods: periods.into_iter().take(PERIODS).collect(),
            since: said.since.map(|since| since.to_string()),
            voices: said.voices.into_iter().take(VOICES).collect(),
            documents: said.documents.into_iter().take(FIGURES).collect(),
            words: said.words,
            low: said.low,
            high: said.high,
        }
    };
    let numbers = numbers.into_iter().map(number).collect();
    Some(crate::codec::json(&KeptDispute { cause: cause.to_owned(), numbers }))
}

/// The cause and the numbers of a dispute that was kept.
fn kept(text: &str) -> (String, Vec<Number>) {
    let Ok(KeptDispute { cause, numbers }) = serde_json::from_str(text) else { return Default::default() };
    let day = |text: &String| Edtf::parse(text);
    let number = |it: KeptNumber| Number {
        said: Said {
            words: it.words,
            low: it.low,
            high: it.high,
            voices: it.voices,
            since: it.since.as_ref().and_then(day),
            documents: it.documents,
        },
        more_voices: it.more_voices,
        accounts: it.accounts,
        figures: it.figures,
        is_taken: it.is_taken,
        periods: it.periods.iter().map(|period| period.as_ref().and_then(day)).collect(),
    };
    (cause, numbers.into_iter().map(number).collect())
}

/// Of many numbers the lowest, the highest, the one taken and those that most accounts say; lowest first, as they came.
fn weightiest(numbers: Vec<Number>) -> Vec<Number> {
    let last = numbers.len().saturating_sub(1);
    let weight = |at: &usize| {
        let number = numbers.get(*at);
        let always = *at == 0 || *at == last || number.is_some_and(|number| number.is_taken);
        (Reverse(always), Reverse(number.map_or(0, |number| number.accounts)), *at)
    };
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by_key(weight);
    let told: BTreeSet<usize> = order.into_iter().take(NUMBERS).collect();
    numbers.into_iter().enumerate().filter(|(at, _)| told.contains(at)).map(|(_, number)| number).collect()
}

impl<E: Engine> Workspace<E> {
    /// These counts as they answer, in their order; nothing is read of an account that does not.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn answered(&self, rows: &[CountRow]) -> Result<Vec<Answered>> {
        let ids: BTreeSet<String> = rows.iter().map(|row| row.id.clone()).collect();
        let kept = self.engine().answers(&ids)?;
        let answers = self.engine().first_accounts(&ids, 1)?;
        let asked = rows.iter().filter_map(|row| {
            let taken = row.take.as_ref().map(|take| take.figure.clone());
            taken.or_else(|| answers.get(&row.id)?.first().cloned())
        });
        let lines = self.lines_with(&asked.collect())?;
        let answered = rows.iter().map(|row| {
            let accounts = lines.get(&row.id).map(|line| line.accounts.clone()).unwrap_or_default();
            let known = kept.get(&row.id);
            let standing = known.map_or(accounts.len(), |known| known.standing);
            let count = CountLine {
                recommended: row.take.as_ref().and_then(|_| accounts.first().map(|_| 0)),
                accounts,
                ..row.line(self.lexicon())
            };
            Answered {
                accounts: row.accounts,
                standing,
                contradictions: row.contradictions,
                // Of a lone account nothing is kept: it is all there.
                trend: known.map_or_else(|| view::trend(&count), |known| known.trend.clone()),
                count,
            }
        });
        Ok(answered.collect())
    }

    /// Counts on which voices contradict each other, the weightiest first, as questions; those whose account to take a person chose are
    /// answered and not among them.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn questions(&self, offset: usize, limit: usize) -> Result<Page<Question>> {
        let page = self.engine().disputed(offset, limit)?;
        let ids: BTreeSet<String> = page.rows.iter().cloned().collect();
        let answers = self.engine().answers(&ids)?;
        let asked = page.rows.into_iter().filter_map(|id| {
            let (cause, numbers) = kept(answers.get(&id)?.dispute.as_deref()?);
            let all = numbers.len();
            let numbers = weightiest(numbers);
            Some((id, cause, all - numbers.len(), numbers))
        });
        let disputes: Vec<(String, String, usize, Vec<Number>)> = asked.collect();
        let told = disputes.iter().flat_map(|(.., numbers)| numbers).flat_map(|it| it.figures.clone());
        let lines = self.lines_with(&told.collect())?;
        let rows = disputes.into_iter().filter_map(|(id, cause, more, numbers)| {
            Some(Question { count: lines.get(&id)?.clone(), cause, numbers, more })
        });
        Ok(Page { rows: rows.collect(), total: page.total })
    }

    /// The names of all figures that stand for one of the numbers of a count.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn figures_that_say(&self, count: &str, low: Option<u64>, high: Option<u64>) -> Result<Vec<String>> {
        self.engine().accounts_that_say(count, low, high)
    }

    /// The counts of these accounts as lines, by name, with these accounts alone and no findings.
    pub(crate) fn lines_with(&self, accounts: &BTreeSet<String>) -> Result<BTreeMap<String, CountLine>> {
        let rows = self.engine().counts_named_by(accounts)?;
        let mut lines = BTreeMap::new();
        for (row, series) in rows {
            let documents: BTreeSet<String> =
                series.accounts().map(|account| account.document.clone()).collect();
            let reports = self.engine().headings_of(&documents)?;
            let ledger = Ledger { reports, series: vec![series], ..Ledger::default() };
            for line in view::counts(&ledger, self.lexicon()).counts {
                let CountLine { accounts, recommended, share_of, phase, .. } = line;
                let whole = row.line(self.lexicon());
                lines.insert(row.id.clone(), CountLine { accounts, recommended, share_of, phase, ..whole });
            }
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_numbers_those_are_told_that_most_say() {
        let number = |low: u64| Number {
            said: Said {
                words: low.to_string(),
                low: Some(low),
                high: Some(low),
                voices: Vec::new(),
                since: None,
                documents: Vec::new(),
            },
            more_voices: 0,
            accounts: if low == 17 { 9 } else { 1 },
            figures: Vec::new(),
            is_taken: low == 12,
            periods: Vec::new(),
        };
        let told = weightiest((1..=20).map(number).collect());
        let told: Vec<u64> = told.iter().filter_map(|number| number.said.low).collect();
        assert_eq!(told, [1, 2, 3, 4, 5, 12, 17, 20]);
        assert_eq!(weightiest((1..=3).map(number).collect()).len(), 3);
    }
}
