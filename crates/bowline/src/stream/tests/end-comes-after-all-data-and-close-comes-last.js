'use strict';
// I9
const assert = require('assert');
const { Readable } = require('stream');

const seen = [];
const readable = new Readable({ read() {} });
for (const event of ['data', 'end', 'close']) readable.on(event, (chunk) => seen.push(chunk ? String(chunk) : event));
readable.push('a');
readable.push('b');
readable.push(null);
assert.deepStrictEqual(seen, []);
readable.on('close', () => process.nextTick(() => assert.deepStrictEqual(seen, ['a', 'b', 'end', 'close'])));
