//! Keys from keys.

use hmac::digest::{FixedOutput, KeyInit, Update};
use zeroize::Zeroizing;

use super::Digest;
use super::function::{Function, Visitor};
use crate::{Error, Result};

/// A derivation that can be done.
pub(super) struct Hkdf {
    length: usize,
    digest: Digest,
}

impl Hkdf {
    /// A derivation of `length` bytes.
    pub(super) fn new(length: usize, digest: Digest) -> Result<Hkdf> {
        if length > 255 * digest.output_size() {
            return Err(Error::other("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length"));
        }
        Ok(Hkdf { length, digest })
    }

    /// Derives the key.
    pub(super) fn run(self, key: &[u8], salt: &[u8], info: &[u8]) -> Vec<u8> {
        let length = self.length;
        self.digest.visit(Derive { key, salt, info, length })
    }
}

/// Derives with one hash function.
struct Derive<'a> {
    key: &'a [u8],
    salt: &'a [u8],
    info: &'a [u8],
    length: usize,
}

impl Visitor for Derive<'_> {
    type Result = Vec<u8>;

    /// RFC 5869: extract, then expand. By hand, as the crate's own form wants the hash functions sorted by how
    /// they hold their blocks, and this is all there is to it.
    fn visit<F: Function>(self) -> Vec<u8> {
        let code = |key: &[u8]| F::Code::new_from_slice(key).expect("a key may have any length");
        let mut extract = code(self.salt);
        extract.update(self.key);
        let pseudo_random = Zeroizing::new(extract.finalize_fixed().to_vec());
        let expand = code(&pseudo_random);
        let mut result: Vec<u8> = Vec::with_capacity(self.length);
        let mut previous = Zeroizing::new(Vec::new());
        let mut counter = 0_u8;
        while result.len() < self.length {
            counter += 1;
            let mut block = expand.clone();
            block.update(&previous);
            block.update(self.info);
            block.update(&[counter]);
            *previous = block.finalize_fixed().to_vec();
            let missing = self.length - result.len();
            result.extend_from_slice(&previous[..previous.len().min(missing)]);
        }
        result
    }
}
