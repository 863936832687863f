//! Keys from passwords, with memory as the price of a guess.

use scrypt::Params;

use crate::{Error, Result};

/// What scrypt costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScryptOptions {
    /// `N`, how much time and memory: a power of two above 1. 16,384 unless set.
    pub cost: u64,
    /// `r`, the size of a block in 128 bytes. 8 unless set.
    pub block_size: u32,
    /// `p`, how many times over. 1 unless set.
    pub parallelization: u32,
    /// The most memory it may take, in bytes. 32 MiB unless set.
    pub memory_max: u64,
}

impl Default for ScryptOptions {
    fn default() -> ScryptOptions {
        ScryptOptions {
            cost: 16_384,
            block_size: 8,
            parallelization: 1,
            memory_max: 32 * 1024 * 1024,
        }
    }
}

/// A derivation that can be done.
pub(super) struct Scrypt {
    params: Params,
    length: usize,
}

impl Scrypt {
    /// A derivation of `length` bytes.
    pub(super) fn new(length: usize, options: &ScryptOptions) -> Result<Scrypt> {
        let (n, r, p) =
            (options.cost, u64::from(options.block_size), u64::from(options.parallelization));
        if !n.is_power_of_two() || n == 1 || r == 0 || p == 0 {
            return Err(invalid(""));
        }
        // The standard's bounds: on `p`, and on `N` by the size of a block.
        let fits = p <= ((1 << 30) - 1) / r && (r >= 4 || n < 1 << (16 * r));
        // What OpenSSL counts: the blocks, the big table, and two blocks to work in.
        let blocks = p.checked_mul(128 * r);
        let table = n.checked_add(2).and_then(|n| n.checked_mul(128 * r));
        let needed = blocks.zip(table).and_then(|(blocks, table)| blocks.checked_add(table));
        if !fits || needed.is_none_or(|needed| needed > options.memory_max) {
            return Err(invalid(
                ": error:030000AC:digital envelope routines::memory limit exceeded",
            ));
        }
        let log_n = n.trailing_zeros() as u8;
        let params = Params::new(log_n, options.block_size, options.parallelization);
        params.map(|params| Scrypt { params, length }).map_err(|_| invalid(""))
    }

    /// Derives the key. Takes long, and much memory: that is what it is for.
    pub(super) fn run(self, password: &[u8], salt: &[u8]) -> Result<Vec<u8>> {
        let mut key = vec![0; self.length];
        if key.is_empty() {
            return Ok(key);
        }
        // The crate would end the process if there were not enough.
        let needed = (self.params.n() as usize).saturating_mul(128 * self.params.r() as usize);
        let mut memory: Vec<u8> = Vec::new();
        memory.try_reserve_exact(needed).map_err(|_| invalid(": malloc failure"))?;
        drop(memory);
        scrypt::scrypt(password, salt, &self.params, &mut key).map_err(|_| invalid(""))?;
        Ok(key)
    }
}

fn invalid(why: &str) -> Error {
    Error::other("ERR_CRYPTO_INVALID_SCRYPT_PARAMS", format!("Invalid scrypt params{why}"))
}
