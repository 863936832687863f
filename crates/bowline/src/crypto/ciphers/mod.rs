//! Encryption of text that comes in pieces, with the ciphers others ask for.

mod aes_block;
mod blocks;
mod ccm;
mod kind;
mod ocb;
mod sealed;
mod streams;
mod wrap;
mod wrap_des;

#[cfg(test)]
mod tests;

use std::fmt;

use zeroize::Zeroize;

use super::timing_safe_equal;
use crate::{Error, Result};
use aes_block::BLOCK;
use blocks::Blocks;
use ccm::Ccm;
pub use kind::{CipherKind, Mode};
use ocb::Ocb;
use streams::Stream;
use wrap::{Wrap, WrapPad};
use wrap_des::WrapDes;

/// Which way a [`Cipher`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From text to what nobody can read.
    Encrypt,
    /// Back.
    Decrypt,
}

/// One cipher at work. Its key is overwritten when it is dropped.
///
/// ```
/// use bowline::crypto::{Cipher, Direction};
///
/// let kind = "aes-128-cbc".parse()?;
/// let mut cipher = Cipher::new(Direction::Encrypt, kind, &[1; 16], &[2; 16], None)?;
/// let mut sealed = cipher.update("some text")?;
/// sealed.extend(cipher.finish()?);
/// let mut back = Cipher::new(Direction::Decrypt, kind, &[1; 16], &[2; 16], None)?;
/// let mut text = back.update(&sealed)?;
/// text.extend(back.finish()?);
/// assert_eq!(text, b"some text");
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// Source: Node.js `crypto.createCipheriv`, `crypto.createDecipheriv`.
pub struct Cipher {
    algorithm: Box<dyn Algorithm>,
    kind: CipherKind,
    direction: Direction,
    state: State,
    tag_size: Option<usize>,
    /// The tag that decrypting must come to.
    expected: Option<Vec<u8>>,
    /// A cipher that takes its text whole found the tag wrong; the end says so.
    is_forged: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    /// Some text went by.
    Running,
    Finished,
}

/// A cipher and its mode at work.
trait Algorithm: Send {
    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()>;
    fn finish(&mut self, out: &mut Vec<u8>) -> Result<()>;

    fn set_padding(&mut self, _is_padded: bool) {}

    /// Takes in additional data, and how long the text will be.
    fn add(&mut self, _data: &[u8], _text_length: Option<usize>) -> Result<()> {
        Err(invalid_state("setAAD"))
    }

    /// The tag, once the end was reached.
    fn tag(&self) -> Option<[u8; BLOCK]> {
        None
    }

    /// Whether all text comes in one piece, so that the tag is known right after it.
    fn is_whole(&self) -> bool {
        false
    }
}

impl Cipher {
    /// A cipher with its key and initialization vector. `tag_size` is that of the tag in bytes, 16 unless
    /// given; CCM must be told.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_KEYLEN`, `ERR_CRYPTO_INVALID_IV` or `ERR_CRYPTO_INVALID_AUTH_TAG` if one of them has a
    /// length that the cipher cannot have.
    pub fn new(
        direction: Direction,
        kind: CipherKind,
        key: &[u8],
        iv: &[u8],
        tag_size: Option<usize>,
    ) -> Result<Cipher> {
        if key.len() != kind.key_size() {
            return Err(Error::other("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length"));
        }
        if !kind.takes_iv_of(iv.len()) {
            return Err(Error::other("ERR_CRYPTO_INVALID_IV", "Invalid initialization vector"));
        }
        if let Some(size) =
            tag_size.filter(|size| kind.is_authenticated() && !kind.takes_tag_of(*size))
        {
            return Err(invalid_tag(size));
        }
        let algorithm: Option<Box<dyn Algorithm>> = match kind.mode() {
            Mode::Ecb | Mode::Cbc => boxed(Blocks::new(direction, kind, key, iv)),
            Mode::Ctr => boxed(streams::aes_ctr(key, iv).map(Stream)),
            Mode::Gcm => boxed(sealed::gcm(direction, key, iv)),
            Mode::Ccm => boxed(Some(Ccm::new(direction, key, iv, tag_size.unwrap_or(BLOCK)))),
            Mode::Ocb => boxed(Ocb::new(direction, key, iv, tag_size.unwrap_or(BLOCK))),
            Mode::Stream => {
                let (block, nonce) = iv.split_first_chunk().expect("the length was checked");
                boxed(streams::chacha20(key, nonce, u32::from_le_bytes(*block)).map(Stream))
            }
            Mode::ChaChaPoly => boxed(sealed::chacha_poly(direction, key, iv)),
            Mode::Wrap => boxed(Wrap::new(direction, key, iv)),
            Mode::WrapPad => boxed(WrapPad::new(direction, key, iv)),
            Mode::WrapDes => boxed(WrapDes::new(direction, key)),
        };
        Ok(Cipher {
            algorithm: algorithm.expect("the lengths were checked"),
            kind,
            direction,
            state: State::Fresh,
            tag_size,
            expected: None,
            is_forged: false,
        })
    }

