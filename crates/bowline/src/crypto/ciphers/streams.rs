//! Modes that mix the text with a stream of key bytes: CTR and ChaCha20.

use aes::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use aes::{Aes128, Aes192, Aes256};
use chacha20::ChaCha20;
use ctr::{Ctr32BE, Ctr128BE};

use super::Algorithm;
use crate::{Error, Result};

/// A stream of key bytes.
pub(super) type KeyStream = Box<dyn StreamCipher + Send>;

/// Text mixed with a stream of key bytes: the same both ways.
pub(super) struct Stream(pub(super) KeyStream);

impl Algorithm for Stream {
    fn update(&mut self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let start = out.len();
        out.extend_from_slice(data);
        mix(&mut self.0, &mut out[start..])
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

/// Mixes `data` with the next bytes of the stream.
pub(super) fn mix(stream: &mut KeyStream, data: &mut [u8]) -> Result<()> {
    let mixed = stream.try_apply_keystream(data);
    mixed.map_err(|_| {
        Error::other("ERR_CRYPTO_OPERATION_FAILED", "the text is too long for one key")
    })
}

/// AES in counter mode; the counter is all of the vector.
pub(super) fn aes_ctr(key: &[u8], iv: &[u8]) -> Option<KeyStream> {
    match key.len() {
        16 => boxed(Ctr128BE::<Aes128>::new_from_slices(key, iv)),
        24 => boxed(Ctr128BE::<Aes192>::new_from_slices(key, iv)),
        32 => boxed(Ctr128BE::<Aes256>::new_from_slices(key, iv)),
        _ => None,
    }
}

/// AES in counter mode; the counter is the last 32 bits of the vector.
pub(super) fn aes_ctr_32(key: &[u8], iv: &[u8]) -> Option<KeyStream> {
    match key.len() {
        16 => boxed(Ctr32BE::<Aes128>::new_from_slices(key, iv)),
        24 => boxed(Ctr32BE::<Aes192>::new_from_slices(key, iv)),
        32 => boxed(Ctr32BE::<Aes256>::new_from_slices(key, iv)),
        _ => None,
    }
}

/// ChaCha20 from the block with this number.
pub(super) fn chacha20(key: &[u8], nonce: &[u8], block: u32) -> Option<KeyStream> {
    let mut stream = ChaCha20::new_from_slices(key, nonce).ok()?;
    stream.try_seek(u64::from(block) * 64).ok()?;
    Some(Box::new(stream))
}

fn boxed<S, E>(stream: std::result::Result<S, E>) -> Option<KeyStream>
where
    S: StreamCipher + Send + 'static,
{
    Some(Box::new(stream.ok()?))
}
