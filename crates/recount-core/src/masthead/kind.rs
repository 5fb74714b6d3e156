//! What kind of source a publisher is whom no list names.

use crate::lexicon::{Lexicon, SourceKind};

/// Whether whoever is of this kind counts itself: no outlet, which tells what others count, and no single person.
pub(super) const fn is_institution(kind: SourceKind) -> bool {
    match kind {
        SourceKind::Government
        | SourceKind::Un
        | SourceKind::Ngo
        | SourceKind::Expert
        | SourceKind::ArmedGroup => true,
        SourceKind::Media | SourceKind::Witness | SourceKind::Unnamed => false,
    }
}

/// The kind that a name says: that of the organisation it names, or an outlet's or institution's by its words. None where they say
/// nothing: most names of outlets are names alone.
pub(super) fn of_name(name: &str, lexicon: &Lexicon) -> Option<SourceKind> {
    let words: Vec<&str> = name
        .split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '\'' | '’' | '.' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let roles = || (0..lower.len()).filter_map(|at| role(&lower, at, lexicon));
    if roles().any(|kind| kind == SourceKind::Media) {
        return Some(SourceKind::Media);
    }
    let organisation = (0..words.len()).find_map(|at| lexicon.organisations.find(&words, at));
    if let Some((kind, _)) = organisation {
        return Some(kind);
    }
    let counts = lower.iter().any(|word| lexicon.masthead.institutions.contains(word));
    // A body of which nothing else is said is one that knows.
    counts.then(|| roles().find(|kind| is_institution(*kind)).unwrap_or(SourceKind::Expert))
}

/// What kind the noun at this place says, alone or with the one behind it.
fn role(words: &[String], at: usize, lexicon: &Lexicon) -> Option<SourceKind> {
    let word = words.get(at)?;
    let two = words.get(at + 1).map(|next| format!("{word} {next}"));
    two.and_then(|two| lexicon.roles.kind(&two)).or_else(|| lexicon.roles.kind(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, kind: Option<SourceKind>) {
        assert_eq!(of_name(name, &Lexicon::builtin()), kind, "{name}");
    }

    #[test]
    fn an_institution_is_told_from_an_outlet() {
        check("Ministry of Public Works, Lurania", Some(SourceKind::Government));
        check("Lurania Disaster Management Agency", Some(SourceKind::Government));
        check("Shelter Cluster Lurania", Some(SourceKind::Expert));
        check("Anadolu Agency", Some(SourceKind::Media));
        check("Lurania News Agency", Some(SourceKind::Media));
        check("Army Times", None);
        check("Example Wire", None);
    }
}
