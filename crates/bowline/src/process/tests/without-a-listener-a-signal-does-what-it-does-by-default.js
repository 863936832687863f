'use strict';
// X3
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const wait = 'setTimeout(() => {}, 10000);';
assert.strictEqual(run(`${wait} process.kill(process.pid, 'SIGTERM')`).signal, 'SIGTERM');
const removed = `
  const listener = () => {};
  process.on('SIGTERM', listener);
  process.removeListener('SIGTERM', listener);
  process.kill(process.pid, 'SIGTERM');
`;
const { status, signal } = run(`${wait} ${removed}`);
assert.strictEqual(status, null);
assert.strictEqual(signal, 'SIGTERM');
