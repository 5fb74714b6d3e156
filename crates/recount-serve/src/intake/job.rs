//! What was brought at one time, read on a thread of its own: one after the other, each to be asked how far it has got.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use recount_core::Lexicon;
use recount_formats::Problem as Odd;
use recount_store::{Sqlite, Status, Workspace};

use super::{Brought, Intake, Told};
use crate::Problem;

/// How many may wait for their turn; who brings more is asked to wait.
const WAITING: usize = 3;
/// How many that are done are remembered.
const REMEMBERED: usize = 50;

/// A report that was kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) document: String,
    pub(crate) status: Status,
    pub(crate) figures: usize,
}

/// How far it has got.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    /// How many files, texts and addresses were brought, and how many of them were gone through.
    pub(crate) brought: usize,
    pub(crate) done: usize,
    pub(crate) kept: Vec<Kept>,
    pub(crate) odd: Vec<Odd>,
    pub(crate) is_counting: bool,
    pub(crate) has_ended: bool,
    /// What stood in the way of all of it.
    pub(crate) failed: Option<String>,
}

/// What was brought at one time.
#[derive(Debug, Default)]
pub(crate) struct Job(Mutex<State>);

impl Job {
    /// How far it has got by now.
    pub(crate) fn state(&self) -> State {
        self.held().clone()
    }

    fn held(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn told(&self, told: Told) {
        let mut state = self.held();
        match told {
            Told::Kept { document, status, figures } => state.kept.push(Kept { document, status, figures }),
            Told::Odd(odd) => state.odd.push(odd),
            Told::Done(more) => state.done = (state.done + more).min(state.brought),
            Told::Counting => state.is_counting = true,
        }
    }

    fn end(&self, outcome: Result<(), String>) {
        let mut state = self.held();
        state.failed = outcome.err();
        state.has_ended = true;
    }
}

/// All that was brought since the server was started.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    known: Mutex<(u64, BTreeMap<u64, Arc<Job>>)>,
    /// Held by the one that is read now.
    turn: Arc<Mutex<()>>,
}

impl Jobs {
    /// The one of this number.
    pub(crate) fn get(&self, number: u64) -> Option<Arc<Job>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).1.get(&number).cloned()
    }

    /// Has something read into the workspace of this file; its number.
    ///
    /// # Errors
    /// Where too many wait already.
    pub(crate) fn begin(
        &self,
        intake: Arc<dyn Intake>,
        file: &Path,
        lexicon: Arc<Lexicon>,
        brought: Vec<Brought>,
    ) -> Result<u64, Problem> {
        let (number, job) = self.enter(brought.len())?;
        let (turn, file) = (Arc::clone(&self.turn), file.to_owned());
        thread::spawn(move || {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            let told = |step| job.told(step);
            let work = || {
                let engine = Sqlite::open_existing(&file).map_err(|error| error.to_string())?;
                intake.take_in(&Workspace::new(engine, lexicon), brought, &told)
            };
            // Whatever happens inside, whoever waits is told that it has ended.
            let ended = thread::scope(|scope| scope.spawn(work).join());
            job.end(
                ended.unwrap_or_else(|_| Err("reading ended; the log of the server says more".to_owned())),
            );
        });
        Ok(number)
    }

    fn enter(&self, brought: usize) -> Result<(u64, Arc<Job>), Problem> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, jobs) = &mut *known;
        if jobs.values().filter(|job| !job.held().has_ended).count() > WAITING {
            let detail = "expected what was brought before to be read first; send it again in a minute";
            return Err(Problem { retry_after: Some(30), ..Problem::new(503, detail) });
        }
        let ended: Vec<u64> =
            jobs.iter().filter(|(_, job)| job.held().has_ended).map(|(at, _)| *at).collect();
        for old in ended.iter().take(ended.len().saturating_sub(REMEMBERED)) {
            jobs.remove(old);
        }
        *last += 1;
        let job = Arc::new(Job(Mutex::new(State { brought, ..State::default() })));
        jobs.insert(*last, Arc::clone(&job));
        Ok((*last, job))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_brings_too_much_is_asked_to_wait() {
        let jobs = Jobs::default();
        let waiting: Vec<_> = (0..=WAITING).map(|_| jobs.enter(1).expect("room").1).collect();
        assert_eq!(jobs.enter(1).expect_err("no room").status, 503);
        waiting.iter().for_each(|job| job.end(Ok(())));
        assert!(jobs.enter(1).is_ok());
    }

    #[test]
    fn what_was_brought_long_ago_is_forgotten() {
        let jobs = Jobs::default();
        for _ in 0..2 * REMEMBERED {
            jobs.enter(1).expect("room").1.end(Ok(()));
        }
        assert!(jobs.get(1).is_none() && jobs.get(100).is_some());
    }
}
