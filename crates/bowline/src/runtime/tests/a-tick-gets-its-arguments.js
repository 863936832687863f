'use strict';
// M8
const assert = require('assert');

process.nextTick((...args) => assert.deepStrictEqual(args, [1, 'two', null]), 1, 'two', null);
assert.throws(() => process.nextTick('no function'), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => queueMicrotask(), { code: 'ERR_INVALID_ARG_TYPE' });
