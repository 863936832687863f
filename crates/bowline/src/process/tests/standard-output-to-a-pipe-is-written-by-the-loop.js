'use strict';
// X5

const assert = require('assert');
const { spawn } = require('child_process');

function count(source, callback) {
  const child = spawn('/bin/sh', ['-c', `"${process.execPath}" -e '${source}' | (sleep 0.3; wc -c)`]);
  let text = '';
  child.stdout.on('data', (chunk) => { text += chunk; });
  child.on('close', () => callback(Number(text)));
}
const write = 'process.stdout.write("x".repeat(3000000));';
count(write, (bytes) => assert.strictEqual(bytes, 3000000));
// What the pipe does not hold is lost when the process ends at once.
count(`${write} process.exit()`, (bytes) => assert.ok(bytes > 0 && bytes < 3000000, `${bytes}`));
