'use strict';
// X7
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const source = `
  const { deprecate } = require('util');
  deprecate(() => {}, 'old', 'DEP_A')();
  deprecate(() => {}, 'old too', 'DEP_A')();
  deprecate(() => {}, 'other', 'DEP_B')();
`;
const lines = run(source).stderr.match(/\[DEP_.\] DeprecationWarning: .*/g);
assert.deepStrictEqual(lines, ['[DEP_A] DeprecationWarning: old', '[DEP_B] DeprecationWarning: other']);
assert.strictEqual(run(source, '--no-deprecation').stderr, '');
const thrown = run(source, '--throw-deprecation');
assert.strictEqual(thrown.status, 1);
assert.match(thrown.stderr, /DeprecationWarning: old/);
