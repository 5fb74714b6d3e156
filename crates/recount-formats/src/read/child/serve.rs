//! The child's side: reads one document after the other as they come in, until no more come.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    os::fd::AsFd,
    process, thread,
};

use super::{
    limits,
    wire::{self, Answer, Ask},
};
use crate::read::{guard, part, reader_called};

/// Reads for the parent and ends.
pub(super) fn serve() -> ! {
    let reader = thread::Builder::new().stack_size(limits::STACK).spawn(read_on);
    let ended = reader.map(thread::JoinHandle::join);
    process::exit(if matches!(ended, Ok(Ok(Ok(())))) { 0 } else { 1 })
}

fn read_on() -> io::Result<()> {
    // What a library prints must not stand among the answers.
    let mut output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    rustix::stdio::dup2_stdout(io::stderr())?;
    let mut input = BufReader::new(io::stdin().lock());
    let is_limited = limits::for_life().is_ok();
    let program = limits::program();
    while let Some((ask, length)) = wire::next_ask(&mut input)? {
        let (memory, time) = (ask.limits.memory, ask.limits.time_for(length));
        let is_limited = limits::for_document(program, memory, length, time).is_ok() && is_limited;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(length).map_err(io::Error::other)?;
        input.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        let answer = Answer { is_limited, ..answer(&ask, &bytes) };
        wire::send_answer(&mut output, &answer)?;
        if answer.is_last {
            return Ok(());
        }
    }
    Ok(())
}

fn answer(ask: &Ask, bytes: &[u8]) -> Answer {
    let read = || {
        let reader = reader_called(&ask.reader)?;
        let options = ask.options()?;
        let source = crate::read::Source {
            name: &ask.name,
            stem: &ask.stem,
            bytes,
            charset: ask.charset.as_deref(),
            options: &options,
        };
        part::as_a_whole(reader, &source)
    };
    let outcome = match guard::caught(read) {
        Ok(reading) => reading.map(Into::into).ok_or_else(|| "no such reader".to_owned()),
        Err(failure) => Err(failure.words()),
    };
    // A thread that was left behind goes on: the child ends, and it with it.
    Answer { outcome, is_last: guard::left_behind(), is_limited: true }
}
