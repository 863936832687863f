'use strict';
// T10
const assert = require('assert');

let fired = 0;
const timer = setTimeout(() => {
  if (++fired < 3) timer.refresh();
}, 1);
const cleared = setTimeout(assert.fail, 1);
clearTimeout(cleared);
assert.strictEqual(cleared.refresh(), cleared);
process.on('exit', () => assert.strictEqual(fired, 3));
