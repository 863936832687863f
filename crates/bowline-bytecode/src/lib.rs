//! Functions of built-in modules as bytecode of the engine.
//!
//! [`compile`] runs when bowline is built, [`Bytecode::load`] when a program asks for the module. Both
//! stand here, on one version of the engine, because the engine trusts bytecode blindly.

#![deny(unsafe_code)]

mod compile;

pub use compile::{CompileError, Function, check_script, compile, compile_function, run_script};

use rquickjs::{Ctx, Exception};

/// What a file of bytecode begins with: whose it is, and for which engine.
const MAGIC: [u8; 8] = *b"bowline\x01";

/// Bytes of [`MAGIC`], the engine's version, and the checksum.
const HEADER_BYTES: usize = MAGIC.len() + 12 + 8;

/// The bytecode of one function, built into the program.
///
/// Bytecode from elsewhere is never loaded: the engine would run whatever it says. That is why this
/// takes `'static` bytes only, and why they must carry the mark that [`compile`] gives.
#[derive(Clone, Copy, Debug)]
pub struct Bytecode(&'static [u8]);

impl Bytecode {
    /// Bytes that [`compile`] made, as `include_bytes!` gives them.
    pub const fn new(bytes: &'static [u8]) -> Bytecode {
        Bytecode(bytes)
    }

    /// Makes the function in `ctx`.
    ///
    /// # Errors
    ///
    /// An exception if the bytes are not what [`compile`] of this very version made.
    pub fn load<'js>(&self, ctx: &Ctx<'js>) -> rquickjs::Result<rquickjs::Function<'js>> {
        let Some(code) = unseal(self.0) else {
            return Err(Exception::throw_message(ctx, "this bytecode is not of this program"));
        };
        compile::load(ctx, code)
    }
}

/// Puts the mark before bytecode.
fn seal(code: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(HEADER_BYTES + code.len());
    sealed.extend(MAGIC);
    sealed.extend(engine_version());
    sealed.extend(checksum(code).to_le_bytes());
    sealed.extend(code);
    sealed
}

/// The bytecode behind the mark, if the mark is right.
fn unseal(sealed: &[u8]) -> Option<&[u8]> {
    let (header, code) = sealed.split_at_checked(HEADER_BYTES)?;
    let (magic, rest) = header.split_at(MAGIC.len());
    let (version, sum) = rest.split_at(12);
    let is_ours = magic == MAGIC && version == engine_version();
    // Only to notice a damaged file: whoever can change the program needs no bytecode for it.
    let is_whole = !cfg!(debug_assertions) || sum == checksum(code).to_le_bytes();
    (is_ours && is_whole).then_some(code)
}

/// The engine's version, cut or filled with zeros.
fn engine_version() -> [u8; 12] {
    let mut version = [0; 12];
    for (to, from) in version.iter_mut().zip(compile::engine_version().to_bytes()) {
        *to = *from;
    }
    version
}

/// FNV-1a.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use rquickjs::{Context, Runtime};

    use super::*;

    fn in_engine<R>(act: impl FnOnce(&Ctx<'_>) -> R) -> R {
        let runtime = Runtime::new().unwrap();
        Context::full(&runtime).unwrap().with(|ctx| act(&ctx))
    }

    #[test]
    fn a_compiled_function_loads_and_runs_elsewhere() {
        let code = compile("node:sum", &["a", "b"], "return a + b;").unwrap();
        let code = Bytecode::new(Vec::leak(code));
        let sum: i32 = in_engine(|ctx| code.load(ctx).unwrap().call((2, 40)).unwrap());
        assert_eq!(sum, 42);
    }

    #[test]
    fn foreign_damaged_and_short_bytes_are_refused() {
        let mut damaged = compile("node:sum", &[], "return 1;").unwrap();
        *damaged.last_mut().unwrap() ^= 1;
        for bytes in [damaged, b"bowline".to_vec(), vec![0; 100], Vec::new()] {
            let code = Bytecode::new(Vec::leak(bytes));
            in_engine(|ctx| assert!(code.load(ctx).is_err()));
        }
    }

    #[test]
    fn a_syntax_error_names_the_file_and_the_line_of_the_source() {
        let error = compile("node:bad", &["a"], "let a1 = 1;\nlet b = ;").unwrap_err();
        assert!(error.to_string().contains("node:bad:2:9"), "{error}");
    }

    #[test]
    fn lines_and_columns_are_those_of_the_source() {
        let source = "return new Error('x').stack;";
        let stack: String = in_engine(|ctx| {
            let function =
                Function { name: "/a.js", parameters: &["a"], source: source.as_bytes() };
            compile_function(ctx, &function).unwrap().call(()).unwrap()
        });
        assert!(stack.contains("/a.js:1:12"), "{stack}");
    }
}
