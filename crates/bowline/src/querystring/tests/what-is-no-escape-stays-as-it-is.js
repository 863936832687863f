'use strict';
const assert = require('assert');
const querystring = require('querystring');

assert.deepEqual({ ...querystring.parse('a=%zz&b=100%&c=%41+%42&a=2') }, { a: ['%zz', '2'], b: '100%', c: 'A B' });
assert.strictEqual(querystring.unescape('%E2%82%AC'), '€');
assert.strictEqual(querystring.unescape('%ff'), '\ufffd');
assert.strictEqual(querystring.stringify({ a: [1, true, null], b: 'x y', c: [] }), 'a=1&a=true&a=&b=x%20y');
assert.throws(() => querystring.escape('\ud800'), { code: 'ERR_INVALID_URI' });
