'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { Readable } = require('stream');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'file');

fs.writeFileSync(file, '6162', 'hex');
assert.strictEqual(fs.readFileSync(file, 'utf8'), 'ab');
fs.appendFileSync(file, new Uint8Array([0x63]));
fs.writeFileSync(file, 'd', { flag: 'a' });
assert.strictEqual(fs.readFileSync(file, 'utf8'), 'abcd');
assert.throws(() => fs.writeFileSync(file, '', { flag: 'wx' }), { code: 'EEXIST' });
for (const wrong of [undefined, null, 5, {}, []]) {
  assert.throws(() => fs.writeFileSync(file, wrong), { code: 'ERR_INVALID_ARG_TYPE' });
}
(async () => {
  await fs.promises.writeFile(file, ['one ', 'two ']);
  await fs.promises.appendFile(file, Readable.from(['three ', Buffer.from('four')]));
  assert.strictEqual(await fs.promises.readFile(file, 'utf8'), 'one two three four');
})();
