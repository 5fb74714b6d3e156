//! What earlier lines and sentences hand on to a count that says too little itself: the figure before it, the heading
//! above its list, the header of its column.

use smol_str::SmolStr;

use super::{
    Unit, caption,
    head::{is_foreign, unit_of},
    scene::Scene,
    triggers::hit,
};
use crate::{
    lexicon::Part,
    mention::Quantity,
    span::Span,
    text::{SentenceKind, TokenKind},
};

/// What was told before a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Before {
    /// The last figure.
    pub(super) last: Option<Told>,
    /// The heading of the list that goes on.
    heading: Option<Told>,
    /// The header of the table that goes on, by column.
    columns: Vec<Option<Told>>,
    /// The words of that header, by column.
    headers: Vec<Vec<SmolStr>>,
    /// Whether the sentence before is a row of that header, so that another one goes on with it.
    in_header: bool,
    /// Whether the table that goes on began with a row of numbers, whose captions stand below them.
    is_grid: bool,
    /// The paragraph of the last figure.
    paragraph: usize,
    /// The content words of the last heading, or of the last line that ends in a colon.
    headline: Vec<SmolStr>,
}

/// What a figure, a heading or a column tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// The number of the measure; none where only those counted are named.
    pub(super) measure: Option<usize>,
    pub(super) unit: Option<Unit>,
    pub(super) who: Option<Span>,
}

impl Told {
    /// The same, with what is left open from another.
    fn or(self, other: Option<Told>) -> Told {
        let other = other.unwrap_or(self);
        Told {
            measure: self.measure.or(other.measure),
            unit: self.unit.or(other.unit),
            who: self.who.or(other.who),
        }
    }
}

/// A heading that tells a measure is short.
const HEADING: usize = 14;
/// So is an item of a list whose number stands alone.
const ITEM: usize = 12;
/// A row of more words is no row of a table that a person would read.
const ROW: usize = 200;

impl Before {
    /// What is told before the next sentence, behind one that was read and whose last figure is this.
    pub(super) fn next(&self, scene: &Scene<'_>, last: Option<Told>) -> Before {
        let sentence = scene.sentence;
        let mut next = Before {
            paragraph: self.paragraph,
            last: self.last,
            headline: self.headline.clone(),
            ..Before::default()
        };
        if let Some(told) = last {
            next.last = Some(told);
            next.paragraph = sentence.paragraph;
        }
        let counts = !scene.quantities.is_empty();
        match sentence.kind {
            SentenceKind::Row if !counts && !self.is_grid && sentence.tokens.len() <= ROW => {
                next.head(self, scene);
            }
            SentenceKind::Row => {
                next.columns.clone_from(&self.columns);
                next.headers.clone_from(&self.headers);
                next.is_grid = self.is_grid || self.headers.is_empty() && caption::is_bare(scene);
            }
            _ => {}
        }
        let opens = sentence.kind == SentenceKind::Heading
            || scene.tokens().end.checked_sub(1).is_some_and(|end| scene.lower(end) == ":");
        if opens {
            next.headline = words_of(scene, scene.tokens());
        }
        if !counts && opens {
            next.heading = (sentence.tokens.len() <= HEADING).then(|| topic(scene, scene.tokens())).flatten();
        } else if sentence.kind != SentenceKind::Prose || sentence.tokens.len() <= ITEM {
            next.heading = self.heading;
        }
        next
    }

    /// Takes in a row of a header; a second one goes on with the first.
    fn head(&mut self, before: &Before, scene: &Scene<'_>) {
        let cells = cells(scene);
        self.in_header = true;
        self.headers = cells.iter().map(|cell| words_of(scene, cell.clone())).collect();
        self.columns = cells.into_iter().map(|cell| topic(scene, cell)).collect();
        if !before.in_header {
            return;
        }
        // What heads several columns stands above the first of them.
        let mut upper = (Vec::new(), None);
        for column in 0..self.headers.len().max(before.headers.len()) {
            let words = before.headers.get(column).filter(|words| !words.is_empty());
            if let Some(words) = words {
                upper = (words.clone(), before.columns.get(column).copied().flatten());
            } else if column == 0 {
                continue;
            }
            self.headers.resize(self.headers.len().max(column + 1), Vec::new());
            self.columns.resize(self.headers.len(), None);
            self.headers[column].splice(0..0, upper.0.iter().cloned());
            let (own, above) = (self.columns[column], upper.1);
            self.columns[column] = own.map(|own| own.or(above)).or(above);
        }
    }

    /// The content words of the heading above, or of the line that leads in with a colon.
    pub(super) fn headline(&self) -> impl Iterator<Item = &str> {
        self.headline.iter().map(SmolStr::as_str)
    }

    /// The content words of the header of a count's column, or of its caption.
    pub(super) fn header(&self, scene: &Scene<'_>, quantity: &Quantity) -> Vec<SmolStr> {
        if self.headers.is_empty() || self.is_grid {
            return caption::of(scene, quantity)
                .map_or_else(Vec::new, |(line, words)| words_of(&line, words));
        }
        let is_row = scene.sentence.kind == SentenceKind::Row && scene.tokens().len() <= ROW;
        let column = if is_row { column(scene, quantity.tokens.start) } else { usize::MAX };
        self.headers.get(column).cloned().unwrap_or_default()
    }

