//! What a person should look at first: the figures that counts take and dispute, by how much hangs on each.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use recount_core::view::figure_id;

use crate::{
    Act, Decision, Engine, Filter, Result, Workspace,
    decision::{self, is_about_report},
    rows::FigureRow,
};

/// Figures to be reviewed, those that nobody has decided of yet first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Queue {
    /// The figures: what is to be done, by consequence; then what is done.
    pub figures: Vec<FigureRow>,
    /// How many of them are done.
    pub done: usize,
}

/// How much hangs on a figure: whether it is told as fact, whether its count is disputed, how many voices and accounts the count has, and
/// how near its measure is to the heart of such reports.
type Weight = (bool, bool, usize, usize, Reverse<u8>);

/// Counts whose figures are put in the queue; the weightiest are among the first of the ledger.
const COUNTS: usize = 2_000;

impl<E: Engine> Workspace<E> {
    /// The figures that counts of several accounts take or dispute; of all counts where `all` are asked for; of one report, where it is named,
    /// every one.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn queue(&self, filter: &Filter, all: bool) -> Result<Queue> {
        let weights = self.weights(filter, all || filter.document.is_some())?;
        let mut figures: Vec<FigureRow> = if filter.document.is_some() {
            self.engine().figures(filter)?
        } else {
            // What is done stays among what was to be done, though no count takes it any more.
            let mut ids: BTreeSet<String> = weights.keys().cloned().collect();
            ids.extend(self.decided()?);
            self.engine().figures_called(&ids)?.into_values().collect()
        };
        let least = (false, false, 0, 0, Reverse(u8::MAX));
        let weight = |row: &FigureRow| weights.get(&row.id).copied().unwrap_or(least);
        figures.sort_by_cached_key(|row| {
            (row.decided.is_some(), Reverse(weight(row)), row.document.clone(), row.start)
        });
        let done = figures.iter().filter(|row| row.decided.is_some()).count();
        Ok(Queue { figures, done })
    }

    /// The names of the figures that somebody accepted, corrected or rejected.
    fn decided(&self) -> Result<Vec<String>> {
        let all = self.engine().decisions()?;
        let of_figure = |decision: &&Decision| {
            let draft = &decision.draft;
            matches!(draft.act, Act::Accept | Act::Correct | Act::Reject)
                && !is_about_report(draft.field.as_deref())
        };
        let standing = decision::standing(&all);
        let anchors = standing.iter().filter(|it| of_figure(it)).filter_map(|it| it.draft.figure.as_ref());
        Ok(anchors.map(|anchor| figure_id(&anchor.document, anchor.start)).collect())
    }

    fn weights(&self, filter: &Filter, all: bool) -> Result<BTreeMap<String, Weight>> {
        let mut weights: BTreeMap<String, Weight> = BTreeMap::new();
        let mut add = |id: String, weight: Weight| {
            let known = weights.entry(id).or_insert(weight);
            *known = (*known).max(weight);
        };
        let filter = Filter { document: None, ..filter.clone() };
        let rank = |code: &str| Reverse(self.lexicon().measure(code).map_or(u8::MAX, |measure| measure.rank));
        for row in self.engine().counts_page(&filter, 0, COUNTS)?.rows {
            let is_fact = row.status == "reported";
            let weight = (is_fact, row.contradictions > 0, row.origins, row.accounts, rank(&row.measure));
            row.take.into_iter().for_each(|take| add(take.figure, weight));
        }
        let contradicts = ["contradicts".to_string()];
        for row in self.engine().findings_page(&contradicts, &filter, 0, COUNTS)?.rows {
            let weight = (row.from.status == "reported", true, 1, 1, rank(&row.from.measure));
            add(row.from.id, weight);
            add(row.to.id, weight);
        }
        // What one account alone tells is looked at where nothing weighs more, or where it is asked for.
        let is_key = |weight: &Weight| weight.1 || weight.3 > 1;
        if !all && weights.values().any(is_key) {
            weights.retain(|_, weight| is_key(weight));
        }
        Ok(weights)
    }
}
