//! Keys encrypted with triple DES. Source: RFC 3217.

use cbc::{Decryptor, Encryptor};
use des::TdesEde3;
use des::cipher::{Block, BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::{Algorithm, Direction};
use crate::crypto::random_bytes::fill;
use crate::crypto::timing_safe_equal;
use crate::{Error, Result};

const BLOCK: usize = 8;
/// The vector of the outer pass.
const OUTER_IV: [u8; BLOCK] = [0x4A, 0xDD, 0xA2, 0x2C, 0x79, 0xE8, 0x21, 0x05];

pub(super) struct WrapDes {
    key: Zeroizing<Vec<u8>>,
    direction: Direction,
}

impl WrapDes {
    pub(super) fn new(direction: Direction, key: &[u8]) -> Option<WrapDes> {
        Some(WrapDes { key: key.to_vec().into(), direction })
    }

    fn wrap(&self, data: &[u8]) -> Result<Vec<u8>> {
        let mut iv = [0; BLOCK];
        fill(&mut iv)?;
        let mut text = data.to_vec();
        text.extend_from_slice(&checksum(data));
        self.encrypt(&iv, &mut text);
        let mut outer = iv.to_vec();
        outer.extend_from_slice(&text);
        outer.reverse();
        self.encrypt(&OUTER_IV, &mut outer);
        Ok(outer)
    }

    fn unwrap(&self, data: &[u8]) -> Option<Vec<u8>> {
        let mut outer = data.to_vec();
        self.decrypt(&OUTER_IV, &mut outer);
        outer.reverse();
        let (iv, text) = outer.split_first_chunk::<BLOCK>()?;
        let mut text = Zeroizing::new(text.to_vec());
        self.decrypt(iv, &mut text);
        let (key, check) = text.split_last_chunk::<BLOCK>()?;
        timing_safe_equal(check, &checksum(key)).then(|| key.to_vec())
    }

    fn encrypt(&self, iv: &[u8; BLOCK], data: &mut [u8]) {
        let mut mode = Encryptor::<TdesEde3>::new_from_slices(&self.key, iv)
            .expect("the length of the key was checked");
        let (blocks, _) = Block::<TdesEde3>::slice_as_chunks_mut(data);
        mode.encrypt_blocks(blocks);
    }

    fn decrypt(&self, iv: &[u8; BLOCK], data: &mut [u8]) {
        let mut mode = Decryptor::<TdesEde3>::new_from_slices(&self.key, iv)
            .expect("the length of the key was checked");
        let (blocks, _) = Block::<TdesEde3>::slice_as_chunks_mut(data);
        mode.decrypt_blocks(blocks);
    }
}

impl Algorithm for WrapDes {
    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let failed = || Error::other("ERR_CRYPTO_OPERATION_FAILED", "not a key of whole blocks");
        let is_whole = data.len().is_multiple_of(BLOCK) && !data.is_empty();
        if !is_whole || (self.direction == Direction::Decrypt && data.len() < 3 * BLOCK) {
            return Err(failed());
        }
        let made = match self.direction {
            Direction::Encrypt => self.wrap(data)?,
            Direction::Decrypt => self.unwrap(data).ok_or_else(failed)?,
        };
        out.extend_from_slice(&made);
        Ok(())
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

/// The first bytes of the hash.
fn checksum(data: &[u8]) -> [u8; BLOCK] {
    let hash = Sha1::digest(data);
    let mut check = [0; BLOCK];
    check.copy_from_slice(&hash[..BLOCK]);
    check
}
