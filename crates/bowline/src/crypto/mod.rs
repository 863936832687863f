//! Hashes, keys and encryption.
//!
//! The work is done by the [RustCrypto](https://github.com/RustCrypto) crates; they use the
//! processor's own instructions where it has them.

mod cipher;
mod digest;
mod hash;
mod hmac;
mod pbkdf2;
mod random_bytes;
mod sync;

#[cfg(test)]
mod tests;

pub use cipher::{CipherOptions, Key};
pub use digest::Digest;
pub use hash::{Hash, hash};
pub use hmac::{Hmac, hmac};
pub use sync::{
    decrypt_sync, decrypt_with_sync, encrypt_sync, encrypt_with_sync, pbkdf2_sync,
    random_bytes_sync,
};
