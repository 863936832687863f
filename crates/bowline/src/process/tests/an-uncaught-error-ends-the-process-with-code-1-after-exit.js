'use strict';
// E1
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const { status, stdout, stderr } = run(`
  process.on('exit', (code) => console.log('exit', code, process.exitCode));
  setTimeout(() => { throw new Error('boom'); }, 1);
  setTimeout(() => console.log('never'), 1);
`);
assert.strictEqual(status, 1);
assert.strictEqual(stdout, 'exit 1 1\n');
assert.match(stderr, /Error: boom\n {4}at /);
assert.match(stderr, /\n\nNode\.js v\d+\.\d+\.\d+\n$/);
