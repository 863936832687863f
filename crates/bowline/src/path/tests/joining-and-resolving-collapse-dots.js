'use strict';
const assert = require('assert');
const path = require('path');

for (const rules of [path.posix, path.win32]) {
  const { sep } = rules;
  assert.strictEqual(rules.join('a', '..', 'b', '.', 'c/'), `b${sep}c${sep}`);
  assert.strictEqual(rules.join('', ''), '.');
  assert.strictEqual(rules.normalize('../a/../../b'), `..${sep}..${sep}b`);
  assert.strictEqual(rules.normalize('/a/../..'), sep);
}
assert.strictEqual(path.posix.resolve('/a', '../b', '/c', './d/'), '/c/d');
assert.strictEqual(path.win32.resolve('C:\\a', '..', 'd:\\b', 'e'), 'd:\\b\\e');
