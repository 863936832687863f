'use strict';
const assert = require('assert');
const { spawn } = require('child_process');
const controller = new AbortController();
const child = spawn('sleep', ['100'], { signal: controller.signal });
const events = [];
child.on('error', (error) => {
  assert.strictEqual(error.name, 'AbortError');
  assert.strictEqual(error.code, 'ABORT_ERR');
  events.push('error');
});
child.on('exit', (code, signal) => events.push(signal));
controller.abort();
process.on('exit', () => assert.deepStrictEqual(events, ['error', 'SIGTERM']));
