'use strict';
const assert = require('assert');
const dns = require('dns');

// C4. A name with a space can be nobody's.
let count = 0;
dns.lookup('not a name', (error) => {
  count++;
  assert.strictEqual(error.message, 'getaddrinfo ENOTFOUND not a name');
  assert.deepStrictEqual({ ...error }, { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'not a name' });
});
dns.promises.lookup('not a name').catch((error) => {
  count++;
  assert.strictEqual(error.code, 'ENOTFOUND');
});
process.on('exit', () => assert.strictEqual(count, 2));
