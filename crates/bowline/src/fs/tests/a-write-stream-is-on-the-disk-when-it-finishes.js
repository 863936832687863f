'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'file');
const events = [];
const stream = fs.createWriteStream(file, { flush: true });
assert.strictEqual(stream.pending, true);
for (const name of ['open', 'ready', 'finish', 'close']) stream.on(name, () => events.push(name));
stream.write('one ');
stream.write(Buffer.from('two '));
stream.end('three', () => {
  assert.strictEqual(fs.readFileSync(file, 'utf8'), 'one two three');
  assert.strictEqual(stream.bytesWritten, 13);
});
stream.on('close', () => {
  assert.deepStrictEqual(events, ['open', 'ready', 'finish', 'close']);
  const middle = fs.createWriteStream(file, { flags: 'r+', start: 4 });
  middle.end('TWO').on('close', () => assert.strictEqual(fs.readFileSync(file, 'utf8'), 'one TWO three'));
});
