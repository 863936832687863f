//! What a program is started with.

/// What a program sees of how it was started: `process.argv` and the like.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// `process.execPath`.
    pub exec_path: String,
    /// `process.argv0`.
    pub argv0: String,
    /// `process.execArgv`: the options before the script.
    pub exec_argv: Vec<String>,
    /// `process.argv` from the script on.
    pub argv: Vec<String>,
    /// Options by their long names, as `getOptionValue` gives them, each a JSON text.
    pub options: Vec<(String, String)>,
}
