'use strict';
// P1, P3: UV_THREADPOOL_SIZE=1 is strictly one after the other.
const assert = require('assert');

const { execFileSync } = require('child_process');

const script = `
  const crypto = require('crypto');
  const log = [];
  for (const [name, rounds] of [['long', 20000], ['short', 1], ['middle', 1000]]) {
    crypto.pbkdf2('a', 'b', rounds, 8, 'sha256', () => log.push(name));
  }
  process.on('exit', () => process.stdout.write(log.join()));
`;
const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
assert.strictEqual(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }), 'long,short,middle');
