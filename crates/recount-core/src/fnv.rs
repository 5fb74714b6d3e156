//! FNV-1a, the hash by which things are named and told apart: the same each time, on each machine.

/// What a hash of 64 bits starts from.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;
/// What each step of it multiplies by.
pub const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Of 64 bits.
pub fn digest(bytes: impl IntoIterator<Item = u8>) -> u64 {
    digest_on(START, bytes)
}

/// The same, from where another one ended.
pub fn digest_on(start: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// Of 32 bits, where a few that are alike do no harm.
pub fn short(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Of 128 bits: no two names that people give share one.
pub fn wide(bytes: impl IntoIterator<Item = u8>) -> u128 {
    let start = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let prime = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.into_iter().fold(start, |hash: u128, byte| (hash ^ u128::from(byte)).wrapping_mul(prime))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_others_publish() {
        assert_eq!(
            (digest([]), digest(*b"a"), digest(*b"foobar")),
            (START, 0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8)
        );
        assert_eq!((short(*b"a"), short(*b"foobar")), (0xe40c_292c, 0xbf9c_f968));
        assert_eq!(wide(*b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(digest_on(digest(*b"foo"), *b"bar"), digest(*b"foobar"));
    }
}
