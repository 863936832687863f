'use strict';
const assert = require('assert');
const { exec, execFile, execSync } = require('child_process');
exec('echo out; echo err >&2', (error, stdout, stderr) => {
  assert.strictEqual(error, null);
  assert.strictEqual(stdout, 'out\n');
  assert.strictEqual(stderr, 'err\n');
});
exec('echo why >&2; exit 5', (error, stdout, stderr) => {
  assert.strictEqual(error.message, 'Command failed: echo why >&2; exit 5\nwhy\n');
  assert.strictEqual(error.code, 5);
  assert.strictEqual(error.killed, false);
  assert.strictEqual(error.signal, null);
  assert.strictEqual(error.cmd, 'echo why >&2; exit 5');
  assert.strictEqual(stderr, 'why\n');
});
execFile('echo', ['x'.repeat(100)], { maxBuffer: 10 }, (error, stdout) => {
  assert.strictEqual(error.code, 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER');
  assert.strictEqual(stdout.length, 10);
});
assert.throws(() => execSync('exit 4', { stdio: 'pipe' }), { status: 4, message: 'Command failed: exit 4' });
