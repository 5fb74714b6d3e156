//! Counts what the current thread allocates: work that is the same in every run.
#![expect(
    unsafe_code,
    reason = "an allocator can be written in no other way; it passes every call on to the system's"
)]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

/// How often memory was asked for, and how much.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    pub(super) calls: u64,
    pub(super) bytes: u64,
}

thread_local! {
    static CALLS: Cell<u64> = const { Cell::new(0) };
    static BYTES: Cell<u64> = const { Cell::new(0) };
}

/// What `work` allocates on this thread.
pub(super) fn count(work: impl FnOnce()) -> Count {
    let before = (CALLS.get(), BYTES.get());
    work();
    Count { calls: CALLS.get() - before.0, bytes: BYTES.get() - before.1 }
}

fn note(size: usize) {
    // While a thread ends its counters may be gone; nothing is counted then.
    let _ = CALLS.try_with(|calls| calls.set(calls.get() + 1));
    let _ = BYTES.try_with(|bytes| bytes.set(bytes.get() + size as u64));
}

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: the caller keeps the contract of `GlobalAlloc`, which is the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size);
        // SAFETY: as above.
        unsafe { System.realloc(memory, layout, size) }
    }
}
