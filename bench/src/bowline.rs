//! Ours: the workloads on bowline-loop.
//!
//! What each must do is in [`Workload`].

use std::cell::{Cell, RefCell};
use std::net::Ipv4Addr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use bowline_loop::{Async, EventLoop, LoopRef, Pool, Read, RunMode, Tcp};

use crate::child::{self, Outcome};
use crate::measure::{Meter, is_timed, latency_ns};
use crate::wake::WakeProbe;
use crate::workload::{Workload, delay_ms};

/// Runs one workload.
pub(crate) fn run(workload: Workload) -> Outcome {
    // libuv's pool has four threads.
    let event_loop = EventLoop::builder().pool(Pool::builder().threads(4).build()).build()?;
    match workload {
        Workload::Timers { count, distinct, run } => timers(&event_loop, count, distinct, run),
        Workload::Pool { jobs, in_flight } => pool(&event_loop, jobs, in_flight),
        Workload::Wake { count, gap_us, burst } => wake(&event_loop, count, gap_us, burst),
        Workload::Echo { connections, messages, .. } => echo(&event_loop, connections, messages),
        Workload::Immediates { count } => immediates(&event_loop, count),
    }
}

fn timers(event_loop: &EventLoop, count: u64, distinct: u64, run: bool) -> Outcome {
    // Outside the callbacks, as the C program's is: one that captures something is a box of its own,
    // with the system's allocator 32 bytes more for each timer.
    thread_local!(static FIRED: Cell<u64> = const { Cell::new(0) });
    let meter = Meter::start();
    // As anybody would, we keep the names of those only that are to be cancelled.
    let (mut odd, mut even) = (Vec::new(), Vec::new());
    for index in 0..count {
        let delay = Duration::from_millis(delay_ms(index, distinct, run));
        let timer = event_loop.set_timeout(delay, || FIRED.set(FIRED.get() + 1));
        if index % 2 == 1 {
            odd.push(timer);
        } else if !run {
            even.push(timer);
        }
    }
    for timer in odd {
        event_loop.clear(timer);
    }
    if !run {
        event_loop.run(RunMode::NoWait)?;
        for timer in even {
            event_loop.clear(timer);
        }
    }
    event_loop.run(RunMode::Default)?;
    let sample = meter.end();
    if FIRED.get() != if run { count.div_ceil(2) } else { 0 } {
        return Err("the wrong number of timers fired".into());
    }
    Ok(Some(sample))
}

/// What the callbacks of the pool workload share.
struct PoolRun {
    event_loop: LoopRef,
    jobs: u64,
    submitted: Cell<u64>,
    latencies_ns: RefCell<Vec<u32>>,
}

impl PoolRun {
    fn submit(self: Rc<Self>) {
        if self.submitted.get() == self.jobs {
            return;
        }
        let start = is_timed(self.submitted.get()).then(Instant::now);
        self.submitted.set(self.submitted.get() + 1);
        let event_loop = self.event_loop.clone();
        event_loop.queue_work(
            || {},
            move |result| {
                result.expect("an empty job does not fail");
                self.latencies_ns.borrow_mut().extend(start.map(latency_ns));
                self.submit();
            },
        );
    }
}

fn pool(event_loop: &EventLoop, jobs: u64, in_flight: u64) -> Outcome {
    let run = Rc::new(PoolRun {
        event_loop: event_loop.loop_ref(),
        jobs,
        submitted: Cell::new(0),
        latencies_ns: RefCell::new(Vec::with_capacity(jobs as usize)),
    });
    let meter = Meter::start();
    for _ in 0..in_flight {
        run.clone().submit();
    }
    event_loop.run(RunMode::Default)?;
    let sample = meter.end();
    Ok(Some(sample.with_rate(jobs).with_latencies(run.latencies_ns.take())))
}

fn wake(event_loop: &EventLoop, count: u64, gap_us: u64, burst: u64) -> Outcome {
    let probe = WakeProbe::new(count, burst);
    let handle: Rc<RefCell<Option<Async>>> = Rc::default();
    let notifier = event_loop.notifier({
        let (probe, handle) = (probe.clone(), handle.clone());
        move || {
            if probe.woken() {
                let handle = handle.take();
                handle.expect("it is set before the loop runs and woken is true once").close();
            }
        }
    })?;
    let meter = Meter::start();
    let sender = probe.start(gap_us, {
        let notifier = notifier.notifier();
        move || notifier.notify()
    });
    handle.replace(Some(notifier));
    event_loop.run(RunMode::Default)?;
    let sample = probe.sample(meter);
    sender.join().expect("the sender does not panic");
    Ok(Some(sample))
}

fn immediates(event_loop: &EventLoop, count: u64) -> Outcome {
    fn chain(event_loop: LoopRef, left: u64) {
        if left > 0 {
            let inner = event_loop.clone();
            event_loop.set_immediate(move || chain(inner, left - 1));
        }
    }
    let meter = Meter::start();
    chain(event_loop.loop_ref(), count);
    event_loop.run(RunMode::Default)?;
    Ok(Some(meter.end()))
}

fn echo(event_loop: &EventLoop, connections: u64, messages: u64) -> Outcome {
    let listener = event_loop.tcp()?;
    listener.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let meter: Rc<Cell<Option<Meter>>> = Rc::default();
    let accepted = Cell::new(0);
    listener.listen(1_024, {
        let (listener, meter) = (listener.clone(), meter.clone());
        move |result| {
            result.expect("there are descriptors enough");
            if accepted.replace(accepted.get() + 1) == 0 {
                meter.set(Some(Meter::start()));
            }
            let stream = listener.accept().expect("a connection was announced");
            serve(&stream).expect("a new connection can be read");
            if accepted.get() == connections {
                listener.close();
            }
        }
    })?;
    child::say_port(listener.local_addr()?.port());
    event_loop.run(RunMode::Default)?;
    let meter = meter.take().ok_or("no connection")?;
    Ok(Some(meter.end().with_rate(messages).with_cpu_of_each(messages)))
}

fn serve(stream: &Tcp) -> bowline_loop::Result<()> {
    stream.set_nodelay(true)?;
    let itself = stream.clone();
    stream.read_start(move |read| match read.expect("the client ends without a reset") {
        Read::Data(bytes) => {
            itself
                .write(bytes, |result| result.expect("the client reads all"))
                .expect("it is open");
        }
        Read::End => itself.close(),
    })
}
