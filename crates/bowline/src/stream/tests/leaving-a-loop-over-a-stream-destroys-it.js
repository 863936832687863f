'use strict';
const assert = require('assert');
const { Readable } = require('stream');

(async () => {
  const left = Readable.from([1, 2, 3]);
  for await (const value of left) {
    assert.strictEqual(value, 1);
    break;
  }
  assert.strictEqual(left.destroyed, true);

  const failed = Readable.from([1, 2, 3]);
  await assert.rejects(async () => {
    for await (const value of failed) throw new Error(`at ${value}`);
  }, /at 1/);
  assert.strictEqual(failed.destroyed, true);

  const kept = Readable.from([1, 2, 3]);
  for await (const value of kept.iterator({ destroyOnReturn: false })) {
    assert.strictEqual(value, 1);
    break;
  }
  assert.strictEqual(kept.destroyed, false);
})();
