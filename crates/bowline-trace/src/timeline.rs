//! The Chrome trace event format, which Perfetto opens.
//!
//! Threads are tracks. On the loop's track the ticks hold the phases and the phases hold the
//! callbacks; on a worker's track stand its jobs. An arrow goes from the callback that registered
//! something to the callback it led to, by way of the worker if one ran it. A counter shows how
//! many jobs wait for a worker. Open the file in <https://ui.perfetto.dev> or `chrome://tracing`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::{self, Display, Write as _};
use std::io::{self, Write};

use crate::{Event, Kind, Phase, Site, Thread, What};

/// Writes a finished recording as one JSON object.
///
/// `dropped` is what [`Recorder::dropped`](crate::Recorder::dropped) said before the events were
/// taken; the file keeps it under `otherData`.
///
/// # Errors
///
/// Whatever writing to `out` gives.
pub fn write(events: &[Event], dropped: u64, out: &mut impl Write) -> io::Result<()> {
    let events = crate::in_order(events);
    let mut rows = Rows { out, first: true };
    write!(rows.out, "{{\"displayTimeUnit\":\"ms\",")?;
    write!(rows.out, "\"otherData\":{{\"dropped_events\":{dropped}}},\"traceEvents\":[")?;
    write_threads(&mut rows, &events)?;
    write_ticks_and_phases(&mut rows, &events)?;
    write_moments(&mut rows, &events)?;
    write_arrows(&mut rows, &events)?;
    write_waiting_jobs(&mut rows, &events)?;
    writeln!(rows.out, "\n]}}")?;
    rows.out.flush()
}

/// The list of trace events: puts the commas between them.
struct Rows<'a, W: Write> {
    out: &'a mut W,
    first: bool,
}

impl<W: Write> Rows<'_, W> {
    /// Adds one trace event; `fields` follow the type and the process, which is always 1.
    fn row(&mut self, kind: char, fields: impl Display) -> io::Result<()> {
        let comma = if self.first { "" } else { "," };
        self.first = false;
        write!(self.out, "{comma}\n{{\"ph\":\"{kind}\",\"pid\":1,{fields}}}")
    }

    fn slice(&mut self, slice: Slice, name: impl Display, args: &str) -> io::Result<()> {
        let Slice { thread, at_ns, duration_ns, category } = slice;
        let (track, at, duration) = (track(thread), Micros(at_ns), Micros(duration_ns));
        self.row(
            'X',
            format_args!(
                "\"tid\":{track},\"ts\":{at},\"dur\":{duration},\"cat\":\"{category}\",\
                 \"name\":\"{name}\",\"args\":{{{args}}}"
            ),
        )
    }

    fn instant(&mut self, event: &Event, name: impl Display, args: &str) -> io::Result<()> {
        let (track, at) = (track(event.thread), Micros(event.at_ns));
        self.row(
            'i',
            format_args!(
                "\"tid\":{track},\"ts\":{at},\"s\":\"t\",\"name\":\"{name}\",\"args\":{{{args}}}"
            ),
        )
    }

    /// One point of an arrow: `s` starts it, `t` is on its way, `f` ends it.
    fn arrow(&mut self, point: char, arrow: u64, thread: Thread, at_ns: u64) -> io::Result<()> {
        let (track, at) = (track(thread), Micros(at_ns));
        // The arrow belongs to the slice around its point, not to the next one.
        let binding = if point == 's' { "" } else { ",\"bp\":\"e\"" };
        self.row(
            point,
            format_args!(
                "\"tid\":{track},\"ts\":{at},\"id\":{arrow},\"cat\":\"cause\",\
                 \"name\":\"caused\"{binding}"
            ),
        )
    }
}

/// A stretch of time on a track.
struct Slice {
    thread: Thread,
    at_ns: u64,
    duration_ns: u64,
    category: &'static str,
}

impl Slice {
    fn on_loop(at_ns: u64, duration_ns: u64, category: &'static str) -> Slice {
        Slice { thread: Thread::Loop, at_ns, duration_ns, category }
    }
}

fn track(thread: Thread) -> u32 {
    match thread {
        Thread::Loop => 1,
        Thread::Worker(number) => 2 + u32::from(number),
    }
}

