//! An input of each kind, made by code: what a person might have, in the smallest form that is whole.

use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder, write::ZlibEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The sentence that every sample holds, with a number of its own.
pub(crate) fn sentence(number: usize) -> String {
    format!("More than {number} families were displaced by the flood in Bentiu, the mayor said on Tuesday.")
}

/// What stands around it, so that a page is a page.
const MORE: &str = "The river rose for three days, and the road to the market was cut, so that no lorry with food or \
                    blankets came through until the water went down again, people in the town told a reporter.";

/// A file name and how its bytes are made from a number.
type Kind = (&'static str, fn(usize) -> Vec<u8>);

/// Every sample: its file name, its bytes, and the number of its sentence.
pub(crate) fn samples() -> Vec<(&'static str, Vec<u8>, usize)> {
    let kinds: [Kind; 20] = [
        ("note.txt", text),
        ("lines.jsonl", jsonl),
        ("page.html", html),
        ("table.csv", csv),
        ("tabs.tsv", tsv),
        ("sheet.xlsx", xlsx),
        ("news.rss", rss),
        ("news.atom", atom),
        ("feed.json", json_feed),
        ("crawl.warc", warc),
        ("packed.warc.gz", |number| gzip(&warc(number))),
        ("chunked.warc", chunked),
        ("update.pdf", pdf),
        ("plan.docx", docx),
        ("letter.eml", eml),
        ("box.mbox", mbox),
        ("reliefweb.json", reliefweb),
        ("folder.zip", |number| zip(&[("folder/inner.html", &html(number))])),
        ("folder.tar", tar),
        ("folder.tar.gz", |number| gzip(&tar(number))),
    ];
    kinds
        .into_iter()
        .enumerate()
        .map(|(index, (name, make))| (name, make(301 + index), 301 + index))
        .collect()
}

/// Plain text.
pub(crate) fn text(number: usize) -> Vec<u8> {
    format!("{}\n{MORE}\n", sentence(number)).into_bytes()
}

fn jsonl(number: usize) -> Vec<u8> {
    format!(
        "{{\"id\":\"line-{number}\",\"text\":\"{} {MORE}\",\"published\":\"2023-11-07\"}}\n",
        sentence(number)
    )
    .into_bytes()
}

/// A web page with what stands around articles.
pub(crate) fn html(number: usize) -> Vec<u8> {
    let paragraphs =
        format!("<p>{}</p><p>{MORE}</p><p>{MORE} It was the second flood of the year.</p>", sentence(number));
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Flood in Bentiu</title>\
         <meta property=\"article:published_time\" content=\"2023-11-07T08:00:00Z\"></head><body>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li></ul></nav>\
         <article><h1>Flood in Bentiu</h1>{paragraphs}</article>\
         <div class=\"comments\"><p>I think this is sad, said a reader.</p></div>\
         <footer><p>All rights reserved by the paper.</p></footer></body></html>"
    )
    .into_bytes()
}

fn csv(number: usize) -> Vec<u8> {
    format!("Headline,Date,Full text\nFlood,2023-11-07,\"{} {MORE}\"\n", sentence(number)).into_bytes()
}

fn tsv(number: usize) -> Vec<u8> {
    let rows = format!("title\ttext\nFlood\t{} {MORE}\n", sentence(number));
    [vec![0xff, 0xfe], rows.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
}

fn xlsx(number: usize) -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: [&str; 2]| format!("<row>{}</row>", cells.map(cell).concat());
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}{}</sheetData></worksheet>",
        row(["Title", "Text"]),
        row(["Flood", &format!("{} {MORE}", sentence(number))])
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{office}\">\
         <sheets><sheet name=\"Reports\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    zip(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn rss(number: usize) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>River News</title><link>https://news.example/</link>\
         <item><title>Flood</title><link>https://news.example/flood</link><pubDate>Tue, 07 Nov 2023 08:00:00 GMT</pubDate>\
         <description>&lt;p&gt;{} {MORE}&lt;/p&gt;</description></item></channel></rss>",
        sentence(number)
    )
    .into_bytes()
}

fn atom(number: usize) -> Vec<u8> {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>River News</title><id>urn:x:1</id><updated>2023-11-07T08:00:00Z</updated>\
         <entry><title>Flood</title><id>urn:x:2</id><updated>2023-11-07T08:00:00Z</updated><summary>{} {MORE}</summary></entry></feed>",
        sentence(number)
    )
    .into_bytes()
}

fn json_feed(number: usize) -> Vec<u8> {
    format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"River News\",\"items\":[{{\"id\":\"1\",\
         \"url\":\"https://news.example/flood\",\"content_text\":\"{} {MORE}\",\"date_published\":\"2023-11-07T08:00:00Z\"}}]}}",
        sentence(number)
    )
    .into_bytes()
}

/// A web archive of one page, between what is no page.
pub(crate) fn warc(number: usize) -> Vec<u8> {
    let page = html(number);
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".to_vec();
    answer.extend(page);
    [
        record("warcinfo", "application/warc-fields", b"software: by hand\r\n"),
        record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "application/http; msgtype=response", &answer),
    ]
    .concat()
}

