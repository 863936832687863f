'use strict';
// E5
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const { status, stdout } = run(`
  process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin));
  Promise.reject(new Error('x'));
`);
assert.strictEqual(status, 1);
assert.strictEqual(stdout, 'monitor x unhandledRejection\n');
