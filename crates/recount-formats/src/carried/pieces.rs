//! What a report carries, in two kinds of pieces for who keeps them apart: what all its frames share, once, and what it gives to each
//! frame. They are for the same build of Recount that made them.

use std::{borrow::Cow, collections::BTreeMap};

use recount_core::{
    BUILD, Extraction, Lexicon, Report,
    count::{Entry, Heading, Key},
    origin::{Account, Bounds},
    signature::Signature,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Carried, Kept, kept::offsets_of};
use crate::{Problem, write::Offsets};

/// What a report gives, in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces {
    /// What all its frames share: its heading, the names to leave out, its 5-grams.
    pub shared: Vec<u8>,
    /// What it gives to each frame, under what tells frames apart.
    pub parts: Vec<([u64; 2], Vec<u8>)>,
}

#[derive(Serialize, Deserialize)]
struct Shared<'p> {
    build: Cow<'p, str>,
    heading: Cow<'p, Heading>,
    private: Cow<'p, [String]>,
}

#[derive(Serialize, Deserialize)]
struct Part<'p> {
    accounts: Cow<'p, [(Key, Vec<Account>)]>,
    offsets: Cow<'p, [Offsets]>,
}

impl Pieces {
    /// Of a report that was read.
    pub fn of(report: &Report, extraction: &Extraction, lexicon: &Lexicon) -> Pieces {
        let entry = Entry::of(extraction, lexicon);
        let kept = Kept::of(report, extraction, &entry, lexicon);
        let (heading, private) = (Cow::Borrowed(&entry.heading), Cow::Borrowed(kept.private.as_slice()));
        let shared = Shared { build: BUILD.into(), heading, private };
        let shared = [packed(&extraction.signature), bytes(&shared)].concat();
        let carried = Carried {
            build: BUILD.to_owned(),
            entry,
            signature: Signature::default(),
            kept,
            figures: Vec::new(),
        };
        let parts = carried.by_frame().into_iter().map(|(frame, part)| {
            let (accounts, offsets) = (part.entry.accounts.into(), part.kept.offsets.into());
            (short(&bytes(&frame)), bytes(&Part { accounts, offsets }))
        });
        Pieces { shared, parts: parts.collect() }
    }

    /// What a report carries to a frame, put together again.
    ///
    /// # Errors
    /// Where they are no pieces.
    pub fn together(shared: &[u8], part: &[u8], lexicon: &Lexicon) -> Result<Carried, Problem> {
        let (signature, shared) = unpacked(shared).ok_or_else(|| odd("a piece cut short".to_owned()))?;
        let Shared { build, heading, private } = read(shared)?;
        if build != BUILD {
            return Err(odd(format!("those of the build {build}")));
        }
        let Part { accounts, offsets } = read(part)?;
        let document = heading.document.clone();
        let kept = Kept { document, offsets: offsets.into_owned(), private: private.into_owned() };
        let (heading, accounts) = (heading.into_owned(), accounts.into_owned());
        let mut entry = Entry { heading, orders: Vec::new(), accounts };
        entry.reword(signature, lexicon);
        Ok(Carried {
            build: BUILD.to_owned(),
            entry,
            // Its accounts hold it.
            signature: Signature::default(),
            kept,
            figures: Vec::new(),
        })
    }
}

/// What is told for each key in what a report gives to a frame.
///
/// # Errors
/// Where it is no such piece.
pub fn values_of(part: &[u8]) -> Result<Vec<(Key, Vec<Bounds>)>, Problem> {
    let Part { accounts, .. } = read(part)?;
    let bounds = |(key, accounts): (Key, Vec<Account>)| {
        (key, accounts.into_iter().map(|account| account.bounds).collect())
    };
    Ok(accounts.into_owned().into_iter().map(bounds).collect())
}

/// What a report gives to a frame, divided among the groups that its keys fall into.
///
/// # Errors
/// Where it is no such piece.
pub fn divided(part: &[u8], group_of: &BTreeMap<Key, usize>) -> Result<Vec<(usize, Vec<u8>)>, Problem> {
    let Part { accounts, offsets } = read(part)?;
    let mut groups: BTreeMap<usize, Vec<(Key, Vec<Account>)>> = BTreeMap::new();
    for (key, accounts) in accounts.into_owned() {
        let group = group_of.get(&key).copied().unwrap_or_default();
        groups.entry(group).or_default().push((key, accounts));
    }
    let piece = |accounts: Vec<_>| {
        let offsets = offsets_of(&offsets, &accounts).into();
        bytes(&Part { accounts: accounts.into(), offsets })
    };
    Ok(groups.into_iter().map(|(group, accounts)| (group, piece(accounts))).collect())
}

fn odd(found: String) -> Problem {
    Problem::set_aside("pieces", format!("pieces of what the build {BUILD} read from a report"), found)
}

fn read<'p, T: Deserialize<'p>>(piece: &'p [u8]) -> Result<T, Problem> {
    serde_json::from_slice(piece).map_err(|error| odd(error.to_string()))
}

/// As JSON text.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    // Serialising plain data into memory cannot fail.
    serde_json::to_vec(value).unwrap_or_default()
}

/// How many 5-grams there are, then each, four bytes in little-endian order.
fn packed(signature: &Signature) -> Vec<u8> {
    let many = u32::try_from(signature.len()).unwrap_or(u32::MAX);
    std::iter::once(&many).chain(signature.grams()).flat_map(|number| number.to_le_bytes()).collect()
}

/// Such a signature, and what follows it.
fn unpacked(bytes: &[u8]) -> Option<(Signature, &[u8])> {
    let (many, rest) = bytes.split_first_chunk()?;
    let (grams, rest) =
        rest.split_at_checked(usize::try_from(u32::from_le_bytes(*many)).ok()?.checked_mul(4)?)?;
    let (grams, _) = grams.as_chunks();
    Some((Signature::of_grams(grams.iter().map(|gram| u32::from_le_bytes(*gram))), rest))
}

/// Sixteen bytes of a hash.
fn short(bytes: &[u8]) -> [u64; 2] {
    let digest = Sha256::digest(bytes);
    let half =
        |from: usize| digest.iter().skip(from).take(8).fold(0, |all, byte| all << 8 | u64::from(*byte));
    [half(0), half(8)]
}
