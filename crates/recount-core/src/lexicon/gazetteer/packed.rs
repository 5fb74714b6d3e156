//! The layout of `data/gazetteer.bin`, which is read in place: nothing is decoded at start.
//!
//! Little-endian throughout. A header of eight bytes of magic and five `u32` (places, countries, bytes of names, postings,
//! bytes of the automaton), then one column after the other:
//!
//! | column | bytes each | what |
//! | --- | --- | --- |
//! | country codes | 3 | ISO 3166 alpha-3, by country number |
//! | number | 3 | GeoNames number |
//! | latitude, longitude | 3, 3 | in 1/10,000 degree, signed; the least value where unknown |
//! | size | 1 | 8 × log2 (population + 1), rounded |
//! | kind | 1 | a [`Kind`] |
//! | country | 1 | country number |
//! | parent | 2 | the division it lies in, by place number; all ones where none |
//! | name | 3 | where its name starts among the names |
//! | names | | a length byte, then UTF-8 |
//! | postings | 4 | lists of [`Entry`], each behind its length |
//! | automaton | | an `fst::Map` from looked-up form to an entry (bit 26 set) or the start of a list |

use std::sync::LazyLock;

use super::Kind;

/// What the file starts with; changes with the layout.
pub const MAGIC: &[u8; 8] = b"RCGZ0001";
/// Set in a value of the automaton that is itself the one entry.
pub const SINGLE: u64 = 1 << 26;
/// No parent. Divisions stand before towns, so that their numbers fit.
pub const NO_PARENT: u16 = u16::MAX;

/// The place number of a word that is a name of persons and of no place; its entry carries the traits.
pub const NO_PLACE: u32 = (1 << PLACE_BITS) - 1;

const HEADER: usize = 28;
const PLACE_BITS: u32 = 20;

/// How one name leads to one place: the place's number and what kind of name it is, in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry(pub u32);

/// What is known of a name in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameTraits {
    /// An alternate name of its place: older, foreign, or a variant.
    pub alternate: bool,
    /// The name of a division without the word for its sort: `Rapides` for Rapides Parish.
    pub short: bool,
    /// Also an English word in small letters: `reading`, `mobile`.
    pub word: bool,
    /// Also a given name.
    pub given: bool,
    /// Also a family name in the United States: 0 no, 1 rare, 2 common, 3 among the 500 most common.
    pub family: u8,
}

impl Entry {
    /// Packs a place number below 2^20 with the traits of the name.
    pub const fn new(place: u32, traits: NameTraits) -> Entry {
        Entry(
            place & ((1 << PLACE_BITS) - 1)
                | (traits.alternate as u32) << 20
                | (traits.short as u32) << 21
                | (traits.word as u32) << 22
                | (traits.given as u32) << 23
                | ((traits.family & 3) as u32) << 24,
        )
    }

    /// The place's number.
    pub const fn place(self) -> u32 {
        self.0 & ((1 << PLACE_BITS) - 1)
    }

    /// The traits of the name.
    pub const fn traits(self) -> NameTraits {
        NameTraits {
            alternate: self.0 >> 20 & 1 == 1,
            short: self.0 >> 21 & 1 == 1,
            word: self.0 >> 22 & 1 == 1,
            given: self.0 >> 23 & 1 == 1,
            family: (self.0 >> 24 & 3) as u8,
        }
    }
}

/// What each size stands for.
static POPULATIONS: LazyLock<[f64; 256]> =
    LazyLock::new(|| std::array::from_fn(|size| (size as f64 / 8.0).exp2() - 1.0));

/// The columns of the file, as stretches of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    pub(super) places: u32,
    codes: &'static [u8],
    numbers: &'static [u8],
    latitudes: &'static [u8],
    longitudes: &'static [u8],
    sizes: &'static [u8],
    kinds: &'static [u8],
    countries: &'static [u8],
    parents: &'static [u8],
    names: &'static [u8],
    heap: &'static [u8],
    postings: &'static [u8],
    pub(super) automaton: &'static [u8],
}

