'use strict';
// E4
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const { status, stdout, stderr } = run(`
  process.on('exit', () => console.log('exit'));
  process.on('uncaughtException', () => { throw new Error('second'); });
  throw new Error('first');
`);
assert.strictEqual(status, 7);
assert.strictEqual(stdout, '');
assert.match(stderr, /Error: second/);
assert.doesNotMatch(stderr, /Error: first/);
