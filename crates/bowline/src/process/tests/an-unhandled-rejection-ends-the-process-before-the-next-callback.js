'use strict';
// E6
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const { status, stdout, stderr } = run(`
  process.on('exit', (code) => console.log('exit', code));
  setImmediate(() => console.log('never'));
  Promise.reject(new Error('x'));
  process.nextTick(() => console.log('tick'));
`);
assert.strictEqual(status, 1);
assert.strictEqual(stdout, 'tick\nexit 1\n');
assert.match(stderr, /Error: x\n/);
