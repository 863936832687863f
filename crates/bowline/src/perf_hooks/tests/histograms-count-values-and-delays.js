'use strict';
const assert = require('assert');
const { createHistogram, monitorEventLoopDelay, performance } = require('perf_hooks');

const histogram = createHistogram();
assert.strictEqual(histogram.count, 0);
assert.ok(Number.isNaN(histogram.mean));
for (let n = 1; n <= 100; n++) histogram.record(n);
assert.deepStrictEqual([histogram.count, histogram.min, histogram.max, histogram.mean], [100, 1, 100, 50.5]);
assert.strictEqual(histogram.percentile(50), 50);
assert.strictEqual(histogram.percentileBigInt(99), 99n);
assert.strictEqual(histogram.percentiles.get(100), 100);
const other = createHistogram({ lowest: 1, highest: 1000, figures: 2 });
other.record(5n);
histogram.add(other);
assert.strictEqual(histogram.count, 101);
histogram.reset();
assert.strictEqual(histogram.count, 0);
assert.throws(() => histogram.record(0), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => histogram.percentile(0), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => createHistogram({ figures: 6 }), { code: 'ERR_OUT_OF_RANGE' });

const delays = monitorEventLoopDelay({ resolution: 1 });
assert.strictEqual(delays.enable(), true);
assert.strictEqual(delays.enable(), false);
performance.eventLoopUtilization();
setTimeout(() => {
  assert.strictEqual(delays.disable(), true);
  assert.strictEqual(delays.disable(), false);
  assert.ok(delays.count > 0);
  assert.ok(delays.max >= 500_000, `${delays.max}`);
  const { idle, active, utilization } = performance.eventLoopUtilization();
  assert.ok(idle > 0 && active > 0 && utilization > 0 && utilization < 1);
}, 50);
