'use strict';
const assert = require('assert');

(async () => {
  const stream = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const { view } = controller.byobRequest;
      view.set([1, 2, 3]);
      controller.byobRequest.respond(3);
    },
  });
  const reader = stream.getReader({ mode: 'byob' });
  const memory = new Uint8Array(8);
  const { value, done } = await reader.read(memory);
  assert.deepStrictEqual([...value], [1, 2, 3]);
  assert.strictEqual(done, false);
  assert.strictEqual(value.buffer.byteLength, 8);
  assert.strictEqual(memory.byteLength, 0); // it was taken over
})();
