//! The workspace behind the pages: connections that readers take in turn, and what was answered before.
//!
//! SQLite's write-ahead log lets many read while one writes. A connection is used by one request at a time, off the threads that
//! keep the network.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use recount_core::Lexicon;
use recount_store::{Sqlite, Workspace};
use tokio::sync::Semaphore;

use crate::{
    Brought, Intake, Problem, Settings,
    cache::Cache,
    client,
    guard::Guard,
    hidden::Hidden,
    intake::{Job, Jobs},
};

/// What handlers work with.
#[derive(Debug)]
pub(crate) struct Desk {
    file: PathBuf,
    lexicon: Arc<Lexicon>,
    idle: Mutex<Vec<Workspace<Sqlite>>>,
    /// Asked whether anything changed; never written with, so that it sees every change.
    watch: Mutex<Workspace<Sqlite>>,
    pub(crate) answers: Cache,
    /// How many disputes there were at which revision: every page shows it, few change it.
    disputes: Mutex<Option<(u64, usize)>>,
    pub(crate) guard: Guard,
    /// The names of private people by report.
    pub(crate) hidden: Hidden,
    /// Whether the names of private people are left as they are.
    pub(crate) names: bool,
    /// Of which each question that may take long takes one.
    pub(crate) slow: Arc<Semaphore>,
    /// Of which each form with files takes one while it comes in.
    pub(crate) incoming: Arc<Semaphore>,
    intake: Option<Arc<dyn Intake>>,
    jobs: Jobs,
}

/// Questions that may take long, at a time: half of the workers are left for the others.
const SLOW: usize = 4;
/// Forms with files that come in at a time.
const INCOMING: usize = 2;
/// How long the database may work for a page.
const PAGE: Duration = Duration::from_secs(20);

impl Desk {
    /// Opens the workspace.
    ///
    /// # Errors
    /// Where there is none, or the settings leave the door open.
    pub(crate) fn new(settings: &Settings) -> Result<Desk, Problem> {
        settings.check()?;
        let lexicon = Arc::new(Lexicon::builtin());
        let watch = open(&settings.workspace, &lexicon)?;
        Ok(Desk {
            file: settings.workspace.clone(),
            idle: Mutex::new(Vec::new()),
            watch: Mutex::new(watch),
            answers: Cache::default(),
            disputes: Mutex::new(None),
            guard: Guard::new(settings)?,
            hidden: Hidden::default(),
            names: settings.names,
            slow: Arc::new(Semaphore::new(SLOW)),
            incoming: Arc::new(Semaphore::new(INCOMING)),
            intake: settings.intake.clone(),
            jobs: Jobs::default(),
            lexicon,
        })
    }

    /// Asks the workspace something for a page, which takes no longer than a page may and no longer than somebody waits for it.
    ///
    /// # Errors
    /// Where the work fails or takes too long, or the workspace cannot be opened.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&Workspace<Sqlite>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.within(PAGE, work)
    }

    /// As `with`, for as long as is said.
    ///
    /// # Errors
    /// As `with`.
    pub(crate) fn within<T>(
        &self,
        time: Duration,
        work: impl FnOnce(&Workspace<Sqlite>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.to_write(|workspace| {
            workspace.engine().limit(Some((Instant::now() + time, client::asked_by())));
            let result = work(workspace);
            workspace.engine().limit(None);
            result
        })
    }

    /// Does something with the workspace, to its end.
    ///
    /// # Errors
    /// Where the work fails or the workspace cannot be opened.
    pub(crate) fn to_write<T>(
        &self,
        work: impl FnOnce(&Workspace<Sqlite>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let workspace = match idle {
            Some(workspace) => workspace,
            None => open(&self.file, &self.lexicon)?,
        };
        let result = work(&workspace);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(workspace);
        result
    }

    /// Another number after every change of the workspace, by whomever.
    ///
    /// # Errors
    /// Where the workspace cannot be asked.
    pub(crate) fn revision(&self) -> Result<u64, Problem> {
        Ok(self.watch.lock().unwrap_or_else(PoisonError::into_inner).revision()?)
    }

    /// How many disputes nobody has answered.
    ///
    /// # Errors
    /// Where the workspace cannot be asked.
    pub(crate) fn disputes(&self) -> Result<usize, Problem> {
        let revision = self.revision()?;
        let known = *self.disputes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, number)) = known.filter(|(then, _)| *then == revision) {
            return Ok(number);
        }
        let number = self.with(|workspace| Ok(workspace.disputes()?))?;
        *self.disputes.lock().unwrap_or_else(PoisonError::into_inner) = Some((revision, number));
        Ok(number)
    }

    /// Whether reports are taken in, and whether addresses are fetched.
    pub(crate) fn takes(&self) -> (bool, bool) {
        self.intake.as_ref().map_or((false, false), |intake| (true, intake.fetches()))
    }

    /// Has something read; the number under which it is asked how far it has got.
    ///
    /// # Errors
    /// Where nothing is taken in here, or too much waits already.
    pub(crate) fn take_in(&self, brought: Vec<Brought>) -> Result<u64, Problem> {
        let intake = self.intake.clone().ok_or_else(|| {
            Problem::refused(
                "expected a server that takes reports in; this one reads only: use `recount add`",
            )
        })?;
        self.jobs.begin(intake, &self.file, Arc::clone(&self.lexicon), brought)
    }

    /// What was brought under this number.
    pub(crate) fn brought(&self, number: u64) -> Option<Arc<Job>> {
        self.jobs.get(number)
    }

    /// The language data.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

fn open(file: &Path, lexicon: &Arc<Lexicon>) -> Result<Workspace<Sqlite>, Problem> {
    Ok(Workspace::new(Sqlite::open_existing(file)?, Arc::clone(lexicon)))
}

/// This day, UTC.
pub(crate) fn today() -> jiff::civil::Date {
    now().get(..10).and_then(|day| day.parse().ok()).unwrap_or(jiff::civil::Date::ZERO)
}

/// This moment, UTC, to the second.
pub(crate) fn now() -> String {
    crate::clock::moment(std::time::SystemTime::now())
}
