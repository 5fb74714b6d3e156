//! What the grammar of a sentence says, in questions about its tree: who did what to whom, and where a phrase ends.
//!
//! Every answer is a token's number in the text or a range of them. Answers are what the parser found, right or wrong:
//! they are total, and a question that makes no sense has the empty answer.

use std::ops::Range;

use super::{Prose, Relation, Tag, Token};

/// The dependents of every token, laid out in one list, and the tokens each covers.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    starts: Vec<usize>,
    children: Vec<usize>,
    covers: Vec<(u32, u32)>,
}

impl Tree {
    /// Lays out the heads of all tokens. Linear, since the depth of a tree is bounded by the longest stretch parsed.
    pub(super) fn new(tokens: &[Token]) -> Tree {
        let heads = || tokens.iter().enumerate().filter_map(|(at, token)| Some((at, token.head?)));
        let mut starts = vec![0; tokens.len() + 2];
        for (_, head) in heads() {
            starts[head + 2] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut children = vec![0; heads().count()];
        for (at, head) in heads() {
            let place = &mut starts[head + 1];
            children[*place] = at;
            *place += 1;
        }
        starts.pop();
        Tree { starts, children, covers: covers(tokens) }
    }
}

/// The first and last token below each token, itself among them.
fn covers(tokens: &[Token]) -> Vec<(u32, u32)> {
    let mut covers: Vec<(u32, u32)> = (0..tokens.len() as u32).map(|at| (at, at)).collect();
    for at in 0..tokens.len() {
        let mut above = tokens[at].head;
        while let Some(head) = above {
            let (first, last) = &mut covers[head];
            if (*first..=*last).contains(&(at as u32)) {
                break;
            }
            (*first, *last) = ((*first).min(at as u32), (*last).max(at as u32));
            above = tokens[head].head;
        }
    }
    covers
}

/// The most steps a search takes up or along a tree; no sentence worth reading is deeper.
const STEPS: usize = 64;

impl Prose {
    /// The dependents of a token, in order of the text.
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.dependents(at).iter().copied()
    }

    /// The same as a list.
    pub(crate) fn dependents(&self, at: usize) -> &[usize] {
        let border = |number: usize| self.tree.starts.get(number).copied().unwrap_or(0);
        self.tree.children.get(border(at)..border(at + 1)).unwrap_or(&[])
    }

    /// The dependents that stand in this relation.
    pub fn children_as(&self, at: usize, relation: Relation) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(at).filter(move |child| self.relation(*child) == relation)
    }

    /// The first dependent in this relation.
    pub fn child_as(&self, at: usize, relation: Relation) -> Option<usize> {
        self.children_as(at, relation).next()
    }

    /// What a token is to its head.
    pub fn relation(&self, at: usize) -> Relation {
        self.tokens.get(at).map_or(Relation::Dep, |token| token.relation)
    }

    /// The part of speech of a token.
    pub fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::X, |token| token.tag)
    }

    /// The head of a token.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.tokens.get(at)?.head
    }

    /// From the first to the last token that hangs on this one, at any depth, itself among them.
    pub fn subtree(&self, at: usize) -> Range<usize> {
        self.tree.covers.get(at).map_or(at..at, |(first, last)| *first as usize..*last as usize + 1)
    }

    /// The head, the head's head, and so on up to the root of the sentence.
    pub fn path_to_root(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(at), |head| self.head(*head)).take(self.tokens.len())
    }

    /// Whether `below` is `above` or hangs on it at any depth.
    pub fn dominates(&self, above: usize, below: usize) -> bool {
        above == below || self.path_to_root(below).any(|head| head == above)
    }

    /// A token and those coordinated with it: from "killed" in "killed, wounded and displaced" all three.
    pub fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        while let (Some(word), true) = (all.get(next).copied(), all.len() < STEPS) {
            all.extend(self.children_as(word, Relation::Conj));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The first of the words this one is coordinated with; itself where it is the first.
    pub fn first_conjunct(&self, at: usize) -> usize {
        let mut first = at;
        for _ in 0..STEPS {
            match self.head(first) {
                Some(head) if self.relation(first) == Relation::Conj => first = head,
                _ => break,
            }
        }
        first
    }
}

