//! What became of a child that gave no answer, from how it ended and its last words.

use std::{
    os::unix::process::ExitStatusExt,
    process::{Child, ExitStatus},
    thread,
    time::Duration,
};

use rustix::process::Signal;

use crate::read::guard::Failure;

/// What the standard library says as it ends a program.
const NO_MEMORY: &str = "memory allocation of";
const NO_STACK: &str = "has overflowed its stack";

/// How often a child that broke off is asked whether it has ended, and how long is waited in between.
const TRIES: usize = 200;
const WAIT: Duration = Duration::from_millis(5);

/// Ends the child, if it has not ended by itself within a second, and takes it off the system's list.
pub(super) fn end(child: &mut Child, at_once: bool) -> Option<ExitStatus> {
    for _ in 0..if at_once { 0 } else { TRIES } {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(WAIT);
    }
    // It may have ended just now.
    let _ = child.kill();
    child.wait().ok()
}

/// Why there is no answer.
pub(super) fn told(status: Option<ExitStatus>, words: &str, memory: u64, time: Duration) -> Failure {
    let is = |signal: Signal| status.and_then(|status| status.signal()) == Some(signal.as_raw());
    if is(Signal::XCPU) {
        return Failure::TooLong(time);
    }
    // A system that runs out of memory ends whom it likes.
    if words.contains(NO_MEMORY) || is(Signal::KILL) {
        return Failure::Memory(memory);
    }
    if words.contains(NO_STACK) {
        return Failure::Crashed("its parts lead back to themselves, or too deep".to_owned());
    }
    let how = status.map_or_else(|| "no status".to_owned(), |status| status.to_string());
    Failure::Crashed(how)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_has_its_words() {
        let by = |signal: Signal| Some(ExitStatus::from_raw(signal.as_raw()));
        let second = Duration::from_secs(1);
        let told = |status, words: &str| told(status, words, 7, second);
        assert_eq!(told(by(Signal::XCPU), ""), Failure::TooLong(second));
        assert_eq!(told(by(Signal::ABORT), "memory allocation of 9 bytes failed"), Failure::Memory(7));
        assert_eq!(told(by(Signal::KILL), ""), Failure::Memory(7));
        let stack = told(by(Signal::ABORT), "thread 'x' (1) has overflowed its stack");
        assert!(stack.found().contains("lead back to themselves"), "{}", stack.found());
        assert!(told(by(Signal::SEGV), "").found().contains("signal"));
        assert!(told(None, "").found().contains("no status"));
    }
}
