//! `docs/node-compat.md`, and a line for each module on the way.

use std::fmt::Write as _;
use std::path::Path;

use crate::expected::Known;
use crate::run::{Outcome, Ran};

/// The tests of one module, run.
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) outcomes: Vec<Ran>,
}

impl Module {
    fn count(&self, is: fn(&Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|ran| is(&ran.outcome)).count()
    }

    fn passed(&self) -> usize {
        self.count(|outcome| *outcome == Outcome::Pass)
    }

    fn percent(&self) -> f64 {
        100.0 * self.passed() as f64 / self.outcomes.len().max(1) as f64
    }

    /// For the terminal.
    pub(crate) fn line(&self) -> String {
        let total = self.outcomes.len();
        format!(
            "{:<16} {:>4} of {total:>4} pass  {:>5.1} %",
            self.name,
            self.passed(),
            self.percent()
        )
    }
}

/// Writes the page.
pub(crate) fn write(home: &Path, modules: &[Module], known: &Known) -> Result<(), String> {
    let mut page = String::from(
        "# Node's own tests under bowline\n\n\
         Tests of Node 18 that use public behaviour only and pass under Node 20, half of all such, by module. \
         Written by `cargo xtask conformance --write`; a test that says it cannot run here counts as not passed.\n\n\
         | Module | Tests | Pass | |\n|---|---:|---:|---:|\n",
    );
    for module in modules {
        let (total, passed) = (module.outcomes.len(), module.passed());
        writeln!(page, "| {} | {total} | {passed} | {:.0} % |", module.name, module.percent())
            .expect("a string takes everything");
    }
    page.push_str("\n## What fails, and why\n");
    for module in modules.iter().filter(|module| module.passed() < module.outcomes.len()) {
        write!(page, "\n### {}\n\n", module.name).expect("a string takes everything");
        for ran in &module.outcomes {
            let why = match &ran.outcome {
                Outcome::Pass => continue,
                Outcome::Skip => "says it cannot run here",
                Outcome::Fail { .. } => known.get(&ran.test).map_or("", String::as_str),
            };
            writeln!(page, "- `{}`: {why}", ran.test).expect("a string takes everything");
        }
    }
    let path = home.join("../docs/node-compat.md");
    std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))
}
