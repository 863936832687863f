//! The half of the `wake` workload that all Rust peers share: the sender's thread and the answers.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::measure::{Meter, Sample};

/// Both threads' view of one run.
pub(crate) struct WakeProbe {
    count: u64,
    burst: u64,
    epoch: Instant,
    /// When the last wake-up was sent, in ns since `epoch`.
    sent_ns: AtomicU64,
    answered: AtomicU64,
    burst_sent: AtomicBool,
    burst_start_ns: AtomicU64,
    latencies_ns: Mutex<Vec<u32>>,
}

impl WakeProbe {
    pub(crate) fn new(count: u64, burst: u64) -> Arc<WakeProbe> {
        Arc::new(WakeProbe {
            count,
            burst,
            epoch: Instant::now(),
            sent_ns: AtomicU64::new(0),
            answered: AtomicU64::new(0),
            burst_sent: AtomicBool::new(false),
            burst_start_ns: AtomicU64::new(0),
            latencies_ns: Mutex::new(Vec::with_capacity(count as usize)),
        })
    }

    /// Starts the thread that sends. `send` wakes the loop, which then calls [`woken`](Self::woken).
    pub(crate) fn start(
        self: &Arc<Self>,
        gap_us: u64,
        send: impl Fn() + Send + 'static,
    ) -> JoinHandle<()> {
        let probe = self.clone();
        thread::spawn(move || {
            for index in 0..probe.count {
                // Spin, as sleeping would measure how this thread wakes as well.
                let gap_start = Instant::now();
                while gap_start.elapsed() < Duration::from_micros(gap_us) {}
                probe.sent_ns.store(probe.now_ns(), Ordering::SeqCst);
                send();
                while probe.answered.load(Ordering::SeqCst) == index {}
            }
            probe.burst_start_ns.store(probe.now_ns(), Ordering::SeqCst);
            for _ in 1..probe.burst {
                send();
            }
            probe.burst_sent.store(true, Ordering::SeqCst);
            send();
        })
    }

    /// To be called in the loop's callback, which may stand for several wake-ups. True: all done.
    pub(crate) fn woken(&self) -> bool {
        let answered = self.answered.load(Ordering::SeqCst);
        if answered >= self.count {
            return self.burst_sent.load(Ordering::SeqCst);
        }
        let latency_ns = self.now_ns() - self.sent_ns.load(Ordering::SeqCst);
        let latency_ns = u32::try_from(latency_ns).unwrap_or(u32::MAX);
        self.latencies_ns.lock().expect("nothing panics under this lock").push(latency_ns);
        self.answered.store(answered + 1, Ordering::SeqCst);
        false
    }

    /// To be called when [`woken`](Self::woken) has said true.
    pub(crate) fn sample(&self, meter: Meter) -> Sample {
        let burst_ns = self.now_ns() - self.burst_start_ns.load(Ordering::SeqCst);
        let latencies_ns = self.latencies_ns.lock().expect("nothing panics under this lock");
        meter
            .end()
            .with_rate_in(self.burst, Duration::from_nanos(burst_ns))
            .with_latencies(latencies_ns.clone())
    }

    fn now_ns(&self) -> u64 {
        u64::try_from(self.epoch.elapsed().as_nanos()).expect("584 years")
    }
}
