'use strict';
const assert = require('assert');
const { format } = require('util');

assert.strictEqual(format('%s:%s', 'a'), 'a:%s');
assert.strictEqual(format('%d %i %f', '1.5', 2.7, '3.25x'), '1.5 2 3.25');
assert.strictEqual(format('%j %o', { a: 1 }, [1]), '{"a":1} [ 1, [length]: 1 ]');
assert.strictEqual(format('%s %s', -0, 12n), '-0 12n');
assert.strictEqual(format('%s', { toString() { return 'mine'; } }), 'mine');
assert.strictEqual(format('%s', class A {}), 'class A {}');
assert.strictEqual(format('%O', { a: { b: { c: { d: 1 } } } }), '{ a: { b: { c: [Object] } } }');
assert.strictEqual(format('%%%s%%', 'x'), '%x%');
assert.strictEqual(format('%%'), '%%');
assert.strictEqual(format('a', 1, { b: 2 }, 'c'), 'a 1 { b: 2 } c');
assert.strictEqual(format(-0, 'x'), '-0 x');
