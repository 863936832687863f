//! The same operations as futures.
//!
//! Each starts when it is called, and not only when it is awaited. Dropping the future cancels the
//! operation if it has not begun.

use super::{CipherOptions, Digest, Key, ScryptOptions};
use crate::Promise;

/// Derives a key of `length` bytes from a password; `iterations` make guessing it slow.
///
/// # Errors
///
/// Those of [`pbkdf2_sync`](super::pbkdf2_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `crypto.pbkdf2`; RFC 8018.
#[track_caller]
pub fn pbkdf2(
    password: impl Into<Vec<u8>>,
    salt: impl Into<Vec<u8>>,
    iterations: u32,
    length: usize,
    digest: Digest,
) -> Promise<Vec<u8>> {
    Promise::new(|settle| {
        super::pbkdf2(password, salt, iterations, length, digest, move |result| settle.with(result))
    })
}

/// Derives a key of `length` bytes from a password; memory makes guessing it dear.
///
/// # Errors
///
/// Those of [`scrypt_sync`](super::scrypt_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `crypto.scrypt`; RFC 7914.
#[track_caller]
pub fn scrypt(
    password: impl Into<Vec<u8>>,
    salt: impl Into<Vec<u8>>,
    length: usize,
    options: &ScryptOptions,
) -> Promise<Vec<u8>> {
    Promise::new(|settle| {
        super::scrypt(password, salt, length, options, move |result| settle.with(result))
    })
}

/// Derives a key of `length` bytes from another key and what it shall be for.
///
/// # Errors
///
/// Those of [`hkdf_sync`](super::hkdf_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `crypto.hkdf`; RFC 5869.
#[track_caller]
pub fn hkdf(
    digest: Digest,
    key: impl Into<Vec<u8>>,
    salt: impl Into<Vec<u8>>,
    info: impl Into<Vec<u8>>,
    length: usize,
) -> Promise<Vec<u8>> {
    Promise::new(|settle| {
        super::hkdf(digest, key, salt, info, length, move |result| settle.with(result))
    })
}

/// `size` bytes that nobody can guess, from the system.
///
/// # Errors
///
/// Those of [`random_bytes_sync`](super::random_bytes_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `crypto.randomBytes`.
#[track_caller]
pub fn random_bytes(size: usize) -> Promise<Vec<u8>> {
    Promise::new(|settle| super::random_bytes(size, move |result| settle.with(result)))
}

/// Encrypts `text` with AES-256-GCM under a fresh random nonce.
///
/// # Errors
///
/// Those of [`encrypt_sync`](super::encrypt_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: NIST SP 800-38D.
#[track_caller]
pub fn encrypt(key: &Key, text: impl Into<Vec<u8>>) -> Promise<Vec<u8>> {
    Promise::new(|settle| super::encrypt(key, text, move |result| settle.with(result)))
}

/// Encrypts `text` with AES-256-GCM as `options` say.
///
/// # Errors
///
/// Those of [`encrypt_with_sync`](super::encrypt_with_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: NIST SP 800-38D.
#[track_caller]
pub fn encrypt_with(
    key: &Key,
    text: impl Into<Vec<u8>>,
    options: &CipherOptions,
) -> Promise<Vec<u8>> {
    Promise::new(|settle| {
        super::encrypt_with(key, text, options, move |result| settle.with(result))
    })
}

/// Decrypts what [`encrypt`] gave.
///
/// # Errors
///
/// Those of [`decrypt_sync`](super::decrypt_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: NIST SP 800-38D.
#[track_caller]
pub fn decrypt(key: &Key, sealed: impl Into<Vec<u8>>) -> Promise<Vec<u8>> {
    Promise::new(|settle| super::decrypt(key, sealed, move |result| settle.with(result)))
}

/// Decrypts what [`encrypt_with`] gave for the same `options`.
///
/// # Errors
///
/// Those of [`decrypt_with_sync`](super::decrypt_with_sync).
///
/// # Panics
///
/// Outside a loop.
///
/// Source: NIST SP 800-38D.
#[track_caller]
pub fn decrypt_with(
    key: &Key,
    sealed: impl Into<Vec<u8>>,
    options: &CipherOptions,
) -> Promise<Vec<u8>> {
    Promise::new(|settle| {
        super::decrypt_with(key, sealed, options, move |result| settle.with(result))
    })
}
