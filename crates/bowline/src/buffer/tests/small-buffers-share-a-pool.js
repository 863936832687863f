'use strict';
const assert = require('assert');

const one = Buffer.from('one');
const two = Buffer.allocUnsafe(5);
assert.strictEqual(one.buffer, two.buffer);
assert.strictEqual(two.byteOffset % 8, 0);
assert.strictEqual(Buffer.alloc(5).buffer.byteLength, 5);
assert.strictEqual(Buffer.allocUnsafeSlow(5).buffer.byteLength, 5);
