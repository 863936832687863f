//! Modes that work on whole blocks, ECB and CBC, and their padding.

use aes::cipher::array::Array;
use aes::cipher::consts::U16;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, BlockSizeUser, KeyInit, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use zeroize::Zeroize;

use super::aes_block::BLOCK;
use super::{Algorithm, Direction, Mode};
use crate::{Error, Result};

/// A mode at work on whole blocks.
trait WholeBlocks: Send {
    /// `data` holds nothing but whole blocks.
    fn run(&mut self, data: &mut [u8]);
}

struct Encrypting<M>(M);
struct Decrypting<M>(M);

impl<M: BlockModeEncrypt + BlockSizeUser<BlockSize = U16> + Send> WholeBlocks for Encrypting<M> {
    fn run(&mut self, data: &mut [u8]) {
        let (blocks, _) = Array::slice_as_chunks_mut(data);
        self.0.encrypt_blocks(blocks);
    }
}

impl<M: BlockModeDecrypt + BlockSizeUser<BlockSize = U16> + Send> WholeBlocks for Decrypting<M> {
    fn run(&mut self, data: &mut [u8]) {
        let (blocks, _) = Array::slice_as_chunks_mut(data);
        self.0.decrypt_blocks(blocks);
    }
}

/// Text that comes in pieces of any size, in whole blocks.
pub(super) struct Blocks {
    mode: Box<dyn WholeBlocks>,
    direction: Direction,
    /// Whether the last block is filled up, and by how much is said in it.
    is_padded: bool,
    /// What does not fill a block yet; when decrypting, the last block too, as it may hold padding.
    held: Vec<u8>,
}

impl Blocks {
    pub(super) fn new(direction: Direction, mode: Mode, key: &[u8], iv: &[u8]) -> Option<Blocks> {
        let mode = start(direction, mode, key, iv)?;
        Some(Blocks { mode, direction, is_padded: true, held: Vec::with_capacity(2 * BLOCK) })
    }
}

impl Algorithm for Blocks {
    fn set_padding(&mut self, is_padded: bool) {
        self.is_padded = is_padded;
    }

    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let total = self.held.len() + data.len();
        let mut whole = total - total % BLOCK;
        // The last block is only known to be none when more comes.
        if self.direction == Direction::Decrypt && self.is_padded && whole == total {
            whole = whole.saturating_sub(BLOCK);
        }
        if whole < self.held.len() {
            // What is held and not let go of was whole already.
            self.held.extend_from_slice(data);
            return Ok(());
        }
        let start = out.len();
        out.reserve(whole);
        out.extend_from_slice(&self.held);
        self.held.clear();
        let (now, later) = data.split_at(whole - (out.len() - start));
        out.extend_from_slice(now);
        self.held.extend_from_slice(later);
        self.mode.run(&mut out[start..]);
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<()> {
        if !self.is_padded {
            return if self.held.is_empty() { Ok(()) } else { Err(wrong_length()) };
        }
        let start = out.len();
        if self.direction == Direction::Encrypt {
            let fill = BLOCK - self.held.len();
            out.extend_from_slice(&self.held);
            out.resize(start + BLOCK, fill as u8);
            self.mode.run(&mut out[start..]);
            return Ok(());
        }
        if self.held.len() != BLOCK {
            return Err(wrong_length());
        }
        out.extend_from_slice(&self.held);
        self.mode.run(&mut out[start..]);
        match padding_of(&out[start..]) {
            Some(padding) => {
                let length = out.len() - padding;
                out[length..].zeroize();
                out.truncate(length);
                Ok(())
            }
            None => {
                out[start..].zeroize();
                out.truncate(start);
                let message = "error:1C800064:Provider routines::bad decrypt";
                Err(Error::other("ERR_OSSL_BAD_DECRYPT", message))
            }
        }
    }
}

impl Drop for Blocks {
    fn drop(&mut self) {
        self.held.zeroize();
    }
}

/// How many bytes of the last block are padding; `None` if it says nothing sensible. Takes as long for each answer.
fn padding_of(block: &[u8]) -> Option<usize> {
    let length = *block.last()?;
    let mut wrong = u8::from(length == 0) | u8::from(usize::from(length) > BLOCK);
    for (position, byte) in block.iter().rev().enumerate() {
        let is_padding = u8::from(position < usize::from(length));
        wrong |= is_padding & u8::from(*byte != length);
    }
    (wrong == 0).then_some(usize::from(length))
}

fn wrong_length() -> Error {
    // The words are OpenSSL's: programs know them.
    let message = "error:1C80006B:Provider routines::wrong final block length";
    Error::other("ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH", message)
}

fn start(direction: Direction, mode: Mode, key: &[u8], iv: &[u8]) -> Option<Box<dyn WholeBlocks>> {
    match (direction, mode, key.len()) {
        (Direction::Encrypt, Mode::Cbc, 16) => {
            encrypting(cbc::Encryptor::<Aes128>::new_from_slices(key, iv))
        }
        (Direction::Encrypt, Mode::Cbc, 24) => {
            encrypting(cbc::Encryptor::<Aes192>::new_from_slices(key, iv))
        }
        (Direction::Encrypt, Mode::Cbc, 32) => {
            encrypting(cbc::Encryptor::<Aes256>::new_from_slices(key, iv))
        }
        (Direction::Decrypt, Mode::Cbc, 16) => {
            decrypting(cbc::Decryptor::<Aes128>::new_from_slices(key, iv))
        }
        (Direction::Decrypt, Mode::Cbc, 24) => {
            decrypting(cbc::Decryptor::<Aes192>::new_from_slices(key, iv))
        }
        (Direction::Decrypt, Mode::Cbc, 32) => {
            decrypting(cbc::Decryptor::<Aes256>::new_from_slices(key, iv))
        }
        (Direction::Encrypt, Mode::Ecb, 16) => {
            encrypting(ecb::Encryptor::<Aes128>::new_from_slice(key))
        }
        (Direction::Encrypt, Mode::Ecb, 24) => {
            encrypting(ecb::Encryptor::<Aes192>::new_from_slice(key))
        }
        (Direction::Encrypt, Mode::Ecb, 32) => {
            encrypting(ecb::Encryptor::<Aes256>::new_from_slice(key))
        }
        (Direction::Decrypt, Mode::Ecb, 16) => {
            decrypting(ecb::Decryptor::<Aes128>::new_from_slice(key))
        }
        (Direction::Decrypt, Mode::Ecb, 24) => {
            decrypting(ecb::Decryptor::<Aes192>::new_from_slice(key))
        }
        (Direction::Decrypt, Mode::Ecb, 32) => {
            decrypting(ecb::Decryptor::<Aes256>::new_from_slice(key))
        }
        _ => None,
    }
}

fn encrypting<M, E>(mode: std::result::Result<M, E>) -> Option<Box<dyn WholeBlocks>>
where
    M: BlockModeEncrypt + BlockSizeUser<BlockSize = U16> + Send + 'static,
{
    Some(Box::new(Encrypting(mode.ok()?)))
}

fn decrypting<M, E>(mode: std::result::Result<M, E>) -> Option<Box<dyn WholeBlocks>>
where
    M: BlockModeDecrypt + BlockSizeUser<BlockSize = U16> + Send + 'static,
{
    Some(Box::new(Decrypting(mode.ok()?)))
}
