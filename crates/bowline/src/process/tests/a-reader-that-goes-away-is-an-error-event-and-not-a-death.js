'use strict';
// X10

const assert = require('assert');
const { spawn } = require('child_process');
const source = `
  process.stdout.on('error', (error) => { process.stderr.write(error.code + ' ' + error.syscall); process.exit(3); });
  setInterval(() => process.stdout.write('x'.repeat(1000)), 5);
`;
const child = spawn(process.execPath, ['-e', source]);
let text = '';
child.stderr.on('data', (chunk) => { text += chunk; });
child.stdout.once('data', () => child.stdout.destroy());
child.on('close', (code, signal) => {
  assert.strictEqual(signal, null);
  assert.strictEqual(code, 3);
  assert.strictEqual(text, 'EPIPE write');
});
