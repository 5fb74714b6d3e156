//! Pieces by number, however many: beyond a budget of memory they go to a file without a name, and only where each ends is held.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
};

use anyhow::{Context, Result};

use super::runs::{FULL, scratch};

/// Pieces by number.
pub(super) struct Shelf {
    /// Those that are not in the file.
    held: Vec<u8>,
    /// How many bytes are held at the most.
    most: usize,
    /// Where each piece ends, counted over the file and what is held.
    ends: Vec<u64>,
    /// How many bytes are in the file.
    filed: u64,
    file: Option<File>,
}

impl Shelf {
    /// Holds no more than so many bytes.
    pub(super) fn within(most: usize) -> Shelf {
        Shelf { held: Vec::new(), most, ends: Vec::new(), filed: 0, file: None }
    }

    /// Takes a piece and gives its number.
    pub(super) fn put(&mut self, piece: &[u8]) -> Result<usize> {
        self.held.extend_from_slice(piece);
        self.ends.push(self.filed + self.held.len() as u64);
        if self.held.len() > self.most {
            self.file_away()?;
        }
        Ok(self.ends.len() - 1)
    }

    fn file_away(&mut self) -> Result<()> {
        if self.file.is_none() {
            self.file = Some(scratch()?);
        }
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(self.filed))?;
            file.write_all(&self.held).context(FULL)?;
        }
        self.filed += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }

    /// The piece of this number.
    pub(super) fn get(&self, number: usize) -> Result<Vec<u8>> {
        let end = *self.ends.get(number).context("a piece that was put away")?;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let length = usize::try_from(end - start)?;
        if let Some(from) = start.checked_sub(self.filed) {
            let from = usize::try_from(from)?;
            return Ok(self.held.get(from..from + length).unwrap_or_default().to_vec());
        }
        let mut piece = vec![0; length];
        let mut file = self.file.as_ref().context("a file of pieces")?;
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut piece)?;
        Ok(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_is_found_again() {
        for most in [0, 10, 1_000] {
            let mut shelf = Shelf::within(most);
            let pieces: Vec<Vec<u8>> = (0..50u8).map(|at| vec![at; usize::from(at) % 7]).collect();
            for (at, piece) in pieces.iter().enumerate() {
                assert_eq!(shelf.put(piece).expect("room"), at);
            }
            for (at, piece) in pieces.iter().enumerate().rev() {
                assert_eq!(&shelf.get(at).expect("a piece"), piece, "{at} within {most} bytes");
            }
        }
    }
}
