//! What a child may take: memory, processor time, stack, files. It sets these itself, before it reads a byte of others.

use std::{
    fs, io,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use rustix::{
    process::{Resource, Rlimit, getrlimit, setrlimit},
    time::{ClockId, clock_gettime},
};

/// Bytes of stack of the thread that reads; and of all threads that a reader may start beside it.
pub(super) const STACK: usize = 64 << 20;
const STACKS: u64 = 200 << 20;
/// Bytes of address space that the program itself takes where the system does not tell.
const PROGRAM: u64 = 256 << 20;
/// Files that a child may have open: its pipes, what tells of the system, and none to spare for much.
const FILES: u64 = 16;
/// How many times its size a document may take on top: the bytes themselves, and their like unpacked.
const COPIES: u64 = 4;
/// Seconds of processor time beyond the deadline: the parent ends the child before, unless it has gone.
const GRACE: u64 = 2;

/// Systems that hold a process to its address space.
const HELD: bool = cfg!(any(target_os = "linux", target_os = "android", target_os = "freebsd"));

/// Whether a child told that limits could not be set.
static MISSING: AtomicBool = AtomicBool::new(false);

/// Notes that a child could not set its limits.
pub(super) fn are_missing() {
    MISSING.store(true, Ordering::Relaxed);
}

/// What is missing here, in words.
pub(super) fn missing() -> Option<&'static str> {
    (!HELD || MISSING.load(Ordering::Relaxed)).then_some(
        "this system does not hold a process to a limit of memory: a document that takes all of it may slow or end other programs",
    )
}

/// Limits that hold for the whole life of a child: no dump of what it read, no file written, few opened, no more stack than it needs.
pub(super) fn for_life() -> io::Result<()> {
    set(Resource::Core, 0)?;
    set(Resource::Fsize, 0)?;
    set(Resource::Nofile, FILES)?;
    set(Resource::Stack, STACK as u64)
}

/// Bytes of address space of the program as it was started.
pub(super) fn program() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or(PROGRAM, |kilobytes| kilobytes << 10)
}

/// Limits for one document of so many bytes.
pub(super) fn for_document(program: u64, memory: u64, bytes: usize, time: Duration) -> io::Result<()> {
    let room = memory.saturating_add(COPIES.saturating_mul(bytes as u64));
    set(Resource::As, room.saturating_add(program).saturating_add(STACKS))?;
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
    set(Resource::Cpu, used.saturating_add(time.as_secs()).saturating_add(GRACE))
}

/// Sets the limit that counts, never above the one that nobody may pass.
fn set(resource: Resource, most: u64) -> io::Result<()> {
    let maximum = getrlimit(resource).maximum;
    let current = Some(maximum.map_or(most, |maximum| most.min(maximum)));
    Ok(setrlimit(resource, Rlimit { current, maximum })?)
}
