//! AES in offset codebook mode: one pass for both, the text and the tag. Source: RFC 7253.

use zeroize::Zeroizing;

use super::aes_block::{Aes, BLOCK};
use super::{Algorithm, Direction};
use crate::Result;

type Block = [u8; BLOCK];

pub(super) struct Ocb {
    aes: Aes,
    direction: Direction,
    /// `L_*`, `L_$`, then `L_0`, `L_1` and so on, as far as they were needed.
    masks: Zeroizing<Vec<Block>>,
    offset: Block,
    checksum: Block,
    blocks: u64,
    /// What does not fill a block yet.
    held: Zeroizing<Vec<u8>>,
    additional: Additional,
    tag: Option<Block>,
}

/// The hash of the additional data.
#[derive(Default)]
struct Additional {
    offset: Block,
    sum: Block,
    blocks: u64,
    held: Vec<u8>,
}

impl Ocb {
    pub(super) fn new(
        direction: Direction,
        key: &[u8],
        nonce: &[u8],
        tag_size: usize,
    ) -> Option<Ocb> {
        let aes = Aes::new(key)?;
        let mut star = [0; BLOCK];
        aes.encrypt(&mut star);
        let dollar = double(&star);
        let masks = Zeroizing::new(vec![star, dollar, double(&dollar)]);
        let offset = first_offset(&aes, nonce, tag_size);
        Some(Ocb {
            aes,
            direction,
            masks,
            offset,
            checksum: [0; BLOCK],
            blocks: 0,
            held: Zeroizing::default(),
            additional: Additional::default(),
            tag: None,
        })
    }

    /// The mask of the block with this number, counted from 1.
    fn mask(&mut self, number: u64) -> Block {
        let place = number.trailing_zeros() as usize + 2;
        while self.masks.len() <= place {
            let next = double(&self.masks[self.masks.len() - 1]);
            self.masks.push(next);
        }
        self.masks[place]
    }

    fn next_block(&mut self, input: &Block) -> Block {
        self.blocks += 1;
        let mask = self.mask(self.blocks);
        mix(&mut self.offset, &mask);
        let mut block = *input;
        mix(&mut block, &self.offset);
        match self.direction {
            Direction::Encrypt => self.aes.encrypt(&mut block),
            Direction::Decrypt => self.aes.decrypt(&mut block),
        }
        mix(&mut block, &self.offset);
        let text = if self.direction == Direction::Encrypt { input } else { &block };
        mix(&mut self.checksum, text);
        block
    }

    fn add_block(&mut self, block: &Block) {
        self.additional.blocks += 1;
        let mask = self.mask(self.additional.blocks);
        mix(&mut self.additional.offset, &mask);
        let mut input = *block;
        mix(&mut input, &self.additional.offset);
        self.aes.encrypt(&mut input);
        mix(&mut self.additional.sum, &input);
    }

    /// The hash of all additional data.
    fn additional_sum(&mut self) -> Block {
        if !self.additional.held.is_empty() {
            let mut input = padded(&self.additional.held);
            mix(&mut input, &self.additional.offset);
            mix(&mut input, &self.masks[0]);
            self.aes.encrypt(&mut input);
            mix(&mut self.additional.sum, &input);
        }
        self.additional.sum
    }
}

impl Algorithm for Ocb {
    fn add(&mut self, data: &[u8], _: Option<usize>) -> Result<()> {
        let mut all = std::mem::take(&mut self.additional.held);
        all.extend_from_slice(data);
        let (blocks, rest) = all.as_chunks::<BLOCK>();
        for block in blocks {
            self.add_block(block);
        }
        self.additional.held = rest.to_vec();
        Ok(())
    }

    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let mut all = std::mem::take(&mut self.held);
        all.extend_from_slice(data);
        let (blocks, rest) = all.as_chunks::<BLOCK>();
        for block in blocks {
            out.extend_from_slice(&self.next_block(block));
        }
        self.held = Zeroizing::new(rest.to_vec());
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<()> {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            mix(&mut self.offset, &self.masks[0]);
            let mut pad = self.offset;
            self.aes.encrypt(&mut pad);
            let start = out.len();
            out.extend(held.iter().zip(pad).map(|(byte, pad)| byte ^ pad));
            let text = if self.direction == Direction::Encrypt { &held[..] } else { &out[start..] };
            mix(&mut self.checksum, &padded(text));
        }
        let mut tag = self.checksum;
        mix(&mut tag, &self.offset);
        mix(&mut tag, &self.masks[1]);
        self.aes.encrypt(&mut tag);
        mix(&mut tag, &self.additional_sum());
        self.tag = Some(tag);
        Ok(())
    }

    fn tag(&self) -> Option<Block> {
        self.tag
    }
}

/// What the nonce makes of the first offset.
fn first_offset(aes: &Aes, nonce: &[u8], tag_size: usize) -> Block {
    let mut top = [0; BLOCK];
    top[BLOCK - nonce.len()..].copy_from_slice(nonce);
    top[BLOCK - nonce.len() - 1] |= 1;
    top[0] |= ((tag_size * 8 % 128) as u8) << 1;
    let bottom = usize::from(top[BLOCK - 1] & 0x3F);
    top[BLOCK - 1] &= 0xC0;
    aes.encrypt(&mut top);
    let mut stretch = [0; BLOCK + 8];
    stretch[..BLOCK].copy_from_slice(&top);
    for place in 0..8 {
        stretch[BLOCK + place] = top[place] ^ top[place + 1];
    }
    let (bytes, bits) = (bottom / 8, bottom % 8);
    let mut offset = [0; BLOCK];
    for place in 0..BLOCK {
        let pair = u16::from_be_bytes([stretch[bytes + place], stretch[bytes + place + 1]]);
        offset[place] = (pair << bits >> 8) as u8;
    }
    offset
}

/// Doubles in the field of 2^128 elements.
fn double(block: &Block) -> Block {
    let number = u128::from_be_bytes(*block);
    let reduce = if number >> 127 == 1 { 0x87 } else { 0 };
    (number << 1 ^ reduce).to_be_bytes()
}

/// A part of a block, a one bit, and zeros.
fn padded(part: &[u8]) -> Block {
    let mut block = [0; BLOCK];
    block[..part.len()].copy_from_slice(part);
    block[part.len()] = 0x80;
    block
}

fn mix(block: &mut Block, with: &Block) {
    for (byte, other) in block.iter_mut().zip(with) {
        *byte ^= other;
    }
}
