//! The page on which reports come in: files, pasted words, an address.

use askama::Template;
use recount_core::edtf::Edtf;
use serde_json::json;

use crate::{
    Brought, Problem,
    answer::Answer,
    ask::{Ask, Form},
    body,
    desk::Desk,
    frame::Frame,
    written,
};

/// What was typed, as it stands in the forms, and what of it was not understood.
#[derive(Default)]
pub(crate) struct Typed {
    pub(crate) problem: Option<String>,
    pub(crate) text: String,
    pub(crate) day: String,
    pub(crate) publisher: String,
    pub(crate) title: String,
    pub(crate) address: String,
}

impl Typed {
    /// How many megabytes may come in one go.
    pub(crate) fn most(&self) -> usize {
        body::MOST >> 20
    }
}

#[derive(Template)]
#[template(path = "add.html")]
struct Add {
    frame: Frame,
    typed: Typed,
}

/// The forms.
pub(crate) fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    shown(desk, ask, Typed::default())
}

fn shown(desk: &Desk, ask: &Ask, typed: Typed) -> Result<Answer, Problem> {
    Answer::page(&Add { frame: Frame::new("Add reports", "/add", desk, ask, false), typed })
}

/// Has read what was brought, and leads to where it is told how far that has got.
pub(crate) fn take(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let brought = match brought(desk, ask) {
        Ok(brought) => brought,
        Err(problem) if ask.form == Form::Page => {
            return Ok(shown(desk, ask, Typed { problem: Some(problem), ..typed(ask) })?.status(422));
        }
        Err(problem) => return Err(Problem::unclear(problem)),
    };
    let number = desk.take_in(brought)?;
    let address = format!("/add/{number}");
    if ask.form == Form::Json {
        return Ok(Answer::json(&json!({ "job": number, "address": format!("{address}.json") })).status(202));
    }
    Ok(Answer::see(&address))
}

fn typed(ask: &Ask) -> Typed {
    let word = |name: &str| ask.body.get(name).unwrap_or("").to_owned();
    Typed {
        problem: None,
        text: word("text"),
        day: word("day"),
        publisher: word("publisher"),
        title: word("title"),
        address: word("address"),
    }
}

/// All that a form brings.
///
/// # Errors
/// What was expected, in words for whoever filled it in.
fn brought(desk: &Desk, ask: &Ask) -> Result<Vec<Brought>, String> {
    let word = |name: &str| ask.body.get(name).map(str::to_owned);
    let files = ask.files.iter().map(|(name, bytes)| file(name, bytes.clone()));
    let mut brought: Vec<Brought> = files.collect();
    let day = ask.body.get("day").map(written::days).transpose()?;
    if let Some(text) = word("text") {
        let (outlet, title) = (word("publisher"), word("title"));
        brought.push(Brought::Text { text, published: day.as_deref().and_then(Edtf::parse), outlet, title });
    }
    if let Some(address) = word("address") {
        brought.push(fetched(desk, address)?);
    }
    if brought.is_empty() {
        return Err("Choose files, paste the words of a report, or give an address.".to_owned());
    }
    Ok(brought)
}

/// A file by the last part of its name: where it lay elsewhere is nothing to us.
fn file(name: &str, bytes: axum::body::Bytes) -> Brought {
    let name = name.replace(char::is_control, " ");
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    Brought::File { name: if name.is_empty() { "file".to_owned() } else { name }, bytes }
}

fn fetched(desk: &Desk, address: String) -> Result<Brought, String> {
    if !desk.takes().1 {
        return Err("This server fetches nothing: it was started so. Save the document, and bring the file."
            .to_owned());
    }
    let is_web = ["http://", "https://"].iter().any(|scheme| address.to_lowercase().starts_with(scheme));
    if is_web {
        Ok(Brought::Address(address))
    } else {
        Err(format!("Expected an address like https://example.org/report.pdf, found “{address}”."))
    }
}
