//! Hashing.

use std::fmt;

use super::Digest;
use super::function::{Function, Visitor};

/// Hashes `data`.
///
/// ```
/// use bowline::crypto::{Digest, hash};
///
/// assert_eq!(hash(Digest::Sha256, "abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
/// ```
///
/// Source: Node.js `crypto.hash`.
pub fn hash(digest: Digest, data: impl AsRef<[u8]>) -> Vec<u8> {
    let mut hash = Hash::new(digest);
    hash.update(data);
    hash.digest()
}

/// A hash of data that comes in pieces. A copy goes on from the same place.
///
/// ```
/// use bowline::crypto::{Digest, Hash, hash};
///
/// let mut pieces = Hash::new(Digest::Sha1);
/// pieces.update("in two ");
/// pieces.update("pieces");
/// assert_eq!(pieces.digest(), hash(Digest::Sha1, "in two pieces"));
/// ```
///
/// Source: Node.js `crypto.createHash`.
#[derive(Clone)]
pub struct Hash {
    digest: Digest,
    running: Box<dyn Running>,
}

impl Hash {
    /// A hash of nothing yet.
    pub fn new(digest: Digest) -> Hash {
        Hash { digest, running: digest.visit(Start) }
    }

    /// Its hash function.
    pub fn kind(&self) -> Digest {
        self.digest
    }

    /// Hashes the next piece.
    pub fn update(&mut self, data: impl AsRef<[u8]>) {
        self.running.update(data.as_ref());
    }

    /// The hash of all pieces.
    pub fn digest(self) -> Vec<u8> {
        self.running.finish()
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({})", self.digest)
    }
}

/// Begins a hash.
struct Start;

impl Visitor for Start {
    type Result = Box<dyn Running>;

    fn visit<F: Function>(self) -> Box<dyn Running> {
        Box::new(F::new())
    }
}

/// A hash function at work, whichever it is.
trait Running: Send + Sync {
    fn update(&mut self, data: &[u8]);
    fn finish(self: Box<Self>) -> Vec<u8>;
    fn copy(&self) -> Box<dyn Running>;
}

impl<F: Function> Running for F {
    fn update(&mut self, data: &[u8]) {
        sha2::Digest::update(self, data);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.finalize().to_vec()
    }

    fn copy(&self) -> Box<dyn Running> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn Running> {
    fn clone(&self) -> Box<dyn Running> {
        (**self).copy()
    }
}
