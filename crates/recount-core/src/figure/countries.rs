//! The countries of a figure by role, and its place.
//!
//! First every place of the report gets the role its own words give it (`Site`): "in X", "from X", "into X", "fled X". Then
//! a figure takes the nearest places of its sentence by the rulings of the guide: a movement across a border has `from` and
//! `to`, everything else `at`. Where the sentence names no place, the place last named before it holds, else the country
//! the report is about. A country of origin comes from a word of the text ("Afghans"), never from knowledge of the world.

use crate::{
    decide::Decider,
    figure::Figure,
    lexicon::{Lexicon, gazetteer::Kind},
    mention::{Mentions, PlaceMention},
    report::Report,
    span::Span,
    text::{Prose, Tag, Token},
};

mod decision;
mod doubt;
mod focus;
mod placing;
mod ruling;
mod shares;
mod site;
mod unlisted;

use focus::Focus;
use ruling::Known;
use site::{Role, Site};

/// Fills `countries` and `place` of every figure, and adds a reason where a movement as told cannot be.
pub fn fill(
    report: &Report,
    prose: &Prose,
    mentions: &Mentions,
    lexicon: &Lexicon,
    decider: &dyn Decider,
    figures: &mut [Figure],
) {
    let sites = site::read(report, prose, mentions, lexicon);
    let focus = Focus::read(prose, mentions, &sites, lexicon);
    let scene = Scene { report, prose, mentions, lexicon, sites, focus };
    let (named, names, headings) = (scene.named(), scene.names(), scene.headings());
    for at in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(at);
        let Some(figure) = rest.first_mut() else { break };
        scene.read(figure);
        if let Some(journey) = before.last().filter(|before| scene.goes_on(before, figure)) {
            figure.countries = journey.countries.clone();
            figure.place = journey.place;
        }
        let mut decided = scene.decide(figure, before, &named, decider);
        if let Some(decided) = &mut decided {
            figure.countries = std::mem::take(&mut decided.countries);
        }
        // "Tete: 1,813 families" is of Tete, and what the figure's own sentence says of a place in a country stands.
        let label = scene.labelled(figure);
        figure.place = label.or(figure.place);
        let stated = label.is_some() || figure.place.is_some_and(|place| scene.is_stated(figure, place));
        if !stated && let Some(place) = scene.place(figure, before, &names, decider) {
            figure.place = place;
        }
        let elsewhere = |place| !scene.holds_for(figure, place) || scene.is_of_whole_country(figure);
        if figure.place.is_some_and(elsewhere) {
            figure.place = scene.named_country(figure);
        }
        if let Some(country) = scene.headed(figure, &headings) {
            figure.countries.at = vec![country.to_string()];
        }
        if let Some(decided) = decided {
            decided.settle(&mut figure.countries);
        }
    }
}

/// How many places before a figure's sentence are looked at.
const LOOK_BACK: usize = 40;

/// With more places than these before it, a figure without a place of its own is one of the country.
const SEVERAL: usize = 3;

/// How many words may stand between a host and those it takes in.
const CLOSE: usize = 5;

/// How many sentences at the head of a report tell what happened before they tell where.
const OPENING: usize = 3;

struct Scene<'s> {
    report: &'s Report,
    prose: &'s Prose,
    mentions: &'s Mentions,
    lexicon: &'s Lexicon,
    sites: Vec<Site<'s>>,
    focus: Focus,
}

