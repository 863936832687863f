'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'require-esm-'));
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
write('m.mjs', "export const a = 1; export default 'd';");
write('plain.mjs', 'export const b = 2;');
write('unsaid.js', "export const c = import.meta.url.slice(0, 7);");
write('waits.mjs', 'await 1;');
write('both.mjs', "import x from './x.cjs'; export default x;");
write('x.cjs', "module.exports = 'from ' + require('./plain.mjs').b;");
const load = (name) => require(path.join(folder, name));

assert.deepStrictEqual({ ...load('m.mjs') }, { __esModule: true, a: 1, default: 'd' });
assert.deepStrictEqual({ ...load('plain.mjs') }, { b: 2 });
assert.strictEqual(load('unsaid.js').c, 'file://');
assert.strictEqual(load('both.mjs').default, 'from 2');
assert.throws(() => load('waits.mjs'), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
fs.rmSync(folder, { recursive: true });
