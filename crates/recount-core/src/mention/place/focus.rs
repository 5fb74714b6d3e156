//! What all names of a report say together: of which countries, divisions and squares of the map it tells.

use std::collections::{BTreeMap, BTreeSet};

use super::{recognise::Name, senses::Sense};
use crate::lexicon::gazetteer::PlaceId;

/// What all names together say of countries, divisions and squares of the map.
#[derive(Default)]
pub(super) struct Focus<'g> {
    pub(super) countries: BTreeMap<&'g str, f64>,
    pub(super) divisions: BTreeMap<PlaceId, f64>,
    /// In order.
    pub(super) cells: Vec<((i32, i32), f64)>,
    pub(super) total: f64,
    /// Countries that the report names, or whose people it names.
    pub(super) named: BTreeMap<&'g str, f64>,
    /// Countries that the head of the report names.
    pub(super) home: BTreeSet<&'g str>,
}

impl<'g> Focus<'g> {
    pub(super) fn of(senses: &[Sense<'g>], names: &[Name]) -> Focus<'g> {
        let mut focus = Focus::default();
        let mut cells = BTreeMap::new();
        for sense in senses {
            let weight = sense.weight(names);
            focus.total += weight;
            for option in &sense.options {
                let weight = weight * option.share;
                if let Some(country) = option.country {
                    *focus.countries.entry(country).or_default() += weight;
                    if option.nation {
                        *focus.named.entry(country).or_default() += weight;
                    }
                }
                if let Some(first) = option.first {
                    *focus.divisions.entry(first).or_default() += weight;
                }
                if let Some(cell) = option.cell {
                    *cells.entry(cell).or_default() += weight;
                }
            }
        }
        focus.cells = cells.into_iter().collect();
        focus
    }

    /// What gathers in a square of the map and those around it.
    pub(super) fn near(&self, (north, east): (i32, i32)) -> f64 {
        let mut sum = 0.0;
        for north in north - 1..=north + 1 {
            let first = self.cells.partition_point(|(cell, _)| *cell < (north, east - 1));
            let row = self.cells.iter().skip(first).take_while(|(cell, _)| *cell <= (north, east + 1));
            row.for_each(|(_, weight)| sum += weight);
        }
        sum
    }
}
