//! The hash functions, by name.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// A hash function.
///
/// ```
/// use bowline::crypto::Digest;
///
/// assert_eq!("sha512-256".parse(), Ok(Digest::Sha512_256));
/// assert_eq!("RSA-SHA256".parse(), Ok(Digest::Sha256));
/// assert_eq!(Digest::Sha1.to_string(), "sha1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digest {
    /// MD5, 16 bytes. Broken: only for what others demand.
    Md5,
    /// SHA-1, 20 bytes. Broken: only for what others demand.
    Sha1,
    /// SHA-224, 28 bytes.
    Sha224,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-384, 48 bytes.
    Sha384,
    /// SHA-512, 64 bytes.
    Sha512,
    /// SHA-512/224, 28 bytes.
    Sha512_224,
    /// SHA-512/256, 32 bytes.
    Sha512_256,
    /// SHA3-224, 28 bytes.
    Sha3_224,
    /// SHA3-256, 32 bytes.
    Sha3_256,
    /// SHA3-384, 48 bytes.
    Sha3_384,
    /// SHA3-512, 64 bytes.
    Sha3_512,
    /// RIPEMD-160, 20 bytes.
    Ripemd160,
    /// BLAKE2b with its longest result, 64 bytes.
    Blake2b512,
    /// BLAKE2s with its longest result, 32 bytes.
    Blake2s256,
}

impl Digest {
    /// Every hash function there is here.
    pub const ALL: [Digest; 15] = [
        Digest::Md5,
        Digest::Sha1,
        Digest::Sha224,
        Digest::Sha256,
        Digest::Sha384,
        Digest::Sha512,
        Digest::Sha512_224,
        Digest::Sha512_256,
        Digest::Sha3_224,
        Digest::Sha3_256,
        Digest::Sha3_384,
        Digest::Sha3_512,
        Digest::Ripemd160,
        Digest::Blake2b512,
        Digest::Blake2s256,
    ];

    /// Node's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Digest::Md5 => "md5",
            Digest::Sha1 => "sha1",
            Digest::Sha224 => "sha224",
            Digest::Sha256 => "sha256",
            Digest::Sha384 => "sha384",
            Digest::Sha512 => "sha512",
            Digest::Sha512_224 => "sha512-224",
            Digest::Sha512_256 => "sha512-256",
            Digest::Sha3_224 => "sha3-224",
            Digest::Sha3_256 => "sha3-256",
            Digest::Sha3_384 => "sha3-384",
            Digest::Sha3_512 => "sha3-512",
            Digest::Ripemd160 => "ripemd160",
            Digest::Blake2b512 => "blake2b512",
            Digest::Blake2s256 => "blake2s256",
        }
    }

    /// How long its result is, in bytes.
    pub fn output_size(self) -> usize {
        match self {
            Digest::Md5 => 16,
            Digest::Sha1 | Digest::Ripemd160 => 20,
            Digest::Sha224 | Digest::Sha512_224 | Digest::Sha3_224 => 28,
            Digest::Sha256 | Digest::Sha512_256 | Digest::Sha3_256 | Digest::Blake2s256 => 32,
            Digest::Sha384 | Digest::Sha3_384 => 48,
            Digest::Sha512 | Digest::Sha3_512 | Digest::Blake2b512 => 64,
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Digest {
    type Err = Error;

    /// The hash function that Node knows by this name; small and capital letters are the same.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_DIGEST` if there is none.
    fn from_str(name: &str) -> Result<Digest, Error> {
        let lower = name.to_ascii_lowercase();
        // Names of signatures stand for the hash in them: `RSA-SHA256`, `sha256WithRSAEncryption`.
        let bare = lower
            .strip_prefix("rsa-")
            .or_else(|| lower.strip_prefix("id-rsassa-pkcs1-v1_5-with-"))
            .or_else(|| lower.strip_prefix("ssl3-"))
            .or_else(|| lower.strip_suffix("withrsaencryption"))
            .or_else(|| lower.strip_suffix("withrsa"));
        match bare.unwrap_or(&lower) {
            "md5" => Ok(Digest::Md5),
            "sha1" | "sha-1" | "sha1-2" => Ok(Digest::Sha1),
            "sha224" | "sha-224" | "sha2-224" => Ok(Digest::Sha224),
            "sha256" | "sha-256" | "sha2-256" => Ok(Digest::Sha256),
            "sha384" | "sha-384" | "sha2-384" => Ok(Digest::Sha384),
            "sha512" | "sha-512" | "sha2-512" => Ok(Digest::Sha512),
            "sha512-224" | "sha-512/224" | "sha2-512/224" | "sha512/224" => Ok(Digest::Sha512_224),
            "sha512-256" | "sha-512/256" | "sha2-512/256" | "sha512/256" => Ok(Digest::Sha512_256),
            "sha3-224" => Ok(Digest::Sha3_224),
            "sha3-256" => Ok(Digest::Sha3_256),
            "sha3-384" => Ok(Digest::Sha3_384),
            "sha3-512" => Ok(Digest::Sha3_512),
            "ripemd160" | "ripemd" | "rmd160" | "ripemd-160" => Ok(Digest::Ripemd160),
            "blake2b512" | "blake2b-512" => Ok(Digest::Blake2b512),
            "blake2s256" | "blake2s-256" => Ok(Digest::Blake2s256),
            _ => Err(Error::other("ERR_CRYPTO_INVALID_DIGEST", format!("Invalid digest: {name}"))),
        }
    }
}
