//! `cargo xtask cross`: does the loop compile for the other systems, do its tests pass on Windows?
//!
//! Nothing is downloaded but Debian packages: `rustc-web` can build the standard library for any
//! target (`-Zbuild-std`), MinGW links, Wine runs. docs/decisions/0002-cross-checks.md says why.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Outcome;
use crate::debian::{self, Package};

const CRATES: [&str; 2] = ["bowline-trace", "bowline-loop"];

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const TARGETS: [&str; 3] = ["aarch64-apple-darwin", "x86_64-unknown-freebsd", WINDOWS];

const RUSTC: Package = Package { name: "rustc-web", brings: "/usr/bin/rustc" };
const CARGO: Package = Package { name: "cargo-web", brings: "/usr/bin/cargo" };
const STD_SOURCE: Package =
    Package { name: "rust-web-src", brings: "/usr/lib/rustlib/src/rust/library/std/Cargo.toml" };
const MINGW: Package =
    Package { name: "gcc-mingw-w64-x86-64-win32", brings: "/usr/bin/x86_64-w64-mingw32-gcc" };
const WINE: Package = Package { name: "wine64", brings: "/usr/lib/wine/wine64" };
const WINE_SERVER: &str = "/usr/lib/wine/wineserver64";

/// The oldest compiler that builds the workspace: `rust-version` in Cargo.toml, as minor version.
const RUSTC_MINOR_MIN: u32 = 88;

/// What rustup and an outer cargo leave in the environment: it would bring in another compiler.
const FOREIGN_VARIABLES: [&str; 7] = [
    "CARGO",
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "LD_LIBRARY_PATH",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
    "RUSTUP_TOOLCHAIN",
];

/// A test program that runs longer than this has hung.
const TEST_PROGRAM_SECONDS_MAX: u32 = 240;

/// What an older Wine (Debian 12 has 8.0) lacks: the random numbers of Rust's `HashMap`.
const BCRYPTPRIMITIVES: &str = "\
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
";

const USAGE: &str = "\
usage: cargo xtask cross [--require]

Checks bowline-trace and bowline-loop for macOS, FreeBSD and Windows, then runs their tests for
Windows under Wine. Installs Debian packages when run as root on Debian; skips what it lacks the
tools for, and says so.

  --require   a skipped part is a failure";

/// Runs the task. A part for which the tools are missing is skipped with a line that says so.
///
/// # Errors
///
/// Which check or test failed; with `--require`, also what was skipped.
pub(crate) fn run(_: &Path, args: &[String]) -> Outcome {
    let mut require = false;
    for arg in args {
        match arg.as_str() {
            "--require" => require = true,
            "--help" | "-h" => {
                println!("{USAGE}");
                return Ok(());
            }
            other => return Err(format!("unknown argument `{other}`\n{USAGE}")),
        }
    }
    let skip = |what: &str, reason: &str| {
        println!("cross: skipped {what}: {reason}");
        if require { Err(format!("{what} skipped: {reason}")) } else { Ok(()) }
    };

    let install = debian::install("cross", &[RUSTC, CARGO, STD_SOURCE, MINGW, WINE]);
    let reason = install.as_ref().err().map_or("", String::as_str);
    if [RUSTC, CARGO, STD_SOURCE].iter().any(|package| !package.is_present()) {
        return skip("everything", reason);
    }
    if let Err(reason) = check_compiler() {
        return skip("everything", &reason);
    }
    for target in TARGETS {
        step(&format!("check for {target}"), || check(target))?;
    }
    if !MINGW.is_present() || !WINE.is_present() {
        return skip("the tests on Windows", reason);
    }
    step("build the tests for Windows", || test_on_windows(&["--quiet", "--no-run"]))?;
    let result = step("prepare Wine", prepare_wine)
        .and_then(|()| step("run the tests under Wine", || test_on_windows(&["--no-fail-fast"])));
    // Wine's server would stay for some seconds and hold our output open. It serves our prefix only.
    let _ = wine_command(WINE_SERVER).arg("-k").status();
    result
}

