'use strict';
const assert = require('assert');

const buffer = Buffer.from(new SharedArrayBuffer(6));
assert.strictEqual(buffer.write('h\u00e9llo'), 6);
assert.strictEqual(buffer.toString(), 'h\u00e9llo');
assert.strictEqual(buffer.indexOf('llo'), 3);
assert.ok(buffer.equals(Buffer.from('h\u00e9llo')));
buffer.fill('ab');
assert.strictEqual(buffer.swap16().toString('latin1'), 'bababa');
