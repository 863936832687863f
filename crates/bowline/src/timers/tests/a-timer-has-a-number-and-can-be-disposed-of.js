'use strict';
// T16
const assert = require('assert');

const timer = setTimeout(assert.fail, 60_000);
const number = +timer;
assert(Number.isInteger(number) && number > 0);
assert.strictEqual(+timer, number);
timer.close();
const other = setTimeout(assert.fail, 60_000);
if (Symbol.dispose) other[Symbol.dispose]();
else clearTimeout(other);
