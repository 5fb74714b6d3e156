//! What a database must do to hold a workspace. The logic stands in `workspace`; an engine only keeps and finds.
//!
//! `tests/it/suite.rs` holds for every engine.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{
    Report,
    count::{Finding, Heading, Key, Mark, Occasion, Series},
    origin::{Account, Bounds},
    view,
};

use crate::{
    Answer, Damage, Decision, Draft, Filter, Kept, Prepared, Result, Versions,
    pages::{CountRow, Facets, FindingPageRow, Found, Page, ReportRow, Summary},
    rows::{FigureRow, OrderRow, Rows, StatementRow},
};

/// A database that holds one workspace.
pub trait Engine: Reports + Readings + Results + Pages + Answers + Decisions {
    /// Does all of it or nothing.
    ///
    /// # Errors
    /// What `work` says, or that it could not be kept.
    fn atomically<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T>;

    /// What is wrong with the database itself; nothing where all is well.
    ///
    /// # Errors
    /// Where it cannot be asked.
    fn check(&self) -> Result<Vec<String>>;

    /// Reports that are not as they were sealed, and decisions that are not as they were made or do not follow on one another.
    ///
    /// # Errors
    /// Where it cannot be asked.
    fn broken(&self) -> Result<Vec<Damage>>;

    /// The hash of the whole log of decisions: put down elsewhere, it tells whether all was made anew.
    ///
    /// # Errors
    /// Where it cannot be asked.
    fn last_chain(&self) -> Result<String>;

    /// Whether the log held this hash as its last once, or does now.
    ///
    /// # Errors
    /// Where it cannot be asked.
    fn has_chain(&self, chain: &str) -> Result<bool>;

    /// Whether it may be written.
    fn may_write(&self) -> bool;

    /// Another database with the same reports and decisions, and nothing made from them.
    ///
    /// # Errors
    /// Where there is no room for it.
    fn bare_copy(&self) -> Result<Self>
    where
        Self: Sized;

    /// Where what was made from reports and decisions differs from the same `anew`.
    ///
    /// # Errors
    /// Where one of them cannot be asked.
    fn differences(&self, anew: &Self) -> Result<Vec<Damage>>
    where
        Self: Sized;
}

/// The reports and their texts: ground truth.
#[expect(clippy::missing_errors_doc, reason = "each fails where the database does")]
pub trait Reports {
    /// The report with these bytes.
    fn report_of(&self, sha256: &str) -> Result<Option<Kept>>;
    /// The report of this name.
    fn report_named(&self, document: &str) -> Result<Option<Kept>>;
    /// The text of the report of this name.
    fn text_of(&self, document: &str) -> Result<Option<String>>;
    /// The names and texts of these reports, in order of name.
    fn texts_of(&self, documents: &BTreeSet<String>) -> Result<Vec<(String, String)>>;
    /// Keeps a new report under this name; its number.
    fn insert_report(&self, prepared: &Prepared, document: &str, added: &str) -> Result<i64>;
    /// Removes a report with its text, what was read from it and its bytes; how many other reports share these, which then stay.
    fn remove_report(&self, id: i64) -> Result<usize>;
    /// Puts another text in the place of a report's.
    fn replace_text(&self, id: i64, reader: &str, version: &str, report: &Report) -> Result<()>;
    /// The bytes that a report's text was made from, as they came.
    fn bytes(&self, id: i64) -> Result<Vec<u8>>;
    /// All bytes that are kept, by number, each with its SHA-256 and the names of the reports made from it.
    fn originals(&self) -> Result<Vec<(i64, String, Vec<String>)>>;
    /// The bytes of this number, as they came.
    fn original(&self, id: i64) -> Result<Vec<u8>>;
    /// The readers that made the texts, each with its version.
    fn readers(&self) -> Result<Vec<(String, String)>>;
    /// The names of the reports whose texts this version of a reader made.
    fn read_by(&self, reader: &str, version: &str) -> Result<Vec<String>>;
    /// The names of all reports, in the order in which they came.
    fn documents(&self) -> Result<Vec<String>>;
    /// The names of those with the words, best first, each with the passage.
    fn search(&self, words: &str, limit: usize) -> Result<Vec<(String, String)>>;
}

