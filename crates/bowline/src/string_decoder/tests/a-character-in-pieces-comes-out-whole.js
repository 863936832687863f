'use strict';
const assert = require('assert');
const { StringDecoder } = require('string_decoder');

const utf8 = new StringDecoder('utf8');
assert.strictEqual(utf8.write(Buffer.from([0x61, 0xe2])), 'a');
assert.strictEqual(utf8.write(Buffer.from([0x82])), '');
assert.strictEqual(utf8.lastNeed, 1);
assert.strictEqual(utf8.write(Buffer.from([0xac, 0x62])), '\u20acb');
assert.strictEqual(utf8.write(Buffer.from([0xe2])), '');
assert.strictEqual(utf8.end(), '\ufffd');

const utf16 = new StringDecoder('utf16le');
assert.strictEqual(utf16.write(Buffer.from([0x3d, 0xd8])), '');
assert.strictEqual(utf16.write(Buffer.from([0x4d, 0xdc])), '\ud83d\udc4d');

const base64 = new StringDecoder('base64');
assert.strictEqual(base64.write(Buffer.from('ab')) + base64.write(Buffer.from('cd')) + base64.end(), 'YWJjZA==');
