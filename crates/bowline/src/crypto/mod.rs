//! Hashes, keys and encryption.
//!
//! What takes long runs on the thread pool. The work is done by the
//! [RustCrypto](https://github.com/RustCrypto) crates; they use the processor's own instructions
//! where it has them.

mod cipher;
mod digest;
mod hash;
mod hmac;
mod pbkdf2;
pub mod promises;
mod random_bytes;
mod sync;

#[cfg(test)]
mod tests;

use crate::work::{submit, submit_checked};
use crate::{Request, Result};
use pbkdf2::Pbkdf2;

pub use cipher::{CipherOptions, Key};
pub use digest::Digest;
pub use hash::{Hash, hash};
pub use hmac::{Hmac, hmac};
pub use sync::{
    decrypt_sync, decrypt_with_sync, encrypt_sync, encrypt_with_sync, pbkdf2_sync,
    random_bytes_sync,
};

/// Derives a key of `length` bytes from a password; `iterations` make guessing it slow.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`pbkdf2_sync`].
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
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    let (password, salt) = (password.into(), salt.into());
    let derivation = Pbkdf2::new(iterations, length, digest);
    submit_checked(derivation, move |work| Ok(work.run(&password, &salt)), callback)
}

/// `size` bytes that nobody can guess, from the system.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`random_bytes_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// Source: Node.js `crypto.randomBytes`.
#[track_caller]
pub fn random_bytes(size: usize, callback: impl FnOnce(Result<Vec<u8>>) + 'static) -> Request {
    submit_checked(random_bytes::check(size), move |()| random_bytes::run(size), callback)
}

/// Encrypts `text` with AES-256-GCM under a fresh random nonce, as [`encrypt_sync`] does.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`encrypt_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// Source: NIST SP 800-38D.
#[track_caller]
pub fn encrypt(
    key: &Key,
    text: impl Into<Vec<u8>>,
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    encrypt_with(key, text, &CipherOptions::default(), callback)
}

/// Encrypts `text` with AES-256-GCM as `options` say.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`encrypt_sync`].
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
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    let (key, text, options) = (key.clone(), text.into(), options.clone());
    submit(move || cipher::encrypt(&key, &text, &options), callback)
}

/// Decrypts what [`encrypt`] gave.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`decrypt_sync`].
///
/// # Panics
///
/// Outside a loop.
///
/// Source: NIST SP 800-38D.
#[track_caller]
pub fn decrypt(
    key: &Key,
    sealed: impl Into<Vec<u8>>,
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    decrypt_with(key, sealed, &CipherOptions::default(), callback)
}

/// Decrypts what [`encrypt_with`] gave for the same `options`.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`decrypt_with_sync`].
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
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    let (key, sealed, options) = (key.clone(), sealed.into(), options.clone());
    submit(move || cipher::decrypt(&key, &sealed, &options), callback)
}
