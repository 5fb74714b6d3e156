//! The register of the invented crisis scores no lower than it did: `docs/quality.md` tells the figures and the aims.

use std::path::Path;

use recount_eval::register::score;

/// Acts found, and acts read at most.
const FOUND: usize = 16;
const READ: usize = 41;
/// Speakers right, and stretches that are given to somebody else at most.
const RIGHT: usize = 181;
const WRONGED: usize = 1;

#[test]
fn the_register_of_the_expulsion_is_read_no_worse() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/expulsion");
    let score = score(&folder).expect("the folder has its gold");
    let (found, read, gold) = score.entries;
    assert!(found >= FOUND && read <= READ && gold == 31, "{}", score.text());
    assert!(score.right >= RIGHT && score.wronged <= WRONGED, "{}{:#?}", score.text(), score.errors);
}
