'use strict';
// T13
const assert = require('assert');

const { setTimeout, setImmediate, setInterval, scheduler } = require('timers/promises');

(async () => {
  assert.strictEqual(await setTimeout(1, 'value'), 'value');
  assert.strictEqual(await setImmediate('value'), 'value');
  await scheduler.wait(1);
  await scheduler.yield();
  const controller = new AbortController();
  const aborted = assert.rejects(setTimeout(60_000, null, { signal: controller.signal }), {
    name: 'AbortError', code: 'ABORT_ERR',
  });
  controller.abort();
  await aborted;
  await assert.rejects(setTimeout(1, null, { signal: 'no signal' }), { code: 'ERR_INVALID_ARG_TYPE' });
  let periods = 0;
  for await (const value of setInterval(1, 'x')) {
    assert.strictEqual(value, 'x');
    if (++periods === 3) break;
  }
})().then(() => { process.exitCode = 0; });
process.exitCode = 1;
