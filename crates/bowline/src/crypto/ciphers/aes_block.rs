//! AES, one block at a time, whatever the size of the key.

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};

pub(super) const BLOCK: usize = 16;

/// AES with its key, which is overwritten when this is dropped.
pub(super) enum Aes {
    Aes128(Box<Aes128>),
    Aes192(Box<Aes192>),
    Aes256(Box<Aes256>),
}

impl Aes {
    /// With a key of 16, 24 or 32 bytes; `None` for any other.
    pub(super) fn new(key: &[u8]) -> Option<Aes> {
        match key.len() {
            16 => Aes128::new_from_slice(key).ok().map(|aes| Aes::Aes128(Box::new(aes))),
            24 => Aes192::new_from_slice(key).ok().map(|aes| Aes::Aes192(Box::new(aes))),
            32 => Aes256::new_from_slice(key).ok().map(|aes| Aes::Aes256(Box::new(aes))),
            _ => None,
        }
    }

    pub(super) fn encrypt(&self, block: &mut [u8; BLOCK]) {
        match self {
            Aes::Aes128(aes) => aes.encrypt_block(block.into()),
            Aes::Aes192(aes) => aes.encrypt_block(block.into()),
            Aes::Aes256(aes) => aes.encrypt_block(block.into()),
        }
    }

    pub(super) fn decrypt(&self, block: &mut [u8; BLOCK]) {
        match self {
            Aes::Aes128(aes) => aes.decrypt_block(block.into()),
            Aes::Aes192(aes) => aes.decrypt_block(block.into()),
            Aes::Aes256(aes) => aes.decrypt_block(block.into()),
        }
    }
}
