//! What all names of a report say together: of which countries, divisions and squares of the map it tells.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    recognise::Name,
    senses::{Meaning, Sense},
};
use crate::lexicon::gazetteer::PlaceId;

/// What all names together say of countries, divisions and squares of the map.
#[derive(Default)]
pub(super) struct Focus<'g> {
    pub(super) countries: BTreeMap<&'g str, f64>,
    pub(super) divisions: BTreeMap<PlaceId, f64>,
    pub(super) cells: BTreeMap<(i32, i32), f64>,
    pub(super) total: f64,
    /// Countries that the report names, or whose people it names.
    pub(super) named: BTreeMap<&'g str, f64>,
    /// Countries that the head of the report names.
    pub(super) home: BTreeSet<&'g str>,
}

impl<'g> Focus<'g> {
    pub(super) fn of(senses: &[Sense<'g>], names: &[Name]) -> Focus<'g> {
        let mut focus = Focus::default();
        for sense in senses {
            let weight = sense.weight(names);
            focus.total += weight;
            for option in &sense.options {
                focus.add(option, weight * option.share);
                if let Some(country) = option.country.filter(|_| option.nation) {
                    *focus.named.entry(country).or_default() += weight * option.share;
                }
            }
        }
        focus
    }

    pub(super) fn add(&mut self, option: &Meaning<'g>, weight: f64) {
        if let Some(country) = option.country {
            *self.countries.entry(country).or_default() += weight;
        }
        if let Some(first) = option.first {
            *self.divisions.entry(first).or_default() += weight;
        }
        if let Some(cell) = option.cell {
            *self.cells.entry(cell).or_default() += weight;
        }
    }

    /// What gathers in a square of the map and those around it.
    pub(super) fn near(&self, (north, east): (i32, i32)) -> f64 {
        let row = |north: i32| self.cells.range((north, east - 1)..=(north, east + 1));
        (north - 1..=north + 1).flat_map(row).fold(0.0, |sum, (_, weight)| sum + weight)
    }
}
