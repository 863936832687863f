'use strict';
// X7

const assert = require('assert');
for (const args of [[1], [{}], ['a', 1], ['a', null], ['a', 'b', 3], ['a', []]]) {
  assert.throws(() => process.emitWarning(...args), { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' });
}