/// What was read from single reports.
#[expect(clippy::missing_errors_doc, reason = "each fails where the database does")]
pub trait Readings {
    /// The names of the reports that another build or lexicon read, or none did.
    fn stale(&self, versions: &Versions) -> Result<Vec<String>>;
    /// Puts these rows in the place of all that was read from a report; the keys of both are changed.
    fn replace_rows(&self, id: i64, versions: &Versions, rows: &Rows) -> Result<()>;
    /// The figures asked for, by report and place.
    fn figures(&self, filter: &Filter) -> Result<Vec<FigureRow>>;
    /// The statements asked for.
    fn statements(&self, filter: &Filter) -> Result<Vec<StatementRow>>;
    /// The orders asked for.
    fn orders(&self, filter: &Filter) -> Result<Vec<OrderRow>>;
    /// The key of the account that a figure belongs to.
    fn key_of(&self, figure: &str) -> Result<Option<Key>>;
}

/// A key that is kept, the series that it fell to, and whether accounts of it came or went since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The key.
    pub key: Key,
    /// The values that reports give for it.
    pub values: Vec<Bounds>,
    /// The series.
    pub series: Option<String>,
    /// Whether accounts came or went.
    pub changed: bool,
    /// Whether no account is left.
    pub empty: bool,
}

/// A series that was folded anew.
#[derive(Debug)]
pub struct Folded {
    /// The series.
    pub series: Series,
    /// The keys whose accounts it holds.
    pub keys: BTreeSet<Key>,
    /// The names of its accounts by their places.
    pub names: BTreeMap<Mark, String>,
}

/// What all reports add up to.
#[expect(clippy::missing_errors_doc, reason = "each fails where the database does")]
pub trait Results {
    /// Some changed keys, at most `limit`, in order of frame.
    fn changed_keys(&self, limit: usize) -> Result<Vec<Key>>;
    /// All keys of these frames, and all that share a series with one of them.
    fn keys_beside(&self, frames: &BTreeSet<Key>) -> Result<Vec<KeyRow>>;
    /// The accounts of a key by name, without their wording; in order of report and name.
    fn accounts(&self, key: &Key) -> Result<Vec<(String, Account)>>;
    /// Puts these series in the place of those.
    fn replace_series(&self, gone: &BTreeSet<String>, new: &[Folded]) -> Result<()>;
    /// These keys are settled; those without accounts are forgotten.
    fn settled(&self, keys: &[Key]) -> Result<()>;
    /// Series with their counts and accounts: all, or those of these names. In no order.
    fn series(&self, names: Option<&BTreeSet<String>>) -> Result<Vec<Series>>;
    /// The series of these counts, with these counts alone and their accounts. In no order.
    fn part_of_series(&self, counts: &BTreeSet<String>) -> Result<Vec<Series>>;
    /// What is known of every report, in order of name.
    fn headings(&self) -> Result<Vec<Heading>>;
    /// Every order, in order of report and place.
    fn occasions(&self) -> Result<Vec<Occasion>>;
}