impl<'s> Scene<'s> {
    fn read(&self, figure: &mut Figure) {
        let sentence = self.prose.sentence_at(figure.span.start);
        let here = self.own(figure, self.in_sentence(sentence));
        let at = self.at(figure, sentence, &here);
        let movement = self.lexicon.place_roles.measures.get(&figure.measure).copied();
        let from = self.nearest(figure, &here, Role::From);
        let to = self.nearest(figure, &here, Role::To);
        let known = Known {
            at_stated: at.stated,
            at: at.countries,
            from: countries(&from),
            to: countries(&to),
            from_inside: from.first().is_some_and(|site| site.mention.kind != Kind::Country),
            nation: self.nation(figure),
            home: self.says_home(figure),
            focus: self.focus.country.clone(),
        };
        figure.countries = known.rule(movement, &figure.measure);
        let end = if from.is_empty() { &to } else { &from };
        let end = end.iter().filter(|_| movement.is_some()).min_by_key(|site| rank(site.mention.kind));
        // "Malawi's commissioner said 4,700 had arrived in Mulanje": the end of a journey says more than a country beside it.
        let narrower = end.filter(|site| at.country_alone && site.mention.kind != Kind::Country);
        let narrower = narrower.map(|site| site.mention.span);
        let end = end.map(|site| site.mention.span);
        let stated = narrower.or(at.place.filter(|_| at.stated)).or(end);
        // The name is narrower than a country, and else where it stands nearer.
        let unlisted = self.unlisted(figure).filter(|name| {
            let nearer = |stated| bytes_between(figure.span, *name) < bytes_between(figure.span, stated);
            stated.is_none_or(|stated| at.country_alone && narrower.is_none() || nearer(stated))
        });
        figure.place = self.respective(figure).or(unlisted).or(stated).or(at.place);
        let doubts = doubt::read(&known, movement, &here, &figure.countries, self.report, self.lexicon);
        figure.because.extend(doubts);
    }

    /// "4,700 had arrived in Mulanje. Around 300 a day are still coming": whether a movement without a place of its own is the one
    /// told in the sentence before.
    fn goes_on(&self, before: &Figure, figure: &Figure) -> bool {
        let sentence = |figure: &Figure| self.prose.sentence_at(figure.span.start);
        let (Some(one), Some(two)) = (sentence(before), sentence(figure)) else { return false };
        let paragraph = |at: usize| self.prose.sentences.get(at).map(|sentence| sentence.paragraph);
        before.measure == figure.measure
            && before.status == figure.status
            && self.lexicon.place_roles.measures.contains_key(&figure.measure)
            && one + 1 == two
            && paragraph(one) == paragraph(two)
            && self.in_sentence(Some(two)).is_empty()
            && self.unlisted(figure).is_none()
            && self.nation(figure).is_none_or(|nation| before.countries.from.contains(&nation))
    }

