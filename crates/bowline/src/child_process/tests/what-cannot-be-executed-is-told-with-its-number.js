'use strict';
// S4, C3: by the blocking form in its result, by the other in an event.
const assert = require('assert');

const { spawn, spawnSync } = require('child_process');

const result = spawnSync('/nosuch/program', ['a']);
assert.strictEqual(result.error.code, 'ENOENT');
assert.strictEqual(result.error.syscall, 'spawnSync /nosuch/program');
assert.strictEqual(result.status, null);
const child = spawn('/nosuch/program', ['a']);
assert.strictEqual(child.pid, undefined);
child.on('exit', assert.fail);
child.on('error', (error) => {
  assert.strictEqual(error.message, 'spawn /nosuch/program ENOENT');
  assert.deepStrictEqual(error.spawnargs, ['a']);
  assert.strictEqual(error.path, '/nosuch/program');
});
