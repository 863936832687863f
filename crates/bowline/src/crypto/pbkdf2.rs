//! Keys from passwords.

use pbkdf2::pbkdf2;

use super::Digest;
use super::function::{Function, Visitor};
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
        let mut key = vec![0; self.length];
        let (iterations, key_out) = (self.iterations, key.as_mut_slice());
        self.digest.visit(Derive { password, salt, iterations, key: key_out });
        key
    }
}

/// Derives with one hash function.
struct Derive<'a> {
    password: &'a [u8],
    salt: &'a [u8],
    iterations: u32,
    key: &'a mut [u8],
}

impl Visitor for Derive<'_> {
    type Result = ();

    fn visit<F: Function>(self) {
        pbkdf2::<F::Code>(self.password, self.salt, self.iterations, self.key)
            .expect("a password may have any length");
    }
}

/// What Node says of a number that is too small or too large.
pub(super) fn out_of_range(name: &str, min: usize, received: u64) -> Error {
    let message = format!(
        "The value of \"{name}\" is out of range. It must be >= {min} && <= {MAX}. Received {received}"
    );
    Error::other("ERR_OUT_OF_RANGE", message)
}
