//! What the crates offer of each hash function, under one name.

use blake2::{Blake2b512, Blake2s256};
use hmac::{Hmac, SimpleHmac};
use md5::Md5;
use ripemd::Ripemd160;
use sha1::Sha1;
use sha2::digest::{Digest as Hashing, FixedOutput, KeyInit, MacMarker, Update};
use sha2::{Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512};

use super::Digest;

/// A hash function as a type.
pub(super) trait Function: Hashing + Clone + Send + Sync + 'static {
    /// The authentication code that is made with it.
    type Code: KeyInit + Update + FixedOutput + MacMarker + Clone + Send + Sync + 'static;
}

/// What is to be done with the function of a [`Digest`].
pub(super) trait Visitor {
    type Result;

    fn visit<F: Function>(self) -> Self::Result;
}

impl Digest {
    /// From the name to the type: the one place that knows both.
    pub(super) fn visit<V: Visitor>(self, visitor: V) -> V::Result {
        match self {
            Digest::Md5 => visitor.visit::<Md5>(),
            Digest::Sha1 => visitor.visit::<Sha1>(),
            Digest::Sha224 => visitor.visit::<Sha224>(),
            Digest::Sha256 => visitor.visit::<Sha256>(),
            Digest::Sha384 => visitor.visit::<Sha384>(),
            Digest::Sha512 => visitor.visit::<Sha512>(),
            Digest::Sha512_224 => visitor.visit::<Sha512_224>(),
            Digest::Sha512_256 => visitor.visit::<Sha512_256>(),
            Digest::Sha3_224 => visitor.visit::<Sha3_224>(),
            Digest::Sha3_256 => visitor.visit::<Sha3_256>(),
            Digest::Sha3_384 => visitor.visit::<Sha3_384>(),
            Digest::Sha3_512 => visitor.visit::<Sha3_512>(),
            Digest::Ripemd160 => visitor.visit::<Ripemd160>(),
            Digest::Blake2b512 => visitor.visit::<Blake2b512>(),
            Digest::Blake2s256 => visitor.visit::<Blake2s256>(),
        }
    }
}

impl Function for Md5 {
    type Code = Hmac<Md5>;
}

impl Function for Sha1 {
    type Code = Hmac<Sha1>;
}

impl Function for Sha224 {
    type Code = Hmac<Sha224>;
}

impl Function for Sha256 {
    type Code = Hmac<Sha256>;
}

impl Function for Sha384 {
    type Code = Hmac<Sha384>;
}

impl Function for Sha512 {
    type Code = Hmac<Sha512>;
}

impl Function for Sha512_224 {
    type Code = Hmac<Sha512_224>;
}

impl Function for Sha512_256 {
    type Code = Hmac<Sha512_256>;
}

impl Function for Ripemd160 {
    type Code = Hmac<Ripemd160>;
}

impl Function for Sha3_224 {
    type Code = SimpleHmac<Sha3_224>;
}

impl Function for Sha3_256 {
    type Code = SimpleHmac<Sha3_256>;
}

impl Function for Sha3_384 {
    type Code = SimpleHmac<Sha3_384>;
}

impl Function for Sha3_512 {
    type Code = SimpleHmac<Sha3_512>;
}

// These hash a block only when the next one comes, which the quicker form cannot stop halfway.
impl Function for Blake2b512 {
    type Code = SimpleHmac<Blake2b512>;
}

impl Function for Blake2s256 {
    type Code = SimpleHmac<Blake2s256>;
}
