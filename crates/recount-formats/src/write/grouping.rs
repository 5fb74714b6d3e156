//! Near copies and stories as JSON Lines.

use recount_core::signature::Overlap;
use serde::Serialize;

#[derive(Serialize)]
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    jaccard: f64,
    containment: f64,
}

#[derive(Serialize)]
struct Member<'a> {
    document: &'a str,
    cluster: usize,
}

/// Two near copies and how much they share, to four places.
pub fn pair(a: &str, b: &str, overlap: Overlap) -> String {
    let round = |share: f64| (share * 10_000.0).round() / 10_000.0;
    super::line(&Pair { a, b, jaccard: round(overlap.jaccard), containment: round(overlap.containment) })
}

/// A report and the number of its story.
pub fn member(document: &str, cluster: usize) -> String {
    super::line(&Member { document, cluster })
}
