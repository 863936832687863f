'use strict';
// I11
const assert = require('assert');

const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
assert.throws(() => fs.watch(path.join(folder, 'nosuch')), { code: 'ENOENT', syscall: 'watch' });
const watch = fs.watch(folder, assert.fail);
fs.writeFileSync(path.join(folder, 'a'), 'x');
watch.close();
const other = fs.watch(folder, (type, name) => {
  assert(type === 'rename' || type === 'change');
  assert.strictEqual(name, 'b');
  other.close();
});
setTimeout(() => fs.writeFileSync(path.join(folder, 'b'), 'x'), 20);
