'use strict';
// I9
const assert = require('assert');
const { Writable } = require('stream');

const seen = [];
const writable = new Writable({
  write(chunk, encoding, callback) {
    seen.push(`write ${chunk}`);
    callback();
  },
});
writable.on('prefinish', () => seen.push('prefinish'));
writable.on('finish', () => seen.push('finish'));
writable.on('close', () => seen.push('close'));
writable.write('a', () => seen.push('callback a'));
writable.end('b', () => seen.push('ended'));
seen.push('returned');
process.nextTick(() => seen.push('tick'));
setImmediate(() => assert.deepStrictEqual(seen, [
  'write a', 'write b', 'prefinish', 'returned', 'callback a', 'tick', 'ended', 'finish', 'close',
]));
