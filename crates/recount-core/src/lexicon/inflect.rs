//! Regular English inflection, for word lists that hold dictionary forms.

/// The forms of a regular verb in -s, -ed and -ing; of a phrase, those of its first word.
pub(super) fn verb_forms(verb: &str) -> Vec<String> {
    let (first, rest) =
        verb.split_once(' ').map_or((verb, String::new()), |(first, rest)| (first, format!(" {rest}")));
    let stem = first.strip_suffix('e').unwrap_or(first);
    let past = match first.strip_suffix('y') {
        Some(stem) if ends_in_consonant(stem) => format!("{stem}ied"),
        _ => format!("{stem}ed"),
    };
    let participle = if first.ends_with("ee") { format!("{first}ing") } else { format!("{stem}ing") };
    [plural(first), past, participle].into_iter().map(|form| form + &rest).collect()
}

/// The regular form in -s of a noun or verb.
pub(super) fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y').filter(|stem| ends_in_consonant(stem)) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    if hisses { format!("{word}es") } else { format!("{word}s") }
}

fn ends_in_consonant(stem: &str) -> bool {
    stem.chars().next_back().is_some_and(|last| !"aeiou".contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs() {
        assert_eq!(verb_forms("accuse"), ["accuses", "accused", "accusing"]);
        assert_eq!(verb_forms("deny"), ["denies", "denied", "denying"]);
        assert_eq!(verb_forms("push back"), ["pushes back", "pushed back", "pushing back"]);
        assert_eq!(verb_forms("agree"), ["agrees", "agreed", "agreeing"]);
    }
}