/// Says what begins and how long it took.
fn step(name: &str, action: impl FnOnce() -> Outcome) -> Outcome {
    println!("cross: {name} …");
    let start = Instant::now();
    action().map_err(|reason| format!("{name}: {reason}"))?;
    println!("cross: {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn check_compiler() -> Outcome {
    let output = Command::new(RUSTC.brings).arg("--version").env_remove("LD_LIBRARY_PATH").output();
    let text = output.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    let text = text.map_err(|error| format!("{}: {error}", RUSTC.brings))?;
    let minor: Option<u32> =
        text.strip_prefix("rustc 1.").and_then(|rest| rest.split('.').next()?.parse().ok());
    match minor {
        Some(minor) if minor >= RUSTC_MINOR_MIN => Ok(()),
        _ => Err(format!("{} is `{text}`, not 1.{RUSTC_MINOR_MIN} or newer", RUSTC.brings)),
    }
}

fn check(target: &str) -> Outcome {
    succeed(cargo("check", target).args(["--quiet", "--lib", "--tests"]))
}

/// Builds the tests and lets cargo run them under Wine, each program with its own time limit.
fn test_on_windows(args: &[&str]) -> Outcome {
    let runner = format!("timeout --kill-after=5 {TEST_PROGRAM_SECONDS_MAX} {}", WINE.brings);
    let mut command = cargo("test", WINDOWS);
    command.args(["--lib", "--tests"]).args(args);
    command.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", runner);
    set_wine_environment(&mut command);
    succeed(&mut command).map_err(|reason| format!("{reason} (a program that exits with 124 hung)"))
}

/// Debian's cargo with Debian's compiler, in a target folder of its own.
fn cargo(verb: &str, target: &str) -> Command {
    let mut command = Command::new(CARGO.brings);
    for name in FOREIGN_VARIABLES {
        command.env_remove(name);
    }
    command.current_dir(crate::root()).env("RUSTC", RUSTC.brings).env("RUSTC_BOOTSTRAP", "1");
    command.args([verb, "--target", target, "--target-dir"]).arg(folder());
    // Warnings are errors here, or nobody sees those of another system's code.
    command.args(["-Zbuild-std", "-Zwarnings", "--config", "build.warnings=\"deny\""]);
    for name in CRATES {
        command.args(["-p", name]);
    }
    command
}

fn prepare_wine() -> Outcome {
    let system32 = prefix().join("drive_c/windows/system32");
    if !system32.join("kernel32.dll").exists() {
        fs::create_dir_all(prefix()).map_err(|error| error.to_string())?;
        // Not a pipe: the services that Wine starts here would keep it open after `wineboot` ends.
        let mut wineboot = wine_command("timeout");
        wineboot.args(["120", WINE.brings, "wineboot", "--init"]);
        succeed(wineboot.stdout(Stdio::null()).stderr(Stdio::null()))?;
    }
    let library = system32.join("bcryptprimitives.dll");
    if library.exists() {
        return Ok(());
    }
    let source = folder().join("bcryptprimitives.c");
    fs::write(&source, BCRYPTPRIMITIVES).map_err(|error| error.to_string())?;
    let mut compiler = Command::new(MINGW.brings);
    compiler.args(["-shared", "-O1", "-o"]).arg(library).arg(source).arg("-ladvapi32");
    succeed(&mut compiler)
}

fn wine_command(program: &str) -> Command {
    let mut command = Command::new(program);
    set_wine_environment(&mut command);
    command
}

/// No window, no dialog, no .NET, no browser engine, no menu entries; everything under `target`.
fn set_wine_environment(command: &mut Command) {
    command
        .env("WINEPREFIX", prefix())
        .env("WINEDEBUG", "-all")
        .env("WINEDLLOVERRIDES", "mscoree,mshtml=;winemenubuilder.exe=d")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
}

fn succeed(command: &mut Command) -> Outcome {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} failed: {status}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}

fn folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| crate::root().join("target"), PathBuf::from)
        .join("cross")
}

fn prefix() -> PathBuf {
    folder().join("wine")
}
