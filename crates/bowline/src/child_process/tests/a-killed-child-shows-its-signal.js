'use strict';
// X3

const assert = require('assert');
const { spawn } = require('child_process');
const child = spawn('sleep', ['100']);
child.on('exit', (code, signal) => {
  assert.strictEqual(code, null);
  assert.strictEqual(signal, 'SIGTERM');
  assert.strictEqual(child.signalCode, 'SIGTERM');
  assert.strictEqual(child.kill(), false);
});
assert.strictEqual(child.killed, false);
assert.strictEqual(child.kill(), true);
assert.strictEqual(child.killed, true);
assert.throws(() => child.kill('SIGNOPE'), { code: 'ERR_UNKNOWN_SIGNAL' });
