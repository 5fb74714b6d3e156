//! The most specific place of a figure, by trained weights: every place that the report names is a candidate, and the rules'
//! own answer is one feature among what its mentions say.

use std::collections::BTreeMap;

use super::{
    LOOK_BACK, Scene, bytes_between,
    decision::role_word,
    focus, rank,
    site::{Role, Site},
};
use crate::{
    decide::{Choice, Decider, Features, Slot, size_word},
    figure::Figure,
    lexicon::gazetteer::Kind,
    span::Span,
    text::{SentenceKind, TokenKind},
};

/// A name that the report gives a place, and the sites where it does, in order.
pub(super) struct Name {
    key: String,
    sites: Vec<usize>,
}

/// No more names than these are looked at for one figure: the nearest.
const MOST: usize = 24;
/// Of the figures before it no more than these.
const FIGURES: usize = 8;

/// Words behind a number among which it is said to be of the whole country.
const CLOSE_BEHIND: usize = 5;

impl<'s> Scene<'s> {
    /// Whether what a report with a layout says of a place holds for a figure: in its sentence, before it in its paragraph, in the
    /// line that leads into its list, in the last heading above that names a place. Other parts are of other places.
    pub(super) fn holds_for(&self, figure: &Figure, place: Span) -> bool {
        if figure.sentence.contains(place) {
            return true;
        }
        if self.tells_of_a_part(place) {
            return false;
        }
        if self.report.blocks.is_empty() {
            return true;
        }
        let number = |at: usize| self.prose.sentence_at(at);
        let (Some(there), Some(here)) = (number(place.start), number(figure.span.start)) else { return true };
        let line = |at: usize| self.prose.sentences.get(at);
        let (Some(one), Some(two)) = (line(there), line(here)) else { return true };
        let heads = one.kind == SentenceKind::Heading && there > 0 && self.is_last_heading(there, here);
        let is_item = |at: &usize| line(*at).is_some_and(|line| line.kind == SentenceKind::Bullet);
        let leads = is_item(&here) && (there + 1..here).all(|at| is_item(&at)) && !is_item(&there);
        there < here && (one.paragraph == two.paragraph || heads || leads)
    }

