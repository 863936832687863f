'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const controller = new AbortController();
(async () => {
  const names = new Set();
  await assert.rejects(async () => {
    for await (const { filename } of fs.promises.watch(folder, { signal: controller.signal })) {
      names.add(filename);
      if (names.size === 2) controller.abort();
    }
  }, { name: 'AbortError' });
  assert.deepStrictEqual([...names].sort(), ['a', 'b']);
})();
setImmediate(() => {
  fs.mkdirSync(path.join(folder, 'a'));
  fs.mkdirSync(path.join(folder, 'b'));
});
