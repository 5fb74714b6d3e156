//! What comes in and what goes out, at the border.

mod manifest;
mod offsets;
mod readers;