/// Names each track after its thread, the loop's first.
fn write_threads(rows: &mut Rows<impl Write>, events: &[Event]) -> io::Result<()> {
    let workers: BTreeSet<u16> = events
        .iter()
        .filter_map(|event| match event.thread {
            Thread::Loop => None,
            Thread::Worker(number) => Some(number),
        })
        .collect();
    for thread in [Thread::Loop].into_iter().chain(workers.into_iter().map(Thread::Worker)) {
        let track = track(thread);
        rows.row(
            'M',
            format_args!(
                "\"tid\":{track},\"name\":\"thread_name\",\"args\":{{\"name\":\"{thread}\"}}"
            ),
        )?;
        rows.row(
            'M',
            format_args!(
                "\"tid\":{track},\"name\":\"thread_sort_index\",\
                 \"args\":{{\"sort_index\":{track}}}"
            ),
        )?;
    }
    Ok(())
}

/// A tick or a phase that has begun; its end is where its last wait or callback ended.
struct Open {
    name: String,
    at_ns: u64,
    end_ns: u64,
}

impl Open {
    fn new(name: impl Display, at_ns: u64) -> Option<Open> {
        Some(Open { name: name.to_string(), at_ns, end_ns: at_ns })
    }
}

/// Neither ticks nor phases say when they ended: they end with the last thing that ran in them.
fn write_ticks_and_phases(rows: &mut Rows<impl Write>, events: &[Event]) -> io::Result<()> {
    if let Some(end_ns) = main_end_ns(events) {
        rows.slice(Slice::on_loop(0, end_ns, "main"), "main function", "")?;
    }
    let mut close = |category, open: Option<Open>| match open {
        Some(Open { name, at_ns, end_ns }) => {
            rows.slice(Slice::on_loop(at_ns, end_ns - at_ns, category), name, "")
        }
        None => Ok(()),
    };
    let (mut tick, mut phase) = (None, None);
    for event in events.iter().filter(|event| event.thread == Thread::Loop) {
        let mut end_ns = event.at_ns;
        match event.what {
            What::Iteration { number } => {
                close("phase", phase.take())?;
                let next = Open::new(format_args!("tick {number}"), event.at_ns);
                close("tick", std::mem::replace(&mut tick, next))?;
            }
            What::Phase { phase: next } => {
                let next = Open::new(next, event.at_ns);
                close("phase", std::mem::replace(&mut phase, next))?;
            }
            What::Wait { duration_ns, .. } => {
                // The poll phase may say that it began only when something was ready.
                close("phase", phase.take_if(|open| open.name != Phase::Poll.name()))?;
                end_ns += duration_ns;
            }
            What::Callback { duration_ns, .. } => end_ns += duration_ns,
            _ => {}
        }
        for open in tick.iter_mut().chain(&mut phase) {
            open.end_ns = open.end_ns.max(end_ns);
        }
    }
    close("phase", phase)?;
    close("tick", tick)
}

/// When the main function gave way to the loop; `None` if the recording does not reach back to it.
fn main_end_ns(events: &[Event]) -> Option<u64> {
    let mut on_loop = events.iter().filter(|event| event.thread == Thread::Loop);
    let main_is_here =
        events.iter().any(|event| matches!(event.what, What::Registered { cause: 0, .. }))
            && events.iter().any(|event| matches!(event.what, What::Iteration { number: 1 }));
    let ran = on_loop.find(|event| !matches!(event.what, What::Registered { .. }))?;
    main_is_here.then_some(ran.at_ns)
}

/// Everything that is told by one event alone.
fn write_moments(rows: &mut Rows<impl Write>, events: &[Event]) -> io::Result<()> {
    for event in events {
        let at_ns = event.at_ns;
        match event.what {
            What::Iteration { .. } | What::Phase { .. } => {}
            What::Wait { timeout_ms, duration_ns, events } => {
                let limit = timeout_ms.map_or("null".to_string(), |ms| ms.to_string());
                let args = format!("\"timeout_ms\":{limit},\"ready\":{events}");
                rows.slice(Slice::on_loop(at_ns, duration_ns, "wait"), "wait", &args)?;
            }
            What::Registered { kind, id, cause, site } => {
                let args = format!("\"cause\":{cause},\"site\":{}", site_json(site));
                rows.instant(event, format_args!("registered {kind} {id}"), &args)?;
            }
            What::Callback { number, kind, id, cause, site, duration_ns, .. } => {
                let slice = Slice::on_loop(at_ns, duration_ns, "callback");
                let site = site_json(site);
                let args = format!("\"callback\":{number},\"cause\":{cause},\"site\":{site}");
                rows.slice(slice, format_args!("{kind} {id}"), &args)?;
            }
            What::Job { id, duration_ns } => {
                let slice = Slice { thread: event.thread, at_ns, duration_ns, category: "job" };
                rows.slice(slice, format_args!("job {id}"), "")?;
            }
            What::Panicked { number } => {
                rows.instant(event, format_args!("callback {number} panicked"), "")?;
            }
        }
    }
    Ok(())
}

