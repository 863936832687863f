'use strict';
const assert = require('assert');
const { performance, PerformanceObserver, PerformanceEntry } = require('perf_hooks');

assert.strictEqual(globalThis.performance, performance);
const before = performance.now();
assert.ok(before >= 0);
assert.ok(Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000);

const lists = [];
const observer = new PerformanceObserver((list, self) => {
  lists.push(list.getEntries().map((entry) => entry.name));
  assert.strictEqual(self, observer);
  observer.disconnect();
});
observer.observe({ entryTypes: ['mark', 'measure'] });

const mark = performance.mark('a', { detail: { some: 'detail' } });
assert.ok(mark instanceof PerformanceEntry);
assert.deepStrictEqual([mark.name, mark.entryType, mark.duration, mark.detail], ['a', 'mark', 0, { some: 'detail' }]);
performance.mark('b', { startTime: 1e6 + 10 });
const measure = performance.measure('between', { start: 1e6 + 4, end: 'b' });
assert.deepStrictEqual([measure.startTime, measure.duration], [1e6 + 4, 6]);
assert.strictEqual(performance.measure('x', { start: 'b', duration: 5 }).duration, 5);
assert.deepStrictEqual(performance.getEntriesByType('measure').map((entry) => entry.name), ['between', 'x']);
assert.throws(() => performance.measure('x', 'nothing'), { name: 'SyntaxError' });
assert.throws(() => performance.mark('x', { startTime: -1 }), { code: 'ERR_PERFORMANCE_INVALID_TIMESTAMP' });
performance.clearMarks('a');
assert.deepStrictEqual(performance.getEntriesByName('a'), []);
performance.clearMarks();
performance.clearMeasures();
assert.deepStrictEqual(performance.getEntries(), []);

const timed = performance.timerify(function add(one, other) { return one + other; });
const functions = new PerformanceObserver((list) => {
  lists.push(list.getEntries().map((entry) => `${entry.name} ${entry.entryType}`));
  functions.disconnect();
});
functions.observe({ type: 'function' });
assert.strictEqual(timed(2, 3), 5);
assert.strictEqual(timed.name, 'timerified add');

process.on('exit', () => assert.deepStrictEqual(lists, [['a', 'between', 'b', 'x'], ['add function']]));
