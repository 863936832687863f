'use strict';
const assert = require('assert');

const signal = AbortSignal.any([AbortSignal.timeout(1)]);
const keep = setInterval(() => {}, 1000);
signal.addEventListener('abort', (event) => {
  clearInterval(keep);
  assert.strictEqual(event.target, signal);
  assert.strictEqual(signal.reason.name, 'TimeoutError');
});
