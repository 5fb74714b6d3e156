//! How long the database may work on what it is asked, and for whom.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Instant,
};

use rusqlite::Connection;

use super::Sqlite;
use crate::Result;

/// Until when, and what is set once nobody waits any more.
type Limit = (Instant, Arc<AtomicBool>);

/// What the database looks at while it works.
#[derive(Debug, Default)]
pub(super) struct Patience {
    limit: Mutex<Option<Limit>>,
    looks: AtomicU64,
}

/// How many of its steps the database does between two looks: a millisecond or so.
const STEPS: i32 = 20_000;

impl Patience {
    /// Has the database look at it.
    pub(super) fn of(connection: &mut Connection) -> Result<Arc<Patience>> {
        let patience = Arc::new(Patience::default());
        let asked = Arc::clone(&patience);
        connection.progress_handler(STEPS, Some(move || asked.has_ended()))?;
        Ok(patience)
    }

    fn has_ended(&self) -> bool {
        self.looks.fetch_add(1, Ordering::Relaxed);
        let limit = self.limit.lock().unwrap_or_else(PoisonError::into_inner);
        limit.as_ref().is_some_and(|(until, gone)| Instant::now() >= *until || gone.load(Ordering::Relaxed))
    }
}

impl Sqlite {
    /// What is asked from now on fails once it takes longer, or the flag is set; with none it takes all its time.
    pub fn limit(&self, limit: Option<Limit>) {
        *self.patience.limit.lock().unwrap_or_else(PoisonError::into_inner) = limit;
    }
}

impl Sqlite {
    /// How much the database has worked so far, in units of twenty thousand of its steps.
    pub fn worked(&self) -> u64 {
        self.patience.looks.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::Error;

    #[test]
    fn a_question_without_end_ends_in_time_or_when_nobody_waits() {
        let engine = Sqlite::in_memory().expect("a database");
        let endless =
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT count(*) FROM n";
        let ask =
            || engine.connection.query_row(endless, [], |row| row.get::<_, i64>(0)).map_err(Error::from);
        let flag = Arc::new(AtomicBool::new(false));
        engine.limit(Some((Instant::now() + Duration::from_millis(20), Arc::clone(&flag))));
        assert!(ask().expect_err("late").is_late());
        flag.store(true, Ordering::Relaxed);
        engine.limit(Some((Instant::now() + Duration::from_secs(60), flag)));
        assert!(ask().expect_err("nobody waits").is_late());
        engine.limit(None);
        assert_eq!(engine.connection.query_row("SELECT 1", [], |row| row.get(0)), Ok(1));
    }
}
