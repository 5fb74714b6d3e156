//! Names of private people: witnesses are told by what they are, not by name.

use recount_core::view::FigureLine;

use crate::write::words;

/// The figure with the names of its witness left out of source and sentence.
pub(super) fn masked(figure: &FigureLine) -> FigureLine {
    let Some(source) = figure.source.as_deref().filter(|_| figure.source_kind.as_deref() == Some("witness")) else {
        return figure.clone();
    };
    let shown = words::source(source, figure.source_kind.as_deref());
    let kept: Vec<&str> = shown.split(' ').collect();
    let names = source.split_whitespace().filter(|word| !kept.contains(word));
    let mut sentence = figure.sentence.clone();
    for name in names.map(|name| name.trim_matches(|mark: char| !mark.is_alphanumeric())) {
        if !name.is_empty() {
            sentence = sentence.replace(name, "[name]");
        }
    }
    FigureLine { source: Some(shown), sentence, ..figure.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, kind: &str, sentence: &str, expected: (&str, &str)) {
        let figure = FigureLine {
            source: Some(source.to_owned()),
            source_kind: Some(kind.to_owned()),
            sentence: sentence.to_owned(),
            ..FigureLine::default()
        };
        let masked = masked(&figure);
        assert_eq!((masked.source.as_deref(), masked.sentence.as_str()), (Some(expected.0), expected.1));
    }

    #[test]
    fn a_witness_loses_the_name_and_an_official_keeps_it() {
        let told = "Three died, resident Amina Said said.";
        check("resident Amina Tome", "witness", "Three died, resident Amina Tome said.", ("resident", "Three died, resident [name] [name] said."));
        check("governor Amina Said", "government", told, ("governor Amina Said", told));
    }
}
