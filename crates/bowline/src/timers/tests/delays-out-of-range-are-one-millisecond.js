'use strict';
// T1
const assert = require('assert');

for (const delay of [0, -1, NaN, undefined, 'x', Infinity, null]) {
  const timer = setTimeout(() => {}, delay);
  assert.strictEqual(timer._idleTimeout, 1, String(delay));
  clearTimeout(timer);
}
const timer = setTimeout(() => {}, '7');
assert.strictEqual(timer._idleTimeout, 7);
clearTimeout(timer);
