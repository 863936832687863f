'use strict';
const assert = require('assert');

const url = new URL('http://user:pass@host:81/path?a=1&b=2#hash');
url.searchParams.append('c', 'x y&');
assert.strictEqual(url.search, '?a=1&b=2&c=x+y%26');
url.search = '?d=%C3%A9';
assert.deepStrictEqual([...url.searchParams], [['d', 'é']]);
url.searchParams.delete('d');
assert.strictEqual(url.href, 'http://user:pass@host:81/path#hash');
url.href = 'https://other/?q=1';
assert.strictEqual(url.searchParams.get('q'), '1');
