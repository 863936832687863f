//! The native half of perf_hooks: the clock, the loop's idle time, histograms.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use bowline_js::loop_of;
use hdrhistogram::Histogram;
use rquickjs::class::Trace;
use rquickjs::convert::List;
use rquickjs::prelude::Func;
use rquickjs::{Class, Ctx, Exception, JsLifetime, Object, Result};

use crate::process::uptime;

pub(crate) fn native<'js>(_: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("now", Func::from(|| uptime().as_secs_f64() * 1e3))?;
    native.set("timeOrigin", Func::from(time_origin))?;
    native.set(
        "idle",
        Func::from(|ctx: Ctx<'js>| loop_of(&ctx).metrics().idle_time.as_secs_f64() * 1e3),
    )?;
    native.set("hasLooped", Func::from(|ctx: Ctx<'js>| loop_of(&ctx).metrics().iterations > 0))?;
    native.set("measureIdle", Func::from(|ctx: Ctx<'js>| loop_of(&ctx).measure_idle_time(true)))?;
    native.set(
        "histogram",
        Func::from(|ctx: Ctx<'js>, lowest: f64, highest: f64, figures: u8| {
            let made = Histogram::new_with_bounds(lowest as u64, highest as u64, figures);
            let counts = made.map_err(|error| Exception::throw_range(&ctx, &error.to_string()))?;
            Ok::<_, rquickjs::Error>(HistogramClass { counts, exceeds: 0, last: None })
        }),
    )
}

/// When the process began, in milliseconds since 1970.
fn time_origin() -> f64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since_1970.saturating_sub(uptime()).as_secs_f64() * 1e3
}

#[rquickjs::class(rename = "HistogramHandle")]
#[derive(Trace, JsLifetime)]
struct HistogramClass {
    #[qjs(skip_trace)]
    counts: Histogram<u64>,
    exceeds: u32,
    #[qjs(skip_trace)]
    last: Option<Instant>,
}

#[rquickjs::methods(rename_all = "camelCase")]
impl HistogramClass {
    fn record(&mut self, value: f64) {
        if self.counts.record(value as u64).is_err() {
            self.exceeds += 1;
        }
    }

    /// Records the nanoseconds since the last call; the first only starts the clock.
    fn record_delta(&mut self) {
        let now = Instant::now();
        if let Some(last) = self.last.replace(now) {
            self.record(now.duration_since(last).as_nanos().max(1) as f64);
        }
    }

    /// So that the time until the next [`record_delta`] counts for nothing.
    fn forget_last(&mut self) {
        self.last = None;
    }

    fn add(&mut self, other: Class<'_, HistogramClass>) {
        let Ok(other) = other.try_borrow() else {
            // It is this one.
            let twin = self.counts.clone();
            let _ = self.counts.add(twin);
            self.exceeds *= 2;
            return;
        };
        // What does not fit is counted.
        for step in other.counts.iter_recorded() {
            if self.counts.record_n(step.value_iterated_to(), step.count_at_value()).is_err() {
                self.exceeds += 1;
            }
        }
        self.exceeds += other.exceeds;
    }

    fn reset(&mut self) {
        self.counts.reset();
        self.exceeds = 0;
        self.last = None;
    }

    #[qjs(get)]
    fn count(&self) -> f64 {
        self.counts.len() as f64
    }

    #[qjs(get)]
    fn exceeds(&self) -> u32 {
        self.exceeds
    }

    #[qjs(get)]
    fn min(&self) -> f64 {
        // As Node's library says it of one that is empty.
        if self.counts.is_empty() { i64::MAX as f64 } else { self.counts.min() as f64 }
    }

    #[qjs(get)]
    fn max(&self) -> f64 {
        self.counts.max() as f64
    }

    #[qjs(get)]
    fn mean(&self) -> f64 {
        if self.counts.is_empty() { f64::NAN } else { self.counts.mean() }
    }

    #[qjs(get)]
    fn stddev(&self) -> f64 {
        if self.counts.is_empty() { f64::NAN } else { self.counts.stdev() }
    }

    fn percentile(&self, percentile: f64) -> f64 {
        self.counts.value_at_percentile(percentile) as f64
    }

    /// `[percentile, value]`, each closer to the end by half of what is left.
    fn percentiles(&self) -> Vec<List<(f64, f64)>> {
        if self.counts.is_empty() {
            return vec![List((100.0, 0.0))];
        }
        let steps = self.counts.iter_quantiles(1);
        steps
            .map(|step| {
                List((step.quantile_iterated_to() * 100.0, step.value_iterated_to() as f64))
            })
            .collect()
    }
}
