'use strict';
const assert = require('assert');
const util = require('util');

const { errno } = require('os').constants;
assert.strictEqual(util.getSystemErrorName(-errno.ENOENT), 'ENOENT');
assert.deepStrictEqual(util.getSystemErrorMap().get(-errno.ENOENT), ['ENOENT', 'no such file or directory']);
assert.deepStrictEqual(util.getSystemErrorMap().get(-4095), ['EOF', 'end of file']);
assert.throws(() => util.getSystemErrorName(1), { code: 'ERR_OUT_OF_RANGE' });
