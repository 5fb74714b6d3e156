//! Tables as text: comma-separated, tab-separated, and with semicolons.

use std::{
    cell::Cell,
    io::{self, BufRead, Cursor, Read},
    ops::ControlFlow,
    rc::Rc,
};

use csv::ByteRecord;
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::Problem;

use super::{
    Columns, Item, Out, Reader, Records, Way,
    columns::{Places, no_text},
    limits::read_up_to,
    sheets,
};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "csv",
    version: 2,
    name: "table as text",
    extensions: &["csv", "tsv", "tab"],
    keeps: "One report a row, by a header row that names the columns: `text`, `title`, `published`, `outlet`, `url`, `language`, `author`, \
            `id`, or what people mostly call these; `--columns text=NAME,…` says what yours are called. Commas, tabs or semicolons, \
            whichever the header has. Where no column holds the text but lines of running text stand between the rows, the whole is one report: \
            lines, headings and tables as they stand.",
    drops: "Other columns; rows without text are listed.",
    sniff,
    by_libraries: false,
    way: Way::Stream(read),
};

/// Whether the first line is a header with a column for the text and one more that is known.
fn sniff(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    let header = cells(&String::from_utf8_lossy(line), delimiter(line));
    Places::of(&header, &Columns::default()).is_some_and(|places| places.is_rich())
}

fn cells(line: &str, delimiter: u8) -> Vec<String> {
    line.trim().split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"').to_owned()).collect()
}

/// The one of comma, tab and semicolon that the line has most of.
fn delimiter(line: &[u8]) -> u8 {
    let count = |wanted: u8| line.iter().filter(|byte| **byte == wanted).count();
    [b';', b'\t', b','].into_iter().max_by_key(|wanted| count(*wanted)).unwrap_or(b',')
}

fn read(records: &Records, input: &mut dyn BufRead, out: Out) -> ControlFlow<()> {
    let most = records.limits().whole;
    let head = match input.fill_buf() {
        Ok(head) => head.to_vec(),
        Err(error) => return out(Item::Problem(records.problem("rows", error.to_string()))),
    };
    let wide = Encoding::for_bom(&head).filter(|(_, mark)| *mark == 2);
    if let Some((encoding, _)) = wide {
        // Spreadsheets save "Unicode text" in two bytes a letter.
        let (bytes, more) = match read_up_to(input, most) {
            Err(error) => return out(Item::Problem(records.problem("rows", error.to_string()))),
            Ok(read) => read,
        };
        if more {
            let problem =
                records.problem(format!("at most {most} bytes"), "more").advise("raise --max-whole");
            return out(Item::Problem(problem));
        }
        let (text, _, _) = encoding.decode(&bytes);
        let line = text.lines().next().unwrap_or("").as_bytes().to_vec();
        return rows(records, &mut Cursor::new(text.into_owned().into_bytes()), &line, out);
    }
    let line = telling_line(&head).to_vec();
    rows(records, input, &line, out)
}

/// The first line that sets cells apart: a report's title may stand above its tables.
fn telling_line(head: &[u8]) -> &[u8] {
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.clone().next().unwrap_or(head);
    lines.find(|line| line.iter().any(|byte| b";\t,".contains(byte))).unwrap_or(first)
}

/// Reads on until a row is longer than is allowed: a quote that is never closed takes in the rest.
struct OneRow<'a> {
    input: &'a mut dyn BufRead,
    since: Rc<Cell<usize>>,
    quotes: Rc<Cell<Quotes>>,
    delimiter: u8,
    most: usize,
}

/// Where in a cell the last byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// Before the cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Open,
    /// At a quote between quotes: the last one, or the first of two that stand for one.
    Closed,
    /// Between quotes, at the end of the input.
    Unclosed,
}

impl Quotes {
    fn after(self, byte: u8, delimiter: u8) -> Quotes {
        match (self, byte) {
            (Quotes::Start | Quotes::Closed, b'"') => Quotes::Open,
            (Quotes::Open, b'"') => Quotes::Closed,
            (Quotes::Open, _) => Quotes::Open,
            (_, b'\n' | b'\r') => Quotes::Start,
            (_, byte) if byte == delimiter => Quotes::Start,
            _ => Quotes::Plain,
        }
    }
}

impl Read for OneRow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > self.most {
            let words = format!("a row of more than {} bytes, or a quote that is not closed", self.most);
            return Err(io::Error::other(words));
        }
        let count = self.input.read(buffer)?;
        self.since.set(self.since.get().saturating_add(count));
        let read = buffer.get(..count).unwrap_or_default().iter();
        let quotes = read.fold(self.quotes.get(), |quotes, byte| quotes.after(*byte, self.delimiter));
        self.quotes.set(if count == 0 && quotes == Quotes::Open { Quotes::Unclosed } else { quotes });
        Ok(count)
    }
}

