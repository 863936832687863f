'use strict';
const assert = require('assert');
const fs = require('fs');

const reason = new Error('why');
const expected = { name: 'AbortError', code: 'ABORT_ERR', cause: reason };
assert.rejects(fs.promises.readFile(__filename, { signal: AbortSignal.abort(reason) }), expected);

const controller = new AbortController();
assert.rejects(fs.promises.readFile(__filename, { signal: controller.signal }), expected);
fs.readFile(__filename, { signal: controller.signal }, (error, data) => {
  assert.strictEqual(error.name, 'AbortError');
  assert.strictEqual(data, undefined);
});
controller.abort(reason);

const unused = new AbortController();
fs.promises.readFile(__filename, { signal: unused.signal }).then((data) => {
  unused.abort();
  assert(data.length > 0);
});
