//! Encryption that notices changes: AES-256-GCM.

use std::fmt;

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{AeadInOut, KeyInit};
use zeroize::Zeroizing;

use super::random_bytes::fill;
use crate::{Error, Result};

const KEY_SIZE: usize = 32;
const NONCE_SIZE: usize = 12;
const TAG_SIZE: usize = 16;

/// A secret key of 256 bits. Its memory is overwritten when it is dropped.
///
/// ```
/// use bowline::crypto::{Digest, Key, pbkdf2_sync};
///
/// let fresh = Key::random()?;
/// let from_password = Key::try_from(&pbkdf2_sync("password", "salt", 1_000, 32, Digest::Sha256)?[..])?;
/// # Ok::<(), bowline::Error>(())
/// ```
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY_SIZE]>);

impl Key {
    /// A new key that nobody can guess.
    ///
    /// # Errors
    ///
    /// The system's, if it has no randomness to give.
    pub fn random() -> Result<Key> {
        let mut bytes = Zeroizing::new([0; KEY_SIZE]);
        fill(&mut *bytes)?;
        Ok(Key(bytes))
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; KEY_SIZE] {
        &self.0
    }
}

impl From<[u8; KEY_SIZE]> for Key {
    fn from(bytes: [u8; KEY_SIZE]) -> Key {
        Key(Zeroizing::new(bytes))
    }
}

impl TryFrom<&[u8]> for Key {
    type Error = Error;

    /// A key of these bytes.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_KEYLEN` if there are not 32.
    fn try_from(bytes: &[u8]) -> Result<Key> {
        let mut key = Zeroizing::new([0; KEY_SIZE]);
        if bytes.len() != KEY_SIZE {
            return Err(Error::other("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length"));
        }
        key.copy_from_slice(bytes);
        Ok(Key(key))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(secret)")
    }
}

/// What else goes into encrypting and decrypting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CipherOptions {
    /// What must be the same when decrypting but is not part of the result, such as a file's name.
    pub additional_data: Vec<u8>,
    /// Whoever gives a nonce carries it and never gives it twice under one key; it is not part of the
    /// result then. `None`, the default: a random one goes in front of the result.
    pub nonce: Option<[u8; NONCE_SIZE]>,
}

/// Gives nonce (unless the caller has it), encrypted text and tag, one behind the other.
pub(super) fn encrypt(key: &Key, text: &[u8], options: &CipherOptions) -> Result<Vec<u8>> {
    let mut result = Vec::with_capacity(NONCE_SIZE + text.len() + TAG_SIZE);
    let nonce = match options.nonce {
        Some(nonce) => nonce,
        None => {
            let mut nonce = [0; NONCE_SIZE];
            fill(&mut nonce)?;
            result.extend_from_slice(&nonce);
            nonce
        }
    };
    let start = result.len();
    result.extend_from_slice(text);
    let tag = cipher(key)
        .encrypt_inout_detached(
            &nonce.into(),
            &options.additional_data,
            (&mut result[start..]).into(),
        )
        .map_err(|_| failed("the text is too long to encrypt in one piece"))?;
    result.extend_from_slice(&tag);
    Ok(result)
}

/// Gives the text that [`encrypt`] was given.
pub(super) fn decrypt(key: &Key, sealed: &[u8], options: &CipherOptions) -> Result<Vec<u8>> {
    let (nonce, rest) = match options.nonce {
        Some(nonce) => (nonce, sealed),
        None => {
            let (nonce, rest) = sealed.split_first_chunk().ok_or_else(too_short)?;
            (*nonce, rest)
        }
    };
    let (text, tag) = rest.split_last_chunk::<TAG_SIZE>().ok_or_else(too_short)?;
    let mut result = text.to_vec();
    cipher(key)
        .decrypt_inout_detached(
            &nonce.into(),
            &options.additional_data,
            result.as_mut_slice().into(),
            &(*tag).into(),
        )
        .map_err(|_| {
            failed("unable to authenticate data: it, or the key, the nonce or the additional data, is not the one it was encrypted with")
        })?;
    Ok(result)
}

fn cipher(key: &Key) -> Aes256Gcm {
    Aes256Gcm::new(key.as_bytes().into())
}

fn too_short() -> Error {
    failed("unable to authenticate data: it is too short to hold a nonce and a tag")
}

fn failed(message: &'static str) -> Error {
    Error::other("ERR_CRYPTO_OPERATION_FAILED", message)
}
