//! The ciphers, by name.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// How a cipher goes from block to block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// Each block for itself.
    Ecb,
    /// Each block mixed with the one before.
    Cbc,
    /// A counter makes a key stream.
    Ctr,
    /// A counter, and a tag over everything (Galois/counter mode).
    Gcm,
    /// A counter, and a tag over everything, of data that comes whole (CBC-MAC).
    Ccm,
    /// One pass for both, the text and the tag (offset codebook).
    Ocb,
    /// ChaCha20 alone.
    Stream,
    /// ChaCha20 with a tag by Poly1305.
    ChaChaPoly,
    /// A key that encrypts keys.
    Wrap,
    /// A key that encrypts keys of any length.
    WrapPad,
    /// A key that encrypts keys, with triple DES.
    WrapDes,
}

/// A cipher: its algorithm, the size of its key and its mode.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CipherKind {
    name: &'static str,
    mode: Mode,
    key_size: usize,
    number: u32,
}

/// Sorted as Node lists them. The numbers are OpenSSL's.
const ALL: [CipherKind; 29] = [
    kind("aes-128-cbc", Mode::Cbc, 16, 419),
    kind("aes-128-ccm", Mode::Ccm, 16, 896),
    kind("aes-128-ctr", Mode::Ctr, 16, 904),
    kind("aes-128-ecb", Mode::Ecb, 16, 418),
    kind("aes-128-gcm", Mode::Gcm, 16, 895),
    kind("aes-128-ocb", Mode::Ocb, 16, 958),
    kind("aes-192-cbc", Mode::Cbc, 24, 423),
    kind("aes-192-ccm", Mode::Ccm, 24, 899),
    kind("aes-192-ctr", Mode::Ctr, 24, 905),
    kind("aes-192-ecb", Mode::Ecb, 24, 422),
    kind("aes-192-gcm", Mode::Gcm, 24, 898),
    kind("aes-192-ocb", Mode::Ocb, 24, 959),
    kind("aes-256-cbc", Mode::Cbc, 32, 427),
    kind("aes-256-ccm", Mode::Ccm, 32, 902),
    kind("aes-256-ctr", Mode::Ctr, 32, 906),
    kind("aes-256-ecb", Mode::Ecb, 32, 426),
    kind("aes-256-gcm", Mode::Gcm, 32, 901),
    kind("aes-256-ocb", Mode::Ocb, 32, 960),
    kind("aes128-wrap", Mode::Wrap, 16, 788),
    kind("aes192-wrap", Mode::Wrap, 24, 789),
    kind("aes256-wrap", Mode::Wrap, 32, 790),
    kind("chacha20", Mode::Stream, 32, 1019),
    kind("chacha20-poly1305", Mode::ChaChaPoly, 32, 1018),
    kind("des-ede3", Mode::Ecb, 24, 33),
    kind("des-ede3-cbc", Mode::Cbc, 24, 44),
    kind("des3-wrap", Mode::WrapDes, 24, 246),
    kind("id-aes128-wrap-pad", Mode::WrapPad, 16, 897),
    kind("id-aes192-wrap-pad", Mode::WrapPad, 24, 900),
    kind("id-aes256-wrap-pad", Mode::WrapPad, 32, 903),
];

/// Other names.
const ALIASES: [(&str, &str); 15] = [
    ("aes128", "aes-128-cbc"),
    ("aes192", "aes-192-cbc"),
    ("aes256", "aes-256-cbc"),
    ("des-ede3-ecb", "des-ede3"),
    ("des3", "des-ede3-cbc"),
    ("id-smime-alg-cms3deswrap", "des3-wrap"),
    ("id-aes128-ccm", "aes-128-ccm"),
    ("id-aes128-gcm", "aes-128-gcm"),
    ("id-aes128-wrap", "aes128-wrap"),
    ("id-aes192-ccm", "aes-192-ccm"),
    ("id-aes192-gcm", "aes-192-gcm"),
    ("id-aes192-wrap", "aes192-wrap"),
    ("id-aes256-ccm", "aes-256-ccm"),
    ("id-aes256-gcm", "aes-256-gcm"),
    ("id-aes256-wrap", "aes256-wrap"),
];

