//! tokio's `current_thread` runtime, used as its documentation says.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::task::{spawn_blocking, yield_now};

use crate::child::{self, Outcome};
use crate::measure::{Meter, is_timed, latency_ns};
use crate::wake::WakeProbe;
use crate::workload::{Workload, delay_ms};

/// Runs one workload.
pub(crate) fn run(workload: Workload) -> Outcome {
    // libuv's pool has four threads.
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(4).build()?;
    match workload {
        Workload::Timers { count, distinct, run } => timers(&runtime, count, distinct, run),
        Workload::Pool { jobs, in_flight } => pool(&runtime, jobs, in_flight),
        Workload::Wake { count, gap_us, burst } => wake(&runtime, count, gap_us, burst),
        Workload::Echo { connections, messages, .. } => echo(&runtime, connections, messages),
        Workload::Immediates { count } => {
            let meter = Meter::start();
            runtime.block_on(async {
                for _ in 0..count {
                    yield_now().await;
                }
            });
            Ok(Some(meter.end()))
        }
    }
}

/// One task a timer: what runs at the deadline is a task's body, as it is a callback elsewhere.
fn timers(runtime: &Runtime, count: u64, distinct: u64, run: bool) -> Outcome {
    let started = Arc::new(AtomicU64::new(0));
    let fired = Arc::new(AtomicU64::new(0));
    let meter = Meter::start();
    let sample = runtime.block_on(async {
        let mut handles = Vec::with_capacity(count as usize);
        for index in 0..count {
            let (started, fired) = (started.clone(), fired.clone());
            let delay = Duration::from_millis(delay_ms(index, distinct, run));
            handles.push(tokio::spawn(async move {
                started.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(delay).await;
                fired.fetch_add(1, Ordering::Relaxed);
            }));
        }
        // A task starts its timer when it is first polled; cancelling before that would be free.
        while started.load(Ordering::Relaxed) < count {
            yield_now().await;
        }
        for handle in handles.iter().skip(1).step_by(2) {
            handle.abort();
        }
        if !run {
            yield_now().await;
            for handle in handles.iter().step_by(2) {
                handle.abort();
            }
        }
        for handle in handles {
            // An aborted task's handle gives an error, as it should.
            let _ = handle.await;
        }
        meter.end()
    });
    let expected = if run { count.div_ceil(2) } else { 0 };
    // With a delay of few milliseconds, some that were to be cancelled may have run before.
    if fired.load(Ordering::Relaxed) < expected {
        return Err("a timer did not fire".into());
    }
    Ok(Some(sample))
}

fn pool(runtime: &Runtime, jobs: u64, in_flight: u64) -> Outcome {
    let submitted = Arc::new(AtomicU64::new(0));
    let meter = Meter::start();
    let (sample, latencies_ns) = runtime.block_on(async {
        let slots: Vec<_> = (0..in_flight)
            .map(|_| {
                let submitted = submitted.clone();
                tokio::spawn(async move {
                    let mut latencies_ns = Vec::new();
                    loop {
                        let number = submitted.fetch_add(1, Ordering::Relaxed);
                        if number >= jobs {
                            break;
                        }
                        let start = is_timed(number).then(Instant::now);
                        spawn_blocking(|| {}).await.expect("an empty job does not panic");
                        latencies_ns.extend(start.map(latency_ns));
                    }
                    latencies_ns
                })
            })
            .collect();
        let mut latencies_ns = Vec::with_capacity(jobs as usize);
        for slot in slots {
            latencies_ns.extend(slot.await.expect("a slot does not panic"));
        }
        (meter.end(), latencies_ns)
    });
    Ok(Some(sample.with_rate(jobs).with_latencies(latencies_ns)))
}

fn wake(runtime: &Runtime, count: u64, gap_us: u64, burst: u64) -> Outcome {
    let probe = WakeProbe::new(count, burst);
    let notify = Arc::new(Notify::new());
    let meter = Meter::start();
    let sender = probe.start(gap_us, {
        let notify = notify.clone();
        move || notify.notify_one()
    });
    runtime.block_on(async {
        loop {
            notify.notified().await;
            if probe.woken() {
                break;
            }
        }
    });
    let sample = probe.sample(meter);
    sender.join().expect("the sender does not panic");
    Ok(Some(sample))
}

fn echo(runtime: &Runtime, connections: u64, messages: u64) -> Outcome {
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        child::say_port(listener.local_addr()?.port());
        let mut meter = None;
        let mut tasks = Vec::new();
        for _ in 0..connections {
            let (stream, _) = listener.accept().await?;
            meter.get_or_insert_with(Meter::start);
            stream.set_nodelay(true)?;
            tasks.push(tokio::spawn(serve(stream)));
        }
        for task in tasks {
            task.await??;
        }
        let meter = meter.ok_or("no connection")?;
        Ok(Some(meter.end().with_rate(messages).with_cpu_of_each(messages)))
    })
}

async fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    let mut buffer = vec![0; 65_536];
    loop {
        let size = stream.read(&mut buffer).await?;
        if size == 0 {
            return Ok(());
        }
        stream.write_all(&buffer[..size]).await?;
    }
}
