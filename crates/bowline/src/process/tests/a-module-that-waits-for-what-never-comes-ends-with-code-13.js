'use strict';
// E15

const assert = require('assert');
const { spawnSync } = require('child_process');
const { status, stdout } = spawnSync(process.execPath,
  ['--input-type=module', '-e', "console.log('started'); await new Promise(() => {})"], { encoding: 'utf8' });
assert.strictEqual(status, 13);
assert.strictEqual(stdout, 'started\n');
