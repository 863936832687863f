'use strict';
const assert = require('assert');

assert.throws(() => new URL('/a'), { name: 'TypeError', code: 'ERR_INVALID_URL', message: 'Invalid URL', input: '/a' });
assert.throws(() => new URL('/a', 'b'), { code: 'ERR_INVALID_URL', input: '/a', base: 'b' });
assert.strictEqual(URL.canParse('/a', 'http://b'), true);
assert.strictEqual(URL.canParse('/a'), false);
