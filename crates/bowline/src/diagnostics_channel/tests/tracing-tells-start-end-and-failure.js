'use strict';
const assert = require('assert');
const { tracingChannel } = require('diagnostics_channel');

const trace = tracingChannel('job');
const events = [];
const listeners = {};
for (const name of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) listeners[name] = () => events.push(name);
trace.subscribe(listeners);

assert.strictEqual(trace.traceSync((n) => n + 1, {}, undefined, 1), 2);
assert.throws(() => trace.traceSync(() => { throw new Error('x'); }), /x/);
assert.deepStrictEqual(events, ['start', 'end', 'start', 'error', 'end']);
events.length = 0;
trace.tracePromise(async () => 5, {}).then((value) => {
  assert.strictEqual(value, 5);
  assert.deepStrictEqual(events, ['start', 'end', 'asyncStart', 'asyncEnd']);
});
assert.strictEqual(trace.unsubscribe(listeners), true);
trace.subscribe(listeners);
