'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
let isClosed = false;
const watcher = fs.watch(folder, (event, name) => {
  assert.strictEqual(isClosed, false);
  assert.strictEqual(event, 'rename');
  assert.strictEqual(name, 'new');
  watcher.close();
  isClosed = true;
  fs.writeFileSync(path.join(folder, 'later'), '');
});
watcher.on('close', () => assert.strictEqual(isClosed, true));
setImmediate(() => fs.mkdirSync(path.join(folder, 'new')));
assert.throws(() => fs.watch(path.join(folder, 'missing')), { code: 'ENOENT', syscall: 'watch' });
