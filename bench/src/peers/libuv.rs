//! Builds the C programs in `bench/peers/libuv`, if this machine has libuv and a C compiler.

use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAMS: [&str; 5] = ["timers", "pool", "wake", "echo", "immediates"];

/// What was built, and from which version.
pub(crate) struct Libuv {
    /// The folder with one program for each workload.
    pub(crate) folder: PathBuf,
    pub(crate) version: String,
}

/// Builds the programs into `folder`.
///
/// # Errors
///
/// Says what is missing, or what the compiler said.
pub(crate) fn build(folder: PathBuf) -> Result<Libuv, String> {
    let version = pkg_config("--modversion")?.join(" ");
    let mut flags = pkg_config("--cflags")?;
    flags.extend(pkg_config("--libs")?);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/libuv");
    for program in PROGRAMS {
        let mut compiler = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
        compiler.args(["-O2", "-Wall", "-Wextra", "-o"]).arg(folder.join(program));
        compiler.arg(source.join(program).with_extension("c")).args(&flags);
        output(&mut compiler)?;
    }
    Ok(Libuv { folder, version })
}

fn pkg_config(question: &str) -> Result<Vec<String>, String> {
    let answer = output(Command::new("pkg-config").args([question, "libuv"]))
        .map_err(|reason| format!("{reason} (Debian: libuv1-dev, pkg-config)"))?;
    Ok(answer.split_whitespace().map(str::to_owned).collect())
}

fn output(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program}: {}", text.trim().lines().next().unwrap_or("failed")))
}
