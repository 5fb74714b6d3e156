//! What was odd about an input: where, what was expected, what was found, and what a person can do.

use std::fmt;

/// One thing that was odd about an input, told so that a person can act on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
struct Parts {
    file: String,
    place: String,
    expected: String,
    found: String,
    advice: String,
    outcome: Outcome,
}

/// What became of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
enum Outcome {
    SetAside,
    ReadAnyway,
    NotRead,
}

impl Problem {
    /// The input `file`, or a part of it, is set aside.
    pub fn set_aside(file: &str, expected: impl Into<String>, found: impl Into<String>) -> Problem {
        Problem(Box::new(Parts {
            file: file.to_owned(),
            place: String::new(),
            expected: expected.into(),
            found: found.into(),
            advice: String::new(),
            outcome: Outcome::SetAside,
        }))
    }

    /// The input `file` is odd, but read all the same.
    pub fn read_anyway(file: &str, expected: impl Into<String>, found: impl Into<String>) -> Problem {
        let mut problem = Problem::set_aside(file, expected, found);
        problem.0.outcome = Outcome::ReadAnyway;
        problem
    }

    /// The report `document` is kept, but not read.
    pub fn not_read(document: &str, expected: impl Into<String>, found: impl Into<String>) -> Problem {
        let mut problem = Problem::set_aside(document, expected, found);
        problem.0.outcome = Outcome::NotRead;
        problem
    }

    /// The same, at a place within the file: "line 3", "byte 17".
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Problem {
        self.0.place = place.into();
        self
    }

    /// The same, with what a person can do.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Problem {
        self.0.advice = advice.into();
        self
    }

    /// The input it is about, as it was named.
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// Where in it, where that is known.
    pub fn place(&self) -> &str {
        &self.0.place
    }

    /// What was expected there.
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// What was found.
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// Why, and what a person can do, without the name of the input.
    pub fn reason(&self) -> String {
        let advice = if self.0.advice.is_empty() { String::new() } else { format!("; {}", self.0.advice) };
        format!("expected {}, found {}{advice}", self.0.expected, self.0.found)
    }

    /// Whether it was set aside: the report is not among those read.
    pub fn is_set_aside(&self) -> bool {
        self.0.outcome == Outcome::SetAside
    }

    /// Whether the input was read all the same.
    pub fn was_read_anyway(&self) -> bool {
        self.0.outcome == Outcome::ReadAnyway
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.file)?;
        if !self.0.place.is_empty() {
            write!(out, ", {}", self.0.place)?;
        }
        let outcome = match self.0.outcome {
            Outcome::SetAside => "set aside",
            Outcome::ReadAnyway => "read as it stands",
            Outcome::NotRead => "kept, figures not read",
        };
        write!(out, ": {outcome}: {}", self.reason())
    }
}

impl std::error::Error for Problem {}
