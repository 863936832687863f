'use strict';
const assert = require('assert');
const url = require('url');

const parsed = url.parse('HTTP://u:p@Host.com:8000/p/a?x=1#h', true);
assert.strictEqual(parsed.href, 'http://u:p@host.com:8000/p/a?x=1#h');
assert.strictEqual(parsed.query.x, '1');
assert.strictEqual(url.resolve('http://a/b/c', '../d?e'), 'http://a/d?e');
assert.strictEqual(url.resolve('/one/two', 'three'), '/one/three');
assert.strictEqual(url.format({ protocol: 'http', hostname: '::1', port: 8, pathname: 'a?b', query: { c: 'd e' } }), 'http://[::1]:8/a%3Fb?c=d%20e');
assert.strictEqual(url.parse('javascript:alert(1)').pathname, 'alert(1)');
