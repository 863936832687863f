'use strict';
const assert = require('assert');
const fs = require('fs');

const fd = fs.openSync(__filename);
assert.strictEqual(typeof fd, 'number');
assert(fd > 2);
assert.strictEqual(fs.readSync(fd, Buffer.alloc(12), 0, 12, 0), 12);
fs.closeSync(fd);
for (const use of [() => fs.closeSync(fd), () => fs.fstatSync(fd), () => fs.readSync(fd, Buffer.alloc(1))]) {
  assert.throws(use, { code: 'EBADF', errno: -9 });
}
fs.fstat(fd, (error) => assert.strictEqual(error.message, 'EBADF: bad file descriptor, fstat'));
// The standard streams came with the process.
assert.strictEqual(typeof fs.fstatSync(1).mode, 'number');
