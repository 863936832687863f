'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'file');
fs.writeFileSync(file, '1');
let seen = 0;
const watcher = fs.watchFile(file, { interval: 10 }, (current, previous) => {
  assert.deepStrictEqual([previous.size, current.size], [1, 7]);
  seen++;
  fs.unwatchFile(file);
});
watcher.on('stop', () => assert.strictEqual(seen, 1));
// Not before the first look.
setTimeout(() => fs.writeFileSync(file, 'content'), 50);
// One that does not keep the program alive.
fs.watchFile(path.join(folder, 'other'), { persistent: false, interval: 1e6 }, () => {}).unref();
