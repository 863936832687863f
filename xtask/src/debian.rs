//! Debian packages that a task wants and can do without.

use std::path::Path;
use std::process::Command;

use crate::Outcome;

/// A Debian package, and a file that is there when what it brings is installed, by whomever.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Package {
    /// What `apt-get install` calls it.
    pub(crate) name: &'static str,
    /// An absolute path.
    pub(crate) brings: &'static str,
}

impl Package {
    /// Whether what the package brings is on this machine.
    pub(crate) fn is_present(&self) -> bool {
        Path::new(self.brings).exists()
    }
}

/// Installs those of `packages` that are not there yet.
///
/// Only as root on Debian: everybody else decides for themselves what is installed.
///
/// # Errors
///
/// Says which packages are missing and why they could not be installed. Nothing was removed.
pub(crate) fn install(task: &str, packages: &[Package]) -> Outcome {
    let missing: Vec<&str> =
        packages.iter().filter(|package| !package.is_present()).map(|p| p.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !is_debian() {
        return Err(format!("not installed, and this is not Debian: {names}"));
    }
    if !is_root() {
        return Err(format!("not installed: run `sudo apt-get install {names}`"));
    }
    println!("{task}: installing Debian packages: {names}");
    // The package lists may be absent (a fresh container) or stale: fetch them once, then try again.
    if apt_get(&["install"], &missing).is_ok() {
        return Ok(());
    }
    apt_get(&["update"], &[])
        .and_then(|()| apt_get(&["install"], &missing))
        .map_err(|reason| format!("could not install {names}: {reason}"))
}

fn apt_get(verb: &[&str], packages: &[&str]) -> Outcome {
    let output = Command::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-q", "-y", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::http::Timeout=30"])
        .args(verb)
        .args(if packages.is_empty() {
            &[][..]
        } else {
            &["--no-install-recommends", "--no-remove"]
        })
        .args(packages)
        .output()
        .map_err(|error| format!("apt-get: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(text.lines().rev().find(|line| !line.is_empty()).unwrap_or("apt-get failed").to_owned())
}

fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
