'use strict';
const assert = require('assert');
const { inspect } = require('util');

const entries = new Map([['a', 1], ['b', 2]]).entries();
entries.next();
assert.strictEqual(inspect(entries), "[Map Entries] { [ 'b', 2 ] }");
assert.strictEqual(inspect(entries), "[Map Entries] { [ 'b', 2 ] }");
assert.deepStrictEqual(entries.next().value, ['b', 2]);
assert.strictEqual(inspect(entries), '[Map Entries] {  }');
assert.strictEqual(inspect(new Set([1, 2]).values()), '[Set Iterator] { 1, 2 }');
