//! Opens an input: finds its reader, takes archives apart, and hands on what is found.

use std::{
    cell::Cell,
    io::{BufRead, BufReader, Cursor, Read},
    ops::ControlFlow,
    sync::Arc,
};

use recount_core::{Original, Report};

use crate::Problem;

use super::{
    Options, READERS, Reader, Reading, Way, guard,
    limits::{Limits, Meter, Packed},
    part::{Part, finish, original},
    reader_of, sniff,
};

/// Bytes by which a format is known.
const HEAD: usize = 64 << 10;
/// How ZIP files begin; which of their kinds one is stands at its end.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// An input and what it is called.
pub struct Input<'a> {
    /// Its path as it was given, for messages.
    pub name: &'a str,
    /// Its file name without extension.
    pub stem: &'a str,
    /// Its extension, if it has one.
    pub extension: Option<&'a str>,
    /// Its size, where it is known beforehand.
    pub size: Option<u64>,
    /// Its bytes.
    pub bytes: &'a mut dyn Read,
}

/// Something found in an input.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "an item is moved once, from its reader to who asked")]
pub enum Item {
    /// A document still to be read.
    Part(Part),
    /// A report.
    Report(Report),
    /// What was odd.
    Problem(Problem),
}

/// Where items go. Once it breaks, nothing more is read.
pub type Out<'o> = &'o mut dyn FnMut(Item) -> ControlFlow<()>;

/// What is known of a document from what it came in.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Its address.
    pub(super) url: Option<String>,
    /// Its character set.
    pub(super) charset: Option<String>,
    /// Its reader.
    pub(super) reader: Option<&'static Reader>,
}

/// What is known of an input that is read piece by piece, and where its pieces go.
pub struct Records<'a> {
    pub(super) name: &'a str,
    pub(super) stem: &'a str,
    pub(super) options: &'a Options,
    pub(super) reader: &'static Reader,
    pub(super) meter: &'a Meter,
    depth: usize,
}

/// Opens an input and hands on what is found in it, in order.
pub fn open(input: Input, options: &Options, out: Out) -> ControlFlow<()> {
    let meter = Meter::new(&options.limits);
    let mut bytes = Packed { input: input.bytes, meter: &meter };
    let known = Known { reader: options.forced, charset: options.charset.clone(), ..Known::default() };
    let outside = Records {
        name: input.name,
        stem: input.stem,
        options,
        reader: &super::text::READER,
        meter: &meter,
        depth: 0,
    };
    outside.open(
        Piece { size: input.size, ..Piece::of(input.name, input.stem, input.extension, &mut bytes) },
        known,
        out,
    )
}

