'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'json-')));
const file = path.join(folder, 'j.json');
fs.writeFileSync(file, '{"j": [1]}');
fs.writeFileSync(path.join(folder, 'bad.json'), '{');
const { href } = pathToFileURL(file);

(async () => {
  assert.deepStrictEqual((await import(href, { with: { type: 'json' } })).default, { j: [1] });
  await assert.rejects(import(href), { code: 'ERR_IMPORT_ASSERTION_TYPE_MISSING' });
  await assert.rejects(import(href, { with: { type: 'css' } }), { code: 'ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED' });
  await assert.rejects(import('node:fs', { with: { type: 'json' } }), { code: 'ERR_IMPORT_ASSERTION_TYPE_FAILED' });
  assert.deepStrictEqual((await import('data:application/json,[2]', { with: { type: 'json' } })).default, [2]);
  assert.throws(() => require(path.join(folder, 'bad.json')), (error) => error.message.startsWith(path.join(folder, 'bad.json: ')));
})().finally(() => fs.rmSync(folder, { recursive: true }));
