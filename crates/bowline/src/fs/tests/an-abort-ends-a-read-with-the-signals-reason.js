'use strict';
// C6, P6
const assert = require('assert');

const fs = require('fs');

const reason = new Error('mine');
fs.readFile(__filename, { signal: AbortSignal.abort(reason) }, (error) => {
  assert.strictEqual(error.name, 'AbortError');
  assert.strictEqual(error.code, 'ABORT_ERR');
  assert.strictEqual(error.cause, reason);
});
const controller = new AbortController();
fs.promises.readFile(__filename, { signal: controller.signal }).then(assert.fail, (error) => {
  assert.strictEqual(error.name, 'AbortError');
});
controller.abort();
