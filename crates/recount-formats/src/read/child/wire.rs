//! What parent and child say to each other: each time a length of eight bytes and as many bytes of JSON; of an ask also a
//! length and the document itself. What a child answers is checked, since others' bytes went through it.

use std::io::{self, ErrorKind, Read, Write};

use recount_core::{Block, BlockKind, Report, Span, edtf::Edtf};
use serde::{Deserialize, Serialize};

use crate::{
    Problem,
    read::{Columns, Limits, Options, Reading, part::Whole},
};

/// Bytes of what is said of a document.
const HEAD: u64 = 1 << 20;

/// What is asked of a child, the bytes of the document aside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Ask {
    pub(super) reader: String,
    pub(super) name: String,
    pub(super) stem: String,
    pub(super) charset: Option<String>,
    pub(super) columns: Option<String>,
    pub(super) limits: Limits,
}

/// What a child answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    /// What was read; the words of the panic where there was one.
    pub(super) outcome: Result<Told, String>,
    /// Whether it ends now.
    pub(super) is_last: bool,
    /// Whether its limits hold.
    pub(super) is_limited: bool,
}

/// A reading as it is told.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    reports: Vec<ToldReport>,
    problems: Vec<Problem>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ToldReport {
    document: String,
    text: String,
    title: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    language: Option<String>,
    author: Option<String>,
    dated_by: Option<String>,
    blocks: Vec<ToldBlock>,
}

/// Kind, start, end, level, page, headers.
type ToldBlock = (String, usize, usize, u8, Option<u32>, Vec<(usize, usize)>);

impl Ask {
    pub(super) fn of(whole: &Whole) -> Ask {
        Ask {
            reader: whole.reader.code.to_owned(),
            name: whole.name.clone(),
            stem: whole.stem.clone(),
            charset: whole.charset.clone(),
            columns: whole.options.columns.told(),
            limits: whole.options.limits.clone(),
        }
    }

    /// What a person has set; none where the columns cannot be read.
    pub(super) fn options(&self) -> Option<Options> {
        let columns = self.columns.as_deref().map_or(Ok(Columns::default()), Columns::parse).ok()?;
        Some(Options { limits: self.limits.clone(), columns, ..Options::default() })
    }
}

impl From<Reading> for Told {
    fn from(reading: Reading) -> Told {
        Told {
            reports: reading.reports.into_iter().map(ToldReport::from).collect(),
            problems: reading.problems,
        }
    }
}

impl Told {
    /// The reading; none where it cannot be one.
    pub(super) fn reading(self) -> Option<Reading> {
        let reports = self.reports.into_iter().map(ToldReport::report).collect::<Option<_>>()?;
        Some(Reading { reports, problems: self.problems })
    }
}

impl From<Report> for ToldReport {
    fn from(report: Report) -> ToldReport {
        let ends = |span: &Span| (span.start, span.end);
        let block = |block: Block| {
            let (start, end) = ends(&block.span);
            let headers = block.headers.iter().map(ends).collect();
            (block.kind.code().to_owned(), start, end, block.level, block.page, headers)
        };
        ToldReport {
            document: report.document,
            text: report.text,
            title: report.title,
            published: report.published.map(|day| day.to_string()),
            outlet: report.outlet,
            url: report.url,
            language: report.language,
            author: report.author,
            dated_by: report.dated_by,
            blocks: report.blocks.into_iter().map(block).collect(),
        }
    }
}

impl ToldReport {
    fn report(self) -> Option<Report> {
        let published = match self.published {
            None => None,
            Some(day) => Some(Edtf::parse(&day)?),
        };
        let blocks = self.blocks.into_iter().map(|told| block(told, &self.text)).collect::<Option<_>>()?;
        Some(Report {
            document: self.document,
            text: self.text,
            title: self.title,
            published,
            outlet: self.outlet,
            url: self.url,
            language: self.language,
            author: self.author,
            dated_by: self.dated_by,
            blocks,
            original: None,
        })
    }
}

/// The block; none where it does not stand in the text.
fn block(told: ToldBlock, text: &str) -> Option<Block> {
    let (kind, start, end, level, page, headers) = told;
    let span = |(start, end)| text.get(start..end).map(|_| Span::new(start, end));
    let headers = headers.into_iter().map(span).collect::<Option<_>>()?;
    Some(Block { kind: BlockKind::parse(&kind)?, span: span((start, end))?, level, page, headers })
}

