'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'again-'));
const file = path.join(folder, 'once.js');
fs.writeFileSync(file, "if (globalThis.fails) throw new Error('not yet'); module.exports = 'now';");
globalThis.fails = true;
assert.throws(() => require(file), { message: 'not yet' });
globalThis.fails = false;
assert.strictEqual(require(file), 'now');
assert.strictEqual(require.cache[fs.realpathSync(file)].loaded, true);
delete globalThis.fails;
fs.rmSync(folder, { recursive: true });
