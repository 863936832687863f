'use strict';
// E2
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const syntax = run('let x = ;');
assert.strictEqual(syntax.status, 1);
assert.match(syntax.stderr, /SyntaxError: /);
for (const [source, shown] of [["'text'", 'text'], ['{ a: 1 }', '{ a: 1 }'], ['null', 'null'], ['undefined', 'undefined']]) {
  const { status, stderr } = run(`throw ${source}`);
  assert.strictEqual(status, 1);
  assert.ok(stderr.includes(`\n${shown}\n`), stderr);
}