    /// The content words of the first cell of a row, which say whom or what the row tells of.
    pub(super) fn label(scene: &Scene<'_>) -> Vec<SmolStr> {
        let is_row = scene.sentence.kind == SentenceKind::Row && scene.tokens().len() <= ROW;
        let first = is_row.then(|| cells(scene).into_iter().next()).flatten().unwrap_or(0..0);
        let own: Vec<usize> = first.filter(|at| !scene.is_place(*at)).collect();
        own.into_iter().flat_map(|at| words_of(scene, at..at + 1)).collect()
    }

    /// The last figure, where it stands in this paragraph or the one before.
    pub(super) fn near(&self, scene: &Scene<'_>) -> Option<Told> {
        self.last.filter(|_| scene.sentence.paragraph <= self.paragraph + 1)
    }

    /// What the heading of its list or the header of its column says of a count.
    pub(super) fn above(&self, scene: &Scene<'_>, quantity: &Quantity) -> Option<Told> {
        if (self.headers.is_empty() || self.is_grid)
            && let Some((line, words)) = caption::of(scene, quantity)
        {
            return topic(&line, words);
        }
        match scene.sentence.kind {
            SentenceKind::Prose => None,
            SentenceKind::Row if scene.tokens().len() > ROW => None,
            SentenceKind::Row => {
                let told = *self.columns.get(column(scene, quantity.tokens.start)).unwrap_or(&None);
                told.map(|told| Told {
                    measure: told.measure.or(self.heading.and_then(|heading| heading.measure)),
                    ..told
                })
            }
            _ => self.heading.filter(|_| is_item(scene, quantity)),
        }
    }
}

/// "Namacurra: 11,300", "Namacurra (11,300)", "Namacurra – 11,300 people": a short line that ends in its number.
fn is_item(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let line = scene.tokens();
    let end = line.end.saturating_sub(quantity.tokens.end);
    let introduced = quantity
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| matches!(scene.lower(before), ":" | "(" | "-" | "–" | "—" | "="));
    line.len() <= ITEM && scene.quantities.len() == 1 && end <= 2 && introduced
}

/// The cell that a token stands in.
pub(super) fn column(scene: &Scene<'_>, at: usize) -> usize {
    let tab = |at: usize| {
        let gap = scene.token(at).zip(scene.token(at + 1));
        gap.and_then(|(left, right)| scene.text.get(left.span.end..right.span.start))
            .map_or(0, |gap| gap.matches('\t').count())
    };
    (scene.tokens().start..at).map(|at| usize::from(scene.lower(at) == "|") + tab(at)).sum()
}

/// Whether a quantity fills its cell but for marks.
pub(super) fn fills_cell(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let cell = cells(scene).into_iter().nth(column(scene, quantity.tokens.start)).unwrap_or(0..0);
    let is_word = |at: &usize| scene.token(*at).is_some_and(|token| token.kind == TokenKind::Word);
    !cell.filter(is_word).any(|at| !quantity.tokens.contains(&at))
}

/// The cells of a header.
pub(super) fn cells(scene: &Scene<'_>) -> Vec<std::ops::Range<usize>> {
    let mut cells: Vec<std::ops::Range<usize>> = Vec::new();
    for at in scene.tokens() {
        let number = column(scene, at);
        cells.resize(cells.len().max(number + 1), at..at);
        if let Some(cell) = cells.get_mut(number) {
            cell.end = at + 1;
        }
    }
    cells
}

/// The content words among these, by their dictionary form.
pub(super) fn words_of(scene: &Scene<'_>, words: std::ops::Range<usize>) -> Vec<SmolStr> {
    let tells = |at: &usize| {
        let tag = scene.tag(*at);
        tag.is_noun() || tag.is_verb() || tag.is_adjective()
    };
    let words = words.filter(tells).take(HEADING);
    words.filter_map(|at| scene.token(at)).map(|token| token.lemma.clone()).collect()
}

/// What the words of a heading or a cell tell of, where they name something that is counted here.
fn topic(scene: &Scene<'_>, words: std::ops::Range<usize>) -> Option<Told> {
    let parts = [Part::Counted, Part::State, Part::Event, Part::Patient];
    let noun = words.clone().find(|at| scene.tag(*at).is_noun() && unit_of(scene, *at).is_some());
    let unit = noun.and_then(|noun| unit_of(scene, noun));
    let thing = noun.is_none() && words.clone().any(|at| scene.tag(at).is_noun() && is_foreign(scene, at));
    let measure = words.filter_map(|at| hit(scene, at, &parts, unit)).max_by_key(|hit| hit.others);
    (!thing && (measure.is_some() || unit.is_some())).then(|| Told {
        measure: measure.map(|hit| hit.measure),
        unit,
        who: noun.and_then(|noun| scene.token(noun)).map(|token| token.span),
    })
}