const fn kind(name: &'static str, mode: Mode, key_size: usize, number: u32) -> CipherKind {
    CipherKind { name, mode, key_size, number }
}

impl CipherKind {
    /// Every cipher there is here.
    pub fn all() -> &'static [CipherKind] {
        &ALL
    }

    /// The cipher with OpenSSL's number for it.
    pub fn by_number(number: u32) -> Option<CipherKind> {
        ALL.iter().find(|kind| kind.number == number).copied()
    }

    /// Node's name for it.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Its mode.
    pub fn mode(self) -> Mode {
        self.mode
    }

    /// OpenSSL's number for it.
    pub fn number(self) -> u32 {
        self.number
    }

    /// How long a key is, in bytes.
    pub fn key_size(self) -> usize {
        self.key_size
    }

    /// How long a usual initialization vector is, in bytes; 0 if there is none.
    pub fn iv_size(self) -> usize {
        match self.mode {
            Mode::Ecb | Mode::WrapDes => 0,
            Mode::Cbc if self.is_des() => 8,
            Mode::Cbc | Mode::Ctr | Mode::Stream => 16,
            Mode::Gcm | Mode::Ccm | Mode::Ocb | Mode::ChaChaPoly => 12,
            Mode::Wrap => 8,
            Mode::WrapPad => 4,
        }
    }

    /// What it works in, in bytes; 1 if any length is as good.
    pub fn block_size(self) -> usize {
        match self.mode {
            Mode::Ecb | Mode::Cbc if self.is_des() => 8,
            Mode::Ecb | Mode::Cbc | Mode::Ocb => 16,
            Mode::Ctr | Mode::Gcm | Mode::Ccm | Mode::Stream | Mode::ChaChaPoly => 1,
            Mode::Wrap | Mode::WrapPad | Mode::WrapDes => 8,
        }
    }

    /// Whether its algorithm is triple DES and not AES.
    pub(super) fn is_des(self) -> bool {
        self.name.starts_with("des")
    }

    /// Whether it makes a tag that shows changes.
    pub fn is_authenticated(self) -> bool {
        matches!(self.mode, Mode::Gcm | Mode::Ccm | Mode::Ocb | Mode::ChaChaPoly)
    }

    /// Whether an initialization vector may have this length.
    pub fn takes_iv_of(self, size: usize) -> bool {
        match self.mode {
            Mode::Gcm => (1..=128).contains(&size),
            Mode::Ccm => (7..=13).contains(&size),
            Mode::Ocb => (1..=15).contains(&size),
            _ => size == self.iv_size(),
        }
    }

    /// Whether a tag may have this length.
    pub fn takes_tag_of(self, size: usize) -> bool {
        match self.mode {
            Mode::Gcm => size == 4 || size == 8 || (12..=16).contains(&size),
            Mode::Ccm => (4..=16).contains(&size) && size.is_multiple_of(2),
            Mode::Ocb | Mode::ChaChaPoly => (1..=16).contains(&size),
            _ => false,
        }
    }
}

impl fmt::Debug for CipherKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CipherKind({})", self.name)
    }
}

impl FromStr for CipherKind {
    type Err = Error;

    /// The cipher that Node knows by this name; small and capital letters are the same.
    ///
    /// # Errors
    ///
    /// `ERR_CRYPTO_UNKNOWN_CIPHER` if there is none.
    fn from_str(name: &str) -> Result<CipherKind, Error> {
        let lower = name.to_ascii_lowercase();
        let alias = ALIASES.iter().find(|(alias, _)| *alias == lower);
        let wanted = alias.map_or(lower.as_str(), |(_, name)| name);
        let found = ALL.iter().find(|kind| kind.name == wanted).copied();
        found.ok_or_else(|| Error::other("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher"))
    }
}
