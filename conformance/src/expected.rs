//! What is known to fail, and why: `expected/<module>.txt`, a line each: the test, a tab, the reason.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::report::Module;
use crate::run::Outcome;

/// Reasons by test.
pub(crate) type Known = BTreeMap<String, String>;

/// Where nobody has looked yet.
const UNKNOWN: &str = "not looked at yet";

/// All files of the folder.
pub(crate) fn read(home: &Path) -> Result<Known, String> {
    let folder = home.join("expected");
    let Ok(entries) = folder.read_dir() else { return Ok(Known::new()) };
    let mut known = Known::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((test, reason)) = line.split_once('\t') {
                known.insert(test.to_owned(), reason.to_owned());
            }
        }
    }
    Ok(known)
}

/// What failed and should not, and what passed and should not.
pub(crate) fn surprises(modules: &[Module], known: &Known) -> Vec<String> {
    let mut surprises = Vec::new();
    for ran in modules.iter().flat_map(|module| &module.outcomes) {
        match (&ran.outcome, known.get(&ran.test)) {
            (Outcome::Fail { how, output }, None) => {
                surprises.push(format!("FAILS   {}: {how}\n{}", ran.test, indented(output)));
            }
            (Outcome::Pass, Some(reason)) => {
                surprises.push(format!("PASSES  {} (was: {reason})", ran.test));
            }
            _ => {}
        }
    }
    surprises
}

fn indented(output: &str) -> String {
    let lines: Vec<_> = output.lines().rev().take(8).collect();
    lines.into_iter().rev().map(|line| format!("          {line}\n")).collect()
}

/// What the output itself says, if it does.
fn guess(output: &str) -> String {
    let between = |before: &str, after: &str| {
        let (_, rest) = output.split_once(before)?;
        rest.split_once(after).map(|(what, _)| what.trim().to_owned())
    };
    if let Some(what) = between("[ERR_NOT_IMPLEMENTED]: ", " is not implemented") {
        return format!("needs {what}, which is not there yet");
    }
    if let Some(option) = between("bad option: ", "\n") {
        return format!("needs the option {option}");
    }
    UNKNOWN.to_owned()
}

/// Writes what fails now, with the reasons that were there.
pub(crate) fn write(home: &Path, modules: &[Module], known: &Known) -> Result<Known, String> {
    let folder = home.join("expected");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut now = Known::new();
    for module in modules {
        let mut text = String::from(
            "# Tests of Node's that fail, and why. Written by `--write`; the reasons by people.\n",
        );
        for ran in &module.outcomes {
            if let Outcome::Fail { output, .. } = &ran.outcome {
                let known = known.get(&ran.test).filter(|reason| *reason != UNKNOWN);
                let reason = known.cloned().unwrap_or_else(|| guess(output));
                now.insert(ran.test.clone(), reason.clone());
                writeln!(text, "{}\t{reason}", ran.test).expect("a string takes everything");
            }
        }
        let path = folder.join(format!("{}.txt", module.name));
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(now)
}
