//! The integration tests of recount-core, one binary: cases, measures, documents, tidiness, properties.
#![expect(clippy::disallowed_methods, reason = "the tests read the repository's files; the library does not")]

mod carried;
mod cases;
mod counting;
mod countries;
mod dates;
mod documents;
mod events;
mod measures;
mod positions;
mod properties;
mod register;
mod repository;
mod rulings;
mod seeds;
mod speakers;
mod statements;
mod tidy;
