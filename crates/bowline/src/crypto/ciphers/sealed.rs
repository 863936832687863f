//! Modes that make a tag as the text goes by: GCM, and ChaCha20 with Poly1305.

use ghash::GHash;
use ghash::universal_hash::consts::U16;
use ghash::universal_hash::{KeyInit, UniversalHash};
use poly1305::Poly1305;
use zeroize::Zeroizing;

use super::aes_block::{Aes, BLOCK};
use super::streams::{KeyStream, aes_ctr_32, chacha20, mix};
use super::{Algorithm, Direction};
use crate::Result;

/// A key stream over the text, and a hash over the additional data and the encrypted text.
pub(super) struct Sealed<H> {
    stream: KeyStream,
    direction: Direction,
    hash: InBlocks<H>,
    /// What the hash is mixed with in the end.
    mask: [u8; BLOCK],
    lengths: Lengths,
    additional_length: u64,
    text_length: u64,
}

/// How the two lengths are written at the end.
#[derive(Clone, Copy)]
enum Lengths {
    BitsBigEndian,
    BytesLittleEndian,
}

/// AES in Galois/counter mode. Source: NIST SP 800-38D.
pub(super) fn gcm(direction: Direction, key: &[u8], iv: &[u8]) -> Option<Sealed<GHash>> {
    let mut hash_key = Zeroizing::new([0; BLOCK]);
    Aes::new(key)?.encrypt(&mut hash_key);
    let hash = GHash::new((&*hash_key).into());
    let mut counter = [0; BLOCK];
    if iv.len() == 12 {
        counter[..12].copy_from_slice(iv);
        counter[BLOCK - 1] = 1;
    } else {
        let mut of_iv = InBlocks::new(hash.clone());
        of_iv.update(iv);
        of_iv.pad();
        of_iv.update(&(iv.len() as u128 * 8).to_be_bytes());
        counter = of_iv.finish();
    }
    let mut stream = aes_ctr_32(key, &counter)?;
    let mut mask = [0; BLOCK];
    mix(&mut stream, &mut mask).ok()?;
    Some(Sealed::new(stream, direction, hash, mask, Lengths::BitsBigEndian))
}

/// ChaCha20 with Poly1305. Source: RFC 8439.
pub(super) fn chacha_poly(direction: Direction, key: &[u8], iv: &[u8]) -> Option<Sealed<Poly1305>> {
    // The first block of the stream is the key of the hash.
    let mut stream = chacha20(key, iv, 0)?;
    let mut first = Zeroizing::new([0; 64]);
    mix(&mut stream, &mut *first).ok()?;
    let hash = Poly1305::new_from_slice(&first[..32]).ok()?;
    Some(Sealed::new(stream, direction, hash, [0; BLOCK], Lengths::BytesLittleEndian))
}

impl<H: UniversalHash + ghash::universal_hash::common::BlockSizeUser<BlockSize = U16>> Sealed<H> {
    fn new(
        stream: KeyStream,
        direction: Direction,
        hash: H,
        mask: [u8; BLOCK],
        lengths: Lengths,
    ) -> Self {
        let hash = InBlocks::new(hash);
        Sealed { stream, direction, hash, mask, lengths, additional_length: 0, text_length: 0 }
    }
}

impl<H> Algorithm for Sealed<H>
where
    H: UniversalHash + ghash::universal_hash::common::BlockSizeUser<BlockSize = U16> + Clone + Send,
{
    fn add(&mut self, data: &[u8], _: Option<usize>) -> Result<()> {
        self.hash.update(data);
        self.additional_length += data.len() as u64;
        Ok(())
    }

    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        if self.text_length == 0 {
            self.hash.pad();
        }
        self.text_length += data.len() as u64;
        let start = out.len();
        out.extend_from_slice(data);
        if self.direction == Direction::Decrypt {
            self.hash.update(data);
        }
        mix(&mut self.stream, &mut out[start..])?;
        if self.direction == Direction::Encrypt {
            self.hash.update(&out[start..]);
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Result<()> {
        self.hash.pad();
        let mut lengths = [0; BLOCK];
        let (additional, text) = lengths.split_at_mut(8);
        match self.lengths {
            Lengths::BitsBigEndian => {
                additional.copy_from_slice(&(self.additional_length * 8).to_be_bytes());
                text.copy_from_slice(&(self.text_length * 8).to_be_bytes());
            }
            Lengths::BytesLittleEndian => {
                additional.copy_from_slice(&self.additional_length.to_le_bytes());
                text.copy_from_slice(&self.text_length.to_le_bytes());
            }
        }
        self.hash.update(&lengths);
        Ok(())
    }

    fn tag(&self) -> Option<[u8; BLOCK]> {
        let mut tag = self.hash.clone().finish();
        for (byte, mask) in tag.iter_mut().zip(self.mask) {
            *byte ^= mask;
        }
        Some(tag)
    }
}

/// A hash of whole blocks, of data that comes in pieces of any size.
#[derive(Clone)]
struct InBlocks<H> {
    hash: H,
    part: [u8; BLOCK],
    part_length: usize,
}

impl<H: UniversalHash + ghash::universal_hash::common::BlockSizeUser<BlockSize = U16>> InBlocks<H> {
    fn new(hash: H) -> InBlocks<H> {
        InBlocks { hash, part: [0; BLOCK], part_length: 0 }
    }

    fn update(&mut self, mut data: &[u8]) {
        if self.part_length > 0 {
            let taken = data.len().min(BLOCK - self.part_length);
            self.part[self.part_length..self.part_length + taken].copy_from_slice(&data[..taken]);
            self.part_length += taken;
            data = &data[taken..];
            if self.part_length < BLOCK {
                return;
            }
            self.hash.update(&[self.part.into()]);
            self.part_length = 0;
        }
        let (blocks, rest) = ghash::Block::slice_as_chunks(data);
        self.hash.update(blocks);
        self.part[..rest.len()].copy_from_slice(rest);
        self.part_length = rest.len();
    }

    /// Fills the block up with zeros.
    fn pad(&mut self) {
        if self.part_length > 0 {
            self.part[self.part_length..].fill(0);
            self.hash.update(&[self.part.into()]);
            self.part_length = 0;
        }
    }

    fn finish(self) -> [u8; BLOCK] {
        self.hash.finalize().into()
    }
}
