//! Keys from passwords.

use md5::Md5;
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};

use super::Digest;
use crate::{Error, Result};

/// The most iterations and the longest key, in bytes. Node's limits.
const MAX: usize = i32::MAX as usize;

/// A derivation that can be done.
pub(super) struct Pbkdf2 {
    iterations: u32,
    length: usize,
    digest: Digest,
}

impl Pbkdf2 {
    /// A derivation of `length` bytes.
    pub(super) fn new(iterations: u32, length: usize, digest: Digest) -> Result<Pbkdf2> {
        if iterations == 0 || iterations as usize > MAX {
            return Err(out_of_range("iterations", 1, u64::from(iterations)));
        }
        if length > MAX {
            return Err(out_of_range("keylen", 0, length as u64));
        }
        Ok(Pbkdf2 { iterations, length, digest })
    }

    /// Derives the key. Takes long: that is what it is for.
    pub(super) fn run(self, password: &[u8], salt: &[u8]) -> Vec<u8> {
        let derive = match self.digest {
            Digest::Md5 => pbkdf2_hmac::<Md5>,
            Digest::Sha1 => pbkdf2_hmac::<Sha1>,
            Digest::Sha224 => pbkdf2_hmac::<Sha224>,
            Digest::Sha256 => pbkdf2_hmac::<Sha256>,
            Digest::Sha384 => pbkdf2_hmac::<Sha384>,
            Digest::Sha512 => pbkdf2_hmac::<Sha512>,
            Digest::Sha512_224 => pbkdf2_hmac::<Sha512_224>,
            Digest::Sha512_256 => pbkdf2_hmac::<Sha512_256>,
        };
        let mut key = vec![0; self.length];
        derive(password, salt, self.iterations, &mut key);
        key
    }
}

/// What Node says of a number that is too small or too large.
pub(super) fn out_of_range(name: &str, min: usize, received: u64) -> Error {
    let message = format!(
        "The value of \"{name}\" is out of range. It must be >= {min} && <= {MAX}. Received {received}"
    );
    Error::other("ERR_OUT_OF_RANGE", message)
}
