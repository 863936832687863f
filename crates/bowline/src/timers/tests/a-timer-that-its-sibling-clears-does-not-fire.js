'use strict';
// T6
const assert = require('assert');

setTimeout(() => {
  clearTimeout(second);
  clearImmediate(third);
}, 1);
const second = setTimeout(assert.fail, 1);
setImmediate(() => clearImmediate(third));
const third = setImmediate(assert.fail);