/// An arrow to each callback whose cause is in the recording; it is numbered as the callback.
fn write_arrows(rows: &mut Rows<impl Write>, events: &[Event]) -> io::Result<()> {
    let main_end_ns = main_end_ns(events).unwrap_or(0);
    // Collected first: a callback may be recorded after what it led to.
    let ran: HashMap<u64, (u64, u64)> = events
        .iter()
        .filter_map(|event| match event.what {
            What::Callback { number, duration_ns, .. } => {
                Some((number, (event.at_ns, event.at_ns + duration_ns)))
            }
            _ => None,
        })
        .collect();
    let mut registered_ns: HashMap<(Kind, u64, u64), u64> = HashMap::new();
    let mut jobs: HashMap<u64, &Event> = HashMap::new();
    for event in events {
        match event.what {
            What::Registered { kind, id, cause, .. } => {
                registered_ns.insert((kind, id, cause), event.at_ns);
            }
            What::Job { id, .. } => {
                jobs.insert(id, event);
            }
            What::Callback { number, kind, id, cause, .. } => {
                let registered_ns = registered_ns.get(&(kind, id, cause)).copied();
                let from_ns = match (cause, registered_ns) {
                    (0, at_ns) => at_ns.filter(|&at_ns| at_ns <= main_end_ns),
                    // An arrow must start inside its slice, or viewers drop it.
                    (cause, at_ns) => ran.get(&cause).map(|&(began_ns, ended_ns)| {
                        at_ns.unwrap_or(began_ns).clamp(began_ns, ended_ns)
                    }),
                };
                let Some(from_ns) = from_ns else { continue };
                rows.arrow('s', number, Thread::Loop, from_ns)?;
                // Only jobs: a timer may have the same id.
                if kind == Kind::Job
                    && let Some(job) = jobs.remove(&id)
                {
                    rows.arrow('t', number, job.thread, job.at_ns)?;
                }
                rows.arrow('f', number, Thread::Loop, event.at_ns)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// How many jobs were submitted and neither began nor were cancelled.
fn write_waiting_jobs(rows: &mut Rows<impl Write>, events: &[Event]) -> io::Result<()> {
    let mut waiting = HashSet::new();
    for event in events {
        let changed = match event.what {
            What::Registered { kind: Kind::Job, id, .. } => waiting.insert(id),
            // A cancelled job has a callback although no worker began it.
            What::Job { id, .. } | What::Callback { kind: Kind::Job, id, .. } => {
                waiting.remove(&id)
            }
            _ => false,
        };
        if changed {
            let (at, count) = (Micros(event.at_ns), waiting.len());
            rows.row(
                'C',
                format_args!("\"ts\":{at},\"name\":\"jobs waiting\",\"args\":{{\"jobs\":{count}}}"),
            )?;
        }
    }
    Ok(())
}

fn site_json(site: Site) -> String {
    JsonString(format_args!("{}:{}", site.file(), site.line())).to_string()
}

/// Nanoseconds as the format's microseconds.
struct Micros(u64);

impl Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1_000, self.0 % 1_000)
    }
}

/// Anything that prints, as a JSON string.
struct JsonString<T>(T);

impl<T: Display> Display for JsonString<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        write!(Escaped(f), "{}", self.0)?;
        f.write_char('"')
    }
}

/// Escapes what a JSON string may not hold as it is: paths have backslashes, and may have anything.
struct Escaped<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl fmt::Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for char in text.chars() {
            match char {
                '"' => self.0.write_str("\\\"")?,
                '\\' => self.0.write_str("\\\\")?,
                control @ '\0'..' ' => write!(self.0, "\\u{:04x}", control as u32)?,
                other => self.0.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_windows_path_comes_out_as_it_went_in() {
        for text in [r"C:\new\table.rs:10", "a \"quoted\"\tname\u{1}", "dünn/🦀.rs:1"] {
            let json = JsonString(text).to_string();
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text, "{json}");
        }
    }
}
