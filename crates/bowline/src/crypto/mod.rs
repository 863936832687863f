//! Hashes, keys and encryption.
//!
//! What takes long runs on the thread pool. The work is done by the
//! [RustCrypto](https://github.com/RustCrypto) crates; they use the processor's own instructions
//! where it has them.

mod cipher;
mod ciphers;
mod digest;
mod equal;
mod function;
mod hash;
mod hkdf;
mod hmac;
#[cfg(feature = "js")]
pub(crate) mod js;
mod pbkdf2;
pub mod promises;
mod random_bytes;
mod random_uuid;
mod scrypt;
mod sync;
mod xof;

#[cfg(test)]
mod tests;

use zeroize::Zeroizing;

use crate::work::{submit, submit_checked};
use crate::{Request, Result};
use hkdf::Hkdf;
use pbkdf2::Pbkdf2;
use scrypt::Scrypt;

pub use cipher::{CipherOptions, Key};
pub use ciphers::{Cipher, CipherKind, Direction, Mode};
pub use digest::Digest;
pub use equal::timing_safe_equal;
pub use hash::{Hash, hash};
pub use hmac::{Hmac, hmac};
pub use random_uuid::random_uuid;
pub use scrypt::ScryptOptions;
pub use sync::{
    decrypt_sync, decrypt_with_sync, encrypt_sync, encrypt_with_sync, hkdf_sync, pbkdf2_sync,
    random_bytes_sync, random_fill_sync, scrypt_sync,
};
pub use xof::{Xof, XofHash};

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
    let (password, derivation) =
        (Zeroizing::new(password), Pbkdf2::new(iterations, length, digest));
    submit_checked(derivation, move |work| Ok(work.run(&password, &salt)), callback)
}

/// Derives a key of `length` bytes from a password; memory makes guessing it dear.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`scrypt_sync`].
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
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    let (password, salt) = (Zeroizing::new(password.into()), salt.into());
    let derivation = Scrypt::new(length, options);
    submit_checked(derivation, move |work| work.run(&password, &salt), callback)
}

/// Derives a key of `length` bytes from another key and what it shall be for.
///
/// `callback` runs in the poll phase of a later iteration, never before this call returns.
///
/// # Errors
///
/// Those of [`hkdf_sync`].
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
    callback: impl FnOnce(Result<Vec<u8>>) + 'static,
) -> Request {
    let (key, salt, info) = (Zeroizing::new(key.into()), salt.into(), info.into());
    let derivation = Hkdf::new(length, digest);
    submit_checked(derivation, move |work| Ok(work.run(&key, &salt, &info)), callback)
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