fn chunked(number: usize) -> Vec<u8> {
    let page = gzip(&html(number));
    let (one, two) = page.split_at(100);
    let mut answer =
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    for chunk in [one, two] {
        answer.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        answer.extend(chunk);
        answer.extend(b"\r\n");
    }
    answer.extend(b"0\r\n\r\n");
    record("response", "application/http; msgtype=response", &answer)
}

fn record(kind: &str, media: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/flood\r\nContent-Type: {media}\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// A page of running text, with lines as a page has them, packed as most are.
pub(crate) fn pdf(number: usize) -> Vec<u8> {
    let words = format!("{} {MORE}", sentence(number));
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        if lines.last().is_some_and(|line| line.len() + word.len() > 60) {
            lines.push(String::new());
        }
        let line = lines.last_mut().expect("a line");
        line.push_str(word);
        line.push(' ');
    }
    let shown: String = lines.iter().map(|line| format!("({}) Tj 0 -14 Td ", line.trim())).collect();
    pdf_of(&format!("BT /F1 11 Tf 72 720 Td {shown}ET"), "")
}

/// A PDF of one page with this content and these further objects, from number 6 on.
pub(crate) fn pdf_of(content: &str, more: &str) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(content.as_bytes()).expect("memory");
    let packed = packed.finish().expect("memory");
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut add = |bytes: &mut Vec<u8>, object: &[u8]| {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", places.len()).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    };
    add(&mut bytes, b"<< /Type /Catalog /Pages 2 0 R >>");
    add(&mut bytes, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    add(
        &mut bytes,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> >>",
    );
    add(&mut bytes, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    let head = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len());
    add(&mut bytes, &[head.as_bytes(), &packed, b"\nendstream"].concat());
    let form = if more.is_empty() {
        "<< /Type /XObject /Subtype /Form /Length 0 >>\nstream\n\nendstream"
    } else {
        more
    };
    add(&mut bytes, form.as_bytes());
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
    bytes.extend(end.bytes());
    bytes
}

/// A Word document with a table and a footnote.
pub(crate) fn docx(number: usize) -> Vec<u8> {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let body = format!(
        "<w:document {names}><w:body>{}{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl></w:body></w:document>",
        paragraph("Flood &amp; aid"),
        paragraph(&sentence(number)),
        cell("Town"),
        cell("Tents"),
        cell("Bentiu"),
        cell("40"),
    );
    let notes = format!(
        "<w:footnotes {names}><w:footnote>{}</w:footnote></w:footnotes>",
        paragraph("As told by the town.")
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", body.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        (
            "docProps/core.xml",
            b"<p xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Plan</dc:title></p>",
        ),
    ])
}

fn eml(number: usize) -> Vec<u8> {
    let note = text(number + 100);
    format!(
        "From: Ada Okot <ada@relief.example>\r\nTo: desk@relief.example\r\nSubject: Flood\r\nDate: Tue, 7 Nov 2023 08:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         {} {MORE}\r\n> earlier words\r\n-- \r\nAda\r\n--b\r\nContent-Type: text/plain\r\n\
         Content-Disposition: attachment; filename=\"note.txt\"\r\n\r\n{}\r\n--b--\r\n",
        sentence(number),
        String::from_utf8_lossy(&note)
    )
    .into_bytes()
}

fn mbox(number: usize) -> Vec<u8> {
    let message = |subject: &str, body: &str| {
        format!(
            "From ada@relief.example Tue Nov  7 08:00:00 2023\nFrom: Ada <ada@relief.example>\nSubject: {subject}\n\
             Date: Tue, 7 Nov 2023 08:00:00 +0000\n\n{body}\n\n"
        )
    };
    let second = "Nothing new today.\n>From the hill one sees the lake.";
    [message("Flood", &format!("{} {MORE}", sentence(number))), message("Later", second)]
        .concat()
        .into_bytes()
}

fn reliefweb(number: usize) -> Vec<u8> {
    format!(
        "{{\"totalCount\":1,\"data\":[{{\"id\":\"rw-{number}\",\"fields\":{{\"title\":\"Flood\",\"body-html\":\"<p>{}</p>\\n<p>{MORE}</p>\",\
         \"date\":{{\"original\":\"2023-11-07T00:00:00+00:00\"}},\"source\":[{{\"name\":\"Town of Bentiu\"}}],\
         \"language\":[{{\"code\":\"en\"}}]}}}}]}}",
        sentence(number)
    )
    .into_bytes()
}

fn tar(number: usize) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    let page = html(number);
    let mut header = tar::Header::new_ustar();
    header.set_size(page.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    archive.append_data(&mut header, "folder/inner-of-tar.html", &*page).expect("memory");
    archive.into_inner().expect("memory")
}

/// A ZIP file with these entries.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a name");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// The bytes packed with gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

/// Seeded: the same inputs in every run (xorshift64*, Vigna 2016).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16;
        usize::try_from(number).unwrap_or(0) % most.max(1)
    }
}
