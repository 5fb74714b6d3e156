//! The integration tests of recount-core, one binary: cases, measures, documents, tidiness, properties.
#![expect(clippy::disallowed_methods, reason = "the tests read the repository's files; the library does not")]

mod cases;
<<<<<<< HEAD
mod documents;
mod measures;
mod repository;
mod tidy;
=======
mod count;
>>>>>>> 51199f7 (Set all reports side by side: accounts, series, the table and the timeline)
