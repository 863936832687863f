'use strict';
const assert = require('assert');
const fs = require('fs');
const { pathToFileURL } = require('url');

const expected = fs.readFileSync(__filename, 'utf8');
assert.strictEqual(fs.readFileSync(Buffer.from(__filename), 'utf8'), expected);
assert.strictEqual(fs.readFileSync(pathToFileURL(__filename), 'utf8'), expected);
for (const wrong of [undefined, null, 1.5, {}, [], true]) {
  assert.throws(() => fs.statSync(wrong), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
}
for (const wrong of ['a\u0000b', Buffer.from('a\u0000b'), new URL('file:///a%00b')]) {
  assert.throws(() => fs.openSync(wrong), { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => fs.open(wrong, () => {}), { code: 'ERR_INVALID_ARG_VALUE' });
}
