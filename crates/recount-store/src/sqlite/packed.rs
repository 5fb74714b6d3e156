//! Bytes packed where that makes them smaller. What is packed already, such as a PDF, stays as it came.

use std::{
    borrow::Cow,
    io::{Read, Write},
};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use crate::{Error, Result};

/// How the bytes are packed, and what is kept of them.
pub(super) fn pack(bytes: &[u8]) -> (&'static str, Cow<'_, [u8]>) {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::fast());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    match packed {
        Ok(packed) if packed.len() < bytes.len() => ("deflate", Cow::Owned(packed)),
        _ => ("none", Cow::Borrowed(bytes)),
    }
}

/// The bytes as they came; no more than `size` and one are unpacked, whatever the file says.
pub(super) fn unpack(packing: &str, size: usize, kept: Vec<u8>) -> Result<Vec<u8>> {
    if packing != "deflate" {
        return Ok(kept);
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(size).unwrap_or(u64::MAX).saturating_add(1);
    DeflateDecoder::new(&kept[..])
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::told(format!("expected bytes that unpack, found {error}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn bytes_come_back_and_grow_no_larger() {
        // Digests look like noise, as packed bytes do.
        let noise: Vec<u8> = (0..64_u8).flat_map(|at| Sha256::digest([at])).collect();
        for (bytes, packing) in [(b"flood ".repeat(99), "deflate"), (noise, "none"), (Vec::new(), "none")] {
            let (how, kept) = pack(&bytes);
            assert_eq!(how, packing);
            assert!(kept.len() <= bytes.len());
            let kept = kept.into_owned();
            assert_eq!(unpack(how, bytes.len(), kept).expect("unpacked"), bytes);
        }
        assert!(unpack("deflate", 9, b"no deflate".to_vec()).is_err());
    }
}
