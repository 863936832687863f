//! A whole program: a loop, from its first callback to its last.

use std::env;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use bowline_loop::{EventLoop, Recorder, RunMode};
use bowline_trace::text::TextWriter;
use bowline_trace::timeline;

use crate::{Error, Result};

/// The environment variable that asks for a trace.
const TRACE_VARIABLE: &str = "BOWLINE_TRACE";
/// How many events a timeline can hold; the oldest go first.
const TIMELINE_EVENTS_MAX: usize = 1_000_000;

/// Calls `main` inside a new loop and runs the loop until nothing keeps it alive.
///
/// With the environment variable `BOWLINE_TRACE=text` every tick, phase, callback and job is told on
/// the standard error stream as it happens. With the name of a file that ends in `.json` a timeline
/// is written there at the end, for <https://ui.perfetto.dev>.
///
/// ```
/// bowline::run(|| {
///     bowline::set_immediate(|| println!("after main"));
///     println!("main");
/// })?;
/// # Ok::<(), bowline::Error>(())
/// ```
///
/// # Errors
///
/// `EMFILE`, `ENFILE` or `ENOMEM` if the system has no descriptors or memory left for a loop;
/// `ERR_INVALID_ARG_VALUE` if it is not known what `BOWLINE_TRACE` means, and what opening or writing
/// its file fails with.
///
/// # Panics
///
/// With the panic of `main` or of a callback.
pub fn run(main: impl FnOnce()) -> Result<()> {
    let event_loop = EventLoop::new()?;
    let trace = Trace::from_environment()?;
    event_loop.set_recorder(trace.recorder());
    event_loop.within(main);
    event_loop.run(RunMode::Default)?;
    trace.finish()
}

/// What the environment wants to know of a program, for those that own their loop; [`run`] sees to it itself.
pub struct Trace(Wanted);

enum Wanted {
    Nothing,
    Text(Rc<Recorder>),
    Timeline(Rc<Recorder>, PathBuf, File),
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Wanted::Nothing => f.write_str("Trace(nothing)"),
            Wanted::Text(_) => f.write_str("Trace(text)"),
            Wanted::Timeline(_, path, _) => write!(f, "Trace({})", path.display()),
        }
    }
}

impl Trace {
    /// What `BOWLINE_TRACE` asks for.
    ///
    /// # Errors
    ///
    /// `ERR_INVALID_ARG_VALUE` if it is not known what it means; what opening its file fails with.
    pub fn from_environment() -> Result<Trace> {
        let Some(wanted) = env::var_os(TRACE_VARIABLE).filter(|wanted| !wanted.is_empty()) else {
            return Ok(Trace(Wanted::Nothing));
        };
        if wanted == "text" {
            // What happens is told at once, so nothing needs to be kept.
            let recorder = Recorder::with_capacity(1).with_sink(Arc::new(TextWriter::stderr()));
            return Ok(Trace(Wanted::Text(Rc::new(recorder))));
        }
        let path = PathBuf::from(wanted);
        if path.extension().is_none_or(|extension| extension != "json") {
            let message = format!(
                "{TRACE_VARIABLE} must be 'text' or the name of a .json file. Received '{}'",
                path.display()
            );
            return Err(Error::other("ERR_INVALID_ARG_VALUE", message));
        }
        let file = File::create(&path).map_err(|e| Error::file(e, "open").with_path(&path))?;
        let recorder = Rc::new(Recorder::with_capacity(TIMELINE_EVENTS_MAX));
        Ok(Trace(Wanted::Timeline(recorder, path, file)))
    }

    /// The recorder to set in the loop; `None` if nothing is asked for.
    pub fn recorder(&self) -> Option<Rc<Recorder>> {
        match &self.0 {
            Wanted::Nothing => None,
            Wanted::Text(recorder) | Wanted::Timeline(recorder, ..) => Some(recorder.clone()),
        }
    }

    /// Writes what was recorded, if that is what is asked for.
    ///
    /// # Errors
    ///
    /// What writing the file fails with.
    pub fn finish(self) -> Result<()> {
        let Wanted::Timeline(recorder, path, file) = self.0 else { return Ok(()) };
        write_timeline(&recorder, file).map_err(|error| failed(error, &path))
    }
}

fn write_timeline(recorder: &Recorder, file: File) -> io::Result<()> {
    let dropped = recorder.dropped();
    let mut out = BufWriter::new(file);
    timeline::write(&recorder.take(), dropped, &mut out)?;
    out.flush()
}

fn failed(error: io::Error, path: &Path) -> Error {
    Error::file(error, "write").with_path(path)
}
