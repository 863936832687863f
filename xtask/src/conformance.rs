//! `cargo xtask conformance`: Node's own tests under bowline.

use std::path::Path;

use crate::Outcome;
use crate::run::{cargo, execute};

/// The task: builds the program, then runs what `conformance/` says.
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    execute(&mut cargo(root, &["build", "--release", "-p", "bowline-cli"]))?;
    let mut command = cargo(root, &["run", "--quiet", "-p", "bowline-conformance", "--"]);
    execute(command.args(args))
}
