//! Keys encrypted with a key. Source: RFC 3394; RFC 5649.

use zeroize::Zeroizing;

use super::aes_block::{Aes, BLOCK};
use super::{Algorithm, Direction};
use crate::crypto::timing_safe_equal;
use crate::{Error, Result};

const HALF: usize = BLOCK / 2;

/// Keys in whole halves of blocks.
pub(super) struct Wrap {
    aes: Aes,
    iv: [u8; HALF],
    direction: Direction,
}

impl Wrap {
    pub(super) fn new(direction: Direction, key: &[u8], iv: &[u8]) -> Option<Wrap> {
        Some(Wrap { aes: Aes::new(key)?, iv: iv.try_into().ok()?, direction })
    }
}

impl Algorithm for Wrap {
    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let halves_min = if self.direction == Direction::Encrypt { 2 } else { 3 };
        if !data.len().is_multiple_of(HALF) || data.len() < halves_min * HALF {
            return Err(failed("a key to wrap has at least 16 bytes, and a multiple of 8"));
        }
        if self.direction == Direction::Encrypt {
            out.extend_from_slice(&wrap(&self.aes, self.iv, data));
            return Ok(());
        }
        let (check, key) = unwrap(&self.aes, data);
        if !timing_safe_equal(&check, &self.iv) {
            return Err(not_this_key());
        }
        out.extend_from_slice(&key);
        Ok(())
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

/// Keys of any length.
pub(super) struct WrapPad {
    aes: Aes,
    iv: [u8; HALF / 2],
    direction: Direction,
}

impl WrapPad {
    pub(super) fn new(direction: Direction, key: &[u8], iv: &[u8]) -> Option<WrapPad> {
        Some(WrapPad { aes: Aes::new(key)?, iv: iv.try_into().ok()?, direction })
    }

    fn wrap(&self, data: &[u8]) -> Result<Vec<u8>> {
        let too_long = |_| failed("the key is too long");
        let length = u32::try_from(data.len()).map_err(too_long)?;
        let mut check = [0; HALF];
        check[..4].copy_from_slice(&self.iv);
        check[4..].copy_from_slice(&length.to_be_bytes());
        let mut padded = Zeroizing::new(data.to_vec());
        padded.resize(data.len().next_multiple_of(HALF), 0);
        if padded.len() == HALF {
            let mut block = join(&check, &padded);
            self.aes.encrypt(&mut block);
            return Ok(block.to_vec());
        }
        Ok(wrap(&self.aes, check, &padded))
    }

    fn unwrap(&self, data: &[u8]) -> Result<Vec<u8>> {
        let (check, mut key) = if data.len() == BLOCK {
            let mut block = join(&data[..HALF], &data[HALF..]);
            self.aes.decrypt(&mut block);
            (block[..HALF].to_vec(), Zeroizing::new(block[HALF..].to_vec()))
        } else {
            unwrap(&self.aes, data)
        };
        let (iv, length) = check.split_at(HALF / 2);
        let length = length.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let is_fitting = length <= key.len()
            && length + HALF > key.len()
            && key[length..].iter().all(|byte| *byte == 0);
        if !timing_safe_equal(iv, &self.iv) || !is_fitting {
            return Err(not_this_key());
        }
        Ok(key.drain(..length).collect())
    }
}

impl Algorithm for WrapPad {
    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        if self.direction == Direction::Encrypt {
            if data.is_empty() {
                return Err(failed("there is no key to wrap"));
            }
            out.extend_from_slice(&self.wrap(data)?);
            return Ok(());
        }
        if !data.len().is_multiple_of(HALF) || data.len() < BLOCK {
            return Err(failed("a wrapped key has at least 16 bytes, and a multiple of 8"));
        }
        out.extend_from_slice(&self.unwrap(data)?);
        Ok(())
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

fn wrap(aes: &Aes, iv: [u8; HALF], data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HALF + data.len());
    out.extend_from_slice(&iv);
    out.extend_from_slice(data);
    let (check, halves) = out.split_at_mut(HALF);
    let mut step = 0_u64;
    for _ in 0..6 {
        for half in halves.chunks_exact_mut(HALF) {
            let mut block = join(check, half);
            aes.encrypt(&mut block);
            step += 1;
            check.copy_from_slice(&block[..HALF]);
            flip(check, step);
            half.copy_from_slice(&block[HALF..]);
        }
    }
    out
}

/// What tells whether it was this key, and the key that was wrapped.
fn unwrap(aes: &Aes, data: &[u8]) -> (Vec<u8>, Zeroizing<Vec<u8>>) {
    let (check, halves) = data.split_at(HALF);
    let (mut check, mut halves) = (check.to_vec(), Zeroizing::new(halves.to_vec()));
    let mut step = 6 * (halves.len() / HALF) as u64;
    for _ in 0..6 {
        for half in halves.chunks_exact_mut(HALF).rev() {
            flip(&mut check, step);
            step -= 1;
            let mut block = join(&check, half);
            aes.decrypt(&mut block);
            check.copy_from_slice(&block[..HALF]);
            half.copy_from_slice(&block[HALF..]);
        }
    }
    (check, halves)
}

fn join(left: &[u8], right: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..HALF].copy_from_slice(left);
    block[HALF..].copy_from_slice(right);
    block
}

fn flip(check: &mut [u8], step: u64) {
    for (byte, mask) in check.iter_mut().zip(step.to_be_bytes()) {
        *byte ^= mask;
    }
}

fn failed(message: &'static str) -> Error {
    Error::other("ERR_CRYPTO_OPERATION_FAILED", message)
}

fn not_this_key() -> Error {
    failed("the key was not wrapped with this one")
}
