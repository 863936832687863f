'use strict';
const assert = require('assert');
const { spawn } = require('child_process');
const child = spawn('/bin/sh', ['-c', 'ps -o sid= -p $$'], { detached: true });
let text = '';
child.stdout.on('data', (chunk) => { text += chunk; });
child.on('close', () => assert.strictEqual(Number(text), child.pid));
