//! What people are: kin and private roles, whose names are masked, and offices, whose names stay.

use recount_core::Lexicon;

/// "mother", "neighbour".
pub(super) fn is_kin(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.private.kin.contains(&word.to_lowercase())
}

/// "resident", "pupil".
pub(super) fn is_private_role(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.private.roles.contains(&word.to_lowercase())
}

/// "her", "the victim's".
pub(super) fn is_whose(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.private.whose.contains(&word.to_lowercase()) || word.ends_with("'s") || word.ends_with("’s")
}

/// "Governor", "spokesman", "leader".
pub(super) fn is_office(word: &str, lexicon: &Lexicon) -> bool {
    let word = word.to_lowercase();
    let titles = &lexicon.place_words.titles;
    let is_title = titles.contains(&word) || titles.contains(word.trim_end_matches('.'));
    lexicon.private.offices.contains(&word) || is_title && !lexicon.private.anybodys.contains(&word)
}
