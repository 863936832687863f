'use strict';
const assert = require('assert');
const { callbackify, promisify } = require('util');

async function double(n) {
  if (n < 0) throw null;
  return n * 2;
}

promisify(callbackify(double))(4).then((value) => {
  assert.strictEqual(value, 8);
  callbackify(double)(-1, (error) => {
    assert.strictEqual(error.code, 'ERR_FALSY_VALUE_REJECTION');
    assert.strictEqual(error.reason, null);
  });
});
assert.strictEqual(callbackify(double).name, 'doubleCallbackified');
assert.strictEqual(callbackify(double).length, 2);
