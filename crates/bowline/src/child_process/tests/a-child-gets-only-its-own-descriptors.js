'use strict';
// S5
const assert = require('assert');
const fs = require('fs');
const { execFileSync } = require('child_process');
const given = fs.openSync('/dev/null', 'r');
const kept = [];
for (let i = 0; i < 5; i++) kept.push(fs.openSync(__filename, 'r'));
const script = 'for f in "$@"; do if [ -e /dev/fd/$f ]; then echo $f; fi; done';
const numbers = [3, 4, ...kept.filter((fd) => fd !== 4)].map(String);
const options = { stdio: ['ignore', 'pipe', 'inherit', 'ignore', given], encoding: 'utf8' };
assert.strictEqual(execFileSync('/bin/sh', ['-c', script, 'sh', ...numbers], options), '4\n');
