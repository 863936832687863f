'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cycle-'));
fs.writeFileSync(path.join(folder, 'a.js'), "exports.first = 1; exports.fromB = require('./b'); exports.last = 2;");
fs.writeFileSync(path.join(folder, 'b.js'), "const a = require('./a'); exports.seen = [a.first, a.last];");

const warnings = [];
process.on('warning', (warning) => warnings.push(warning.message));
const a = require(path.join(folder, 'a.js'));
assert.deepStrictEqual(a.fromB.seen, [1, undefined]);
assert.strictEqual(Object.getPrototypeOf(a), Object.prototype);
fs.rmSync(folder, { recursive: true });
process.on('exit', () => {
  assert.deepStrictEqual(warnings, ["Accessing non-existent property 'last' of module exports inside circular dependency"]);
});
