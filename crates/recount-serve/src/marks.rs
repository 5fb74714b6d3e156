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

/// Pieces that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch<'t, M, W> {
    /// Why they stand apart from the text; none where they do not.
    pub(crate) apart: Option<W>,
    /// The pieces.
    pub(crate) pieces: Vec<Piece<'t, M>>,
}

/// The pieces of a text by stretches, of which `apart` holds those that stand apart, in order, none overlapping. A piece without a
/// mark is cut where a stretch begins or ends; a marked one belongs where it begins.
pub(crate) fn stretches<'t, M, W: Copy>(
    pieces: Vec<Piece<'t, M>>,
    apart: &[(Span, W)],
) -> Vec<Stretch<'t, M, W>> {
    let mut all: Vec<(Option<usize>, Stretch<'t, M, W>)> = Vec::new();
    let mut add = |number: Option<usize>, piece| match all.last_mut() {
        Some((last, stretch)) if *last == number => stretch.pieces.push(piece),
        _ => {
            let apart = number.and_then(|number| apart.get(number)).map(|(_, why)| *why);
            all.push((number, Stretch { apart, pieces: vec![piece] }));
        }
    };
    let mut at = 0;
    for piece in pieces {
        let end = at + piece.text.len();
        if piece.mark.is_some() {
            add(holding(apart, at).0, piece);
            at = end;
            continue;
        }
        let mut rest = piece.text;
        while !rest.is_empty() {
            let (number, border) = holding(apart, at);
            let (text, behind) = rest.split_at_checked(border.min(end) - at).unwrap_or((rest, ""));
            add(number, Piece { text, mark: None });
            at += text.len();
            rest = behind;
        }
    }
    all.into_iter().map(|(_, stretch)| stretch).collect()
}

/// Which stretch holds this place, and where the next begins or this one ends.
fn holding<W>(apart: &[(Span, W)], at: usize) -> (Option<usize>, usize) {
    let number = apart.partition_point(|(span, _)| span.end <= at);
    match apart.get(number) {
        Some((span, _)) if span.start <= at => (Some(number), span.end),
        Some((span, _)) => (None, span.start),
        None => (None, usize::MAX),
    }
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

    fn check_stretches(text: &str, marks: &[(usize, usize)], apart: &[(usize, usize)], expected: &str) {
        let marks = marks.iter().map(|(start, end)| (Span::new(*start, *end), ())).collect();
        let apart: Vec<(Span, ())> = apart.iter().map(|(start, end)| (Span::new(*start, *end), ())).collect();
        let told: String = stretches(pieces(text, marks), &apart)
            .iter()
            .map(|stretch| {
                let inside: String = stretch
                    .pieces
                    .iter()
                    .map(|piece| piece.mark.map_or(piece.text.to_owned(), |()| format!("[{}]", piece.text)))
                    .collect();
                stretch.apart.map_or(inside.clone(), |()| format!("({inside})"))
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn what_stands_apart_is_cut_out_with_its_marks() {
        check_stretches("abcdefgh", &[(3, 4)], &[(2, 5), (5, 6)], "ab(c[d]e)(f)gh");
        check_stretches("abcd", &[(0, 2)], &[(0, 4)], "([ab]cd)");
        check_stretches("abcd", &[], &[], "abcd");
    }

    #[test]
    fn a_mark_is_never_cut() {
        check_stretches("abcdef", &[(1, 3)], &[(2, 5)], "a[bc](de)f");
        check_stretches("abcdef", &[(4, 6)], &[(2, 5)], "ab(cd[ef])");
    }

    #[test]
    fn no_letter_is_cut() {
        check_stretches("éa", &[], &[(1, 2)], "éa");
    }
}
