//! A text with stretches of it marked: what a template walks through.

use recount_core::Span;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'t, M> {
    /// The words.
    pub(crate) text: &'t str,
    /// What they are; none for what stands between.
    pub(crate) mark: Option<M>,
}

/// The pieces of a text. Where marks overlap, the one that stands first in the list is kept.
pub(crate) fn pieces<M>(text: &str, marks: Vec<(Span, M)>) -> Vec<Piece<'_, M>> {
    let mut kept: Vec<(Span, M)> = Vec::new();
    for (span, mark) in marks {
        let fits = !span.is_empty() && text.get(span.start..span.end).is_some();
        let at = kept.partition_point(|(other, _)| other.start < span.start);
        let before =
            at.checked_sub(1).and_then(|at| kept.get(at)).is_some_and(|(other, _)| other.overlaps(span));
        let behind = kept.get(at).is_some_and(|(other, _)| other.overlaps(span));
        if fits && !before && !behind {
            kept.insert(at, (span, mark));
        }
    }
    let mut pieces = Vec::with_capacity(kept.len() * 2 + 1);
    let mut at = 0;
    for (span, mark) in kept {
        if span.start > at {
            pieces.push(Piece { text: Span::new(at, span.start).slice(text), mark: None });
        }
        pieces.push(Piece { text: span.slice(text), mark: Some(mark) });
        at = span.end;
    }
    if at < text.len() {
        pieces.push(Piece { text: Span::new(at, text.len()).slice(text), mark: None });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, marks: &[(usize, usize)], expected: &str) {
        let marks =
            marks.iter().enumerate().map(|(at, (start, end))| (Span::new(*start, *end), at)).collect();
        let told: String = pieces(text, marks)
            .iter()
            .map(|piece| {
                piece.mark.map_or_else(|| piece.text.to_owned(), |mark| format!("[{mark}:{}]", piece.text))
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn the_first_of_what_overlaps_is_kept() {
        check("abcdef", &[(2, 4), (0, 1), (3, 5), (4, 6)], "[1:a]b[0:cd][3:ef]");
        check("abc", &[], "abc");
        check("abc", &[(0, 3), (0, 3)], "[0:abc]");
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        check("é", &[(1, 2), (0, 9), (0, 0)], "é");
    }
}
