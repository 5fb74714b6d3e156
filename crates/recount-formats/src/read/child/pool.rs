//! The parent's side: children that wait for work, what they are asked, and how long an answer may take.

use std::{
    io::Read,
    os::unix::process::CommandExt,
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    death,
    here::{self, AS_READER},
    limits,
    wire::{self, Ask},
};
use crate::read::{Limits, Reading, guard::Failure, part::Whole};

/// Children that wait for work. Each that works belongs to the thread that asked it, so there are never more than threads.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// How many documents a child reads; then its memory is handed back.
const SERVED: usize = 100;
/// Bytes of last words.
const WORDS: usize = 4 << 10;

/// What a child reads of the document, or what became of it.
pub(in crate::read) fn read(whole: &Whole) -> Result<Reading, Failure> {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    if let Some(worker) = idle {
        match worker.read(whole) {
            // It may have ended while it waited, or of what it read before: what is told of a document must not hang on its neighbours.
            Err(Failure::Memory(_) | Failure::Crashed(_)) => {}
            told => return told,
        }
    }
    Worker::start()?.read(whole)
}

/// A child and the threads that talk with it.
struct Worker {
    child: Child,
    asks: Sender<(Ask, Arc<Vec<u8>>)>,
    answers: Receiver<std::io::Result<Vec<u8>>>,
    last_words: Option<JoinHandle<String>>,
    served: usize,
}

impl Worker {
    fn start() -> Result<Worker, Failure> {
        let none = |error: std::io::Error| Failure::NoRoom(error.to_string());
        let mut child = command()
            .map_err(none)?
            // One pool of memory for all threads: what is free counts for all.
            .env("MALLOC_ARENA_MAX", "1")
            // Its last words are read, and are to be its last.
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(none)?;
        let (asks, to_ask) = channel();
        let (to_answer, answers) = channel();
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // From here on it is ended whatever happens.
        let mut worker = Worker { child, asks, answers, last_words: None, served: 0 };
        let (Some(input), Some(output), Some(errors)) = pipes else {
            return Err(Failure::NoRoom("no pipes".to_owned()));
        };
        thread::Builder::new().spawn(move || talk(input, output, to_ask, to_answer)).map_err(none)?;
        worker.last_words = Some(thread::Builder::new().spawn(move || last_words(errors)).map_err(none)?);
        Ok(worker)
    }

    /// Asks the child, which goes back to the others if it answers.
    fn read(mut self, whole: &Whole) -> Result<Reading, Failure> {
        let limits = &whole.options.limits;
        let most = limits.time_for(whole.bytes.len());
        // Where the talk has ended, the answer tells.
        let _ = self.asks.send((Ask::of(whole), Arc::clone(&whole.bytes)));
        let answer = match self.answers.recv_timeout(most) {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(self.died(limits, most)),
            Err(RecvTimeoutError::Timeout) => return Err(Failure::TooLong(most)),
        };
        let answer =
            wire::answer(&answer).ok_or_else(|| Failure::Crashed("no sense in its answer".to_owned()))?;
        if !answer.is_limited {
            limits::are_missing();
        }
        self.served += 1;
        if !answer.is_last && self.served < SERVED {
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
        }
        answer
            .outcome
            .map_err(Failure::Panicked)?
            .reading()
            .ok_or_else(|| Failure::Crashed("no sense in its report".to_owned()))
    }

    fn died(mut self, limits: &Limits, most: Duration) -> Failure {
        let status = death::end(&mut self.child, false);
        let words = self.last_words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        death::told(status, &words, limits.memory, most)
    }
}

impl Drop for Worker {
    /// No child is left behind, nor its entry in the system's list.
    fn drop(&mut self) {
        death::end(&mut self.child, true);
    }
}

/// What starts a child.
fn command() -> std::io::Result<Command> {
    if let Some((program, words)) = here::start() {
        let mut command = Command::new(program);
        command.args(words);
        return Ok(command);
    }
    let mut command = Command::new(program()?);
    command.arg0("recount-reader").arg(AS_READER);
    Ok(command)
}

/// The program that runs, even where its file was replaced meanwhile.
fn program() -> std::io::Result<std::path::PathBuf> {
    let own = std::path::Path::new("/proc/self/exe");
    if own.exists() { Ok(own.to_owned()) } else { std::env::current_exe() }
}

/// Hands on asks and answers, one after the other, until the child ends or nobody asks any more. Here, and not on the thread that
/// asks, so that a pipe which is full or empty for too long holds up nobody.
fn talk(
    mut input: ChildStdin,
    mut output: ChildStdout,
    asks: Receiver<(Ask, Arc<Vec<u8>>)>,
    answers: Sender<std::io::Result<Vec<u8>>>,
) {
    for (ask, bytes) in asks {
        let most = ask.limits.answer(bytes.len());
        let answer = wire::send_ask(&mut input, &ask, &bytes).and_then(|()| {
            drop(bytes);
            wire::next_answer(&mut output, most)
        });
        let is_over = answer.is_err();
        if answers.send(answer).is_err() || is_over {
            return;
        }
    }
}

/// What the child printed at the end, however much it printed before.
fn last_words(mut errors: ChildStderr) -> String {
    let mut words = Vec::new();
    let mut buffer = [0; WORDS];
    while let Ok(count) = errors.read(&mut buffer)
        && count > 0
    {
        words.extend_from_slice(buffer.get(..count).unwrap_or(&[]));
        let much = words.len().saturating_sub(WORDS);
        words.drain(..much);
    }
    String::from_utf8_lossy(&words).into_owned()
}
