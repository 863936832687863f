'use strict';
const assert = require('assert');
const { inspect } = require('util');

const error = new TypeError('outer', { cause: new Error('inner') });
error.stack = 'TypeError: outer\n    at here (file.js:1:1)';
error.cause.stack = 'Error: inner\n    at there (file.js:2:2)';
error.code = 'E_OUTER';
assert.strictEqual(inspect(error), [
  'TypeError: outer',
  '    at here (file.js:1:1) {',
  "  code: 'E_OUTER',",
  '  [cause]: Error: inner',
  '      at there (file.js:2:2)',
  '}'].join('\n'));

class CustomError extends Error {}
const custom = new CustomError('message');
custom.stack = 'Error: message\n    at x (y:1:1)';
assert.strictEqual(inspect(custom), 'CustomError: message\n    at x (y:1:1)');