/// Clauses.
impl Prose {
    /// Whether a verb is in the passive: "were arrested", "(men) arrested in Lagos", and the second verb of "were arrested
    /// and deported".
    pub fn is_passive(&self, verb: usize) -> bool {
        let marks = [Relation::AuxPass, Relation::NsubjPass, Relation::CsubjPass, Relation::OblAgent];
        if self.children(verb).any(|child| marks.contains(&self.relation(child))) {
            return true;
        }
        if self.tag(verb) != Tag::VBN || self.has_auxiliary(verb) {
            return false;
        }
        match (self.relation(verb), self.head(verb)) {
            (Relation::Conj, Some(head)) if self.own_subject(verb).is_none() && self.tag(head).is_verb() => {
                self.tag(head) == Tag::VBN && self.is_passive(self.first_conjunct(verb))
            }
            _ => self.own_subject(verb).is_none() && self.child_as(verb, Relation::Obj).is_none(),
        }
    }

    fn has_auxiliary(&self, verb: usize) -> bool {
        self.child_as(verb, Relation::Aux).is_some()
    }

    fn own_subject(&self, verb: usize) -> Option<usize> {
        self.children(verb).find(|child| self.relation(*child).is_subject())
    }

    /// The subjects of a verb or predicate, with those coordinated. Where it has none of its own, that of the clause that
    /// lends it one: of the verb it is coordinated with or depends on ("fled, leaving 3 dead"), the object of "ordered them
    /// to leave", the noun that "arrested in Lagos" or "who fled" says something about.
    pub fn subjects(&self, verb: usize) -> Vec<usize> {
        let mut verb = verb;
        for _ in 0..STEPS {
            if let Some(own) = self.own_subject(verb) {
                let noun = self.antecedent(own, verb).unwrap_or(own);
                return self.conjuncts(noun);
            }
            let Some(head) = self.head(verb) else { break };
            match self.relation(verb) {
                Relation::Acl | Relation::AclRelcl if self.tag(verb) != Tag::VB => return vec![head],
                Relation::Xcomp => match self.objects(head).as_slice() {
                    [] => verb = head,
                    objects => return objects.to_vec(),
                },
                Relation::Conj if self.tag(head).is_verb() || self.own_subject(head).is_some() => verb = head,
                Relation::Advcl if matches!(self.tag(verb), Tag::VBG | Tag::VBN | Tag::VB) => verb = head,
                _ => break,
            }
        }
        Vec::new()
    }

    /// The objects of a verb, with those coordinated: "tents and blankets". Of "whom police arrested" the noun before.
    pub fn objects(&self, verb: usize) -> Vec<usize> {
        let objects = self.children_as(verb, Relation::Obj);
        objects.flat_map(|object| self.conjuncts(self.antecedent(object, verb).unwrap_or(object))).collect()
    }

    /// The noun that a relative pronoun of this verb stands for.
    fn antecedent(&self, pronoun: usize, verb: usize) -> Option<usize> {
        let relative = matches!(self.tag(pronoun), Tag::WDT | Tag::WP);
        let clause = self.first_conjunct(verb);
        (relative && self.relation(clause) == Relation::AclRelcl).then(|| self.head(clause)).flatten()
    }

    /// Whom it happens to: the objects of an active verb, the subjects of a passive one.
    pub fn patients(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.subjects(verb) } else { self.objects(verb) }
    }

    /// Who does it: the subjects of an active verb; of a passive one what "by" names.
    pub fn agents(&self, verb: usize) -> Vec<usize> {
        if !self.is_passive(verb) {
            return self.subjects(verb);
        }
        let by = |noun: &usize| {
            let case = self.child_as(*noun, Relation::Case);
            self.relation(*noun) == Relation::OblAgent
                || self.relation(*noun) == Relation::Obl
                    && case.is_some_and(|case| self.tokens[case].is("by"))
        };
        self.children(verb).filter(by).flat_map(|noun| self.conjuncts(noun)).collect()
    }

    /// The nearest verb above a token, or predicate such as "dead" in "they are dead". Of a verb, the verb above it.
    pub fn governing_verb(&self, at: usize) -> Option<usize> {
        self.path_to_root(at).find(|head| self.is_predicate(*head))
    }

    /// Whether a token is what a clause is built on: a verb, or a word with a copula or a subject.
    pub fn is_predicate(&self, at: usize) -> bool {
        let modifies = matches!(
            self.relation(at),
            Relation::Amod
                | Relation::Aux
                | Relation::AuxPass
                | Relation::Cop
                | Relation::Case
                | Relation::Compound
        );
        let clausal =
            |child: usize| self.relation(child) == Relation::Cop || self.relation(child).is_subject();
        !modifies && (self.tag(at).is_verb() || self.children(at).any(clausal))
    }

    /// The word that denies a verb or noun: "not", "n't", "never", "no", "neither", "without".
    pub fn negation(&self, at: usize) -> Option<usize> {
        const WORDS: [&str; 9] = ["not", "n't", "n’t", "never", "no", "neither", "nor", "without", "cannot"];
        self.children(at).find(|child| {
            let own = matches!(
                self.relation(*child),
                Relation::Advmod
                    | Relation::Det
                    | Relation::Aux
                    | Relation::Cc
                    | Relation::CcPreconj
                    | Relation::Mark
                    | Relation::Case
            );
            own && WORDS.iter().any(|word| self.tokens[*child].is(word))
        })
    }

    /// The auxiliaries of a verb, in order; of a coordinated verb without its own those of the first.
    pub fn auxiliaries(&self, verb: usize) -> Vec<usize> {
        let is_auxiliary =
            |at: &usize| matches!(self.relation(*at), Relation::Aux | Relation::AuxPass | Relation::Cop);
        let own: Vec<usize> = self.children(verb).filter(is_auxiliary).collect();
        let shares =
            own.is_empty() && self.relation(verb) == Relation::Conj && self.own_subject(verb).is_none();
        match self.head(verb) {
            Some(head) if shares && self.tag(head) == self.tag(verb) => {
                self.children(self.first_conjunct(head)).filter(is_auxiliary).collect()
            }
            _ => own,
        }
    }

    /// The modal of a verb: "may" in "may have fled".
    pub fn modal(&self, verb: usize) -> Option<usize> {
        self.auxiliaries(verb).into_iter().find(|at| self.tag(*at) == Tag::MD)
    }
}