/// All that an input holds, read one after the other.
pub fn all(input: Input, options: &Options) -> Reading {
    let mut reading = Reading::default();
    let _ = open(input, options, &mut |item| {
        match item {
            Item::Part(part) => {
                let read = part.read(options);
                reading.reports.extend(read.reports);
                reading.problems.extend(read.problems);
            }
            Item::Report(report) => reading.reports.push(report),
            Item::Problem(problem) => reading.problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    reading
}

/// A piece of an input that is to be opened in turn.
pub(super) struct Piece<'a> {
    name: &'a str,
    stem: &'a str,
    extension: Option<&'a str>,
    size: Option<u64>,
    bytes: &'a mut dyn Read,
}

impl<'a> Piece<'a> {
    pub(super) fn of(
        name: &'a str,
        stem: &'a str,
        extension: Option<&'a str>,
        bytes: &'a mut dyn Read,
    ) -> Piece<'a> {
        Piece { name, stem, extension, size: None, bytes }
    }
}

impl Records<'_> {
    /// Opens a piece of the input: an entry of an archive, the body of a record.
    pub(super) fn open(&self, piece: Piece, known: Known, out: Out) -> ControlFlow<()> {
        match self.identify(piece, known) {
            Err(problem) => out(Item::Problem(problem)),
            Ok(Found::Document(part)) => out(Item::Part(part)),
            Ok(Found::Stream { name, stem, reader, read, mut bytes }) => {
                let inside = Records {
                    name: &name,
                    stem: &stem,
                    options: self.options,
                    reader,
                    meter: self.meter,
                    depth: self.depth + 1,
                };
                let is_told = Cell::new(false);
                let mut tell = |item| {
                    is_told.set(true);
                    out(item)
                };
                let whole = format!("a whole {}", reader.name);
                guard::caught(|| read(&inside, &mut bytes, &mut tell)).unwrap_or_else(|failure| {
                    tell(Item::Problem(Problem::set_aside(&name, whole, failure.found())))
                })?;
                match is_told.get() {
                    true => ControlFlow::Continue(()),
                    false => out(Item::Problem(
                        inside.problem("something to read", "nothing but what is passed over"),
                    )),
                }
            }
        }
    }

    /// A report of the reader at work, made from these bytes.
    pub(super) fn report(&self, mut report: Report, bytes: &[u8]) -> Item {
        let content = self.options.keep.then(|| Arc::new(bytes.to_vec()));
        let original = original(self.reader, bytes, &Known::default(), self.options);
        finish(&mut report, Original { content, ..original }, &Known::default());
        Item::Report(report)
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.options.limits
    }

    /// What is wrong with the input as a whole.
    pub(super) fn problem(&self, expected: impl Into<String>, found: impl Into<String>) -> Problem {
        Problem::set_aside(self.name, expected, found)
    }

    /// The name of an entry inside this input, for messages.
    pub(super) fn inside(&self, entry: &str) -> String {
        format!("{}/{entry}", self.name)
    }

    fn identify<'p>(&self, piece: Piece<'p>, known: Known) -> Result<Found<'p>, Problem> {
        let Piece { name, stem, extension, size, bytes } = piece;
        let broken =
            |error: std::io::Error| Problem::set_aside(name, "bytes that can be read", error.to_string());
        let mut head = Vec::new();
        bytes.take(HEAD as u64).read_to_end(&mut head).map_err(broken)?;
        if head.is_empty() && extension.is_some_and(|extension| BINARY.contains(&extension)) {
            let expected = format!("a whole .{}", extension.unwrap_or(""));
            return Err(
                Problem::set_aside(name, expected, "an empty file (0 bytes)").advise("fetch it again")
            );
        }
        if ZIP.iter().any(|mark| head.starts_with(mark)) {
            fill(&mut head, bytes, self.limits().whole).map_err(broken)?;
            within(name, head.len(), size, self.limits().whole, "--max-whole")?;
        }
        let reader = match known.reader {
            Some(reader) => reader,
            None => choose(name, &head, extension)?,
        };
        let (most, setting) = match reader.way {
            Way::Document(_) => (self.limits().bytes, "--max-bytes"),
            Way::Collection(_) => (self.limits().whole, "--max-whole"),
            Way::Stream(read) => {
                self.may_go_deeper(name)?;
                let bytes = Box::new(BufReader::new(Cursor::new(head).chain(bytes)));
                return Ok(Found::Stream {
                    name: name.to_owned(),
                    stem: stem.to_owned(),
                    reader,
                    read,
                    bytes,
                });
            }
        };
        fill(&mut head, bytes, most).map_err(broken)?;
        within(name, head.len(), size, most, setting)?;
        Ok(Found::Document(Part { name: name.to_owned(), stem: stem.to_owned(), bytes: head, reader, known }))
    }

    fn may_go_deeper(&self, name: &str) -> Result<(), Problem> {
        let most = self.limits().depth;
        match self.depth < most {
            true => Ok(()),
            false => {
                Err(Problem::set_aside(name, format!("archives at most {most} deep"), "one more inside")
                    .advise("unpack it, or raise --max-depth"))
            }
        }
    }
}

/// Endings of files that are never empty: such a file was not fetched to its end.
const BINARY: &[&str] = &["pdf", "docx", "xlsx", "xlsm", "xls", "ods", "zip"];

/// A piece that was looked at.
enum Found<'p> {
    Document(Part),
    Stream {
        name: String,
        stem: String,
        reader: &'static Reader,
        read: fn(&Records, &mut dyn BufRead, Out) -> ControlFlow<()>,
        bytes: Box<dyn BufRead + 'p>,
    },
}

/// Reads on, to one byte more than `most` in all.
fn fill(head: &mut Vec<u8>, bytes: &mut dyn Read, most: usize) -> std::io::Result<()> {
    let left = most.saturating_add(1).saturating_sub(head.len());
    bytes.take(left as u64).read_to_end(head).map(|_| ())
}

fn within(name: &str, length: usize, size: Option<u64>, most: usize, setting: &str) -> Result<(), Problem> {
    if length <= most {
        return Ok(());
    }
    let found = size.map_or_else(|| "more".to_owned(), |size| size.to_string());
    Err(Problem::set_aside(name, format!("at most {most} bytes"), found)
        .advise(format!("split it, or raise {setting}")))
}

/// The reader that the bytes speak for; where they say nothing, the one of the extension; without extension, text.
fn choose(name: &str, head: &[u8], extension: Option<&str>) -> Result<&'static Reader, Problem> {
    if let Some(reader) = sniff(head) {
        return Ok(reader);
    }
    match extension {
        None => Ok(&super::text::READER),
        Some(extension) => reader_of(extension).ok_or_else(|| unknown_format(name, extension)),
    }
}

fn unknown_format(name: &str, extension: &str) -> Problem {
    let known = READERS.iter().flat_map(|reader| reader.extensions);
    let known: Vec<String> = known.map(|extension| format!(".{extension}")).collect();
    let expected = format!("a format that its bytes tell, or a file ending in {}", known.join(", "));
    Problem::set_aside(name, expected, format!(".{extension}"))
        .advise("convert it, or say what it is with --as")
}
