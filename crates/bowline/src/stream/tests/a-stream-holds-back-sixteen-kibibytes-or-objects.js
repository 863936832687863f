'use strict';
// I9
const assert = require('assert');
const { Readable, Writable } = require('stream');

assert.strictEqual(new Readable().readableHighWaterMark, 16 * 1024);
assert.strictEqual(new Writable().writableHighWaterMark, 16 * 1024);
const objects = new Readable({ objectMode: true, read() {} });
for (let i = 1; i < 16; i++) assert.strictEqual(objects.push(i), true);
assert.strictEqual(objects.push(16), false);
