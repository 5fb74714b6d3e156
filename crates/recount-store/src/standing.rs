//! What answers for a workspace now, and as it stood on a day.

use std::collections::BTreeSet;

use jiff::civil::Date;
use recount_core::{
    Ledger, Lexicon,
    count::{self, Key, Rulings, Series},
    origin::Account,
    view::{self, Change, Situation, Table, situation},
};

use crate::{Engine, Filter, Result, Workspace, pages::CountRow, pages::Facets};

/// Counts that are looked at for what answers: those that most stands behind.
const LOOKED_AT: usize = 160;
/// Series that are folded anew for a day, at most: those that most stands behind.
const FOLDED: usize = 4_000;
/// Titles in which the name of an event is looked for.
const TITLES: usize = 200;
/// Places that are listed.
const PLACES: usize = 60;

/// What was told by which day, read once for as many days as are asked for.
#[derive(Debug)]
pub struct Stood<'w> {
    ledger: Ledger,
    rulings: Rulings,
    lexicon: &'w Lexicon,
}

impl Stood<'_> {
    /// The counts as they stood on a day: of accounts that speak of a day no later, from reports published by then.
    pub fn at(&self, day: Date) -> Table {
        view::table(&self.ledger.at(day, &self.rulings, self.lexicon), self.lexicon)
    }

    /// What is told by the reports that `keep` names: of each series the count of the latest stretch of time, as on a day.
    pub fn told_by(&self, keep: impl Fn(&str) -> bool) -> Table {
        let series = self.ledger.series.iter().filter_map(|series| {
            let accounts = series.accounts().filter(|account| keep(&account.document));
            let accounts: Vec<Account> = accounts.map(|account| Account::clone(account)).collect();
            let told = count::fold(Key::clone(&series.key), accounts, &self.rulings, self.lexicon)?;
            let latest = told.counts.into_iter().max_by_key(|count| count.as_of)?;
            Some(Series { counts: vec![latest], findings: Vec::new(), ..told })
        });
        let ledger =
            Ledger { reports: self.ledger.reports.clone(), series: series.collect(), ..Ledger::default() };
        view::table(&ledger, self.lexicon)
    }
}

impl<E: Engine> Workspace<E> {
    /// What the workspace tells of what is asked for, with the counts that answer for it in their order.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn situation(&self, filter: &Filter) -> Result<(Situation, Vec<CountRow>)> {
        let rows = self.engine().best_supported(filter, LOOKED_AT)?;
        let candidates: Vec<situation::Candidate> = rows.iter().map(CountRow::candidate).collect();
        let mut reports = self.engine().reports_told(None)?;
        reports.titles = self.titles(candidates.iter())?;
        let told = situation::told(&candidates, &reports, None, self.lexicon());
        let keys = told.keys.iter().filter_map(|at| rows.get(*at)).cloned().collect();
        Ok((told, keys))
    }

    /// Titles with the names of the events.
    fn titles<'c>(&self, counts: impl Iterator<Item = &'c situation::Candidate>) -> Result<Vec<String>> {
        let names: BTreeSet<&String> = counts.filter_map(|count| count.event.as_ref()).collect();
        let titles = names.into_iter().map(|name| self.engine().titles_with(name, TITLES));
        Ok(titles.collect::<Result<Vec<_>>>()?.concat())
    }

    /// The series by which is told how it stood on a day: of a workspace of more than four thousand those that most stands behind.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn stood(&self) -> Result<Stood<'_>> {
        let ids = self.engine().supported_series(FOLDED)?;
        let mut series = self.engine().series(Some(&ids))?;
        recount_core::count::by_importance(&mut series);
        let documents: BTreeSet<String> =
            series.iter().flat_map(Series::accounts).map(|account| account.document.clone()).collect();
        let ledger = Ledger { reports: self.engine().headings_of(&documents)?, series, ..Ledger::default() };
        Ok(Stood { ledger, rulings: self.rulings()?, lexicon: self.lexicon() })
    }

    /// What changed by the reports that came in on a day or later: what all reports tell against what those before them tell.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn changed_by_added(&self, since: Date, narrowed: impl Fn(Table) -> Table) -> Result<Vec<Change>> {
        let (stood, known) = (self.stood()?, self.engine().added_before(&since.to_string())?);
        let before = narrowed(stood.told_by(|document| known.contains(document)));
        Ok(view::changes(&before, &narrowed(stood.told_by(|_| true)), self.lexicon()))
    }

    /// The last day on which a report was published.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn last_published(&self) -> Result<Option<Date>> {
        Ok(self.engine().reports_told(None)?.last)
    }

    /// How many reports have no day.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn undated(&self) -> Result<usize> {
        Ok(self.engine().reports_told(None)?.undated)
    }

    /// What a table of a day tells.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn situation_at(&self, table: &Table, day: Date) -> Result<Situation> {
        let candidates: Vec<situation::Candidate> =
            table.counts.iter().map(situation::Candidate::of).collect();
        let mut reports = self.engine().reports_told(Some(&day.to_string()))?;
        reports.titles = self.titles(candidates.iter())?;
        Ok(situation::told(&candidates, &reports, Some(day), self.lexicon()))
    }

    /// What there is to ask for, with how much of it there is.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn facets(&self) -> Result<Facets> {
        self.engine().facets(PLACES)
    }
}
