'use strict';
const assert = require('assert');

assert.strictEqual(Buffer.from('a\ud83d', 'ucs2').toString('ucs2'), 'a\ud83d');
assert.strictEqual(Buffer.from('a\ud83d').toString('hex'), '61efbfbd');
assert.strictEqual(Buffer.from([0x61, 0xe2, 0x82]).toString(), 'a\ufffd');
