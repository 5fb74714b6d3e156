//! The pages, one file each: from an ask to an answer.

pub(crate) mod assets;
pub(crate) mod correct;
pub(crate) mod counts;
pub(crate) mod decide;
pub(crate) mod decisions;
pub(crate) mod disputes;
pub(crate) mod exports;
pub(crate) mod findings;
mod form_fields;
pub(crate) mod line_of_numbers;
pub(crate) mod log;
pub(crate) mod map;
mod map_lines;
mod map_places;
pub(crate) mod origins;
pub(crate) mod reader;
pub(crate) mod register;
pub(crate) mod reports;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod series;
mod series_others;
mod series_stood;
pub(crate) mod sign_in;
pub(crate) mod sources;
pub(crate) mod timeline;
