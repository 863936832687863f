'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'file');
fs.writeFileSync(file, 'content');
fs.utimesSync(file, 1.5, new Date(2500));

const stats = fs.statSync(file);
assert(stats instanceof fs.Stats);
assert(stats.isFile() && !stats.isDirectory() && !stats.isSymbolicLink());
assert.deepStrictEqual([stats.size, stats.atimeMs, stats.mtimeMs], [7, 1500, 2500]);
assert.strictEqual(stats.mtime.getTime(), 2500);
const exact = fs.statSync(file, { bigint: true });
assert.deepStrictEqual([exact.size, exact.mtimeNs, exact.atimeMs], [7n, 2500000000n, 1500n]);
assert.strictEqual(fs.statSync(path.join(folder, 'missing'), { throwIfNoEntry: false }), undefined);
assert.throws(() => fs.lstatSync(path.join(folder, 'missing')), { syscall: 'lstat' });
fs.stat(folder, (error, found) => assert(found.isDirectory()));
assert(fs.statfsSync(folder).bsize > 0);