/// What pages show, read by index. `pages` says what each returns.
#[expect(clippy::missing_errors_doc, reason = "each fails where the database does")]
pub trait Pages {
    /// How much there is.
    fn summary(&self) -> Result<Summary>;
    /// Another number after every change.
    fn revision(&self) -> Result<u64>;
    /// The counts asked for, most important first.
    fn counts_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<CountRow>>;
    /// Of the counts asked for those that most stands behind, that first: so many of them.
    fn best_supported(&self, filter: &Filter, limit: usize) -> Result<Vec<CountRow>>;
    /// The series that most stands behind: so many of them.
    fn supported_series(&self, limit: usize) -> Result<BTreeSet<String>>;
    /// What is known together of the reports that were published by a day, or of all; without their titles.
    fn reports_told(&self, day: Option<&str>) -> Result<view::situation::Reports>;
    /// Titles of reports that hold a word: so many of them.
    fn titles_with(&self, word: &str, limit: usize) -> Result<Vec<String>>;
    /// How many series there are of each country, measure and place; of places so many.
    fn facets(&self, limit: usize) -> Result<Facets>;
    /// The name of the series that has this name or a count of this name, and the names of its counts in order.
    fn counts_of(&self, id: &str) -> Result<Option<(String, Vec<String>)>>;
    /// Who is counted in a series, in the words of its reports.
    fn people_of(&self, series: &str) -> Result<Option<String>>;
    /// What is known of these reports, in order of name.
    fn headings_of(&self, documents: &BTreeSet<String>) -> Result<Vec<Heading>>;
    /// The reports asked for, the last published first.
    fn reports_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<ReportRow>>;
    /// The names of the reports that were added before a day, or a moment of one.
    fn added_before(&self, day: &str) -> Result<BTreeSet<String>>;
    /// When a report was added, and when published.
    fn dates_of(&self, id: i64) -> Result<(String, Option<String>)>;
    /// The figures asked for, by report and place.
    fn figures_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<FigureRow>>;
    /// The findings inside series.
    fn findings_page(
        &self,
        relations: &[String],
        filter: &Filter,
        offset: usize,
        limit: usize,
    ) -> Result<Page<FindingPageRow>>;
    /// The names of the counts that are disputed and of which nobody chose the account to take, the weightiest first.
    fn disputed(&self, offset: usize, limit: usize) -> Result<Page<String>>;
    /// The figures of these names, by name.
    fn figures_called(&self, ids: &BTreeSet<String>) -> Result<BTreeMap<String, FigureRow>>;
    /// The series that each figure of a report stands in, by the figure's name.
    fn series_of(&self, report: i64) -> Result<BTreeMap<String, String>>;
    /// The reports with the words, best first.
    fn found(&self, words: &str, limit: usize) -> Result<Vec<Found>>;
}

/// What is kept of counts since they were settled, and single accounts of them: however many a count has, as much is read as is asked for.
#[expect(clippy::missing_errors_doc, reason = "each fails where the database does")]
pub trait Answers {
    /// What is kept of these counts, by name; nothing of those with one account.
    fn answers(&self, counts: &BTreeSet<String>) -> Result<BTreeMap<String, Answer>>;
    /// The names of the first accounts of these counts, so many of each: those that stand, the latest first.
    fn first_accounts(&self, counts: &BTreeSet<String>, each: usize)
    -> Result<BTreeMap<String, Vec<String>>>;
    /// How many accounts each of these counts has.
    fn numbers_of_accounts(&self, counts: &BTreeSet<String>) -> Result<BTreeMap<String, usize>>;
    /// The names of all accounts of a count that stand for this number.
    fn accounts_that_say(&self, count: &str, low: Option<u64>, high: Option<u64>) -> Result<Vec<String>>;
    /// The counts of these accounts, each as the only one of its series, with these accounts alone and no findings.
    fn counts_named_by(&self, accounts: &BTreeSet<String>) -> Result<Vec<(CountRow, Series)>>;
    /// What accounts of a series are to each other, with the names of their counts: of each relation so many, contradictions first.
    fn first_findings(&self, series: &str, each: usize) -> Result<Vec<(Option<String>, Finding)>>;
    /// What differs for each of these reports once its text, what is read of it or any decision does.
    fn states_of(&self, documents: &BTreeSet<String>) -> Result<BTreeMap<String, String>>;
    /// The name of the figure that begins at this byte of a report.
    fn figure_at(&self, document: &str, byte: usize) -> Result<Option<String>>;
}

/// What people decided: ground truth.
#[expect(clippy::missing_errors_doc, reason = "each fails where the database does")]
pub trait Decisions {
    /// Adds a decision; its number.
    fn append(&self, draft: &Draft, made: &str) -> Result<u64>;
    /// Leaves of a decision only that it was made, since its report is forgotten by the decision `by`.
    fn strip(&self, decision: &Decision, by: u64) -> Result<()>;
    /// Whether a decision, undone or not, forgets the report of this hash.
    fn forgets(&self, sha256: &str) -> Result<bool>;
    /// All of them, in order.
    fn decisions(&self) -> Result<Vec<Decision>>;
}
