//! A web archive of many synthetic records on standard output, to measure that reading one takes the same memory whatever its length.
//!
//! `cargo run --release -p recount-eval --bin archive -- text 1000000 | /usr/bin/time -v recount add --dry-run - > /dev/null`.
//! `text` writes records of kind conversion, as archives of text alone have them; `page` writes a request and a server's answer with a
//! web page for each. One record in a thousand is another one again, byte for byte.

use std::{
    env,
    io::{self, BufWriter, Write},
};

/// How far apart a record and its repetition are, and how often one is repeated.
const AGAIN: usize = 1000;

const TOWNS: [&str; 8] = ["Bentiu", "Licungo", "Tarout", "Marandel", "Osveia", "Kumbara", "Pella", "Zeyt"];
const CAUSES: [&str; 4] =
    ["the flood", "the fire on the hill", "fighting in the north", "the storm of Monday night"];

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let kind = arguments.next().unwrap_or_else(|| "text".to_string());
    let number: usize = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(1000);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    record(&mut out, "warcinfo", "", "application/warc-fields", "software: recount-eval archive\r\n")?;
    for at in 0..number {
        let at = if at % AGAIN == AGAIN - 1 { at - AGAIN / 2 } else { at };
        let url = format!("https://news.example/{at}");
        if kind == "page" {
            let ask = format!("GET /{at} HTTP/1.1\r\nHost: news.example\r\n\r\n");
            record(&mut out, "request", &url, "application/http; msgtype=request", &ask)?;
            record(&mut out, "response", &url, "application/http; msgtype=response", &answer(at))?;
        } else {
            record(&mut out, "conversion", &url, "text/plain", &sentences(at).join("\n\n"))?;
        }
    }
    out.flush()
}

fn record(out: &mut impl Write, kind: &str, url: &str, media: &str, body: &str) -> io::Result<()> {
    let length = body.len();
    write!(
        out,
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n\
         {body}\r\n\r\n"
    )
}

/// What record `at` says; no two say the same.
fn sentences(at: usize) -> [String; 3] {
    let pick =
        |words: &[&'static str], by: usize| words.get(at / by % words.len()).copied().unwrap_or_default();
    let (town, cause) = (pick(&TOWNS, 1), pick(&CAUSES, 8));
    [
        format!(
            "More than {} families were displaced by {cause} in {town}, the mayor said on Tuesday.",
            at + 100
        ),
        format!(
            "The road to {town} was cut, and no lorry with food or blankets came through for {} days.",
            at % 9 + 2
        ),
        format!("Of those who fled, {} people sleep in the school, as a teacher counted.", at % 700 + 40),
    ]
}

fn answer(at: usize) -> String {
    let paragraphs: String = sentences(at).iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><html lang=\"en\"><head><title>Report {at}</title>\
         <meta property=\"article:published_time\" content=\"2027-02-07T08:00:00Z\"></head><body><nav><a href=\"/\">Home</a></nav>\
         <article><h1>Report {at}</h1>{paragraphs}</article><footer><p>All rights reserved.</p></footer></body></html>"
    )
}
