'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const from = path.join(folder, 'from');
fs.mkdirSync(path.join(from, 'deep'), { recursive: true });
fs.writeFileSync(path.join(from, 'deep/file'), 'content', { mode: 0o640 });
fs.writeFileSync(path.join(from, 'unwanted'), '');
fs.symlinkSync('deep/file', path.join(from, 'link'));
const filter = (src) => !src.endsWith('unwanted');

function check(to) {
  assert.deepStrictEqual(fs.readdirSync(to, { recursive: true }), ['deep', 'link', 'deep/file']);
  assert.strictEqual(fs.readFileSync(path.join(to, 'deep/file'), 'utf8'), 'content');
  assert.strictEqual(fs.statSync(path.join(to, 'deep/file')).mode & 0o777, 0o640);
  assert.strictEqual(fs.readlinkSync(path.join(to, 'link')), path.join(from, 'deep/file'));
}

fs.cpSync(from, path.join(folder, 'one'), { recursive: true, filter });
check(path.join(folder, 'one'));
assert.throws(() => fs.cpSync(from, path.join(folder, 'two')), { code: 'ERR_FS_EISDIR' });
assert.throws(() => fs.cpSync(from, path.join(from, 'deep/in'), { recursive: true }), { code: 'ERR_FS_CP_EINVAL' });
(async () => {
  await fs.promises.cp(from, path.join(folder, 'two'), { recursive: true, filter: async (src) => filter(src) });
  check(path.join(folder, 'two'));
})();
fs.cp(from, path.join(folder, 'three'), { recursive: true, filter }, (error) => {
  assert.ifError(error);
  check(path.join(folder, 'three'));
});
