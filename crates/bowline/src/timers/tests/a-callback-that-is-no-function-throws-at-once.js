'use strict';
// T12
const assert = require('assert');

for (const start of [setTimeout, setInterval, setImmediate]) {
  for (const callback of [undefined, null, 'x', 1, {}]) {
    assert.throws(() => start(callback, 1), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
  }
}
