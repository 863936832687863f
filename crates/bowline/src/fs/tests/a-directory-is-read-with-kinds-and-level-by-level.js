'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
assert.strictEqual(fs.mkdirSync(path.join(folder, 'b/deep'), { recursive: true }), path.join(folder, 'b'));
for (const name of ['a', 'b/x', 'b/deep/y']) fs.writeFileSync(path.join(folder, name), '');
fs.symlinkSync('a', path.join(folder, 'link'));

assert.deepStrictEqual(fs.readdirSync(folder), ['a', 'b', 'link']);
assert.deepStrictEqual(fs.readdirSync(folder, { recursive: true }), ['a', 'b', 'link', 'b/deep', 'b/x', 'b/deep/y']);
assert.deepStrictEqual(fs.readdirSync(folder, 'buffer').map(String), ['a', 'b', 'link']);
const [a, b, link] = fs.readdirSync(folder, { withFileTypes: true });
assert(a.isFile() && b.isDirectory() && link.isSymbolicLink());
assert.deepStrictEqual([a.name, a.parentPath, a.path], ['a', folder, folder]);

(async () => {
  const names = [];
  for await (const entry of await fs.promises.opendir(folder, { bufferSize: 1 })) names.push(entry.name);
  assert.deepStrictEqual(names.sort(), ['a', 'b', 'link']);
  const dir = fs.opendirSync(folder);
  assert(dir.readSync() instanceof fs.Dirent);
  dir.closeSync();
  assert.throws(() => dir.readSync(), { code: 'ERR_DIR_CLOSED' });
})();
