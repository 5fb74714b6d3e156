//! What comes in and what goes out, at the border.

mod contrast;
mod documents;
mod gold;
mod manifest;
mod offsets;
mod page;
mod readers;
