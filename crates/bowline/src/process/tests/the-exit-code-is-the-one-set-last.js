'use strict';
// E13
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const cases = [
  ['process.exitCode = 5', 5],
  ["process.exitCode = '6'", 6],
  ["process.on('exit', () => { process.exitCode = 7 })", 7],
  ['process.exitCode = 5; process.exit()', 5],
  ['process.exitCode = 5; process.exit(8)', 8],
  ["process.on('exit', () => process.exit(9)); process.exit(1)", 9],
  ["let n = 0; process.on('exit', () => { if (n++) console.log('twice'); process.exit(4) })", 4],
  ['process.exit(300)', 44],
  ['process.exit(-1)', 255],
  ["process.on('exit', () => { process.exitCode = 4 }); throw 1", 4],
];
for (const [source, code] of cases) {
  const { status, stdout } = run(source);
  assert.strictEqual(status, code, source);
  assert.strictEqual(stdout, '', source);
}
assert.throws(() => { process.exitCode = 'a'; }, { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => { process.exitCode = 1.5; }, { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => process.exit({}), { code: 'ERR_INVALID_ARG_TYPE' });
