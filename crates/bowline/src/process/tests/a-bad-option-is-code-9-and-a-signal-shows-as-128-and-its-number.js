'use strict';
// E14
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


assert.strictEqual(run('', '--no-such-option-at-all').status, 9);
const shell = spawnSync('/bin/sh', ['-c', `"${process.execPath}" -e 'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 9999)'; echo $?`],
  { encoding: 'utf8' });
assert.strictEqual(shell.stdout, '143\n');