/// Noun phrases.
impl Prose {
    /// The phrase a noun heads, with its prepositions' phrases but without relative clauses, appositions and coordinated
    /// phrases: "the 300 families from Bentiu" of "the 300 families from Bentiu, who fled in May, and their cattle".
    pub fn noun_phrase(&self, noun: usize) -> Range<usize> {
        self.phrase(noun, |relation| {
            relation.is_clause() || matches!(relation, Relation::Appos | Relation::Conj | Relation::Orphan)
        })
    }

    /// The same with relative clauses and appositions.
    pub fn whole_noun_phrase(&self, noun: usize) -> Range<usize> {
        self.phrase(noun, |relation| {
            matches!(relation, Relation::Conj | Relation::Parataxis | Relation::Advcl)
        })
    }

    /// The noun with its determiners, numbers, adjectives and compounds alone: "the 300 displaced families".
    pub fn base_noun_phrase(&self, noun: usize) -> Range<usize> {
        let start = self
            .children(noun)
            .filter(|child| *child < noun && !self.is_outside(self.relation(*child)))
            .map(|child| self.subtree(child).start)
            .min();
        let flat = |child: &usize| {
            matches!(self.relation(*child), Relation::Flat | Relation::Fixed | Relation::Goeswith)
        };
        let end = self.children(noun).filter(flat).map(|child| self.subtree(child).end).max();
        start.unwrap_or(noun).min(noun)..end.unwrap_or(0).max(noun + 1)
    }

    /// Whether a dependent of a noun is no part of its phrase.
    fn is_outside(&self, relation: Relation) -> bool {
        matches!(
            relation,
            Relation::Case
                | Relation::Punct
                | Relation::Cc
                | Relation::CcPreconj
                | Relation::Mark
                | Relation::Cop
                | Relation::Aux
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Csubj
                | Relation::Advcl
                | Relation::Parataxis
                | Relation::Expl
                | Relation::Discourse
                | Relation::Vocative
        )
    }

    fn phrase(&self, noun: usize, cut: impl Fn(Relation) -> bool) -> Range<usize> {
        let mut range = noun..noun + 1;
        for child in self.children(noun) {
            let relation = self.relation(child);
            if self.is_outside(relation) {
                continue;
            }
            if cut(relation) {
                if child > noun {
                    break;
                }
                continue;
            }
            let cover = self.subtree(child);
            range = range.start.min(cover.start)..range.end.max(cover.end);
        }
        range
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lexicon, Span};

    /// A text whose tree is given: for each word its tag, the number of its head from 1, and its relation.
    struct Given {
        prose: Prose,
        words: Vec<String>,
    }

    fn given(tree: &str) -> Given {
        let mut prose = Prose::default();
        let mut words = Vec::new();
        for line in tree.split_whitespace() {
            let parts: Vec<&str> = line.split('/').collect();
            let &[word, tag, head, relation] = parts.as_slice() else { panic!("{line}") };
            let start = prose.tokens.last().map_or(0, |token| token.span.end + 1);
            prose.tokens.push(Token {
                span: Span::new(start, start + word.len()),
                lower: word.to_lowercase().into(),
                tag: Tag::named(tag).unwrap(),
                head: head.parse::<usize>().unwrap().checked_sub(1),
                relation: Relation::named(relation).unwrap(),
                ..Token::default()
            });
            words.push(word.to_owned());
        }
        prose.tree = Tree::new(&prose.tokens);
        Given { prose, words }
    }

