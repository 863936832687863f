'use strict';
// T7
const assert = require('assert');

const timer = setTimeout(function(...args) {
  assert.strictEqual(this, timer);
  assert.deepStrictEqual(args, [1, 2, 3, 4]);
}, 1, 1, 2, 3, 4);
const immediate = setImmediate(function(...args) {
  assert.strictEqual(this, immediate);
  assert.deepStrictEqual(args, ['a']);
}, 'a');
