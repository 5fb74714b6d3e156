//! Readers of others' libraries run in children: the same program started anew, which reads one document after the other
//! and may take so much memory, processor time and stack. What runs away there ends the child and is told in words; what stands
//! beside it is read.
//!
//! A library cannot know whether the program that holds it may be started so. That program opens the door itself, by calling
//! [`in_children`] first thing in its `main`. Where it does not, or where the system knows no such processes, documents are read
//! on threads (`guard`), which catch panics and hangs, and neither a stack that overflows nor memory that runs out.

#[cfg(unix)]
mod death;
#[cfg(unix)]
mod limits;
#[cfg(unix)]
mod pool;
#[cfg(unix)]
mod serve;
#[cfg(unix)]
mod wire;

use std::{ffi::OsString, path::PathBuf};

#[cfg(unix)]
pub(super) use here::{is_open, read};
#[cfg(not(unix))]
pub(super) use nowhere::{is_open, read};

/// Says that this program may be started anew as a reader, so that documents are read in children from here on. Where it was
/// started so, it reads for its parent and ends: call this first thing in `main`, before anything is read, printed or started.
pub fn in_children() {
    #[cfg(unix)]
    here::open();
}

/// The same for a program that is not started anew by its own file, such as an interpreter: `program` with `words` starts one that
/// calls [`for_parent`].
pub fn in_children_of(program: PathBuf, words: Vec<OsString>) {
    #[cfg(unix)]
    here::open_by(program, words);
    #[cfg(not(unix))]
    let _ = (program, words);
}

/// Reads for the parent and ends; what a program does that was started by the words of [`in_children_of`].
pub fn for_parent() {
    #[cfg(unix)]
    serve::serve();
}

/// What this system cannot do to keep a document from hurting its neighbours, in words; none where it can, or where nothing was read
/// in a child yet.
pub fn unlimited() -> Option<&'static str> {
    #[cfg(not(unix))]
    return Some(
        "this system has no limits for children: documents are read on threads, and one that takes all memory ends the program",
    );
    #[cfg(unix)]
    limits::missing()
}

#[cfg(unix)]
mod here {
    //! Where there are children.

    use std::{
        env,
        ffi::OsString,
        path::PathBuf,
        sync::{
            OnceLock,
            atomic::{AtomicBool, Ordering},
        },
    };

    pub(in crate::read) use super::pool::read;

    /// The only argument of a child.
    pub(super) const AS_READER: &str = "read-for-parent";

    static OPEN: AtomicBool = AtomicBool::new(false);
    /// What starts a child, where that is not this program's own file.
    static START: OnceLock<(PathBuf, Vec<OsString>)> = OnceLock::new();

    pub(super) fn open() {
        if env::args_os().nth(1).is_some_and(|argument| argument == AS_READER) {
            super::serve::serve();
        }
        OPEN.store(true, Ordering::Relaxed);
    }

    pub(super) fn open_by(program: PathBuf, words: Vec<OsString>) {
        // Who opens it first says how; the second time it is open already.
        let _ = START.set((program, words));
        OPEN.store(true, Ordering::Relaxed);
    }

    /// The program and words that start a child, where they were told.
    pub(super) fn start() -> Option<&'static (PathBuf, Vec<OsString>)> {
        START.get()
    }

    /// Whether documents are read in children.
    pub(in crate::read) fn is_open() -> bool {
        OPEN.load(Ordering::Relaxed)
    }
}

#[cfg(not(unix))]
mod nowhere {
    //! Where there are none.

    use std::sync::Arc;

    use crate::read::{Reading, Source, guard::Failure, part::Whole};

    pub(in crate::read) fn is_open() -> bool {
        false
    }

    pub(in crate::read) fn read(_: &Whole) -> Result<Reading, Failure> {
        Err(Failure::NoRoom("no children on this system".to_owned()))
    }
}
