//! A document that was found and is read as a whole: where that is done, and what every report gets, whoever read it.

use std::sync::Arc;

use recount_core::{Original, Report};
use sha2::{Digest, Sha256};

use crate::Problem;

use super::{
    Options, Reader, Reading, Source, Way, child,
    guard::{Failure, guarded},
    language,
    open::Known,
};

/// A document still to be read, on its own.
#[derive(Debug)]
pub struct Part {
    pub(super) name: String,
    pub(super) stem: String,
    pub(super) bytes: Vec<u8>,
    pub(super) reader: &'static Reader,
    pub(super) known: Known,
}

impl Part {
    /// What it is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Reads it, in a child or on a thread of its own, and not for longer than is allowed.
    pub fn read(self, options: &Options) -> Reading {
        let Part { name, stem, bytes, reader, known } = self;
        let bytes = Arc::new(bytes);
        let content = options.keep.then(|| Arc::clone(&bytes));
        let original = Original { content, ..original(reader, &bytes, &known, options) };
        let (charset, options) = (known.charset.clone(), options.clone());
        let whole = Whole { reader, name, stem, charset, bytes, options };
        let shown = whole.name.clone();
        let mut reading = whole.read().unwrap_or_else(|failure| {
            let problem = Problem::set_aside(&shown, format!("a whole {}", reader.name), failure.found());
            problem.advise(failure.advice()).into()
        });
        for (part, report) in reading.reports.iter_mut().enumerate() {
            finish(report, Original { part, ..original.clone() }, &known);
        }
        reading
    }
}

/// All that reading a document takes.
pub(super) struct Whole {
    pub(super) reader: &'static Reader,
    pub(super) name: String,
    pub(super) stem: String,
    pub(super) charset: Option<String>,
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) options: Options,
}

impl Whole {
    /// What is read of it: where others' libraries do that, in a child if there may be one, else on a thread.
    fn read(self) -> Result<Reading, Failure> {
        if self.reader.by_libraries && child::is_open() {
            return child::read(&self);
        }
        let time = self.options.limits.time_for(self.bytes.len());
        guarded(time, move || {
            let source = Source {
                name: &self.name,
                stem: &self.stem,
                bytes: &self.bytes,
                charset: self.charset.as_deref(),
                options: &self.options,
            };
            as_a_whole(self.reader, &source).unwrap_or_default()
        })
    }
}

/// What the reader makes of a document; none where it reads streams.
pub(super) fn as_a_whole(reader: &Reader, source: &Source) -> Option<Reading> {
    match reader.way {
        Way::Document(read) | Way::Collection(read) => Some(read(source)),
        Way::Stream(_) => None,
    }
}

/// The bytes that a report is made from, by this reader, and what it was told beside them.
pub(super) fn original(reader: &Reader, bytes: &[u8], known: &Known, options: &Options) -> Original {
    use std::fmt::Write;
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(sha256, "{byte:02x}");
    }
    Original {
        sha256,
        bytes: bytes.len() as u64,
        reader: reader.code.to_owned(),
        version: reader.version,
        charset: known.charset.clone(),
        columns: options.columns.told(),
        ..Original::default()
    }
}

/// What every report gets, whoever read it.
pub(super) fn finish(report: &mut Report, original: Original, known: &Known) {
    report.original = Some(original);
    report.url = report.url.take().or_else(|| known.url.clone());
    report.language = language::of(&report.text, report.language.take());
}
