'use strict';
const assert = require('assert');
const { inspect } = require('util');

assert.strictEqual(inspect(Array.from({ length: 27 }, (_, i) => i)), [
  '[',
  '   0,  1,  2,  3,  4,  5,  6,  7,',
  '   8,  9, 10, 11, 12, 13, 14, 15,',
  '  16, 17, 18, 19, 20, 21, 22, 23,',
  '  24, 25, 26',
  ']'].join('\n'));
assert.strictEqual(inspect({ a: 'x'.repeat(40), b: 'y'.repeat(40) }),
  `{\n  a: '${'x'.repeat(40)}',\n  b: '${'y'.repeat(40)}'\n}`);
assert.strictEqual(inspect({ a: { b: { c: { d: 1 } } } }), '{ a: { b: { c: [Object] } } }');
assert.strictEqual(inspect({ a: 1 }, { compact: false }), '{\n  a: 1\n}');
