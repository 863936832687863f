'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const tree = path.join(folder, 'tree');
fs.mkdirSync(path.join(tree, 'deep'), { recursive: true });
fs.writeFileSync(path.join(tree, 'deep/file'), '');

assert.throws(() => fs.rmSync(tree), { name: 'SystemError', code: 'ERR_FS_EISDIR', path: tree });
assert.throws(() => fs.rmdirSync(tree), { code: 'ENOTEMPTY', syscall: 'rmdir' });
assert.throws(() => fs.rmSync(path.join(folder, 'missing')), { code: 'ENOENT', syscall: 'lstat' });
fs.rmSync(path.join(folder, 'missing'), { force: true });
fs.rm(tree, { recursive: true }, (error) => {
  assert.strictEqual(error, null);
  assert.strictEqual(fs.existsSync(tree), false);
});
