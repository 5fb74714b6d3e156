//! Messages: one, or a mailbox of many; what is attached is opened in turn.

use std::{
    io::{BufRead, Cursor},
    ops::ControlFlow,
};

use mail_parser::{MessageParser, MimeHeaders, PartType};
use recount_core::{BlockKind, Report, edtf::Edtf};

use super::{
    Item, Out, Reader, Records, Way,
    guard::guarded,
    html,
    layout::Layout,
    lines,
    open::{Known, Piece},
    told, zipped,
};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "mail",
    version: 3,
    name: "e-mail",
    extensions: &["eml", "mbox"],
    keeps: "One report a message, of a file or of a mailbox of any length: its subject and its text (its HTML where it has no other) with their headings, lists \
            and tables, sender as author and day of sending; each attachment, read as its own bytes say.",
    drops: "Quoted lines of earlier messages (`> `), what follows the line `-- `, other headers. A message without words is listed.",
    sniff,
    by_libraries: false,
    way: Way::Stream(read),
};

/// Headers that messages have and prose has not.
const HEADERS: &[&str] = &[
    "from",
    "to",
    "subject",
    "date",
    "received",
    "return-path",
    "mime-version",
    "message-id",
    "delivered-to",
    "content-type",
];

/// Whether it begins as a mailbox does, or with a message's headers.
fn sniff(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.get(..8192).unwrap_or(head));
    let mut lines = head.lines();
    let first = lines.clone().next().unwrap_or("");
    if first.starts_with("From ") {
        lines.next();
        return lines.next().is_some_and(|line| field(line).is_some());
    }
    let mut known = 0;
    for line in lines {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some(name) = field(line) else { return false };
        known += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 2
}

/// The name of a header line.
fn field(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = |c: char| c.is_ascii_graphic();
    (!name.is_empty() && name.len() < 60 && name.chars().all(is_name)).then_some(name)
}

fn read(records: &Records, input: &mut dyn BufRead, out: Out) -> ControlFlow<()> {
    let most = records.limits().bytes;
    let mut message = Message::default();
    let mut number = 0;
    let mut is_mailbox = false;
    let mut after_blank = true;
    loop {
        let line = match lines::next(input, most) {
            Err(error) => return out(Item::Problem(records.problem("whole messages", error.to_string()))),
            Ok(line) => line,
        };
        let Some(line) = line else { break };
        if number == 0 {
            number = 1;
            is_mailbox = line.bytes.starts_with(b"From ");
            if is_mailbox {
                continue;
            }
        } else if is_mailbox && after_blank && line.bytes.starts_with(b"From ") {
            std::mem::take(&mut message).read(records, Some(number), out)?;
            number += 1;
            continue;
        }
        after_blank = line.bytes.trim_ascii_end().is_empty();
        message.add(&line, is_mailbox, most);
    }
    if number == 0 {
        return out(Item::Problem(records.problem("a message", "an empty file")));
    }
    message.read(records, is_mailbox.then_some(number), out)
}

/// The bytes of a message.
#[derive(Default)]
struct Message {
    bytes: Vec<u8>,
    length: u64,
}

/// What is read of a message.
struct Letter {
    report: Option<Report>,
    attached: Vec<(String, Vec<u8>)>,
}

impl Message {
    fn add(&mut self, line: &lines::Line, is_mailbox: bool, most: usize) {
        self.length = self.length.saturating_add(line.length + 1);
        if self.length <= most as u64 {
            // Mailboxes set a mark before lines that begin as messages do.
            let quoted = is_mailbox && line.bytes.starts_with(b">From ");
            self.bytes.extend_from_slice(line.bytes.get(usize::from(quoted)..).unwrap_or(&[]));
            self.bytes.push(b'\n');
        }
    }

    fn read(self, records: &Records, number: Option<usize>, out: Out) -> ControlFlow<()> {
        let place = number.map_or_else(String::new, |number| format!("message {number}"));
        let most = records.limits().bytes;
        if self.length > most as u64 {
            let problem = records.problem(format!("at most {most} bytes a message"), self.length.to_string());
            return out(Item::Problem(problem.at(place).advise("raise --max-bytes")));
        }
        let stem =
            number.map_or_else(|| records.stem.to_owned(), |number| format!("{}:{number}", records.stem));
        let bytes = self.bytes.clone();
        let named = stem.clone();
        let letter = match guarded(records.limits().time, move || letter(&bytes, named)) {
            Err(failure) => {
                return out(Item::Problem(records.problem("a message", failure.found()).at(place)));
            }
            Ok(None) => return out(Item::Problem(records.problem("a message", "no headers").at(place))),
            Ok(Some(letter)) => letter,
        };
        match letter.report {
            Some(report) => out(records.report(report, &self.bytes))?,
            None if letter.attached.is_empty() => {
                let problem = records.problem("a message with words", "none");
                out(Item::Problem(problem.at(place)))?;
            }
            None => {}
        }
        for (name, bytes) in &letter.attached {
            let shown = match number {
                Some(number) => records.inside(&format!("{number}/{name}")),
                None => records.inside(name),
            };
            let (stem, extension) = zipped::parts(name);
            records.open(
                Piece::of(&shown, stem, extension, &mut Cursor::new(bytes)),
                Known::default(),
                &mut *out,
            )?;
        }
        ControlFlow::Continue(())
    }
}

fn letter(bytes: &[u8], name: String) -> Option<Letter> {
    let message = MessageParser::default().parse(bytes)?;
    let title = message.subject().map(str::to_owned).filter(|title| !title.trim().is_empty());
    let mut body = Layout::default();
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(text) => told::laid(&own_words(text), &mut body),
            PartType::Html(text) => body.take(html::laid_fragment(text)),
            _ => {}
        }
    }
    let mut layout = Layout::default();
    if !body.is_empty() {
        layout.push(BlockKind::Title, 0, title.as_deref().unwrap_or(""));
        layout.take(body);
    }
    let mut report = layout.report(&name);
    report.title = title;
    let sender = message.from().and_then(|from| from.first());
    report.author = sender.and_then(|sender| sender.name().or(sender.address())).map(str::to_owned);
    if let Some(date) = message.date() {
        report.published = Edtf::parse(&format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
        report.dated_by = report.published.map(|_| "header Date".to_owned());
    }
    let attached = message.attachments().enumerate().map(|(index, part)| {
        let name = part.attachment_name().map_or_else(|| format!("attachment {}", index + 1), str::to_owned);
        (name.replace(['/', '\\'], "_"), part.contents().to_vec())
    });
    let attached = attached.collect();
    Some(Letter { report: (!report.text.is_empty()).then_some(report), attached })
}

/// The text without what it quotes and without the signature, unless nothing else is there.
fn own_words(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let until_signature = text.lines().take_while(|line| *line != "-- ");
    let own: Vec<&str> = until_signature.filter(|line| !line.starts_with('>')).collect();
    let own = own.join("\n").trim().to_owned();
    if own.is_empty() { text.trim().to_owned() } else { own }
}
