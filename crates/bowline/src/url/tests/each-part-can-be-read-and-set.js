'use strict';
const assert = require('assert');
const { inspect } = require('util');

const url = new URL('../x?y#z', 'https://u:p@host:8080/a/b/');
assert.deepStrictEqual(
  [url.protocol, url.username, url.password, url.host, url.hostname, url.port, url.pathname, url.search, url.hash, url.origin],
  ['https:', 'u', 'p', 'host:8080', 'host', '8080', '/a/x', '?y', '#z', 'https://host:8080'],
);
url.port = '443';
url.hostname = 'bücher.example';
url.pathname = 'ä b';
url.hash = '';
assert.strictEqual(url.href, 'https://u:p@xn--bcher-kva.example/%C3%A4%20b?y');
url.host = '';
assert.strictEqual(url.hostname, 'xn--bcher-kva.example');
assert.strictEqual(new URL('data:text/plain,a').pathname, 'text/plain,a');
assert.strictEqual(new URL('http://[::1]:3/').hostname, '[::1]');
assert.match(inspect(url), /^URL \{\n {2}href: 'https:/);
