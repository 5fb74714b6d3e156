//! What comes in and what goes out, at the border.

mod contrast;
mod documents;
mod fuzz;
mod gold;
mod kinds;
mod malformed;
mod manifest;
mod offsets;
mod page;
mod readers;
mod samples;
