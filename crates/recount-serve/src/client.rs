//! Whether the one who asked is still there: work for somebody who has gone is stopped.

use std::{
    cell::RefCell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Set once nobody waits for the answer any more.
pub(crate) type Gone = Arc<AtomicBool>;

/// The one who asked: gone with the value.
#[derive(Debug, Default)]
pub(crate) struct Client(Gone);

impl Client {
    /// What tells that they are gone.
    pub(crate) fn flag(&self) -> Gone {
        Arc::clone(&self.0)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

thread_local! {
    static ASKED_BY: RefCell<Option<Gone>> = const { RefCell::new(None) };
}

/// Does work on this thread for somebody who may go.
pub(crate) fn during<T>(asked_by: Gone, work: impl FnOnce() -> T) -> T {
    ASKED_BY.with(|known| known.replace(Some(asked_by)));
    let done = work();
    ASKED_BY.with(|known| known.replace(None));
    done
}

/// For whom this thread works.
pub(crate) fn asked_by() -> Gone {
    ASKED_BY.with(|known| known.borrow().clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_is_known_to_be_gone() {
        let client = Client::default();
        let flag = during(client.flag(), asked_by);
        assert!(!flag.load(Ordering::Relaxed));
        drop(client);
        assert!(flag.load(Ordering::Relaxed));
        assert!(!asked_by().load(Ordering::Relaxed), "work of our own has nobody to lose");
    }
}
