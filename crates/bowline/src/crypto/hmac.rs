//! Message authentication with a hash and a key.

use std::fmt;

use hmac::{KeyInit, Mac};

use super::Digest;
use super::function::{Function, Visitor};

/// The authentication code of `data` under `key`.
///
/// To check a code somebody sent, use [`Hmac::verify`]: comparing with `==` tells, by the time it takes,
/// how much of a wrong code was right.
///
/// Source: Node.js `crypto.createHmac`; RFC 2104.
pub fn hmac(digest: Digest, key: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> Vec<u8> {
    let mut hmac = Hmac::new(digest, key);
    hmac.update(data);
    hmac.digest()
}

/// The authentication code of data that comes in pieces. A copy goes on from the same place.
///
/// ```
/// use bowline::crypto::{Digest, Hmac, hmac};
///
/// let mut pieces = Hmac::new(Digest::Sha256, "key");
/// pieces.update("in two ");
/// pieces.update("pieces");
/// assert!(pieces.verify(&hmac(Digest::Sha256, "key", "in two pieces")));
/// ```
///
/// Source: Node.js `crypto.createHmac`.
#[derive(Clone)]
pub struct Hmac {
    digest: Digest,
    running: Box<dyn Running>,
}

impl Hmac {
    /// The code of nothing yet, under `key`, which may have any length.
    pub fn new(digest: Digest, key: impl AsRef<[u8]>) -> Hmac {
        Hmac { digest, running: digest.visit(Start { key: key.as_ref() }) }
    }

    /// Takes in the next piece.
    pub fn update(&mut self, data: impl AsRef<[u8]>) {
        self.running.update(data.as_ref());
    }

    /// The code of all pieces.
    pub fn digest(self) -> Vec<u8> {
        self.running.finish()
    }

    /// Whether `code` is the code of all pieces. Takes as long for a wrong code as for the right one.
    pub fn verify(self, code: &[u8]) -> bool {
        self.running.verify(code)
    }
}

impl fmt::Debug for Hmac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hmac({})", self.digest)
    }
}

/// Begins a code.
struct Start<'a> {
    key: &'a [u8],
}

impl Visitor for Start<'_> {
    type Result = Box<dyn Running>;

    fn visit<F: Function>(self) -> Box<dyn Running> {
        Box::new(F::Code::new_from_slice(self.key).expect("a key may have any length"))
    }
}

/// A function at work, whichever it is.
trait Running: Send + Sync {
    fn update(&mut self, data: &[u8]);
    fn finish(self: Box<Self>) -> Vec<u8>;
    fn verify(self: Box<Self>, code: &[u8]) -> bool;
    fn copy(&self) -> Box<dyn Running>;
}

impl<F: Mac + Clone + Send + Sync + 'static> Running for F {
    fn update(&mut self, data: &[u8]) {
        Mac::update(self, data);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.finalize().into_bytes().to_vec()
    }

    fn verify(self: Box<Self>, code: &[u8]) -> bool {
        self.verify_slice(code).is_ok()
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
