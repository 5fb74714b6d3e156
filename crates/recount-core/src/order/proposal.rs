//! Every clause is a candidate for an act: where it stands, who does what its verb says, and which statement it stands in.

use std::ops::Range;

use super::{Draft, content::Credits};
use crate::{
    lexicon::Voice,
    span::Span,
    statement::{Scene, Statement},
    text::{Prose, Relation, Tag},
};

/// A clause that may state an act.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    /// The verb, or the noun where the clause has none.
    pub(super) verb: usize,
    /// Its words, without the dateline and the words that credit it.
    pub(super) tokens: Range<usize>,
    /// Who does what the verb says, by the clause or by the one it hangs on.
    pub(super) subject: Option<usize>,
    /// The statement whose cue the verb is.
    pub(super) cue: Option<usize>,
    /// The innermost statement that it stands in.
    pub(super) within: Option<usize>,
    /// The drafts of rules that state an act by this verb or inside this clause, by number.
    pub(super) drafts: Vec<usize>,
}

/// Relations of words that head a clause.
const HEADS: [Relation; 10] = [
    Relation::Root,
    Relation::Ccomp,
    Relation::Xcomp,
    Relation::Advcl,
    Relation::Parataxis,
    Relation::Conj,
    Relation::Acl,
    Relation::AclRelcl,
    Relation::Csubj,
    Relation::Appos,
];

/// The clauses of a sentence, in order of their verbs.
pub(super) fn of_sentence(
    scene: &Scene,
    number: usize,
    statements: &[Statement],
    said: &Said,
    drafts: &[Draft],
) -> Vec<Proposal> {
    let Some(sentence) = scene.prose.sentences.get(number) else { return Vec::new() };
    let own: Vec<usize> =
        (0..drafts.len()).filter(|at| sentence.tokens.contains(&drafts[*at].verb)).collect();
    let drafted = |at: &usize| own.iter().any(|draft| drafts[*draft].verb == *at);
    let verbs = sentence.tokens.clone().filter(|at| heads(scene, *at) || drafted(at));
    let mut proposals: Vec<Proposal> = verbs
        .map(|verb| Proposal {
            verb,
            tokens: said.credits.content(scene, verb, &tokens(scene, verb, &sentence.tokens)),
            subject: subject(scene, verb),
            cue: said.cue(verb),
            within: said.at(verb).filter(|number| statements.get(*number).is_some()),
            drafts: own.iter().copied().filter(|draft| drafts[*draft].verb == verb).collect(),
        })
        .collect();
    // A draft speaks for every clause that it holds, most of all for its own.
    for proposal in &mut proposals {
        let inside = |draft: &usize| {
            drafts[*draft].tokens.contains(&proposal.verb) && drafts[*draft].verb != proposal.verb
        };
        let more: Vec<usize> = own.iter().copied().filter(inside).collect();
        proposal.drafts.extend(more);
    }
    proposals
}

/// Whether a word heads a clause of its own: a verb, or what is said of a subject by "is"; the root whatever it is.
fn heads(scene: &Scene, at: usize) -> bool {
    let relation = scene.clauses.relation(at);
    let predicate = scene.is_verb(at) || scene.clauses.child(at, &[Relation::Cop, Relation::Nsubj]).is_some();
    relation == Relation::Root || HEADS.contains(&relation) && predicate
}

/// The words of the clause: all that hangs on its verb, up to a joined clause with a subject of its own.
fn tokens(scene: &Scene, verb: usize, sentence: &Range<usize>) -> Range<usize> {
    let stretch = scene.clauses.stretch(verb);
    let start = stretch.start.max(sentence.start).min(verb);
    let joined = scene.clauses.children(verb).iter().copied().find(|child| {
        *child > verb
            && matches!(scene.clauses.relation(*child), Relation::Conj | Relation::Parataxis)
            && heads(scene, *child)
    });
    let end = joined.map_or(stretch.end, |joined| scene.clauses.stretch(joined).start.max(verb + 1));
    start..end.min(sentence.end).max(verb + 1)
}

/// The subject of the clause, or of the one that it completes or is joined to.
pub(super) fn subject(scene: &Scene, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..5 {
        let own = scene.clauses.child(at, &[Relation::Nsubj, Relation::NsubjPass]);
        if own.is_some() {
            return own;
        }
        let up = match scene.clauses.relation(at) {
            Relation::Conj | Relation::Xcomp => true,
            Relation::Advcl => scene.tag(at) == Tag::VBG,
            Relation::Acl | Relation::AclRelcl => return scene.clauses.head(at),
            _ => false,
        };
        at = scene.clauses.head(at).filter(|_| up)?;
    }
    None
}

/// Which statement each word stands in, and which words credit.
#[derive(Debug)]
pub(super) struct Said {
    /// Contents by where they start, with the number of the statement.
    contents: Vec<(Range<usize>, usize)>,
    /// The words of cues, with the number of the statement.
    cues: Vec<(usize, usize)>,
    pub(super) credits: Credits,
}

impl Said {
    pub(super) fn new(prose: &Prose, statements: &[Statement]) -> Said {
        let spoken = || statements.iter().enumerate().filter(|(_, statement)| statement.voice == Voice::Says);
        let named = |statement: &Statement| !statement.source.is_empty();
        let spans = |number: usize, spans: &[Span]| -> Vec<(Range<usize>, usize)> {
            spans.iter().map(|span| (prose.tokens_in(*span), number)).collect()
        };
        let mut contents: Vec<(Range<usize>, usize)> = spoken()
            .filter(|(_, statement)| named(statement))
            .flat_map(|(number, statement)| spans(number, &statement.content))
            .collect();
        contents.sort_by_key(|(tokens, number)| (tokens.start, *number));
        let mut cues: Vec<(usize, usize)> = spoken()
            .flat_map(|(number, statement)| spans(number, &statement.cue))
            .flat_map(|(tokens, number)| tokens.map(move |at| (at, number)))
            .collect();
        cues.sort_unstable();
        Said { contents, cues, credits: Credits::new(prose, statements) }
    }

    /// The innermost statement around a token.
    pub(super) fn at(&self, token: usize) -> Option<usize> {
        let before = self.contents.partition_point(|(tokens, _)| tokens.start <= token);
        let around =
            self.contents.get(..before)?.iter().rev().take(32).filter(|(tokens, _)| tokens.contains(&token));
        around.min_by_key(|(tokens, _)| tokens.len()).map(|(_, number)| *number)
    }

    /// The statement that this token credits.
    pub(super) fn cue(&self, token: usize) -> Option<usize> {
        let first = self.cues.partition_point(|(at, _)| *at < token);
        self.cues.get(first).filter(|(at, _)| *at == token).map(|(_, number)| *number)
    }
}

/// Whether two proposals are one inside the other.
pub(super) fn nests(one: &Proposal, two: &Proposal) -> bool {
    one.tokens.contains(&two.verb) || two.tokens.contains(&one.verb)
}
