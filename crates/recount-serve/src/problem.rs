//! The one shape of errors, for people and for programs (RFC 9457).

use std::fmt;

use serde_json::{Value, json};

/// What went wrong, told so that the asker can act on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The status of the answer.
    pub status: u16,
    /// What was expected and what was found.
    pub detail: String,
    /// After how many seconds to ask again.
    pub retry_after: Option<u64>,
}

impl Problem {
    /// A problem of this status.
    pub fn new(status: u16, detail: impl Into<String>) -> Problem {
        Problem { status, detail: detail.into(), retry_after: None }
    }

    /// What was asked for is not there.
    pub(crate) fn missing(detail: impl Into<String>) -> Problem {
        Problem::new(404, detail)
    }

    /// What was asked cannot be understood.
    pub(crate) fn unclear(detail: impl Into<String>) -> Problem {
        Problem::new(400, detail)
    }

    /// What was asked is not for this asker.
    pub(crate) fn refused(detail: impl Into<String>) -> Problem {
        Problem::new(403, detail)
    }

    /// The status in words.
    pub fn title(&self) -> &'static str {
        match self.status {
            400 => "The request is not understood",
            401 => "Sign in first",
            403 => "This is not allowed",
            404 => "There is no such page",
            405 => "This address takes another method",
            408 => "The request takes too long",
            409 => "The decision cannot be kept",
            410 => "This is no longer as it was",
            413 => "The request is too long",
            415 => "The request's form is not understood",
            421 => "This server goes by another name",
            429 => "Too many requests",
            503 => "The workspace is busy",
            _ => "Something went wrong here",
        }
    }

    /// As programs get it.
    pub(crate) fn json(&self) -> Value {
        json!({ "type": "about:blank", "title": self.title(), "status": self.status, "detail": self.detail })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}

impl From<recount_store::Error> for Problem {
    fn from(error: recount_store::Error) -> Problem {
        Problem::new(if error.is_late() { 503 } else { 500 }, error.to_string())
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Problem {
        Problem::new(500, format!("expected a page, found {error}"))
    }
}
