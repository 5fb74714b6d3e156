//! Which countries a figure has in which role, by trained weights: every country that the report names is a candidate for
//! every role, and the rules' own answer is one feature among what its mentions say.

use std::collections::BTreeMap;

use super::{
    Scene,
    site::{Role, Site},
};
use crate::{
    decide::{Choice, Decider, Features, Slot, size_word},
    figure::{Countries, Figure},
    lexicon::gazetteer::Kind,
    mention::PlaceMention,
    span::Span,
    text::{Relation, SentenceKind},
};

/// A country that the report names, and how it names it.
pub(super) struct Named<'s> {
    code: &'s str,
    /// The numbers of its sites, in order.
    sites: Vec<usize>,
    /// The words for its people and things, in order.
    demonyms: Vec<&'s PlaceMention>,
    /// 0 for the one named most.
    rank: usize,
}

impl<'s> Scene<'s> {
    /// Every country that the report names, the most named first.
    pub(super) fn named(&self) -> Vec<Named<'s>> {
        let mut by_code: BTreeMap<&'s str, Named<'s>> = BTreeMap::new();
        let new = |code| Named { code, sites: Vec::new(), demonyms: Vec::new(), rank: 0 };
        for (at, site) in self.sites.iter().enumerate() {
            if let Some(code) = site.mention.country.as_deref() {
                by_code.entry(code).or_insert_with(|| new(code)).sites.push(at);
            }
        }
        for demonym in &self.mentions.demonyms {
            if let Some(code) = demonym.country.as_deref() {
                by_code.entry(code).or_insert_with(|| new(code)).demonyms.push(demonym);
            }
        }
        let mut named: Vec<Named> = by_code.into_values().collect();
        named.sort_by_key(|one| (std::cmp::Reverse(2 * one.sites.len() + one.demonyms.len()), one.code));
        named.iter_mut().enumerate().for_each(|(rank, one)| one.rank = rank);
        named.truncate(MOST);
        named
    }

    /// The countries of a figure, each in the one role that most speaks for; nothing where nothing was learnt.
    pub(super) fn decide(
        &self,
        figure: &Figure,
        before: &[Figure],
        named: &[Named<'s>],
        decider: &dyn Decider,
    ) -> Option<Decided> {
        let mut leads: Vec<(f32, Role, &str)> = Vec::new();
        for one in named {
            let about = About { scene: self, figure, before, one, all: named.len() };
            let mut best = (f32::NEG_INFINITY, Role::Bare);
            for (place, (slot, role)) in SLOTS.into_iter().enumerate() {
                let lead = about.lead(slot, place, decider)?;
                if lead > best.0 {
                    best = (lead, role);
                }
            }
            leads.push((best.0, best.1, one.code));
        }
        let most = |role: Option<Role>| {
            let of = leads.iter().filter(|(_, own, _)| role.is_none_or(|role| role == *own));
            of.copied().reduce(|best, next| if next.0 > best.0 { next } else { best })
        };
        let mut decided = Decided::default();
        let likeliest = most(None).filter(|(lead, ..)| *lead > LIKELY);
        decided.likeliest = likeliest.map(|(_, role, code)| (role, code.to_string()));
        for (lead, role, code) in &leads {
            let first = most(Some(*role)).is_some_and(|(.., best)| best == *code);
            if *lead > if first { 0.0 } else { BESIDE } {
                list(&mut decided.countries, *role).push((*code).to_string());
            }
        }
        Some(decided)
    }
}

/// What was decided of a figure's countries.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// The countries that more speaks for than against.
    pub(super) countries: Countries,
    /// The country and role that most speaks for, whether or not it is enough.
    likeliest: Option<(Role, String)>,
}

impl Decided {
    /// Gives a figure of a report that names countries the likeliest, where it has none: hardly anything happens nowhere.
    pub(super) fn settle(self, countries: &mut Countries) {
        if let Some((role, code)) = self.likeliest.filter(|_| countries.is_empty()) {
            list(countries, role).push(code);
        }
    }
}

fn list(countries: &mut Countries, role: Role) -> &mut Vec<String> {
    match role {
        Role::From => &mut countries.from,
        Role::To => &mut countries.to,
        _ => &mut countries.at,
    }
}

/// A second country in one role must lead by so much: annotators gave one in sixty figures two.
const BESIDE: f32 = 0.7;

/// Below this lead not even the likeliest country is believed: one in four is right there.
const LIKELY: f32 = -1.0;

/// What is asked of every country, in order.
const SLOTS: [(Slot, Role); 3] = [(Slot::From, Role::From), (Slot::At, Role::At), (Slot::To, Role::To)];

/// No report is about more countries than these.
const MOST: usize = 24;

/// The names of the roles, in order.
const ROLES: [&str; 3] = ["from", "at", "to"];

struct About<'a, 's> {
    scene: &'a Scene<'s>,
    figure: &'a Figure,
    before: &'a [Figure],
    one: &'a Named<'s>,
    all: usize,
}

