'use strict';
// X9
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


process.env.ADDED = 'yes';
delete process.env.HOME;
assert.strictEqual(run('console.log(process.env.ADDED, process.env.HOME)').stdout, 'yes undefined\n');
