//! What comes in and what goes out, at the border.

mod gold;
mod manifest;
mod offsets;
mod page;
mod readers;
