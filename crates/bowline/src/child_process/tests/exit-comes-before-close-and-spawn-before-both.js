'use strict';
// X4

const assert = require('assert');
const { spawn } = require('child_process');
const events = [];
const child = spawn('/bin/sh', ['-c', 'echo out; exit 3']);
assert.strictEqual(typeof child.pid, 'number');
child.on('spawn', () => events.push('spawn'));
child.on('exit', (code, signal) => events.push(['exit', code, signal]));
child.on('close', (code, signal) => events.push(['close', code, signal]));
child.stdout.on('data', () => {});
process.on('exit', () => assert.deepStrictEqual(events, ['spawn', ['exit', 3, null], ['close', 3, null]]));