    fn in_sentence(&self, sentence: Option<usize>) -> Vec<&Site<'s>> {
        let Some(sentence) = sentence else { return Vec::new() };
        let start = self.sites.partition_point(|site| site.sentence < sentence);
        self.sites.iter().skip(start).take_while(|site| site.sentence == sentence).collect()
    }

    /// The places of a sentence that may be those of this figure: where each of several numbers has a place of its own, its
    /// own, or those that are no number's.
    fn own(&self, figure: &Figure, here: Vec<&'s Site<'s>>) -> Vec<&'s Site<'s>> {
        if let Some(site) = shares::before_brackets(self.prose, figure.span, &here) {
            return vec![site];
        }
        let owners = shares::owners(self.prose, &here, self.lexicon);
        let mine = |owner: &Option<Span>| owner.is_some_and(|number| figure.span.contains(number));
        let any = owners.iter().any(mine);
        let kept = here
            .into_iter()
            .zip(&owners)
            .filter(|(_, owner)| if any { mine(owner) } else { owner.is_none() });
        kept.map(|(site, _)| site).collect()
    }

    /// Where it happened: the sentence, else what was named last, else what the report is about.
    fn at(&self, figure: &Figure, sentence: Option<usize>, here: &[&'s Site<'s>]) -> At {
        let order = |site: &Site| match site.role {
            Role::At => 0,
            Role::Bare => 1,
            Role::To => 2,
            Role::From | Role::Dateline => 3,
            Role::Body | Role::Seat => 4,
        };
        let event = !self.lexicon.place_roles.measures.contains_key(&figure.measure);
        let in_view = |site: &Site| {
            !self.is_of_a_part(figure, site)
                && !self.is_of_others(figure, site)
                && (event || !self.is_background(figure, site))
        };
        let mut sites: Vec<&Site> = here
            .iter()
            .copied()
            .filter(|site| {
                site.country().is_some() && in_view(site) && (order(site) < 2 || event && order(site) < 4)
            })
            .collect();
        sites.sort_by_key(|site| (!self.takes_in(figure, site), order(site), distance(figure, site)));
        if let Some(best) = sites.first() {
            let countries = countries(&self.coordinated(best, &sites));
            // Where a report was sent from says in which country it is set, not where in it something happened.
            if best.role == Role::Dateline {
                return At { countries, place: self.place_in_focus(figure), ..At::default() };
            }
            let small = sites
                .iter()
                .filter(|site| site.country() == best.country() && site.role == best.role)
                .min_by_key(|site| (rank(site.mention.kind), distance(figure, site)));
            let country_alone = small.is_some_and(|site| site.mention.kind == Kind::Country);
            return At { countries, place: small.map(|site| site.mention.span), stated: true, country_alone };
        }
        // A movement starts where the report is set, whatever other country was compared with in passing.
        if let Some(last) = sentence.filter(|_| event).and_then(|sentence| self.before(sentence)) {
            let place = Some(last.mention.span);
            return At { countries: countries(&[last]), place, ..At::default() };
        }
        let countries = self.focus.country.iter().cloned().collect();
        At { countries, place: self.place_in_focus(figure), ..At::default() }
    }

    /// The place the report is about; its country where the report has told of several places before the figure, or names
    /// that place only after it. The opening alone tells first what happened and then where.
    fn place_in_focus(&self, figure: &Figure) -> Option<Span> {
        let mut told: Vec<&str> = Vec::new();
        let before = self.sites.partition_point(|site| site.mention.span.start < figure.sentence.start);
        for site in self.sites.get(..before).unwrap_or(&[]) {
            let small = !matches!(site.mention.kind, Kind::Country | Kind::Continent | Kind::Water);
            if small
                && !matches!(site.role, Role::Body | Role::Seat | Role::Dateline)
                && !told.contains(&&*site.mention.name)
            {
                told.push(&site.mention.name);
            }
        }
        let country = self.focus.country.as_deref();
        let named = self.sites.iter().find(|site| {
            site.mention.kind == Kind::Country && site.country().is_some() && site.country() == country
        });
        let opening = self.prose.sentence_at(figure.span.start).is_none_or(|number| number < OPENING);
        let later = self.focus.place.is_some_and(|place| place.start >= figure.sentence.end);
        if later && !opening {
            named.map(|site| site.mention.span)
        } else if told.len() > SEVERAL {
            named.map(|site| site.mention.span).or(self.focus.place)
        } else {
            self.focus.place
        }
    }

    /// "Seven have died, including three in Butte County", "14 have drowned, most of them in Mocuba": the place of a part
    /// of those counted.
    fn is_of_a_part(&self, figure: &Figure, site: &Site) -> bool {
        let between = Span::new(figure.span.end, site.mention.span.start);
        let tokens = if between.is_empty() { 0..0 } else { self.prose.tokens_in(between) };
        let tokens = self.prose.tokens.get(tokens).unwrap_or(&[]);
        if site::names_a_share(tokens, self.lexicon) {
            return true;
        }
        let part = tokens.iter().position(|token| token.is("including"));
        part.is_some_and(|at| tokens.get(at + 1..).unwrap_or(&[]).iter().any(|token| token.tag == Tag::CD))
    }

    /// "14 have drowned, most of them in Mocuba, and six are missing": the place of a part of those counted before.
    fn is_of_others(&self, figure: &Figure, site: &Site) -> bool {
        site.mention.span.end <= figure.span.start && focus::is_of_a_share(self.prose, site, self.lexicon)
    }

    /// "Malawi, which hosts 5,600 Mozambicans": the place that those counted are taken in by.
    fn takes_in(&self, figure: &Figure, site: &Site) -> bool {
        let tokens = self.prose.tokens_in(site.mention.span).end..self.prose.token_at(figure.span.start);
        let words = self.prose.tokens.get(tokens).unwrap_or(&[]);
        let hosts = |token: &Token| self.lexicon.place_roles.take_in.contains(&token.lemma);
        (1..=CLOSE).contains(&words.len())
            && words.iter().any(|token| token.tag.is_verb() && hosts(token))
            && words.iter().all(|token| {
                token.tag.is_verb()
                    || matches!(token.tag, Tag::RB | Tag::WDT)
                    || matches!(&*token.lower, "," | "that" | "which")
            })
    }

    /// Whether a place belongs to what went before: "fled after the return to power in Kabul".
    fn is_background(&self, figure: &Figure, site: &Site) -> bool {
        let between = Span::new(figure.span.end, site.mention.span.start);
        let tokens = if between.is_empty() { 0..0 } else { self.prose.tokens_in(between) };
        tokens
            .filter_map(|at| self.prose.tokens.get(at))
            .any(|token| matches!(&*token.lower, "after" | "following" | "since" | "before" | "when"))
    }

    /// The place last named before this sentence in its paragraph, in a country that the report tells of.
    fn before(&self, sentence: usize) -> Option<&Site<'s>> {
        let paragraph = self.prose.sentences.get(sentence)?.paragraph;
        // A report that goes round several countries stays with one until it names the next.
        let round = self.focus.is_a_round;
        let end = self.sites.partition_point(|site| site.sentence < sentence);
        let mut before: Vec<&Site> = self
            .sites
            .get(end.saturating_sub(LOOK_BACK)..end)?
            .iter()
            .filter(|site| {
                !matches!(site.role, Role::Body | Role::Seat | Role::Dateline)
                    && !focus::is_of_a_share(self.prose, site, self.lexicon)
                    && self.focus.is_told_of(site.country())
                    && self
                        .prose
                        .sentences
                        .get(site.sentence)
                        .is_some_and(|other| other.paragraph == paragraph || round)
            })
            .collect();
        before.sort_by_key(|site| {
            (std::cmp::Reverse(site.sentence), site.role != Role::At, site.mention.span.start)
        });
        before.first().copied()
    }

    /// The nearest place of a role in the sentence, and those joined to it by commas and "and".
    fn nearest(&self, figure: &Figure, here: &[&'s Site<'s>], role: Role) -> Vec<&'s Site<'s>> {
        let sites: Vec<&Site> =
            here.iter().copied().filter(|site| site.role == role && site.country().is_some()).collect();
        match sites.iter().min_by_key(|site| distance(figure, site)) {
            Some(nearest) => self.coordinated(nearest, &sites),
            None => Vec::new(),
        }
    }

    /// The sites that commas and "and" join to this one, it first.
    fn coordinated(&self, one: &'s Site<'s>, sites: &[&'s Site<'s>]) -> Vec<&'s Site<'s>> {
        let mut joined = vec![one];
        let mut ordered: Vec<&Site> = sites.iter().copied().filter(|site| site.role == one.role).collect();
        ordered.sort_by_key(|site| site.mention.span);
        let Some(at) = ordered.iter().position(|site| site.mention.span == one.mention.span) else {
            return joined;
        };
        for pair in (at + 1)..ordered.len() {
            if !self.joins(ordered.get(pair - 1), ordered.get(pair)) {
                break;
            }
            joined.extend(ordered.get(pair));
        }
        for pair in (1..=at).rev() {
            if !self.joins(ordered.get(pair - 1), ordered.get(pair)) {
                break;
            }
            joined.extend(ordered.get(pair - 1));
        }
        joined
    }

    fn joins(&self, left: Option<&&Site>, right: Option<&&Site>) -> bool {
        let (Some(left), Some(right)) = (left, right) else { return false };
        let gap = Span::new(left.mention.span.end, right.mention.span.start);
        let words: Vec<&str> = gap.slice(&self.report.text).split_whitespace().collect();
        !words.is_empty()
            && words.iter().all(|word| {
                matches!(*word, "'s" | "’s" | "," | "and" | ",and" | "the" | "&" | "or" | "as" | "well")
            })
    }

    /// The nation of those counted: in their own words, else the one the report tells of where they have none.
    fn nation(&self, figure: &Figure) -> Option<String> {
        let who = figure.who.as_ref().map(|who| who.span);
        let near = Span::new(figure.span.start, figure.span.end + 40);
        let all = &self.mentions.demonyms;
        let start = all.partition_point(|demonym| demonym.span.end <= figure.sentence.start);
        let mut here = all
            .iter()
            .skip(start)
            .take_while(|demonym| demonym.span.start < figure.sentence.end.max(near.end));
        let own = here.find(|demonym| {
            who.is_some_and(|who| who.contains(demonym.span))
                || near.contains(demonym.span) && self.follows_closely(figure, demonym)
        });
        if let Some(own) = own {
            return own.country.clone();
        }
        let roles = &self.lexicon.place_roles;
        let generic = figure.who.as_ref().is_none_or(|who| {
            who.text.to_lowercase().split_whitespace().last().is_some_and(|word| roles.generic.contains(word))
        });
        self.focus.nation.clone().filter(|_| generic && roles.nation_carries.contains(&figure.measure))
    }

    /// Whether only small words stand between the figure and the demonym: "300 of the Afghan refugees".
    fn follows_closely(&self, figure: &Figure, demonym: &PlaceMention) -> bool {
        let between = self.prose.tokens_in(Span::new(figure.span.end, demonym.span.start));
        demonym.span.start >= figure.span.end
            && between.len() <= 4
            && self.prose.tokens.get(between).is_some_and(|tokens| {
                tokens.iter().all(|token| {
                    !matches!(&*token.lower, "," | "." | ";" | "in" | "by" | "and" | "from" | "to")
                })
            })
    }

    /// Whether the sentence says that people go where they belong.
    fn says_home(&self, figure: &Figure) -> bool {
        let roles = &self.lexicon.place_roles;
        let tokens = self.prose.tokens.get(self.prose.tokens_in(figure.sentence)).unwrap_or(&[]);
        tokens.iter().any(|token| roles.home.contains(&token.lower))
            || tokens.windows(2).any(|pair| match pair {
                [left, right] => {
                    matches!(&*left.lower, "their" | "own" | "his" | "her")
                        && matches!(&*right.lower, "country" | "homeland")
                }
                _ => false,
            })
    }
}

#[derive(Default)]
struct At {
    countries: Vec<String>,
    place: Option<Span>,
    /// Whether the figure's own sentence names it.
    stated: bool,
    /// Whether that names a country and nothing in it.
    country_alone: bool,
}

/// The countries of these places, each once.
fn countries(sites: &[&Site]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for country in sites.iter().filter_map(|site| site.country()) {
        if !found.iter().any(|known| known == country) {
            found.push(country.to_string());
        }
    }
    found
}

/// Bytes between a figure and a place, a place before it counting twice.
fn distance(figure: &Figure, site: &Site) -> usize {
    bytes_between(figure.span, site.mention.span)
}

fn bytes_between(figure: Span, place: Span) -> usize {
    if place.start >= figure.end {
        place.start - figure.end
    } else {
        2 * figure.start.saturating_sub(place.end)
    }
}

/// The smaller the place, the lower.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Crossing | Kind::Camp | Kind::Town | Kind::Capital | Kind::Site => 0,
        Kind::Second => 1,
        Kind::First | Kind::Region => 2,
        Kind::Water => 3,
        Kind::Country => 4,
        Kind::Continent => 5,
    }
}

#[cfg(test)]
mod tests;
