//! When two names of a source mean the same source.

use std::collections::BTreeSet;

/// Words of a source's name that tell it from others, in lower case.
pub fn words(name: &str) -> BTreeSet<String> {
    let split =
        name.split(|character: char| !(character.is_alphanumeric() || matches!(character, '.' | '-')));
    split
        .map(|word| word.trim_matches(['.', '-']).to_lowercase())
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .collect()
}

/// Function words, which name nobody.
const EMPTY: [&str; 16] =
    ["the", "a", "an", "of", "in", "for", "and", "to", "by", "at", "on", "from", "s", "its", "their", "his"];

/// Whether one name holds all the telling words of the other: "The embassy", "the Afghan Embassy in Islamabad".
pub fn same(one: &str, two: &str) -> bool {
    let (one, two) = (words(one), words(two));
    let (fewer, more) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    !fewer.is_empty() && fewer.is_subset(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_name_is_the_same_source() {
        assert!(same("The embassy", "the Afghan Embassy in Islamabad"));
        assert!(!same("The ministry", "the Afghan Embassy in Islamabad"));
        assert!(!same("the", "the ministry"));
    }
}
