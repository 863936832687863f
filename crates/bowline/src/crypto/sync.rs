//! The blocking door: the loop stands still until the result is there.

use super::cipher::{self, CipherOptions, Key};
use super::hkdf::Hkdf;
use super::pbkdf2::Pbkdf2;
use super::scrypt::Scrypt;
use super::{Digest, ScryptOptions, random_bytes};
use crate::Result;

/// Derives a key of `length` bytes from a password; `iterations` make guessing it slow.
///
/// # Errors
///
/// `ERR_OUT_OF_RANGE` if `iterations` is 0, or either number above 2,147,483,647.
///
/// Source: Node.js `crypto.pbkdf2Sync`; RFC 8018.
pub fn pbkdf2_sync(
    password: impl AsRef<[u8]>,
    salt: impl AsRef<[u8]>,
    iterations: u32,
    length: usize,
    digest: Digest,
) -> Result<Vec<u8>> {
    Ok(Pbkdf2::new(iterations, length, digest)?.run(password.as_ref(), salt.as_ref()))
}

/// Derives a key of `length` bytes from a password; memory makes guessing it dear.
///
/// # Errors
///
/// `ERR_CRYPTO_INVALID_SCRYPT_PARAMS` if the options make no sense or need more memory than they allow.
///
/// Source: Node.js `crypto.scryptSync`; RFC 7914.
pub fn scrypt_sync(
    password: impl AsRef<[u8]>,
    salt: impl AsRef<[u8]>,
    length: usize,
    options: &ScryptOptions,
) -> Result<Vec<u8>> {
    Scrypt::new(length, options)?.run(password.as_ref(), salt.as_ref())
}

/// Derives a key of `length` bytes from another key and what it shall be for.
///
/// # Errors
///
/// `ERR_CRYPTO_INVALID_KEYLEN` if that is more than 255 results of the hash function.
///
/// Source: Node.js `crypto.hkdfSync`; RFC 5869.
pub fn hkdf_sync(
    digest: Digest,
    key: impl AsRef<[u8]>,
    salt: impl AsRef<[u8]>,
    info: impl AsRef<[u8]>,
    length: usize,
) -> Result<Vec<u8>> {
    Ok(Hkdf::new(length, digest)?.run(key.as_ref(), salt.as_ref(), info.as_ref()))
}

/// Fills `bytes` with what nobody can guess.
///
/// # Errors
///
/// The system's, if it has no randomness to give.
///
/// Source: Node.js `crypto.randomFillSync`.
pub fn random_fill_sync(bytes: &mut [u8]) -> Result<()> {
    random_bytes::fill(bytes)
}

/// `size` bytes that nobody can guess, from the system.
///
/// # Errors
///
/// `ERR_OUT_OF_RANGE` above 2,147,483,647 bytes; the system's, if it has no randomness to give.
///
/// Source: Node.js `crypto.randomBytes` without a callback.
pub fn random_bytes_sync(size: usize) -> Result<Vec<u8>> {
    random_bytes::check(size)?;
    random_bytes::run(size)
}

/// Encrypts `text` with AES-256-GCM under a fresh random nonce.
///
/// The result is the nonce (12 bytes), the encrypted text (as long as the text) and the tag (16 bytes). One
/// key is good for 2^32 texts: then two of the random nonces may be equal.
///
/// ```
/// use bowline::crypto::{Key, decrypt_sync, encrypt_sync};
///
/// let key = Key::random()?;
/// let sealed = encrypt_sync(&key, "Hello world! This is a text to encrypt!")?;
/// assert_eq!(sealed.len(), 12 + 39 + 16);
/// assert_eq!(decrypt_sync(&key, &sealed)?, b"Hello world! This is a text to encrypt!");
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// # Errors
///
/// The system's, if it has no randomness to give.
///
/// # Differences from Node
///
/// Node has the parts only: `createCipheriv('aes-256-gcm', key, nonce)`, `update`, `final`, `getAuthTag`.
///
/// Source: NIST SP 800-38D.
pub fn encrypt_sync(key: &Key, text: impl AsRef<[u8]>) -> Result<Vec<u8>> {
    encrypt_with_sync(key, text, &CipherOptions::default())
}

/// Encrypts `text` with AES-256-GCM as `options` say.
///
/// # Errors
///
/// Those of [`encrypt_sync`].
///
/// Source: NIST SP 800-38D.
pub fn encrypt_with_sync(
    key: &Key,
    text: impl AsRef<[u8]>,
    options: &CipherOptions,
) -> Result<Vec<u8>> {
    cipher::encrypt(key, text.as_ref(), options)
}

/// Decrypts what [`encrypt_sync`] gave.
///
/// # Errors
///
/// `ERR_CRYPTO_OPERATION_FAILED` if it was changed or cut, or the key is another one; which of them it is
/// cannot be known, and finding out takes equally long.
///
/// Source: NIST SP 800-38D.
pub fn decrypt_sync(key: &Key, sealed: impl AsRef<[u8]>) -> Result<Vec<u8>> {
    decrypt_with_sync(key, sealed, &CipherOptions::default())
}

/// Decrypts what [`encrypt_with_sync`] gave for the same `options`.
///
/// # Errors
///
/// Those of [`decrypt_sync`], also if the additional data or the nonce is another one.
///
/// Source: NIST SP 800-38D.
pub fn decrypt_with_sync(
    key: &Key,
    sealed: impl AsRef<[u8]>,
    options: &CipherOptions,
) -> Result<Vec<u8>> {
    cipher::decrypt(key, sealed.as_ref(), options)
}
