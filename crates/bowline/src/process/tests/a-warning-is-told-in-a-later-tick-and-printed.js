'use strict';
// X7
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const { stdout, stderr } = run(`
  process.on('warning', (w) => console.log(w.name, w.message, w.code, w.detail));
  process.emitWarning('text', { type: 'Kind', code: 'C1', detail: 'more' });
  process.emitWarning(new RangeError('own'));
  console.log('sync');
`);
assert.strictEqual(stdout, 'sync\nKind text C1 more\nRangeError own undefined undefined\n');
assert.match(stderr, /^\(node:\d+\) \[C1\] Kind: text\nmore\n\(Use `.+ --trace-warnings \.\.\.` to show where the warning was created\)\n/);
assert.match(stderr, /\n\(node:\d+\) RangeError: own\n$/);
assert.strictEqual(run("process.emitWarning('x')", '--no-warnings').stderr, '');
