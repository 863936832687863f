'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interop-'));
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
write('c.cjs', "const q = { p: 2 }; exports.a = 1; Object.defineProperty(exports, 'b', { enumerable: true, get: function () { return q.p; } });");
write('d.cjs', "const own = 3; module.exports = { own, ...require('./c.cjs') };");
write('m.mjs', "import d, { a, own } from './d.cjs'; export default [d, a, own]; export { sep } from 'node:path';");
write('bad.mjs', "import { nothing } from './d.cjs';");
const load = (name) => import(pathToFileURL(path.join(folder, name)).href);

(async () => {
  const m = await load('m.mjs');
  assert.deepStrictEqual(m.default, [{ a: 1, b: 2, own: 3 }, 1, 3]);
  assert.strictEqual(m.sep, path.sep);
  assert.deepStrictEqual(Object.keys(await load('d.cjs')), ['a', 'b', 'default', 'own']);
  assert.strictEqual((await load('c.cjs')).default, require(path.join(folder, 'c.cjs')));
  await assert.rejects(load('bad.mjs'), /^SyntaxError: Named export 'nothing' not found\. The requested module '\.\/d\.cjs'/);
  await assert.rejects(load('bad.mjs'), SyntaxError);
})().finally(() => fs.rmSync(folder, { recursive: true }));
