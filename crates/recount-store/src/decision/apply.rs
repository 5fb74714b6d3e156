//! Decisions about the figures of one report, done to what was read from it.

use recount_core::{
    Extraction, Span,
    extraction::Passage,
    figure::{Countries, Figure, Reason, Status, Unit},
    mention::Quantifier,
};

use super::{Act, Anchor, Decision, Gone, field, is_about_report};

/// What became of the figures of a report.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// What was decided of each figure that a decision is about.
    pub(crate) decided: crate::rows::Decided,
    /// Those taken out.
    pub(crate) rejected: Vec<Figure>,
    /// Those whose account is set apart, with the number of the decision.
    pub(crate) apart: Vec<(Span, u64)>,
    /// Decisions that could not be carried out.
    pub(crate) gone: Vec<(u64, Gone)>,
}

/// Does to `extraction` what was decided of its figures. `decisions` are those about this report, in order.
pub(crate) fn apply(extraction: &mut Extraction, text: &str, decisions: &[&Decision]) -> Applied {
    let mut applied = Applied::default();
    for decision in decisions {
        if let Err(gone) = one(extraction, text, decision, &mut applied) {
            applied.gone.push((decision.id, gone));
        }
    }
    let rejected = |figure: &Figure| applied.decided.get(&figure.span) == Some(&"rejected");
    applied.rejected = extraction.figures.iter().filter(|figure| rejected(figure)).cloned().collect();
    extraction.figures.retain(|figure| !rejected(figure));
    applied
}

fn one(
    extraction: &mut Extraction,
    text: &str,
    decision: &Decision,
    applied: &mut Applied,
) -> Result<(), Gone> {
    let Some(anchor) = &decision.draft.figure else { return Ok(()) };
    if is_about_report(decision.draft.field.as_deref()) {
        return Ok(());
    }
    let place = anchor.find(text).ok_or(Gone::Words)?;
    let read = figure_at(extraction, place);
    match decision.draft.act {
        Act::Accept | Act::Correct => {
            let accepts = decision.draft.act == Act::Accept;
            let at = read.unwrap_or_else(|| insert(extraction, text, place));
            let figure = extraction.figures.get_mut(at).ok_or(Gone::Figure)?;
            // What a person accepted holds, whatever is read now; of what they corrected, that field alone, unless nothing
            // is read there any more.
            if accepts || read.is_none() {
                field::set_all(figure, &anchor.read, text)?;
            }
            if let (Act::Correct, Some(name)) = (decision.draft.act, &decision.draft.field) {
                field::set(figure, name, decision.draft.value.as_deref(), text)?;
            }
            figure.because.push(Reason { rule: "decided", words: figure.span });
            let (span, named) = (figure.span, figure.place);
            add_passage(extraction, text, named);
            let word = if accepts { "accepted" } else { "corrected" };
            applied.decided.insert(span, word);
        }
        Act::Reject => {
            // What is no longer read stays out.
            if let Some(figure) = read.and_then(|at| extraction.figures.get(at)) {
                applied.decided.insert(figure.span, "rejected");
            }
        }
        Act::Split => {
            let figure = read.and_then(|at| extraction.figures.get(at)).ok_or(Gone::Figure)?;
            applied.apart.push((figure.span, decision.id));
        }
        Act::Link | Act::Unlink | Act::Merge | Act::Recommend | Act::Undo | Act::Forget => {}
    }
    Ok(())
}

/// The place in the list of the figure that is read at these words.
fn figure_at(extraction: &Extraction, place: Span) -> Option<usize> {
    let exact = extraction.figures.iter().position(|figure| figure.span == place);
    exact.or_else(|| extraction.figures.iter().position(|figure| figure.span.overlaps(place)))
}

/// Puts a figure where none is read any more; its fields follow.
fn insert(extraction: &mut Extraction, text: &str, place: Span) -> usize {
    let sentence =
        extraction.passage_at(place.start).map_or_else(|| line(text, place), |passage| passage.span);
    let figure = Figure {
        span: place,
        low: None,
        high: None,
        quantifier: Quantifier::Exact,
        unit: Unit::Person,
        per: None,
        measure: "other".to_string(),
        who: None,
        countries: Countries::default(),
        place: None,
        period: None,
        source: None,
        status: Status::Reported,
        sentence,
        event: None,
        scope: None,
        cause: None,
        because: Vec::new(),
    };
    let at = extraction.figures.partition_point(|other| other.span < place);
    extraction.figures.insert(at, figure);
    add_passage(extraction, text, Some(place));
    at
}

/// Makes sure that the words of a span can be told without the text.
fn add_passage(extraction: &mut Extraction, text: &str, span: Option<Span>) {
    let Some(span) = span.filter(|span| extraction.words(*span).is_none()) else { return };
    let around = line(text, span);
    let at = extraction.passages.partition_point(|passage| passage.span.start <= span.start);
    // Passages do not overlap.
    let before =
        at.checked_sub(1).and_then(|at| extraction.passages.get(at)).map_or(0, |passage| passage.span.end);
    let behind = extraction.passages.get(at).map_or(text.len(), |passage| passage.span.start);
    let span = Span::new(around.start.max(before), around.end.min(behind));
    if span.is_empty() {
        return;
    }
    extraction.passages.insert(at, Passage { span, text: span.slice(text).to_string() });
}

/// The line around a span, no more than a few hundred bytes of it.
fn line(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or("");
    let behind = text.get(span.end..).unwrap_or("");
    let start = before.rfind(['\n', '.']).map_or(0, |at| at + 1);
    let start = start + text.get(start..span.start).map_or(0, |gap| gap.len() - gap.trim_start().len());
    let end = behind.find(['\n', '.']).map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

impl Anchor {
    /// The place of the figure read at this anchor's words, among figures at these spans.
    pub(crate) fn figure_among(&self, text: &str, spans: &[Span]) -> Result<usize, Gone> {
        let place = self.find(text).ok_or(Gone::Words)?;
        let exact = spans.iter().position(|span| *span == place);
        exact.or_else(|| spans.iter().position(|span| span.overlaps(place))).ok_or(Gone::Figure)
    }
}
