'use strict';
// M5: a chain of ticks runs to its end before any timer or immediate.
const assert = require('assert');

let ticks = 0;
setImmediate(() => assert.strictEqual(ticks, 1000));
setTimeout(() => assert.strictEqual(ticks, 1000), 0);
(function tick() {
  if (++ticks < 1000) process.nextTick(tick);
})();
