//! Any bytes, read as `csv`: see `read` in `../any.rs`.
#![no_main]

#[path = "../any.rs"]
mod any;

libfuzzer_sys::fuzz_target!(init: any::watch(), |bytes: &[u8]| any::read("csv", bytes));
