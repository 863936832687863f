'use strict';
const assert = require('assert');

const whole = Buffer.from('hello');
const part = whole.subarray(1, 3);
part[0] = 0x45;
assert.strictEqual(whole.toString(), 'hEllo');
assert.ok(Buffer.isBuffer(part));
assert.strictEqual(whole.slice(-2).toString(), 'lo');