pub(super) fn send_ask(output: &mut impl Write, ask: &Ask, bytes: &[u8]) -> io::Result<()> {
    send(output, &serde_json::to_vec(ask)?)?;
    send(output, bytes)?;
    output.flush()
}

/// What is asked next, and how many bytes of the document follow; none where nothing more comes.
pub(super) fn next_ask(input: &mut impl Read) -> io::Result<Option<(Ask, usize)>> {
    let length = match length(input) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        length => length?,
    };
    let ask = serde_json::from_slice(&exactly(input, length, HEAD)?)?;
    let length = usize::try_from(self::length(input)?).map_err(io::Error::other)?;
    Ok(Some((ask, length)))
}

pub(super) fn send_answer(output: &mut impl Write, answer: &Answer) -> io::Result<()> {
    send(output, &serde_json::to_vec(answer)?)?;
    output.flush()
}

/// The bytes of the next answer, which may have so many.
pub(super) fn next_answer(input: &mut impl Read, most: u64) -> io::Result<Vec<u8>> {
    let length = length(input)?;
    exactly(input, length, most)
}

/// The answer that these bytes are.
pub(super) fn answer(bytes: &[u8]) -> Option<Answer> {
    serde_json::from_slice(bytes).ok()
}

fn send(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)
}

fn length(input: &mut impl Read) -> io::Result<u64> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    Ok(u64::from_le_bytes(length))
}

/// So many bytes, held only as far as they come.
fn exactly(input: &mut impl Read, length: u64, most: u64) -> io::Result<Vec<u8>> {
    if length > most {
        return Err(io::Error::other(format!("more than {most} bytes")));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, blocks: Vec<ToldBlock>) -> Told {
        let report = Report::new("a", text);
        let mut report = ToldReport::from(report);
        report.blocks = blocks;
        Told { reports: vec![report], problems: Vec::new() }
    }

    #[test]
    fn an_answer_comes_back_as_it_was() {
        let cell = Block {
            level: 2,
            page: Some(7),
            headers: vec![Span::new(0, 4)],
            ..Block::new(BlockKind::Cell, Span::new(5, 10))
        };
        let report = Report {
            title: Some("T".to_owned()),
            published: Edtf::parse("2023-11"),
            blocks: vec![cell],
            ..Report::new("a", "Zaż 1.000\u{0}")
        };
        let problem = Problem::read_anyway("a.pdf", "words", "a picture").at("page 2").advise("look");
        let reading = Reading { reports: vec![report.clone()], problems: vec![problem.clone()] };
        let answer = Answer { outcome: Ok(reading.into()), is_last: true, is_limited: false };
        let mut pipe = Vec::new();
        send_answer(&mut pipe, &answer).expect("memory");
        let bytes = next_answer(&mut pipe.as_slice(), 10_000).expect("an answer");
        let back = super::answer(&bytes).expect("an answer");
        let reading = back.outcome.expect("a reading").reading().expect("one that fits");
        assert_eq!((reading.reports, reading.problems), (vec![report], vec![problem]));
        assert!(back.is_last && !back.is_limited);
    }

    #[test]
    fn what_cannot_be_is_no_reading() {
        let cell = |start, end| ("cell".to_owned(), start, end, 0, None, Vec::new());
        assert!(told("Zażółć", vec![cell(0, 2)]).reading().is_some());
        assert!(told("Zażółć", vec![cell(0, 3)]).reading().is_none(), "within a letter");
        assert!(told("Zażółć", vec![cell(0, 99)]).reading().is_none(), "beyond the end");
        assert!(told("a", vec![("sell".to_owned(), 0, 1, 0, None, Vec::new())]).reading().is_none());
    }

    #[test]
    fn no_more_is_held_than_is_allowed_or_comes() {
        let mut pipe = u64::MAX.to_le_bytes().to_vec();
        assert!(next_answer(&mut pipe.as_slice(), 1_000).is_err());
        pipe = 1_000_u64.to_le_bytes().to_vec();
        pipe.extend(b"short");
        let broken = next_answer(&mut pipe.as_slice(), 1_000).map_err(|error| error.kind());
        assert_eq!(broken.err(), Some(ErrorKind::UnexpectedEof));
        assert!(next_ask(&mut [].as_slice()).is_ok_and(|ask| ask.is_none()));
    }
}
