'use strict';
const assert = require('assert');

try {
  require('util').promisify('no function');
  assert.fail();
} catch (error) {
  assert.strictEqual(error.name, 'TypeError');
  assert.strictEqual(error.code, 'ERR_INVALID_ARG_TYPE');
  assert(error instanceof TypeError);
  assert.strictEqual(String(error), `TypeError [ERR_INVALID_ARG_TYPE]: ${error.message}`);
  assert.strictEqual(error.message,
    `The "original" argument must be of type function. Received type string ('no function')`);
  assert(error.stack.startsWith('TypeError [ERR_INVALID_ARG_TYPE]: The "original"'));
  // Frames begin where the program called, not where the error was made.
  assert(!/\n.*node:internal\/(errors|validators)/.test(error.stack));
  assert.deepStrictEqual(Object.keys(error), ['code']);
}
