'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
const file = path.join(folder, 'file');
process.on('exit', () => fs.rmSync(folder, { recursive: true }));

const bytes = Buffer.from([0x61, 0xc3, 0xa9, 0xff, 0x62]);
fs.writeFileSync(file, bytes);
for (const encoding of [undefined, null, 'utf8', 'utf-8', 'latin1', 'hex', 'base64', 'ucs2']) {
  const expected = encoding ? bytes.toString(encoding) : bytes;
  assert.deepStrictEqual(fs.readFileSync(file, encoding), expected);
  assert.deepStrictEqual(fs.readFileSync(file, { encoding }), expected);
  fs.readFile(file, encoding, (error, data) => {
    assert.ifError(error);
    assert.deepStrictEqual(data, expected);
  });
  fs.promises.readFile(file, encoding).then((data) => assert.deepStrictEqual(data, expected));
}
assert.throws(() => fs.readFileSync(file, 'none'), { code: 'ERR_INVALID_ARG_VALUE' });