    /// "Tete: 1,813 families in 46 shelters": the place that its sentence begins with, before a colon.
    pub(super) fn labelled(&self, figure: &Figure) -> Option<Span> {
        let number = self.prose.sentence_at(figure.span.start)?;
        let first = self.first_word(number)?;
        let here = self.in_sentence(Some(number));
        let site = here.first()?;
        let tokens = self.prose.tokens_in(site.mention.span);
        let colon = self.prose.tokens.get(tokens.end)?;
        let heads = tokens.start == first && colon.is(":") && colon.span.end <= figure.span.start;
        let narrow = !matches!(site.mention.kind, Kind::Country | Kind::Continent | Kind::Water);
        (heads && narrow && site.role != Role::Dateline).then_some(site.mention.span)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.prose.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// "Among the dead, 25 were in Tete", "most of them in Tete": the place is that of these alone, not of what is told after them.
    fn tells_of_a_part(&self, place: Span) -> bool {
        let next = self.sites.partition_point(|site| site.mention.span.start < place.start);
        let Some(site) = self.sites.get(next).filter(|site| site.mention.span == place) else { return false };
        let first = self.first_word(site.sentence).and_then(|at| self.prose.tokens.get(at));
        first.is_some_and(|first| self.lexicon.place_roles.parts.contains(&first.lower))
            || focus::is_of_a_share(self.prose, site, self.lexicon)
    }

    /// "22 of the 26 deaths reported nationwide": the last number is of the whole country.
    pub(super) fn is_of_whole_country(&self, figure: &Figure) -> bool {
        let end = self.prose.tokens_in(figure.span).end;
        let behind = self.prose.tokens.get(end..).unwrap_or(&[]).iter().take(CLOSE_BEHIND);
        let own =
            behind.take_while(|token| token.span.end <= figure.sentence.end && token.kind == TokenKind::Word);
        own.into_iter().any(|token| self.lexicon.place_roles.whole_country.contains(&token.lower))
    }

    /// The headings of a report with a layout that name a country, and one alone: "Haiti: situation overview".
    pub(super) fn headings(&self) -> Vec<(usize, String)> {
        let is_heading = |line: &&[Site]| {
            let number = line.first().map_or(0, |site| site.sentence);
            let kind = self.prose.sentences.get(number).map(|sentence| sentence.kind);
            number > 0 && kind == Some(SentenceKind::Heading) && !self.report.blocks.is_empty()
        };
        let lines = self.sites.chunk_by(|one, two| one.sentence == two.sentence).filter(is_heading);
        let named = lines.filter_map(|line| {
            let mut codes = line.iter().filter_map(Site::country);
            let code = codes.next()?;
            Some((line.first()?.sentence, if codes.all(|other| other == code) { code } else { "" }))
        });
        named.map(|(number, code)| (number, code.to_string())).collect()
    }

    /// The country of the last heading above that names any, for a figure of no country.
    pub(super) fn headed<'h>(&self, figure: &Figure, headings: &'h [(usize, String)]) -> Option<&'h str> {
        if !figure.countries.is_empty() {
            return None;
        }
        let here = self.prose.sentence_at(figure.span.start)?;
        let above = headings.partition_point(|(number, _)| *number < here).checked_sub(1)?;
        headings.get(above).map(|(_, code)| code.as_str()).filter(|code| !code.is_empty())
    }

    /// Where the report names the one country that a figure is told of.
    pub(super) fn named_country(&self, figure: &Figure) -> Option<Span> {
        let mut countries = all(figure);
        let code = countries.next().filter(|_| countries.next().is_none())?;
        let mut named = self
            .sites
            .iter()
            .filter(|site| site.mention.kind == Kind::Country && site.country() == Some(code.as_str()));
        named.next().map(|site| site.mention.span)
    }

    /// The names of the report's places.
    pub(super) fn names(&self) -> Vec<Name> {
        let mut names: BTreeMap<String, Name> = BTreeMap::new();
        for (at, site) in self.sites.iter().enumerate() {
            let key = key(site.mention.span.slice(&self.report.text));
            names.entry(key.clone()).or_insert_with(|| Name { key, sites: Vec::new() }).sites.push(at);
        }
        names.into_values().collect()
    }

    /// Whether the figure's own sentence names a place, and one in a country.
    pub(super) fn is_stated(&self, figure: &Figure, place: Span) -> bool {
        let here = self.in_sentence(self.prose.sentence_at(figure.span.start));
        let known = here.iter().find(|site| site.mention.span == place);
        figure.sentence.contains(place)
            && known.is_none_or(|site| {
                let seat = matches!(site.role, Role::Body | Role::Seat | Role::Dateline);
                !seat && !matches!(site.mention.kind, Kind::Country | Kind::Continent | Kind::Water)
            })
    }

    /// The place to take for a figure whose countries are decided; none where nothing was learnt.
    pub(super) fn place(
        &self,
        figure: &Figure,
        before: &[Figure],
        names: &[Name],
        decider: &dyn Decider,
    ) -> Option<Option<Span>> {
        let named = decider.is_asked_why();
        let words = |span: Span| span.slice(&self.report.text).to_string();
        let before = before.get(before.len().saturating_sub(FIGURES)..).unwrap_or(&[]);
        let mut choices = vec![Choice { value: String::new(), features: self.of_none(figure, named) }];
        let mut spans = vec![None];
        for (order, (name, nearest)) in self.nearest_names(figure, names).into_iter().enumerate() {
            let features = self.of_name(figure, before, name, nearest, order, named);
            choices.push(Choice { value: words(nearest.mention.span), features });
            spans.push(Some(nearest.mention.span));
        }
        // What the gazetteer does not know is the rules' alone to find.
        let known = |span: Span| names.iter().any(|name| name.key == key(span.slice(&self.report.text)));
        if let Some(span) = figure.place.filter(|span| !known(*span)) {
            let features = self.of_unlisted(figure, span, named);
            choices.push(Choice { value: words(span), features });
            spans.push(Some(span));
        }
        let taken = decider.choose(Slot::Place, figure.span, &choices)?;
        spans.get(taken).copied()
    }

    /// The names with the mention of each that is nearest to the figure, the nearest first.
    fn nearest_names<'n>(&self, figure: &Figure, names: &'n [Name]) -> Vec<(&'n Name, &Site<'s>)> {
        let far = |site: &Site| bytes_between(figure.span, site.mention.span);
        let mut nearest: Vec<(&Name, &Site)> = names
            .iter()
            .filter_map(|name| {
                let next = name.sites.partition_point(|at| self.start(*at) < figure.span.start);
                let around = name.sites.get(next.saturating_sub(1)..(next + 1).min(name.sites.len()))?;
                let sites = around.iter().filter_map(|at| self.sites.get(*at));
                Some((name, sites.min_by_key(|site| far(site))?))
            })
            .collect();
        nearest.sort_by_key(|(_, site)| (far(site), site.mention.span.start));
        nearest.truncate(MOST);
        nearest
    }

    fn start(&self, site: usize) -> usize {
        self.sites.get(site).map_or(0, |site| site.mention.span.start)
    }

    /// What is said of a name that is in no gazetteer.
    fn of_unlisted(&self, figure: &Figure, span: Span, named: bool) -> Features {
        let mut out = Features::new(named);
        let side = if span.start < figure.span.start { "before" } else { "behind" };
        let here = figure.sentence.contains(span);
        let far = bytes_between(figure.span, span) / 6;
        out.put("unlisted", &[&figure.measure]);
        out.put("unlisted, far", &[side, size_word(far), if here { "here" } else { "there" }]);
        let before = self.prose.tokens_in(span).start.checked_sub(1).and_then(|at| self.prose.tokens.get(at));
        out.put("unlisted, word", &[before.map_or("", |token| &*token.lower), side]);
        let own = self.in_sentence(self.prose.sentence_at(figure.span.start));
        let narrow = own.iter().filter(|site| rank(site.mention.kind) < 3).count();
        out.put("unlisted, others here", &[size_word(narrow)]);
        out
    }

    fn of_none(&self, figure: &Figure, named: bool) -> Features {
        let mut out = Features::new(named);
        out.put("none", &[&figure.measure]);
        out.put("none, rules", &[if figure.place.is_none() { "none" } else { "some" }]);
        out.put("none, countries", &[size_word(all(figure).count())]);
        out.put("none, status", &[figure.status.code()]);
        let here = self.prose.sentence_at(figure.span.start);
        out.put("none, here", &[size_word(self.in_sentence(here).len())]);
        out.put_if(self.sites.is_empty(), "none, none named");
        out
    }

    fn of_name(
        &self,
        figure: &Figure,
        before: &[Figure],
        name: &Name,
        nearest: &Site<'s>,
        order: usize,
        named: bool,
    ) -> Features {
        let mut out = Features::new(named);
        let measure = figure.measure.as_str();
        let kind = kind_word(nearest.mention.kind);
        let is = |span: Option<Span>| span.is_some_and(|span| key(span.slice(&self.report.text)) == name.key);
        let ruled = if is(figure.place) { "rules" } else { "other" };
        out.put("ruled", &[ruled, kind]);
        out.put("ruled of", &[ruled, measure]);
        out.put("kind", &[kind, measure]);
        out.put("order", &[size_word(order), ruled]);
        out.put("times", &[size_word(name.sites.len()), kind]);
        let role = self.country_role(figure, nearest);
        out.put("country", &[role, kind]);
        out.put("country of", &[role, measure]);
        out.put("focus", &[if is(self.focus.place) { "yes" } else { "no" }, kind]);
        let last = before
            .last()
            .map(|last| (is(last.place), last.sentence == figure.sentence, last.measure == figure.measure));
        let last = match last {
            None => "first",
            Some((true, true, true)) => "same place, sentence and measure",
            Some((true, true, false)) => "same place and sentence",
            Some((true, false, true)) => "same place and measure",
            Some((true, false, false)) => "same place",
            Some((false, true, _)) => "other place, same sentence",
            Some((false, false, _)) => "other place",
        };
        out.put("figure before", &[last, kind]);
        let elsewhere = before.iter().filter(|other| is(other.place)).count();
        out.put("figures there", &[size_word(elsewhere), kind]);
        self.of_site(figure, nearest, kind, &mut out);
        out
    }

    /// What the nearest mention of a name says.
    fn of_site(&self, figure: &Figure, site: &Site<'s>, kind: &str, out: &mut Features) {
        let measure = figure.measure.as_str();
        let prose = self.prose;
        let here = prose.sentence_at(figure.span.start).unwrap_or(0);
        let place = site.mention.span;
        let side = if place.start < figure.span.start { "before" } else { "behind" };
        let role = role_word(site.role);
        let tokens = prose.tokens_in(place);
        let word =
            tokens.start.checked_sub(1).and_then(|at| prose.tokens.get(at)).map_or("", |token| &*token.lower);
        let behind = prose.tokens.get(tokens.end).map_or("", |token| &*token.lower);
        if site.sentence == here {
            let between = if side == "before" {
                Span::new(place.end, figure.span.start)
            } else {
                Span::new(figure.span.end, place.start)
            };
            let words = if between.is_empty() { 0..0 } else { prose.tokens_in(between) };
            out.put("here", &[side, role, kind]);
            out.put("here, far", &[side, size_word(words.len()), kind]);
            out.put("here, word", &[word, side, kind]);
            out.put("here, behind", &[behind, side]);
            out.put("here of", &[role, measure]);
            let verb = |at: usize| prose.governing_verb(at);
            let same = verb(tokens.start) == verb(prose.token_at(figure.span.start));
            out.put("here, verb", &[if same { "same" } else { "other" }, side, role]);
            let marks = prose.tokens.get(words).unwrap_or(&[]).iter();
            let marks =
                marks.filter(|token| matches!(&*token.lower, "," | ";" | "and" | "|" | ":" | "(")).count();
            out.put("here, marks", &[size_word(marks), side]);
            out.put("here, relation", &[prose.relation(tokens.start).name(), side]);
            let narrower = self.in_sentence(Some(here)).iter().any(|other| {
                rank(other.mention.kind) < rank(site.mention.kind) && other.country() == site.country()
            });
            let narrower = if narrower { "narrower here" } else { "narrowest" };
            out.put("here, narrower", &[narrower, kind]);
            out.put("here, narrower of", &[narrower, role, side]);
            let nearer = self.in_sentence(Some(here)).iter().any(|other| {
                bytes_between(figure.span, other.mention.span) < bytes_between(figure.span, place)
            });
            out.put("here, nearest", &[if nearer { "no" } else { "yes" }, narrower, role]);
        } else {
            let paragraph = |at: usize| prose.sentences.get(at).map(|sentence| sentence.paragraph);
            let near = if paragraph(site.sentence) == paragraph(here) { "paragraph" } else { "far" };
            out.put("there", &[side, near, kind]);
            out.put("there, far", &[side, size_word(prose.apart(site.sentence, here)), kind]);
            out.put("there of", &[near, measure, kind]);
            out.put("there, role", &[role, near]);
            let here_too = self.in_sentence(Some(here));
            let own = here_too.iter().filter(|site| !matches!(site.role, Role::Body | Role::Seat));
            out.put("there, others here", &[size_word(own.count()), kind]);
            let line =
                prose.sentences.get(site.sentence).map_or(SentenceKind::Prose, |sentence| sentence.kind);
            let above = line == SentenceKind::Heading && side == "before";
            let last = above && self.is_last_heading(site.sentence, here);
            out.put_if(last, "in the heading above");
            out.put_if(above && !last, "in an earlier heading");
            out.put_if(site.sentence == 0, "in the first sentence");
        }
    }

    /// Whether no heading that names a place stands between a heading and a sentence.
    fn is_last_heading(&self, heading: usize, here: usize) -> bool {
        let first = self.sites.partition_point(|site| site.sentence <= heading);
        let between = self.sites.iter().skip(first).take_while(|site| site.sentence < here).take(LOOK_BACK);
        let kind = |site: &Site| self.prose.sentences.get(site.sentence).map(|sentence| sentence.kind);
        !between.into_iter().any(|site| kind(site) == Some(SentenceKind::Heading))
    }

    /// In which role the figure has the country of a place.
    fn country_role(&self, figure: &Figure, site: &Site<'_>) -> &'static str {
        let Some(code) = site.country() else { return "no country" };
        let has = |list: &[String]| list.iter().any(|other| other == code);
        let countries = &figure.countries;
        match (has(&countries.at), has(&countries.from), has(&countries.to)) {
            (true, ..) => "at",
            (_, true, true) => "both ends",
            (_, true, _) => "from",
            (_, _, true) => "to",
            _ if all(figure).next().is_none() => "none known",
            _ => "another",
        }
    }
}

