'use strict';
// E1
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const { stderr } = run("throw Object.assign(new Error('x'), { code: 'C', more: { deep: [1] } })");
assert.match(stderr, / \{\n {2}code: 'C',\n {2}more: \{ deep: \[ 1 \] \}\n\}\n\nNode\.js v/);
