'use strict';
// I9
const assert = require('assert');
const { Readable, Writable } = require('stream');

const source = new Readable({ read() {} });
const taken = [];
let goOn;
const sink = new Writable({
  highWaterMark: 1,
  write(chunk, encoding, callback) {
    taken.push(String(chunk));
    goOn = callback;
  },
});
source.pipe(sink);
source.push('a');
source.push('b');
setImmediate(() => {
  assert.deepStrictEqual(taken, ['a']);
  assert.strictEqual(source.isPaused(), true);
  goOn();
  setImmediate(() => {
    assert.deepStrictEqual(taken, ['a', 'b']);
    goOn();
  });
});
