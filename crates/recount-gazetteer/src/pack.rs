//! Writes the packed file.

use std::{collections::BTreeMap, error::Error};

use recount_core::lexicon::gazetteer::{Entry, MAGIC, NO_PARENT, NO_PLACE, NameTraits, SINGLE};

use crate::{
    names::{self, Traits},
    read::{Place, World},
};

/// The bytes of the packed file.
pub(crate) fn pack(world: &World, traits: &Traits) -> Result<Vec<u8>, Box<dyn Error>> {
    let codes: Vec<&str> = {
        let mut codes: Vec<&str> = world.places.iter().map(|place| place.country.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    if codes.len() > 255 || world.places.len() >= 1 << 20 {
        return Err("too many countries or places for this layout".into());
    }
    let (starts, heap) = shown_names(&world.places)?;
    let (postings, automaton) = index(&world.places, traits)?;
    let mut out = MAGIC.to_vec();
    for count in [world.places.len(), codes.len(), heap.len(), postings.len(), automaton.len()] {
        out.extend(u32::try_from(count)?.to_le_bytes());
    }
    codes.iter().for_each(|code| out.extend(format!("{code:<3}").bytes()));
    world.places.iter().for_each(|place| put_24(&mut out, place.number));
    world.places.iter().for_each(|place| put_24(&mut out, degrees(place.point.map(|point| point.0))));
    world.places.iter().for_each(|place| put_24(&mut out, degrees(place.point.map(|point| point.1))));
    world.places.iter().for_each(|place| out.push(size(place.population)));
    world.places.iter().for_each(|place| out.push(place.kind as u8));
    for place in &world.places {
        out.push(u8::try_from(codes.binary_search(&place.country.as_str()).unwrap_or(255))?);
    }
    for place in &world.places {
        out.extend(place.parent.map_or(Ok(NO_PARENT), u16::try_from)?.to_le_bytes());
    }
    starts.iter().for_each(|start| put_24(&mut out, *start));
    out.extend(heap);
    postings.iter().for_each(|posting| out.extend(posting.to_le_bytes()));
    out.extend(automaton);
    Ok(out)
}

/// The names shown, each once, and where each place's starts.
fn shown_names(places: &[Place]) -> Result<(Vec<u32>, Vec<u8>), Box<dyn Error>> {
    let mut heap = Vec::new();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for place in places {
        if seen.contains_key(place.name.as_str()) {
            continue;
        }
        seen.insert(&place.name, u32::try_from(heap.len())?);
        heap.push(u8::try_from(place.name.len())?);
        heap.extend(place.name.bytes());
    }
    Ok((places.iter().map(|place| seen[place.name.as_str()]).collect(), heap))
}

/// The lists of entries and the automaton that leads to them. Entries of a list stand by population, the largest first.
fn index(places: &[Place], traits: &Traits) -> Result<(Vec<u32>, Vec<u8>), Box<dyn Error>> {
    let mut names: BTreeMap<String, Vec<(u64, Entry)>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        for (name, traits) in names::of(place, traits) {
            names.entry(name).or_default().push((place.population, entry(at, traits)?));
        }
    }
    for (name, traits) in traits.persons() {
        names.entry(name.clone()).or_insert_with(|| vec![(0, Entry::new(NO_PLACE, traits))]);
    }
    let mut postings = Vec::new();
    let mut builder = fst::MapBuilder::memory();
    let mut lists: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
    for (name, mut entries) in names {
        entries.sort_by_key(|(population, entry)| (std::cmp::Reverse(*population), *entry));
        let list: Vec<u32> = entries.iter().map(|(_, entry)| entry.0).collect();
        let value = match &list[..] {
            [one] => SINGLE | u64::from(*one),
            _ => *lists.entry(list.clone()).or_insert_with(|| {
                let start = postings.len() as u64;
                postings.push(list.len() as u32);
                postings.extend(&list);
                start
            }),
        };
        builder.insert(name, value)?;
    }
    Ok((postings, builder.into_inner()?))
}

fn entry(at: usize, traits: NameTraits) -> Result<Entry, Box<dyn Error>> {
    Ok(Entry::new(u32::try_from(at)?, traits))
}

fn degrees(value: Option<f64>) -> u32 {
    value.map_or(0x80_0000, |value| (value * 10_000.0).round() as i32 as u32 & 0xFF_FFFF)
}

fn size(population: u64) -> u8 {
    ((population as f64 + 1.0).log2() * 8.0).round().min(255.0) as u8
}

fn put_24(out: &mut Vec<u8>, value: u32) {
    out.extend(&value.to_le_bytes()[..3]);
}
