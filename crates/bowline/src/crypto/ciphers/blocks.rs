//! Modes that work on whole blocks, ECB and CBC, and their padding.

use aes::cipher::{
    Block, BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, KeyInit,
    KeyIvInit,
};
use aes::{Aes128, Aes192, Aes256};
use des::TdesEde3;
use zeroize::Zeroize;

use super::{Algorithm, CipherKind, Direction, Mode};
use crate::{Error, Result};

/// A mode at work on whole blocks.
trait WholeBlocks: Send {
    /// `data` holds nothing but whole blocks.
    fn run(&mut self, data: &mut [u8]);
}

struct Encrypting<M>(M);
struct Decrypting<M>(M);

impl<M: BlockModeEncrypt + Send> WholeBlocks for Encrypting<M> {
    fn run(&mut self, data: &mut [u8]) {
        let (blocks, _) = Block::<M>::slice_as_chunks_mut(data);
        self.0.encrypt_blocks(blocks);
    }
}

impl<M: BlockModeDecrypt + Send> WholeBlocks for Decrypting<M> {
    fn run(&mut self, data: &mut [u8]) {
        let (blocks, _) = Block::<M>::slice_as_chunks_mut(data);
        self.0.decrypt_blocks(blocks);
    }
}

/// Text that comes in pieces of any size, in whole blocks.
pub(super) struct Blocks {
    mode: Box<dyn WholeBlocks>,
    block_size: usize,
    direction: Direction,
    /// Whether the last block is filled up, and by how much is said in it.
    is_padded: bool,
    /// What does not fill a block yet; when decrypting, the last block too, as it may hold padding.
    held: Vec<u8>,
}

impl Blocks {
    pub(super) fn new(
        direction: Direction,
        kind: CipherKind,
        key: &[u8],
        iv: &[u8],
    ) -> Option<Blocks> {
        let mode = start(direction, kind, key, iv)?;
        let block_size = kind.block_size();
        let held = Vec::with_capacity(2 * block_size);
        Some(Blocks { mode, block_size, direction, is_padded: true, held })
    }
}

impl Algorithm for Blocks {
    fn set_padding(&mut self, is_padded: bool) {
        self.is_padded = is_padded;
    }

    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let total = self.held.len() + data.len();
        let mut whole = total - total % self.block_size;
        // The last block is only known to be none when more comes.
        if self.direction == Direction::Decrypt && self.is_padded && whole == total {
            whole = whole.saturating_sub(self.block_size);
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
            let fill = self.block_size - self.held.len();
            out.extend_from_slice(&self.held);
            out.resize(start + self.block_size, fill as u8);
            self.mode.run(&mut out[start..]);
            return Ok(());
        }
        if self.held.len() != self.block_size {
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
    let mut wrong = u8::from(length == 0) | u8::from(usize::from(length) > block.len());
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

fn start(
    direction: Direction,
    kind: CipherKind,
    key: &[u8],
    iv: &[u8],
) -> Option<Box<dyn WholeBlocks>> {
    match (kind.is_des(), key.len()) {
        (true, _) => start_with::<TdesEde3>(direction, kind.mode(), key, iv),
        (false, 16) => start_with::<Aes128>(direction, kind.mode(), key, iv),
        (false, 24) => start_with::<Aes192>(direction, kind.mode(), key, iv),
        (false, _) => start_with::<Aes256>(direction, kind.mode(), key, iv),
    }
}

fn start_with<C>(
    direction: Direction,
    mode: Mode,
    key: &[u8],
    iv: &[u8],
) -> Option<Box<dyn WholeBlocks>>
where
    C: BlockCipherEncrypt + BlockCipherDecrypt + KeyInit + Send + 'static,
{
    match (direction, mode) {
        (Direction::Encrypt, Mode::Cbc) => {
            encrypting(cbc::Encryptor::<C>::new_from_slices(key, iv))
        }
        (Direction::Decrypt, Mode::Cbc) => {
            decrypting(cbc::Decryptor::<C>::new_from_slices(key, iv))
        }
        (Direction::Encrypt, _) => encrypting(ecb::Encryptor::<C>::new_from_slice(key)),
        (Direction::Decrypt, _) => decrypting(ecb::Decryptor::<C>::new_from_slice(key)),
    }
}

fn encrypting<M, E>(mode: std::result::Result<M, E>) -> Option<Box<dyn WholeBlocks>>
where
    M: BlockModeEncrypt + Send + 'static,
{
    Some(Box::new(Encrypting(mode.ok()?)))
}

fn decrypting<M, E>(mode: std::result::Result<M, E>) -> Option<Box<dyn WholeBlocks>>
where
    M: BlockModeDecrypt + Send + 'static,
{
    Some(Box::new(Decrypting(mode.ok()?)))
}