impl Packed {
    /// Finds the columns; none where the bytes are not of this layout.
    pub(super) fn open(bytes: &'static [u8]) -> Option<Packed> {
        if bytes.get(..8)? != MAGIC {
            return None;
        }
        let count = |at: usize| u32_at(bytes, 8 + 4 * at).map(|value| value as usize);
        let (places, countries, heap, postings, automaton) =
            (count(0)?, count(1)?, count(2)?, count(3)?, count(4)?);
        let mut at = HEADER;
        let mut take = |length: usize| {
            let column = bytes.get(at..at.checked_add(length)?)?;
            at += length;
            Some(column)
        };
        Some(Packed {
            places: u32::try_from(places).ok()?,
            codes: take(3 * countries)?,
            numbers: take(3 * places)?,
            latitudes: take(3 * places)?,
            longitudes: take(3 * places)?,
            sizes: take(places)?,
            kinds: take(places)?,
            countries: take(places)?,
            parents: take(2 * places)?,
            names: take(3 * places)?,
            heap: take(heap)?,
            postings: take(4 * postings)?,
            automaton: take(automaton)?,
        })
    }

    pub(super) fn number(&self, place: u32) -> Option<u32> {
        u24_at(self.numbers, place as usize * 3).filter(|number| *number != 0)
    }

    pub(super) fn point(&self, place: u32) -> Option<(f64, f64)> {
        let degrees = |column| {
            let raw = u24_at(column, place as usize * 3)?;
            (raw != 0x80_0000).then(|| f64::from((raw << 8) as i32 >> 8) / 10_000.0)
        };
        Some((degrees(self.latitudes)?, degrees(self.longitudes)?))
    }

    pub(super) fn population(&self, place: u32) -> f64 {
        let size = self.sizes.get(place as usize).copied().unwrap_or(0);
        POPULATIONS[usize::from(size)]
    }

    pub(super) fn kind(&self, place: u32) -> Kind {
        Kind::from_byte(self.kinds.get(place as usize).copied().unwrap_or(0))
    }

    pub(super) fn country(&self, place: u32) -> Option<&'static str> {
        let number = usize::from(*self.countries.get(place as usize)?);
        std::str::from_utf8(self.codes.get(number * 3..number * 3 + 3)?).ok().filter(|code| *code != "   ")
    }

    pub(super) fn parent(&self, place: u32) -> Option<u32> {
        let at = place as usize * 2;
        let [low, high] = self.parents.get(at..at + 2)?.try_into().ok()?;
        Some(u16::from_le_bytes([low, high])).filter(|parent| *parent != NO_PARENT).map(u32::from)
    }

    pub(super) fn name(&self, place: u32) -> Option<&'static str> {
        let at = u24_at(self.names, place as usize * 3)? as usize;
        let length = usize::from(*self.heap.get(at)?);
        std::str::from_utf8(self.heap.get(at + 1..at + 1 + length)?).ok()
    }

    /// The entries that a value of the automaton stands for.
    pub(super) fn entries(&self, value: u64) -> impl Iterator<Item = Entry> + '_ {
        let single = (value & SINGLE != 0).then_some(Entry((value & !SINGLE) as u32));
        let at = usize::try_from(value).unwrap_or(usize::MAX);
        let posting = |at: usize| u32_at(self.postings, at.checked_mul(4)?);
        let count = if single.is_some() { 0 } else { posting(at).unwrap_or(0) as usize };
        let listed = (1..=count).filter_map(move |step| posting(at.checked_add(step)?)).map(Entry);
        single.into_iter().chain(listed)
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn u24_at(bytes: &[u8], at: usize) -> Option<u32> {
    match bytes.get(at..at.checked_add(3)?)? {
        [low, middle, high] => Some(u32::from_le_bytes([*low, *middle, *high, 0])),
        _ => None,
    }
}
