'use strict';
const assert = require('assert');
const fs = require('fs');

const missing = '/missing/for sure';
const expected = {
  message: `ENOENT: no such file or directory, open '${missing}'`,
  errno: -2,
  code: 'ENOENT',
  syscall: 'open',
  path: missing,
};

function check(error) {
  assert.deepStrictEqual({ message: error.message, ...error }, expected);
  assert.deepStrictEqual(Object.keys(error), ['errno', 'code', 'syscall', 'path']);
  assert(error instanceof Error);
  return true;
}

assert.throws(() => fs.readFileSync(missing), check);
assert.rejects(fs.promises.readFile(missing), check);
let isCalled = false;
fs.readFile(missing, (error) => {
  isCalled = true;
  check(error);
});
assert.strictEqual(isCalled, false);
fs.rename(missing, 'other', (error) => {
  assert.strictEqual(error.message, `ENOENT: no such file or directory, rename '${missing}' -> 'other'`);
  assert.strictEqual(error.dest, 'other');
});
