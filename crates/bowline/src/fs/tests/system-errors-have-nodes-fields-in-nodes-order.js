'use strict';
// C1
const assert = require('assert');

const fs = require('fs');

try {
  fs.renameSync('nosuch', 'other');
  assert.fail();
} catch (error) {
  assert.strictEqual(error.message, "ENOENT: no such file or directory, rename 'nosuch' -> 'other'");
  assert.deepStrictEqual(Object.keys(error), ['errno', 'code', 'syscall', 'path', 'dest']);
  assert.strictEqual(error.errno, -2);
  assert(error instanceof Error);
}
assert.throws(() => process.kill(2 ** 22 + 1, 0), { message: 'kill ESRCH', code: 'ESRCH', errno: -3, syscall: 'kill' });
