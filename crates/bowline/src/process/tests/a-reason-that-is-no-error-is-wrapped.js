'use strict';
// E7
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const { status, stderr } = run('Promise.reject({ a: 1 })');
assert.strictEqual(status, 1);
assert.match(stderr, /UnhandledPromiseRejection: This error originated either by throwing inside of an async function/);
assert.match(stderr, /The promise rejected with the reason "#<Object>"\./);
assert.match(stderr, /code: 'ERR_UNHANDLED_REJECTION'/);
