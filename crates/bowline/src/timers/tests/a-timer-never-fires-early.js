'use strict';
// T4
const assert = require('assert');

const begun = process.hrtime.bigint();
setTimeout(() => {
  assert(process.hrtime.bigint() - begun >= 19_000_000n);
}, 20);
