'use strict';
const assert = require('assert');
const { PassThrough, Readable, Writable, pipeline } = require('stream');

const source = new Readable({ read() {} });
const middle = new PassThrough();
const sink = new Writable({ write(chunk, encoding, callback) { callback(new Error('full')); } });
let called = 0;
pipeline(source, middle, sink, (error) => {
  called++;
  assert.strictEqual(error.message, 'full');
  assert.ok(source.destroyed && middle.destroyed && sink.destroyed);
});
source.push('x');
process.on('exit', () => assert.strictEqual(called, 1));
