'use strict';
// E12
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const start = `
  process.on('beforeExit', () => console.log('beforeExit'));
  process.on('exit', (code) => { console.log('exit', code); process.nextTick(() => console.log('never')); });
`;
assert.strictEqual(run(`${start} process.exit(3)`).stdout, 'exit 3\n');
assert.strictEqual(run(`${start} throw 1`).stdout, 'exit 1\n');
assert.strictEqual(run(start).stdout, 'beforeExit\nexit 0\n');
