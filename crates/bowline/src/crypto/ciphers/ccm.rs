//! AES in counter mode with a tag by CBC-MAC: the data comes whole. Source: RFC 3610; NIST SP 800-38C.

use super::aes_block::{Aes, BLOCK};
use super::streams::{aes_ctr, mix};
use super::{Algorithm, Direction};
use crate::{Error, Result};

pub(super) struct Ccm {
    key: zeroize::Zeroizing<Vec<u8>>,
    nonce: Vec<u8>,
    tag_size: usize,
    direction: Direction,
    additional: Vec<u8>,
    /// As it was told with the additional data.
    text_length: Option<usize>,
    tag: Option<[u8; BLOCK]>,
}

impl Ccm {
    pub(super) fn new(direction: Direction, key: &[u8], nonce: &[u8], tag_size: usize) -> Ccm {
        Ccm {
            key: key.to_vec().into(),
            nonce: nonce.to_vec(),
            tag_size,
            direction,
            additional: Vec::new(),
            text_length: None,
            tag: None,
        }
    }

    /// The longest text: its length must fit in what the nonce leaves of a block.
    pub(super) fn text_max(nonce_size: usize) -> u64 {
        let length_size = 15 - nonce_size;
        if length_size >= 4 { i32::MAX as u64 } else { (1 << (8 * length_size)) - 1 }
    }

    /// The authentication code of text and additional data, still bare.
    fn code(&self, aes: &Aes, text: &[u8]) -> [u8; BLOCK] {
        let length_size = 15 - self.nonce.len();
        let mut code = Code { aes, block: [0; BLOCK], filled: 0 };
        let has_additional = !self.additional.is_empty();
        let flags = u8::from(has_additional) << 6
            | ((self.tag_size as u8 - 2) / 2) << 3
            | (length_size as u8 - 1);
        code.update(&[flags]);
        code.update(&self.nonce);
        code.update(&(text.len() as u64).to_be_bytes()[8 - length_size..]);
        if has_additional {
            let length = self.additional.len();
            if length < 0xFF00 {
                code.update(&(length as u16).to_be_bytes());
            } else {
                code.update(&[0xFF, 0xFE]);
                code.update(&(length as u32).to_be_bytes());
            }
            code.update(&self.additional);
            code.pad();
        }
        code.update(text);
        code.pad();
        code.block
    }
}

impl Algorithm for Ccm {
    fn add(&mut self, data: &[u8], text_length: Option<usize>) -> Result<()> {
        self.additional.extend_from_slice(data);
        self.text_length = text_length;
        Ok(())
    }

    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let refused = |message| Error::other("ERR_CRYPTO_OPERATION_FAILED", message);
        if self.tag.is_some() || self.text_length.is_some_and(|length| length != data.len()) {
            return Err(refused("the text must come whole"));
        }
        let aes = Aes::new(&self.key).ok_or_else(|| refused("invalid key length"))?;
        let mut counter = [0; BLOCK];
        counter[0] = (15 - self.nonce.len() - 1) as u8;
        counter[1..=self.nonce.len()].copy_from_slice(&self.nonce);
        let mut stream =
            aes_ctr(&self.key, &counter).ok_or_else(|| refused("invalid key length"))?;
        let mut tag = [0; BLOCK];
        mix(&mut stream, &mut tag)?;
        let start = out.len();
        out.extend_from_slice(data);
        mix(&mut stream, &mut out[start..])?;
        let text = if self.direction == Direction::Encrypt { data } else { &out[start..] };
        for (byte, code) in tag.iter_mut().zip(self.code(&aes, text)) {
            *byte ^= code;
        }
        self.tag = Some(tag);
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<()> {
        match (self.tag, self.direction) {
            (Some(_), _) => Ok(()),
            // An empty text may be left out when decrypting: the tag is looked at all the same.
            (None, Direction::Decrypt) => self.update(&[], out),
            (None, Direction::Encrypt) => {
                Err(Error::other("ERR_CRYPTO_OPERATION_FAILED", "the text must come whole"))
            }
        }
    }

    fn tag(&self) -> Option<[u8; BLOCK]> {
        self.tag
    }

    fn is_whole(&self) -> bool {
        true
    }
}

/// CBC-MAC over pieces.
struct Code<'a> {
    aes: &'a Aes,
    block: [u8; BLOCK],
    filled: usize,
}

impl Code<'_> {
    fn update(&mut self, data: &[u8]) {
        for byte in data {
            self.block[self.filled] ^= byte;
            self.filled += 1;
            if self.filled == BLOCK {
                self.aes.encrypt(&mut self.block);
                self.filled = 0;
            }
        }
    }

    /// Zeros up to the end of the block, which change nothing but move on.
    fn pad(&mut self) {
        if self.filled > 0 {
            self.aes.encrypt(&mut self.block);
            self.filled = 0;
        }
    }
}
