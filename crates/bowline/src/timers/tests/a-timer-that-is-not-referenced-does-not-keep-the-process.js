'use strict';
// T9
const assert = require('assert');

const timer = setTimeout(assert.fail, 60_000);
assert.strictEqual(timer.hasRef(), true);
assert.strictEqual(timer.unref(), timer);
assert.strictEqual(timer.hasRef(), false);
assert.strictEqual(timer.ref(), timer);
timer.unref();
let fired = false;
setTimeout(() => { fired = true; }, 1).unref();
const other = setTimeout(() => assert(fired), 30);
assert.strictEqual(other.hasRef(), true);
clearImmediate(setImmediate(assert.fail).unref().ref());
