'use strict';
// X4, C3

const assert = require('assert');
const { spawn } = require('child_process');
const child = spawn('/no/such/program', ['a', 'b']);
const events = [];
assert.strictEqual(child.pid, undefined);
child.on('spawn', () => events.push('spawn'));
child.on('exit', () => events.push('exit'));
child.on('error', (error) => {
  events.push('error');
  assert.strictEqual(error.message, 'spawn /no/such/program ENOENT');
  assert.deepStrictEqual(Object.keys(error), ['errno', 'code', 'syscall', 'path', 'spawnargs']);
  assert.strictEqual(error.errno, -2);
  assert.strictEqual(error.code, 'ENOENT');
  assert.strictEqual(error.syscall, 'spawn /no/such/program');
  assert.strictEqual(error.path, '/no/such/program');
  assert.deepStrictEqual(error.spawnargs, ['a', 'b']);
});
assert.deepStrictEqual(events, []);
process.on('exit', () => assert.deepStrictEqual(events, ['error']));
