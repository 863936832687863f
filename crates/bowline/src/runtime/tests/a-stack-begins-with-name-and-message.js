'use strict';
// C5: and lists frames as V8 does.
const assert = require('assert');

function inner() {
  return new TypeError('wrong');
}
const lines = inner().stack.split('\n');
assert.strictEqual(lines[0], 'TypeError: wrong');
assert.match(lines[1], /^    at inner \(.*a-stack-begins-with-name-and-message\.js:6:\d+\)$/);
class Mine extends Error {
  constructor(message) {
    super(message);
    this.name = 'Mine';
  }
}
assert.strictEqual(new Mine('x').stack.split('\n')[0], 'Mine: x');
const target = {};
Error.captureStackTrace(target, inner);
assert.strictEqual(typeof target.stack, 'string');
Error.prepareStackTrace = (error, sites) => sites[0].getFileName();
assert.strictEqual(new Error('x').stack, __filename);
