'use strict';
const assert = require('assert');

const zero = (text) => (text === 'x)' ? 0 : 1);
assert.throws(() => assert.ok(zero('x)') && 1), {
  message: "The expression evaluated to a falsy value:\n\n  assert.ok(zero('x)') && 1)\n",
});
assert.throws(() => assert(null, undefined), {
  message: 'The expression evaluated to a falsy value:\n\n  assert(null, undefined)\n',
});
assert.throws(() => assert.ok(), { message: 'No value argument passed to `assert.ok()`' });
