//! Keys encrypted with a key. Source: RFC 3394.

use super::aes_block::{Aes, BLOCK};
use super::{Algorithm, Direction};
use crate::{Error, Result};

const HALF: usize = BLOCK / 2;

pub(super) struct Wrap {
    aes: Aes,
    iv: [u8; HALF],
    direction: Direction,
}

impl Wrap {
    pub(super) fn new(direction: Direction, key: &[u8], iv: &[u8]) -> Option<Wrap> {
        Some(Wrap { aes: Aes::new(key)?, iv: iv.try_into().ok()?, direction })
    }

    fn wrap(&self, out: &mut Vec<u8>, data: &[u8]) {
        let start = out.len();
        out.extend_from_slice(&self.iv);
        out.extend_from_slice(data);
        let (check, halves) = out[start..].split_at_mut(HALF);
        let mut step = 0_u64;
        for _ in 0..6 {
            for half in halves.chunks_exact_mut(HALF) {
                let mut block = join(check, half);
                self.aes.encrypt(&mut block);
                step += 1;
                check.copy_from_slice(&block[..HALF]);
                flip(check, step);
                half.copy_from_slice(&block[HALF..]);
            }
        }
    }

    /// Whether it was wrapped with this key.
    fn unwrap(&self, out: &mut Vec<u8>, data: &[u8]) -> bool {
        let start = out.len();
        let (first, rest) = data.split_at(HALF);
        let mut check = first.to_vec();
        out.extend_from_slice(rest);
        let halves = &mut out[start..];
        let mut step = 6 * (halves.len() / HALF) as u64;
        for _ in 0..6 {
            for half in halves.chunks_exact_mut(HALF).rev() {
                flip(&mut check, step);
                step -= 1;
                let mut block = join(&check, half);
                self.aes.decrypt(&mut block);
                check.copy_from_slice(&block[..HALF]);
                half.copy_from_slice(&block[HALF..]);
            }
        }
        super::super::timing_safe_equal(&check, &self.iv)
    }
}

impl Algorithm for Wrap {
    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let halves_min = if self.direction == Direction::Encrypt { 2 } else { 3 };
        if !data.len().is_multiple_of(HALF) || data.len() < halves_min * HALF {
            return Err(failed("a key to wrap has at least 16 bytes, and a multiple of 8"));
        }
        if self.direction == Direction::Encrypt {
            self.wrap(out, data);
            return Ok(());
        }
        let start = out.len();
        if self.unwrap(out, data) {
            return Ok(());
        }
        out.truncate(start);
        Err(failed("the key was not wrapped with this one"))
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
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