fn rows(records: &Records, input: &mut dyn BufRead, first: &[u8], out: Out) -> ControlFlow<()> {
    let since = Rc::new(Cell::new(0));
    let quotes = Rc::new(Cell::new(Quotes::Start));
    let delimiter = delimiter(first);
    let one = OneRow {
        input,
        since: since.clone(),
        quotes: quotes.clone(),
        delimiter,
        most: records.limits().bytes,
    };
    let mut header = ByteRecord::new();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(one);
    let mut row = ByteRecord::new();
    let mut places: Option<Places> = None;
    let mut is_odd = false;
    loop {
        match reader.read_byte_record(&mut row) {
            Err(error) => return out(Item::Problem(records.problem("rows of a table", error.to_string()))),
            Ok(false) => break,
            Ok(true) => since.set(0),
        }
        let line = row.position().map_or(0, csv::Position::line);
        if quotes.get() == Quotes::Unclosed {
            let open = records.problem("a quote that is closed", "none up to the end of the table");
            let open = open.at(format!("line {line}"));
            return out(Item::Problem(open.advise("close it; what stands behind it may be rows of its own")));
        }
        let (cells, fits) = decode(&row);
        if !fits && !std::mem::replace(&mut is_odd, true) {
            let odd = Problem::read_anyway(records.name, "UTF-8", "other bytes").at(format!("line {line}"));
            out(Item::Problem(odd.advise("such cells are read as windows-1252")))?;
        }
        let Some(places) = &places else {
            places = Places::of(&cells, &records.options.columns);
            if places.is_none() {
                let problem = no_text(records.name, &cells).at(format!("line {line}"));
                return whole(records, &mut reader, &row, problem, out);
            }
            header.clone_from(&row);
            continue;
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let name = format!("{}:{line}", records.stem);
        match places.report(records.name, name, &cells) {
            Ok((report, odd)) => {
                out(records.report(report, &table_of(&header, &row, delimiter)))?;
                odd.map_or(ControlFlow::Continue(()), |odd| {
                    out(Item::Problem(odd.at(format!("line {line}"))))
                })?;
            }
            Err(problem) => out(Item::Problem(problem.at(format!("line {line}"))))?,
        }
    }
    match places {
        None => out(Item::Problem(records.problem("a header row with a column `text`", "an empty file"))),
        Some(_) => ControlFlow::Continue(()),
    }
}

/// A table without a column for the text that is itself a report; else what is wrong with it.
fn whole(
    records: &Records,
    reader: &mut csv::Reader<OneRow<'_>>,
    first: &ByteRecord,
    problem: Problem,
    out: Out,
) -> ControlFlow<()> {
    let mut table = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut room = records.limits().bytes;
    let mut row = first.clone();
    loop {
        // Writing to memory cannot fail.
        let _ = table.write_byte_record(&row);
        rows.push(decode(&row).0);
        let fits = room.checked_sub(row.as_slice().len()).filter(|_| rows.len() <= sheets::MOST);
        let Some(left) = fits else { return out(Item::Problem(problem)) };
        room = left;
        if !matches!(reader.read_byte_record(&mut row), Ok(true)) {
            break;
        }
    }
    // Where every row has several cells it is a table of something else.
    let is_line = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
    let layout = rows.iter().any(is_line).then(|| sheets::laid(&[(records.stem.to_owned(), rows)])).flatten();
    match layout {
        Some(layout) => match layout.is_tame(records.limits()) {
            Ok(()) => {
                out(records.report(layout.report(records.stem), &table.into_inner().unwrap_or_default()))
            }
            Err(found) => out(Item::Problem(records.problem("a table of a report", found))),
        },
        None => out(Item::Problem(problem)),
    }
}

/// The bytes of a table of this one row under its header, which gives the same report again.
fn table_of(header: &ByteRecord, row: &ByteRecord, delimiter: u8) -> Vec<u8> {
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = table.write_byte_record(header).and_then(|()| table.write_byte_record(row));
    table.into_inner().unwrap_or_default()
}

/// The cells as text, and whether all of them were UTF-8.
fn decode(row: &ByteRecord) -> (Vec<String>, bool) {
    let mut fits = true;
    let cells = row.iter().map(|cell| match std::str::from_utf8(cell) {
        Ok(cell) => cell.to_owned(),
        Err(_) => {
            fits = false;
            WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned()
        }
    });
    (cells.collect(), fits)
}
