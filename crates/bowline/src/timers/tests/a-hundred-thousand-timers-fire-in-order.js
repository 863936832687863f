'use strict';
// T14
const assert = require('assert');

let last = 0;
let fired = 0;
for (let i = 0; i < 100_000; i++) {
  const delay = 1 + (i % 50);
  setTimeout(() => {
    assert(delay >= last);
    last = delay;
    fired++;
  }, delay);
}
// Busy until all are due: then lists run by when they are due.
const begun = Date.now();
while (Date.now() - begun < 60);
process.on('exit', () => assert.strictEqual(fired, 100_000));