    /// Whether the last block is filled up, and shortened again when decrypting: so it is unless said here. To be
    /// said before the end.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_STATE` after the end.
    pub fn set_padding(&mut self, is_padded: bool) -> Result<()> {
        if self.state == State::Finished {
            return Err(invalid_state("setAutoPadding"));
        }
        self.algorithm.set_padding(is_padded);
        Ok(())
    }

    /// Takes in data that is authenticated but no part of the result. `text_length` is how long the text will be;
    /// CCM wants to know.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_STATE` after the first text, and for a cipher without a tag.
    pub fn set_additional_data(&mut self, data: &[u8], text_length: Option<usize>) -> Result<()> {
        if self.state != State::Fresh {
            return Err(invalid_state("setAAD"));
        }
        self.algorithm.add(data, text_length)
    }

    /// The tag that decrypting must come to.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_STATE` when encrypting, the second time, after the end, and for a cipher without a tag;
    /// `ERR_CRYPTO_INVALID_AUTH_TAG` if it has the wrong length.
    pub fn set_tag(&mut self, tag: &[u8]) -> Result<()> {
        let is_open = self.direction == Direction::Decrypt
            && self.kind.is_authenticated()
            && self.state != State::Finished
            && self.expected.is_none();
        if !is_open {
            return Err(invalid_state("setAuthTag"));
        }
        let fits = match self.tag_size {
            Some(size) => size == tag.len(),
            // Only GCM takes a short tag that nobody announced.
            None => {
                self.kind.takes_tag_of(tag.len())
                    && (self.kind.mode() == Mode::Gcm || tag.len() == BLOCK)
            }
        };
        if !fits {
            return Err(invalid_tag(tag.len()));
        }
        self.expected = Some(tag.to_vec());
        Ok(())
    }

    /// What comes out for the next piece.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_STATE` after the end; `ERR_CRYPTO_OPERATION_FAILED` if a cipher that takes its text whole
    /// gets it in another way.
    pub fn update(&mut self, data: impl AsRef<[u8]>) -> Result<Vec<u8>> {
        let data = data.as_ref();
        if self.state == State::Finished {
            return Err(invalid_state("update"));
        }
        self.state = State::Running;
        let mut out = Vec::with_capacity(data.len() + BLOCK);
        self.algorithm.update(data, &mut out)?;
        if self.algorithm.is_whole() && self.direction == Direction::Decrypt && !self.is_genuine() {
            self.is_forged = true;
            out.zeroize();
        }
        Ok(out)
    }

    /// What comes out at the end.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_INVALID_STATE` the second time; `ERR_CRYPTO_OPERATION_FAILED` if the tag is missing or another one: then
    /// nothing that was decrypted may be trusted; `ERR_OSSL_BAD_DECRYPT` and `ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH` if the last
    /// block is not one.
    pub fn finish(&mut self) -> Result<Vec<u8>> {
        if self.state == State::Finished {
            return Err(invalid_state("final"));
        }
        self.state = State::Finished;
        let mut out = Vec::new();
        self.algorithm.finish(&mut out)?;
        if self.kind.is_authenticated()
            && self.direction == Direction::Decrypt
            && (self.is_forged || !self.is_genuine())
        {
            return Err(failed());
        }
        Ok(out)
    }

    /// The tag that encrypting came to; `None` before the end, when decrypting, and for a cipher without one.
    pub fn tag(&self) -> Option<Vec<u8>> {
        if self.direction == Direction::Decrypt || self.state != State::Finished {
            return None;
        }
        let tag = self.algorithm.tag()?;
        Some(tag[..self.tag_size.unwrap_or(BLOCK)].to_vec())
    }

    /// The longest text that a cipher with a vector of this length takes, in bytes.
    pub fn text_max(kind: CipherKind, iv_size: usize) -> u64 {
        if kind.mode() == Mode::Ccm { Ccm::text_max(iv_size) } else { u64::MAX }
    }

    fn is_genuine(&self) -> bool {
        match (&self.expected, self.algorithm.tag()) {
            (Some(expected), Some(tag)) => timing_safe_equal(expected, &tag[..expected.len()]),
            _ => false,
        }
    }
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cipher({:?}, {})", self.direction, self.kind.name())
    }
}

fn boxed<A: Algorithm + 'static>(algorithm: Option<A>) -> Option<Box<dyn Algorithm>> {
    Some(Box::new(algorithm?))
}

fn invalid_state(operation: &str) -> Error {
    Error::other("ERR_CRYPTO_INVALID_STATE", format!("Invalid state for operation {operation}"))
}

fn invalid_tag(size: usize) -> Error {
    Error::other(
        "ERR_CRYPTO_INVALID_AUTH_TAG",
        format!("Invalid authentication tag length: {size}"),
    )
}

fn failed() -> Error {
    Error::other("ERR_CRYPTO_OPERATION_FAILED", "Unsupported state or unable to authenticate data")
}
