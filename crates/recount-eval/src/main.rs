//! Scores against gold.

fn main() {}
