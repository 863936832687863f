'use strict';
// X6

const assert = require('assert');
const { spawn } = require('child_process');
for (const source of ['', 'process.stdin', "process.stdin.on('data', () => {}).pause()"]) {
  const child = spawn(process.execPath, ['-e', source], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.on('exit', (code) => {
    assert.strictEqual(code, 0);
    child.stdin.end();
  });
}
