'use strict';
const assert = require('assert');
const { Duplex, Readable, Writable } = require('stream');
const { pipeline } = require('stream/promises');
const { text } = require('stream/consumers');

(async () => {
  assert.strictEqual(await text(Readable.toWeb(Readable.from(['a', 'b']))), 'ab');
  assert.strictEqual(await text(Readable.fromWeb(new Blob(['blob']).stream())), 'blob');

  const written = [];
  const sink = new Writable({
    write(chunk, encoding, callback) {
      written.push(String(chunk));
      callback();
    },
  });
  const upper = new TransformStream({
    transform(chunk, controller) { controller.enqueue(String(chunk).toUpperCase()); },
  });
  await pipeline(Readable.from(['x']), Duplex.fromWeb(upper, { objectMode: true }), Writable.toWeb(sink));
  assert.deepStrictEqual(written, ['X']);
})();
