//! Where libraries are called that read what others wrote. What panics or takes too long there is a failure told in words, and never
//! the end of the program. A stack that overflows and memory that runs out are caught by no thread: for them there are children (`child`).

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

/// Bytes of stack. Address space only: what is not used costs nothing.
const STACK: usize = 128 << 20;

thread_local! {
    /// Whether this thread's panics are caught here.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The library panicked; its words.
    Panicked(String),
    /// It was not done in time. Its child was ended; a thread is left behind and ends with the program at the latest.
    TooLong(Duration),
    /// Its child took more than these bytes of memory and was ended.
    Memory(u64),
    /// Its child ended: how.
    Crashed(String),
    /// No thread or child could be had.
    NoRoom(String),
}

/// What `work` returns, on a thread of its own with a large stack, waited for no longer than `most`.
pub(crate) fn guarded<T: Send + 'static>(
    most: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let (send, receive) = mpsc::sync_channel(1);
    let run = move || {
        // Nobody receives what comes too late.
        let _ = send.send(caught(work));
    };
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(run)
        .map_err(|error| Failure::NoRoom(error.to_string()))?;
    receive.recv_timeout(most).unwrap_or_else(|_| {
        LEFT_BEHIND.store(true, Ordering::Relaxed);
        Err(Failure::TooLong(most))
    })
}

/// Whether a thread was left behind.
static LEFT_BEHIND: AtomicBool = AtomicBool::new(false);

/// Whether a thread took too long, and perhaps goes on.
pub(crate) fn left_behind() -> bool {
    LEFT_BEHIND.load(Ordering::Relaxed)
}

/// What `work` returns, on this thread; a panic is a failure.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    keep_panics_quiet();
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|panic| Failure::Panicked(words(panic.as_ref())))
}

impl Failure {
    /// What was found, for a problem's line.
    pub(crate) fn found(&self) -> String {
        match self {
            Failure::Panicked(words) => format!("bytes on which the library for this format fails ({words})"),
            Failure::TooLong(most) => format!("no end after {} s", most.as_secs_f64()),
            Failure::Memory(most) => format!("one that takes more than {most} bytes of memory"),
            Failure::Crashed(how) => {
                format!("bytes on which the library for this format breaks down ({how})")
            }
            Failure::NoRoom(words) => format!("no process or thread to read it on ({words})"),
        }
    }

    /// What a person can do.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Failure::Panicked(_) | Failure::Crashed(_) => "save it in another format",
            Failure::Memory(_) => "raise --max-memory, or save it in another format",
            Failure::TooLong(_) => "raise --max-seconds, or save it in another format",
            Failure::NoRoom(_) => "give the program more memory, processes or threads",
        }
    }

    /// The words of a panic; else what was found.
    pub(crate) fn words(self) -> String {
        match self {
            Failure::Panicked(words) => words,
            other => other.found(),
        }
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    let short: String = words.chars().take(120).collect();
    short.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A caught panic is told as a problem; what the standard hook prints of it would only frighten.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn results_come_back() {
        assert_eq!(guarded(SECOND, || 7), Ok(7));
    }

    #[test]
    fn panics_and_hangs_are_failures() {
        assert_eq!(guarded(SECOND, || -> u8 { panic!("no\nway") }), Err(Failure::Panicked("no way".into())));
        let short = Duration::from_millis(20);
        assert_eq!(guarded(short, || thread::sleep(SECOND)), Err(Failure::TooLong(short)));
    }

    #[test]
    fn deep_recursion_has_room() {
        fn deep(left: u64) -> u64 {
            if left == 0 { 0 } else { 1 + std::hint::black_box(deep(left - 1)) }
        }
        assert_eq!(guarded(SECOND * 10, || deep(200_000)), Ok(200_000));
    }
}
