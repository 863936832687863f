'use strict';
// C3

const assert = require('assert');
const { spawnSync } = require('child_process');
const missing = spawnSync('/no/such/program');
assert.strictEqual(missing.error.message, 'spawnSync /no/such/program ENOENT');
assert.strictEqual(missing.status, null);
assert.strictEqual(missing.pid, 0);
const slow = spawnSync('sleep', ['100'], { timeout: 20 });
assert.strictEqual(slow.error.code, 'ETIMEDOUT');
assert.strictEqual(slow.signal, 'SIGTERM');
const loud = spawnSync('/bin/sh', ['-c', 'echo 12345678; sleep 100'], { maxBuffer: 4 });
assert.strictEqual(loud.error.code, 'ENOBUFS');
