//! Statements: words credited to somebody, and whom each figure is credited to.
//!
//! Direct speech is read from quotation marks and the verb beside them, indirect speech from the relations around a cue;
//! `lexicon/en/cues.toml` says which words are cues and what each takes.

mod clauses;
mod scene;
mod quotation;
mod surface;
mod verb;
mod noun;
mod phrase;
mod direct;
mod kind;
mod naming;
mod addressee;
mod chain;
mod candidate;
mod credit;
mod crediting;
mod carried;
mod cast;
mod meant;
mod office;
mod setting;
mod sure;

pub use carried::carry;
pub use credit::credit;
pub use office::Office;
pub use setting::Settings;
pub use sure::settle;

use std::collections::BTreeSet;

use crate::{
    figure::SourceKind,
    lexicon::{Lexicon, Stance, Voice},
    mention::Mentions,
    report::Report,
    span::Span,
    text::Prose,
};
pub(crate) use scene::Scene;
pub(crate) use verb::is_passive;

/// Words credited to somebody. Each part may be broken into several spans ("The camp," he said, "is full").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// The naming words of the source, as they stand beside the cue.
    pub source: Vec<Span>,
    /// The words that credit: "said", "according to".
    pub cue: Vec<Span>,
    /// What is credited.
    pub content: Vec<Span>,
    /// What kind of source, where known.
    pub kind: Option<SourceKind>,
    /// In the source's own words or in the reporter's.
    pub manner: Manner,
    /// What the source does by saying it; none for mere thoughts.
    pub stance: Option<Stance>,
    /// Whether it was uttered, thought, or seems so.
    pub voice: Voice,
    /// The nearest words that name the source, where it is a pronoun; else the source.
    pub naming: Option<Span>,
    /// The source by its fullest name in the report.
    pub party: Option<String>,
    /// The body for which whoever has a role alone speaks: "its representative", "the town clerk".
    pub body: Option<Span>,
    /// The sources behind the source, nearest first: Xinhua for "officials quoted by Xinhua", and for what somebody is said to
    /// have said whoever says so.
    pub chain: Vec<Span>,
    /// Where it was said: "in an article in the Telegraph".
    pub venue: Option<Span>,
    /// Whom it is said to, or of whom something is wanted or said: "told reporters", "urged Goma to", "accused the army of".
    pub addressee: Option<Span>,
    /// Whether it stands in somebody else's quotation.
    pub quoted: bool,
    /// The naming words beside the cue, as tokens.
    named: Option<surface::Named>,
    /// Whether its cue takes a whole clause.
    clausal: bool,
    /// Whether it only judges what is there without it: "condemned the expulsion".
    judges: bool,
}

/// In whose words a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Manner {
    /// In the source's, between quotation marks.
    Direct,
    /// In the reporter's.
    #[default]
    Indirect,
    /// In the reporter's with some of the source's.
    Mixed,
}

impl Manner {
    /// The word of the outputs.
    pub const fn code(self) -> &'static str {
        match self {
            Manner::Direct => "direct",
            Manner::Indirect => "indirect",
            Manner::Mixed => "mixed",
        }
    }
}

impl Statement {
    /// Every span it holds: source, cue, content, and who and what else it names.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        let parts = [&self.source, &self.cue, &self.content, &self.chain].into_iter().flatten().copied();
        parts.chain([self.naming, self.body, self.venue, self.addressee].into_iter().flatten())
    }

    /// Where what it says begins.
    pub(crate) fn place_of_content(&self) -> usize {
        self.content.first().map_or(0, |span| span.start)
    }

    /// Where its last part ends.
    fn end(&self) -> usize {
        [&self.source, &self.cue, &self.content].into_iter().flatten().map(|span| span.end).max().unwrap_or(0)
    }

    /// Where its cue starts.
    pub(crate) fn place(&self) -> usize {
        self.cue.first().map_or(0, |span| span.start)
    }
}

fn holds_quotation(scene: &Scene, span: Span) -> bool {
    let first = scene.quotations.partition_point(|quotation| quotation.span.start < span.start);
    scene.quotations.get(first).is_some_and(|quotation| span.contains(quotation.span))
}

/// Whether the words that credit stand in a quotation.
fn is_quoted(scene: &Scene, statement: &Statement) -> bool {
    scene.quotation_at(scene.prose.token_at(statement.place())).is_some()
}

/// Every statement of the report, in order of its cue.
pub fn read(report: &Report, prose: &Prose, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Statement> {
    let scene = Scene::new(&report.text, prose, lexicon);
    let direct = direct::read(&scene);
    let verbs: BTreeSet<usize> = direct.iter().map(|(verb, _)| *verb).collect();
    let mut statements: Vec<Statement> = direct.into_iter().map(|(_, statement)| statement).collect();
    for at in (0..prose.tokens.len()).filter(|at| !verbs.contains(at)) {
        let refusal = || noun::refusal(&scene, at);
        statements.extend(refusal().or_else(|| verb::read(&scene, at)).or_else(|| phrase::read(&scene, at)));
    }
    statements.extend((0..prose.sentences.len()).filter_map(|number| phrase::headline(&scene, number)));
    statements.retain(|statement| !statement.content.is_empty());
    statements.sort_by_key(Statement::place);
    for statement in &mut statements {
        if statement.manner == Manner::Indirect
            && statement.content.iter().any(|span| holds_quotation(&scene, *span))
        {
            statement.manner = Manner::Mixed;
        }
    }
    let (inner, mut statements): (Vec<_>, Vec<_>) =
        statements.into_iter().partition(|statement| is_quoted(&scene, statement));
    direct::continue_quotations(&scene, &mut statements);
    let uttered = |statement: &Statement| statement.voice == Voice::Says && statement.stance.is_some();
    statements
        .extend(inner.into_iter().filter(uttered).map(|statement| Statement { quoted: true, ..statement }));
    statements.sort_by_key(Statement::place);
    for statement in &mut statements {
        statement.content.sort();
    }
    naming::resolve(&scene, &mentions.places, &mut statements);
    chain::trace(&scene, &mut statements);
    addressee::read(&scene, &mut statements);
    statements
}
