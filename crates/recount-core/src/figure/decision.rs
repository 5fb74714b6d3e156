//! Every quantity is a candidate: what the rules say of it, and what the weights make of that.

use std::cell::OnceCell;

use super::{
    Countries, Figure, Reason, Status, Unit, Who,
    before::{self, Told},
    exclude::excluded,
    head::{Counted, counted, unit_of},
    predicate::{Around, candidates},
    rate,
    read::{Draft, bounds, drafts, figure},
    scene::Scene,
    sense::{self, Look, Noted, Ruled},
    triggers,
};
use crate::{
    decide::{Decider, Slot},
    lexicon::Measure,
    mention::Quantity,
    span::Span,
    text::SentenceKind,
};

/// What is no count whatever the weights say: they were learnt on texts that seldom tell of pressure, money of small states or degrees.
const NEVER: [&str; 3] = ["fraction", "amount", "zero"];

/// One sentence, and who decides on its quantities.
pub(super) struct Decision<'s, 'r> {
    pub(super) scene: &'s Scene<'r>,
    /// The measures the report tells of most.
    pub(super) topics: &'s [usize],
    pub(super) decider: &'s dyn Decider,
}

impl<'r> Decision<'_, 'r> {
    /// Reads the figures of the sentence; returns what its last figure told.
    pub(super) fn read_sentence(&self, figures: &mut Vec<Figure>) -> Option<Told> {
        let drafts = drafts(self.scene);
        let triggers: Vec<_> = self.scene.tokens().map(|at| triggers::all(self.scene, at)).collect();
        let mut noted: Vec<Noted> = Vec::new();
        let mut last = None;
        for quantity in self.scene.quantities {
            let draft = drafts.iter().find(|draft| draft.quantity.tokens == quantity.tokens);
            let decided = self.decide(quantity, draft, &noted, &triggers);
            noted.push(Noted {
                tokens: quantity.tokens.clone(),
                measure: decided.as_ref().and_then(|figure| self.measure_number(&figure.measure)),
            });
            let Some(figure) = decided else { continue };
            last = Some(Told {
                measure: self.measure_number(&figure.measure),
                unit: Some(figure.unit),
                who: figure.who.as_ref().map(|who| who.span),
            });
            figures.push(figure);
        }
        last
    }

    fn measure_number(&self, code: &str) -> Option<usize> {
        self.scene.lexicon.measures.iter().position(|measure| measure.code == code)
    }

    /// The figure a quantity is, if it is one.
    fn decide(
        &self,
        quantity: &'r Quantity,
        draft: Option<&Draft<'r>>,
        noted: &[Noted],
        triggers: &[Vec<(usize, crate::lexicon::Part)>],
    ) -> Option<Figure> {
        let scene = self.scene;
        let ruled = draft.and_then(|draft| figure(scene, draft));
        let found = draft.map_or_else(|| counted(scene, quantity), |draft| draft.counted.clone());
        let end = found.phrase.end.max(quantity.tokens.end);
        let proposals = candidates(&Around { scene, quantity, counted: &found, end, unit: found.unit });
        let look = Look {
            scene,
            quantity,
            counted: &found,
            excluded: excluded(scene, quantity),
            candidates: &proposals,
            ruled: ruled.as_ref().map(of_rules),
            noted,
            triggers,
            topics: self.topics,
        };
        let named = self.decider.is_asked_why();
        let features = sense::of_quantity(&look, named);
        let is_figure = match self.decider.label(Slot::Figure, quantity.span, &features, &["no", "yes"]) {
            Some(label) => label == 1 || look.excluded.is_none() && self.is_headed(quantity),
            None => ruled.is_some(),
        };
        // A measure that was added after the weights were learnt is the rules' alone to tell.
        if let Some(ruled) = ruled.as_ref().filter(|ruled| !scene.lexicon.learnt.contains(&ruled.measure)) {
            return Some(ruled.clone());
        }
        if !is_figure || look.excluded.is_some_and(|why| NEVER.contains(&why)) {
            return None;
        }
        let codes: Vec<&str> = scene.lexicon.learnt.iter().map(String::as_str).collect();
        let measure = self.decider.label(Slot::Measure, quantity.span, &features, &codes);
        let measure = match measure {
            Some(number) => scene.lexicon.measure(codes.get(number)?)?,
            None => scene.lexicon.measure(&ruled.as_ref()?.measure)?,
        };
        let told = OnceCell::new();
        let of_status = || told.get_or_init(|| sense::of_status(&look, &measure.code, named));
        let statuses = Status::ALL.map(Status::code);
        let status = self.decider.label(Slot::Status, quantity.span, of_status(), &statuses);
        let status = status.and_then(|number| Status::ALL.get(number).copied());
        let status = status.or(ruled.as_ref().map(|ruled| ruled.status)).unwrap_or(Status::Reported);
        let unit = self.unit(quantity, &look, measure, ruled.as_ref(), draft);
        // "651,000 farm animals died": what is counted is nobody, whatever befell it.
        if unit == Unit::Person && found.foreign && !self.is_group(&found) {
            return None;
        }
        Some(self.figure(quantity, draft, &found, ruled, measure, unit, status))
    }

    /// Whether it fills a cell whose header names what is counted: then the table says that it is a figure.
    fn is_headed(&self, quantity: &Quantity) -> bool {
        let scene = self.scene;
        let is_row = scene.sentence.kind == SentenceKind::Row;
        let headed = || {
            scene
                .before
                .above(scene, quantity)
                .is_some_and(|told| told.measure.is_some() && told.unit.is_some())
        };
        is_row && headed() && before::fills_cell(scene, quantity)
    }

    /// Whether the noun counts its members: "its 300-strong team".
    fn is_group(&self, counted: &Counted) -> bool {
        counted.noun.is_some_and(|noun| self.scene.lexicon.units.groups.contains(self.scene.lemma(noun)))
    }

    /// "Of them, four were children": the noun that says who they are.
    fn called(&self, quantity: &Quantity) -> Option<Span> {
        let scene = self.scene;
        let verb = quantity.tokens.end;
        let noun = verb + 1;
        let is = scene.lemma(verb) == "be" && scene.tag(noun).is_noun();
        (is && unit_of(scene, noun) == Some(Unit::Person)).then(|| scene.span(noun..noun + 1))
    }

    /// The unit of a figure of this measure: the noun's, where the measure counts such things.
    fn unit(
        &self,
        quantity: &Quantity,
        look: &Look<'_, '_>,
        measure: &Measure,
        ruled: Option<&Figure>,
        draft: Option<&Draft<'_>>,
    ) -> Unit {
        // "The number of affected families has increased to 765,869": the noun stands elsewhere, and the rules found it.
        let elsewhere = ruled.filter(|ruled| look.counted.unit.is_none() && ruled.unit != Unit::Person);
        if let Some(ruled) = elsewhere.filter(|ruled| measure.units.contains(&ruled.unit)) {
            return ruled.unit;
        }
        let features = sense::of_unit(look, &measure.code, self.decider.is_asked_why());
        let units = Unit::ALL.map(Unit::code);
        if let Some(number) = self.decider.label(Slot::Unit, quantity.span, &features, &units) {
            return Unit::ALL.get(number).copied().unwrap_or(Unit::Person);
        }
        let told = ruled.map(|ruled| ruled.unit).or(draft.and_then(|draft| draft.unit)).or(look.counted.unit);
        let fits = |unit: &Unit| measure.units.contains(unit);
        told.filter(fits).or(measure.units.first().copied()).unwrap_or(Unit::Person)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a figure, each decided apart")]
    fn figure(
        &self,
        quantity: &Quantity,
        draft: Option<&Draft<'_>>,
        counted: &Counted,
        ruled: Option<Figure>,
        measure: &Measure,
        unit: Unit,
        status: Status,
    ) -> Figure {
        let scene = self.scene;
        let (low, high, quantifier) = bounds(scene, quantity);
        let end = counted.phrase.end.max(quantity.tokens.end);
        let agrees = ruled.as_ref().is_some_and(|ruled| ruled.measure == measure.code);
        let because = match &ruled {
            Some(ruled) if agrees => ruled.because.clone(),
            _ => vec![Reason { rule: "weights", words: scene.span(quantity.tokens.start..end) }],
        };
        let noun = || counted.noun.map(|_| scene.span(counted.phrase.clone()));
        let who = ruled.and_then(|ruled| ruled.who.map(|who| who.span));
        let told = || draft.and_then(|draft| draft.who);
        let who = self.called(quantity).or(who).or_else(told).or_else(noun);
        Figure {
            span: quantity.span,
            low,
            high,
            quantifier,
            unit,
            per: rate::per(scene, end).or_else(|| rate::per_before(scene, quantity.tokens.start)),
            measure: measure.code.clone(),
            who: who
                .filter(|span| *span != Span::default())
                .map(|span| Who { span, text: span.slice(scene.text).to_string() }),
            countries: Countries::default(),
            place: None,
            period: None,
            source: None,
            status,
            sentence: scene.sentence.span,
            event: None,
            scope: None,
            cause: None,
            because,
        }
    }
}

fn of_rules(figure: &Figure) -> Ruled<'_> {
    Ruled {
        measure: &figure.measure,
        unit: figure.unit.code(),
        status: figure.status.code(),
        rule: figure.because.first().map_or("", |reason| reason.rule),
    }
}
