//! The integration tests of recount-eval, one binary.

mod peers;
mod register;
mod command;
