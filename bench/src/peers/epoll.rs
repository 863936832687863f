//! Raw epoll: what a program costs that has nothing but the system call. No timers, no pool.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;

use rustix::buffer::spare_capacity;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::event::{EventfdFlags, eventfd};
use rustix::time::Timespec;

use crate::child::{self, Outcome};
use crate::measure::Meter;
use crate::wake::WakeProbe;
use crate::workload::Workload;

/// As many as one wait returns, here and in libuv.
const EVENTS_MAX: usize = 1024;

/// Runs one workload.
pub(crate) fn run(workload: Workload) -> Outcome {
    match workload {
        Workload::Timers { .. } | Workload::Pool { .. } => Ok(None),
        Workload::Wake { count, gap_us, burst } => wake(count, gap_us, burst),
        Workload::Echo { connections, messages, .. } => echo(connections, messages),
        Workload::Immediates { count } => empty_waits(count),
    }
}

fn wake(count: u64, gap_us: u64, burst: u64) -> Outcome {
    let poller = epoll::create(CreateFlags::CLOEXEC)?;
    let waker = Arc::new(eventfd(0, EventfdFlags::CLOEXEC)?);
    epoll::add(&poller, &waker, EventData::new_u64(0), EventFlags::IN)?;
    let probe = WakeProbe::new(count, burst);
    let meter = Meter::start();
    let sender = probe.start(gap_us, {
        let waker = waker.clone();
        move || {
            rustix::io::write(&waker, &1u64.to_ne_bytes()).expect("an eventfd takes 2^64 writes");
        }
    });
    let mut events = Vec::with_capacity(EVENTS_MAX);
    loop {
        events.clear();
        epoll::wait(&poller, spare_capacity(&mut events), None)?;
        rustix::io::read(&waker, &mut [0; 8])?;
        if probe.woken() {
            break;
        }
    }
    let sample = probe.sample(meter);
    sender.join().expect("the sender does not panic");
    Ok(Some(sample))
}

/// Level-triggered, and blocking sockets: a read after an event does not block.
fn echo(connections: u64, messages: u64) -> Outcome {
    const LISTENER: u64 = u64::MAX;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let poller = epoll::create(CreateFlags::CLOEXEC)?;
    epoll::add(&poller, &listener, EventData::new_u64(LISTENER), EventFlags::IN)?;
    child::say_port(listener.local_addr()?.port());
    let mut streams: Vec<Option<TcpStream>> = Vec::new();
    let mut closed = 0;
    let mut meter = None;
    let mut buffer = vec![0; 65_536];
    let mut events = Vec::with_capacity(EVENTS_MAX);
    while closed < connections {
        events.clear();
        epoll::wait(&poller, spare_capacity(&mut events), None)?;
        for event in &events {
            let index = event.data.u64();
            if index == LISTENER {
                let (stream, _) = listener.accept()?;
                meter.get_or_insert_with(Meter::start);
                stream.set_nodelay(true)?;
                let data = EventData::new_u64(streams.len() as u64);
                epoll::add(&poller, &stream, data, EventFlags::IN)?;
                streams.push(Some(stream));
                continue;
            }
            let Some(stream) = &mut streams[index as usize] else { continue };
            let size = stream.read(&mut buffer)?;
            if size == 0 {
                streams[index as usize] = None;
                closed += 1;
            } else {
                stream.write_all(&buffer[..size])?;
            }
        }
    }
    let meter = meter.ok_or("no connection")?;
    Ok(Some(meter.end().with_rate(messages).with_cpu_of_each(messages)))
}

/// The floor of a chain of immediates: one look at the system's queue and one boxed callback each.
fn empty_waits(count: u64) -> Outcome {
    let poller = epoll::create(CreateFlags::CLOEXEC)?;
    let mut events = Vec::with_capacity(EVENTS_MAX);
    let mut callback: Option<Box<dyn FnOnce(u64) -> u64>> = Some(Box::new(|left| left - 1));
    let mut left = count;
    let meter = Meter::start();
    while let Some(run) = callback.take() {
        epoll::wait(
            &poller,
            spare_capacity(&mut events),
            Some(&Timespec { tv_sec: 0, tv_nsec: 0 }),
        )?;
        left = run(left);
        if left > 0 {
            callback = Some(Box::new(|left| left - 1));
        }
    }
    Ok(Some(meter.end()))
}
