//! `cargo xtask cross`: the loop on the platforms that this machine is not.

use std::path::Path;

use crate::Outcome;
use crate::run::{cargo, execute};

const TARGETS: &[&str] =
    &["aarch64-apple-darwin", "x86_64-unknown-freebsd", "x86_64-pc-windows-gnu"];

/// The task. Checks for each target whose standard library is installed, and names the others.
pub(crate) fn run(root: &Path, _: &[String]) -> Outcome {
    for target in TARGETS {
        if !is_installed(target) {
            println!("skipped {target}: not installed; write `rustup target add {target}`");
            continue;
        }
        let packages = ["check", "-p", "bowline-trace", "-p", "bowline-loop", "--target", target];
        execute(&mut cargo(root, &packages))?;
    }
    Ok(())
}

fn is_installed(target: &str) -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let args = ["--print", "target-libdir", "--target", target];
    std::process::Command::new(rustc)
        .args(args)
        .output()
        .is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}
