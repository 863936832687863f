'use strict';
// M8
const assert = require('assert');

process.on('exit', () => {
  // The queue of microtasks still runs, and a tick must not have got into the other one.
  Promise.resolve().then(() => { assert.strictEqual(process.exitCode, undefined); });
  process.nextTick(() => { process.exitCode = 1; });
});