impl<'s> About<'_, 's> {
    /// How much more speaks for the country in this role than against it.
    fn lead(&self, slot: Slot, role: usize, decider: &dyn Decider) -> Option<f32> {
        let named = decider.is_asked_why();
        let none = Choice { value: String::new(), features: Features::new(named) };
        let one = Choice { value: self.one.code.to_string(), features: self.features(role, named) };
        decider.lead(slot, self.figure.span, &[none, one])
    }

    fn features(&self, role: usize, named: bool) -> Features {
        let mut out = Features::new(named);
        let measure = self.figure.measure.as_str();
        out.put("bias", &[]);
        out.put("measure", &[measure]);
        self.rules(role, &mut out);
        self.report(&mut out);
        self.mentions(&mut out);
        self.demonyms(&mut out);
        self.earlier(&mut out);
        out
    }

    /// What the rules say.
    fn rules(&self, role: usize, out: &mut Features) {
        let measure = self.figure.measure.as_str();
        let holds = self.roles(&self.figure.countries);
        out.put("rule", &[holds]);
        out.put("rule of", &[holds, measure]);
        let list = [&self.figure.countries.from, &self.figure.countries.at, &self.figure.countries.to];
        let others = list.get(role).is_some_and(|list| list.iter().any(|code| code != self.one.code));
        out.put("rule others", &[holds, if others { "others" } else { "none" }]);
    }

    /// The roles that hold the country, as one word.
    fn roles(&self, countries: &Countries) -> &'static str {
        let has = |list: &[String]| list.iter().any(|code| code == self.one.code);
        match (has(&countries.from), has(&countries.at), has(&countries.to)) {
            (false, false, false) => "none",
            (true, false, false) => "from",
            (false, true, false) => "at",
            (false, false, true) => "to",
            (true, true, false) => "from at",
            (false, true, true) => "at to",
            (true, false, true) => "from to",
            (true, true, true) => "all",
        }
    }

    /// How the report as a whole names it.
    fn report(&self, out: &mut Features) {
        let measure = self.figure.measure.as_str();
        let rank = size_word(self.one.rank);
        let focus = self.scene.focus.country.as_deref() == Some(self.one.code);
        let focus = if focus { "focus" } else { "other" };
        out.put("rank", &[rank, size_word(self.all)]);
        out.put("focus", &[focus, measure]);
        out.put("focus of", &[focus, size_word(self.all)]);
        out.put("rank of", &[rank, measure]);
        let all: usize = self.scene.sites.len().max(1);
        out.put(
            "share",
            &[size_word(self.one.sites.len() * 12 / all), if self.all == 1 { "alone" } else { "several" }],
        );
        let nation = self.scene.focus.nation.as_deref() == Some(self.one.code);
        out.put("nation", &[if nation { "nation" } else { "other" }, measure]);
        out.put(
            "people",
            &[if self.one.demonyms.len() > self.one.sites.len() { "people" } else { "place" }, measure],
        );
        let first = self.one.sites.first().and_then(|at| self.scene.sites.get(*at));
        out.put_if(first.is_some_and(|site| site.sentence == 0), "in the title");
        out.put_if(first.is_some_and(|site| site.role == Role::Dateline), "dateline");
        let roles = self.one.sites.iter().filter_map(|at| self.scene.sites.get(*at));
        let mut counts = [0usize; 3];
        roles.for_each(|site| match site.role {
            Role::From => counts[0] += 1,
            Role::At => counts[1] += 1,
            Role::To => counts[2] += 1,
            _ => {}
        });
        for (role, count) in ROLES.iter().zip(counts) {
            out.put("report role", &[role, size_word(count)]);
        }
    }

    /// The mentions near the figure.
    fn mentions(&self, out: &mut Features) {
        let measure = self.figure.measure.as_str();
        let prose = self.scene.prose;
        let Some(here) = prose.sentence_at(self.figure.span.start) else { return };
        let sites = || self.one.sites.iter().filter_map(|at| self.scene.sites.get(*at));
        let inside: Vec<&Site> = sites().filter(|site| site.sentence == here).collect();
        let other_here =
            self.scene.in_sentence(Some(here)).iter().any(|site| site.country() != Some(self.one.code));
        let other_here = if other_here { "others here" } else { "alone here" };
        out.put("here", &[if inside.is_empty() { "no" } else { "yes" }, other_here, measure]);
        for site in &inside {
            self.site(site, out);
        }
        if let Some(nearest) = inside.iter().min_by_key(|site| super::distance(self.figure, site)) {
            let nearer = self.scene.in_sentence(Some(here)).into_iter().any(|other| {
                other.country() != Some(self.one.code)
                    && super::distance(self.figure, other) < super::distance(self.figure, nearest)
            });
            out.put("nearest here", &[if nearer { "no" } else { "yes" }, role_word(nearest.role), measure]);
        }
        let last = sites().rfind(|site| site.sentence < here);
        let back = last.map_or("never", |site| size_word(here - site.sentence));
        out.put("last named", &[back, other_here]);
        if let Some(last) = last {
            let paragraph = |at: usize| prose.sentences.get(at).map(|sentence| sentence.paragraph);
            let same = paragraph(last.sentence) == paragraph(here);
            out.put("last named as", &[role_word(last.role), if same { "paragraph" } else { "far" }, back]);
            let between = self.scene.sites.iter().any(|site| {
                site.sentence >= last.sentence
                    && site.sentence < here
                    && site.mention.span > last.mention.span
                    && site.country() != Some(self.one.code)
            });
            out.put("last country named", &[if between { "no" } else { "yes" }, other_here, measure]);
            let heading =
                prose.sentences.get(last.sentence).is_some_and(|it| it.kind == SentenceKind::Heading);
            out.put_if(heading, "named in a heading");
        }
        let next = sites().find(|site| site.sentence > here);
        out.put("next named", &[next.map_or("never", |site| size_word(site.sentence - here)), other_here]);
    }

    /// One mention in the figure's sentence.
    fn site(&self, site: &Site, out: &mut Features) {
        let measure = self.figure.measure.as_str();
        let prose = self.scene.prose;
        let tokens = prose.tokens_in(site.mention.span);
        let before =
            tokens.start.checked_sub(1).and_then(|at| prose.tokens.get(at)).map_or("", |it| &*it.lower);
        let far = prose.tokens_in(self.between(site.mention.span)).len();
        let side = if site.mention.span.start < self.figure.span.start { "before" } else { "behind" };
        let kind = if site.mention.kind == Kind::Country { "country" } else { "in it" };
        let role = role_word(site.role);
        out.put("site role", &[role, measure]);
        out.put("site side", &[side, role, size_word(far)]);
        out.put("site kind", &[kind, role]);
        out.put("word before", &[before, measure]);
        out.put("word before side", &[before, side]);
        let head = prose.head(tokens.start);
        let relation = prose.relation(tokens.start).name();
        out.put("relation", &[relation, side]);
        if let Some(head) = head.and_then(|head| prose.tokens.get(head)) {
            out.put("head", &[&head.lemma, relation]);
        }
        let verb = prose.governing_verb(tokens.start);
        let own = prose.governing_verb(prose.token_at(self.figure.span.start));
        out.put("verb", &[if verb == own { "same" } else { "other" }, role, side]);
        if let Some(verb) = verb {
            let agent = prose.agents(verb).iter().any(|at| tokens.contains(at));
            out.put_if(agent, "acts");
            if agent {
                out.put("acts on", &[measure, if Some(verb) == own { "same" } else { "other" }]);
            }
        }
        let behind = prose.tokens.get(tokens.end).map_or("", |token| &*token.lower);
        out.put("word behind", &[behind, role]);
        let modifies = matches!(prose.relation(tokens.start), Relation::Compound | Relation::Amod);
        out.put_if(modifies, "modifies");
    }

    fn between(&self, place: Span) -> Span {
        if place.start < self.figure.span.start {
            Span::new(place.end.min(self.figure.span.start), self.figure.span.start)
        } else {
            Span::new(self.figure.span.end, place.start.max(self.figure.span.end))
        }
    }

    /// The words for its people near the figure.
    fn demonyms(&self, out: &mut Features) {
        let measure = self.figure.measure.as_str();
        let who = self.figure.who.as_ref().map(|who| who.span);
        let sentence = self.figure.sentence;
        let inside = self.one.demonyms.iter().filter(|it| sentence.contains(it.span));
        let mut any = false;
        for demonym in inside {
            any = true;
            let counted = who.is_some_and(|who| who.contains(demonym.span));
            let place = if counted {
                "counted"
            } else if demonym.span.start < self.figure.span.start {
                "before"
            } else {
                "behind"
            };
            out.put("demonym", &[place, measure]);
            let tokens = self.scene.prose.tokens_in(demonym.span);
            let next = self.scene.prose.tokens.get(tokens.end).map_or("", |token| &*token.lemma);
            out.put("demonym of", &[next, place]);
            let far = self.scene.prose.tokens_in(self.between(demonym.span)).len();
            out.put("demonym far", &[place, size_word(far)]);
        }
        let known = if self.one.demonyms.is_empty() {
            "never"
        } else if any {
            "here"
        } else {
            "elsewhere"
        };
        out.put("demonym known", &[known, measure]);
    }

    /// What was decided of the figures before.
    fn earlier(&self, out: &mut Features) {
        let measure = self.figure.measure.as_str();
        let Some(last) = self.before.last() else {
            out.put("figure before", &["first"]);
            return;
        };
        let same = if last.measure == self.figure.measure { "same" } else { "other" };
        let sentence = if last.sentence == self.figure.sentence { "sentence" } else { "earlier" };
        let roles = self.roles(&last.countries);
        out.put("figure before", &[roles, same, sentence]);
        out.put("figure before of", &[roles, &last.measure, measure]);
        let alike = self.before.iter().rev().find(|it| it.measure == self.figure.measure);
        out.put("like before", &[alike.map_or("never", |it| self.roles(&it.countries))]);
    }
}

pub(super) fn role_word(role: Role) -> &'static str {
    match role {
        Role::At => "at",
        Role::From => "from",
        Role::To => "to",
        Role::Bare => "bare",
        Role::Dateline => "dateline",
        Role::Seat => "seat",
        Role::Body => "body",
    }
}