/// Every country of a figure.
fn all(figure: &Figure) -> impl Iterator<Item = &String> {
    figure.countries.at.iter().chain(&figure.countries.from).chain(&figure.countries.to)
}

/// A name as it is compared.
fn key(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_string()
}

/// What kind of place it is, roughly.
const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Crossing | Kind::Camp | Kind::Town | Kind::Capital | Kind::Site => "town",
        Kind::Second => "second",
        Kind::First | Kind::Region => "first",
        Kind::Water => "water",
        Kind::Country => "country",
        Kind::Continent => "continent",
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        block::{Block, BlockKind},
        extract,
        lexicon::Lexicon,
        report::Report,
        span::Span,
    };

    /// The place of the figure of this number, as written, and the country where it is counted.
    fn told(report: &Report, low: u64) -> (Option<String>, Vec<String>) {
        let read = extract(report, &Lexicon::builtin());
        let figure = read.figures.iter().find(|figure| figure.low == Some(low)).expect("a figure");
        (figure.place.map(|place| place.slice(&report.text).to_string()), figure.countries.at.clone())
    }

    #[test]
    fn what_is_told_nationwide_is_of_the_country() {
        let text = "Floods in Mozambique have killed people in several provinces.\n\nIn Zambezia the floods account for 22 of the 26 deaths reported nationwide.";
        let report = Report::new("a", text);
        assert_eq!(told(&report, 22).0.as_deref(), Some("Zambezia"));
        assert_eq!(told(&report, 26).0.as_deref(), Some("Mozambique"));
    }

    #[test]
    fn the_place_of_a_part_is_not_that_of_what_is_told_next() {
        let text = "Floods in Mozambique have killed 43 people.\n\nAmong the dead, 25 people were killed in Quelimane. Over 11,900 houses were flooded.";
        let report = Report::new("a", text);
        assert_eq!(told(&report, 25).0.as_deref(), Some("Quelimane"));
        assert_ne!(told(&report, 11_900).0.as_deref(), Some("Quelimane"));
    }

    #[test]
    fn a_name_before_a_colon_is_the_place_of_its_line() {
        let text = "Families in shelters in Mozambique:\n\n- Zambezia: 283 people are in open shelters.\n- South: 1,813 families are in 56 shelters.";
        let report = Report::new("a", text);
        assert_eq!(told(&report, 283).0.as_deref(), Some("Zambezia"));
        assert_eq!(told(&report, 1_813).0.as_deref(), Some("South"));
    }

    #[test]
    fn a_heading_that_names_a_country_holds_for_what_is_told_below_it_of_none() {
        let head = "Mozambique: situation overview";
        let text = format!("Regional update on the storm\n\n{head}\n\nThe storm claimed 43 lives.");
        let block = |kind, words: &str, level| {
            let start = text.find(words).expect("the words");
            let span = Span::new(start, start + words.len());
            Block { kind, span, level, page: Some(1), headers: Vec::new() }
        };
        let blocks = vec![
            block(BlockKind::Title, "Regional update on the storm", 1),
            block(BlockKind::Heading, head, 2),
            block(BlockKind::Paragraph, "The storm claimed 43 lives.", 0),
        ];
        let report = Report { blocks, ..Report::new("a", &text) };
        assert_eq!(told(&report, 43).1, ["MOZ"]);
    }
}
