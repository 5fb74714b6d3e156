//! Reports that a person has forgotten: taken out whole, with a mark in the log, and not taken in again.

use super::Workspace;
use crate::{Act, Decision, Draft, Engine, Result, codec, decision};

/// What went with a report that was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forgotten {
    /// The number of the decision that says so.
    pub decision: u64,
    /// How many decisions lost their words.
    pub stripped: usize,
    /// How many other reports were made from the same bytes, which stay with them.
    pub shared: usize,
}

impl<E: Engine> Workspace<E> {
    /// Takes a report out: its text, its bytes, what was read from it and what people said of its figures. The counts follow.
    ///
    /// # Errors
    /// Where there is no such report, no author or no reason, or the engine fails; then all stays.
    pub fn forget(&self, document: &str, author: &str, reason: &str, now: &str) -> Result<Forgotten> {
        let forgotten = self.engine.atomically(|| {
            let kept = self.kept(document)?;
            let all = self.engine.decisions()?;
            let lost: Vec<&Decision> =
                all.iter().filter(|it| it.forgotten.is_none() && tells_of(it, &kept.sha256)).collect();
            let draft = Draft {
                author: author.to_string(),
                reason: reason.to_string(),
                act: Act::Forget,
                figure: None,
                other: None,
                field: Some(kept.sha256.clone()),
                value: Some(codec::json(&lost.iter().map(|decision| decision.id).collect::<Vec<_>>())),
                undoes: None,
            };
            draft.check()?;
            let number = self.engine.append(&draft, now)?;
            for decision in &lost {
                self.engine.strip(decision, number)?;
            }
            let shared = self.engine.remove_report(kept.id)?;
            self.read_beside(&lost)?;
            Ok(Forgotten { decision: number, stripped: lost.len(), shared })
        })?;
        self.settle()?;
        Ok(forgotten)
    }

    /// Reads again the reports that decisions tell of besides: what was linked stands alone.
    fn read_beside(&self, lost: &[&Decision]) -> Result<()> {
        let anchors = lost.iter().flat_map(|it| it.draft.figure.iter().chain(&it.draft.other));
        for anchor in anchors {
            if let Some(kept) = self.engine.report_of(&anchor.sha256)? {
                self.read_again(&kept)?;
            }
        }
        Ok(())
    }

    /// Whether a person had the report of this hash forgotten, and did not take that back.
    ///
    /// # Errors
    /// Where the engine fails.
    pub(super) fn is_forgotten(&self, sha256: &str) -> Result<bool> {
        if !self.engine.forgets(sha256)? {
            return Ok(false);
        }
        let all = self.engine.decisions()?;
        let is_it = |it: &&Decision| it.draft.act == Act::Forget && it.draft.field.as_deref() == Some(sha256);
        Ok(decision::standing(&all).iter().any(is_it))
    }
}

fn tells_of(decision: &Decision, sha256: &str) -> bool {
    decision.draft.figure.iter().chain(&decision.draft.other).any(|anchor| anchor.sha256 == sha256)
}
