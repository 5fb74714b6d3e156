//! Which keys mean the same series: a key that leaves something open joins the one that says it, where nothing
//! contradicts and there is only one such.

use super::Key;

/// For each key, the number of its class; classes are numbered in order of their first key. The answer depends on the
/// set of keys alone, not on their order: a key joins its compatible keys where these are all compatible with each
/// other, and stands alone where two of them contradict ("Afghans" beside refugees and the undocumented).
pub(super) fn classes(keys: &[Key]) -> Vec<usize> {
    let near: Vec<Vec<usize>> = (0..keys.len()).map(|at| compatible_with(keys, at)).collect();
    let clear: Vec<bool> = near.iter().map(|near| is_clique(keys, near)).collect();
    let mut classes: Vec<usize> = (0..keys.len()).collect();
    for at in 0..keys.len() {
        if clear.get(at) == Some(&true) {
            let first = near[at].iter().copied().find(|other| clear.get(*other) == Some(&true));
            classes[at] = first.unwrap_or(at);
        }
    }
    classes
}

/// The keys compatible with the one `at`, itself among them, in order.
fn compatible_with(keys: &[Key], at: usize) -> Vec<usize> {
    keys.iter().enumerate().filter(|(_, key)| key.is_compatible(&keys[at])).map(|(other, _)| other).collect()
}

fn is_clique(keys: &[Key], members: &[usize]) -> bool {
    members
        .iter()
        .enumerate()
        .all(|(place, one)| members.iter().skip(place + 1).all(|two| keys[*one].is_compatible(&keys[*two])))
}