    impl Given {
        fn at(&self, word: &str) -> usize {
            self.words.iter().position(|other| other == word).unwrap()
        }

        fn words(&self, places: impl IntoIterator<Item = usize>) -> String {
            places.into_iter().map(|at| self.words[at].as_str()).collect::<Vec<_>>().join(" ")
        }
    }

    fn camp() -> Given {
        given(
            "The/DT/3/det 300/CD/3/nummod families/NNS/12/nsubj:pass from/IN/5/case Bentiu/NNP/3/nmod \
             who/WP/7/nsubj fled/VBD/3/acl:relcl may/MD/12/aux not/RB/12/advmod have/VB/12/aux been/VBN/12/aux:pass \
             counted/VBN/0/root and/CC/14/cc registered/VBN/12/conj by/IN/16/case officials/NNS/14/obl:agent",
        )
    }

    #[test]
    fn children_and_covers() {
        let camp = camp();
        let families = camp.at("families");
        assert_eq!(camp.words(camp.prose.children(families)), "The 300 Bentiu fled");
        assert_eq!(camp.words(camp.prose.subtree(families)), "The 300 families from Bentiu who fled");
        assert_eq!(camp.words(camp.prose.path_to_root(camp.at("who"))), "fled families counted");
        assert!(camp.prose.dominates(families, camp.at("from")));
        assert_eq!(camp.prose.children(99).count(), 0);
    }

    #[test]
    fn phrases_end_where_their_clauses_start() {
        let camp = camp();
        let families = camp.at("families");
        assert_eq!(camp.words(camp.prose.base_noun_phrase(families)), "The 300 families");
        assert_eq!(camp.words(camp.prose.noun_phrase(families)), "The 300 families from Bentiu");
        assert_eq!(
            camp.words(camp.prose.whole_noun_phrase(families)),
            "The 300 families from Bentiu who fled"
        );
    }

    #[test]
    fn passives_share_subject_and_auxiliaries() {
        let camp = camp();
        let prose = &camp.prose;
        for verb in [camp.at("counted"), camp.at("registered")] {
            assert!(prose.is_passive(verb));
            assert_eq!(camp.words(prose.patients(verb)), "families");
            assert_eq!(camp.words(prose.auxiliaries(verb)), "may have been");
            assert_eq!(prose.modal(verb), Some(camp.at("may")));
        }
        assert_eq!(camp.words(prose.agents(camp.at("registered"))), "officials");
        assert_eq!(prose.negation(camp.at("counted")), Some(camp.at("not")));
        assert!(!prose.is_passive(camp.at("fled")));
        assert_eq!(camp.words(prose.subjects(camp.at("fled"))), "families");
        assert_eq!(prose.governing_verb(camp.at("Bentiu")), Some(camp.at("counted")));
    }

    #[test]
    fn clauses_borrow_their_subject() {
        let raid = given(
            "Gunmen/NNS/4/nsubj and/CC/3/cc robbers/NNS/1/conj ordered/VBD/0/root them/PRP/4/obj to/TO/7/mark \
             leave/VB/4/xcomp killing/VBG/4/advcl 12/CD/8/obj and/CC/11/cc wounding/VBG/8/conj 30/CD/11/obj",
        );
        let prose = &raid.prose;
        assert_eq!(raid.words(prose.subjects(raid.at("killing"))), "Gunmen robbers");
        assert_eq!(raid.words(prose.subjects(raid.at("wounding"))), "Gunmen robbers");
        assert_eq!(raid.words(prose.subjects(raid.at("leave"))), "them");
        assert_eq!(raid.words(prose.patients(raid.at("killing"))), "12");
    }

    #[test]
    fn participles_behind_a_noun_are_passive() {
        let men = given("40/CD/2/nummod men/NNS/5/nsubj held/VBN/2/acl there/RB/3/advmod fled/VBD/0/root");
        assert!(men.prose.is_passive(men.at("held")));
        assert_eq!(men.words(men.prose.patients(men.at("held"))), "men");
    }

    #[test]
    fn read_texts_have_a_tree() {
        let prose = Prose::read("They fled. Others stayed.", &Lexicon::builtin());
        assert_eq!(prose.tree.starts.len(), prose.tokens.len() + 1);
    }
}
