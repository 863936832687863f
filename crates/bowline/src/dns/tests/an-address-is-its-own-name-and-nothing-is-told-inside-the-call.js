'use strict';
const assert = require('assert');
const dns = require('dns');

// I10: literal addresses need no look-up; I1: never inside the call.
const log = [];
dns.lookup('127.0.0.1', (error, address, family) => log.push(`${error} ${address} ${family}`));
dns.lookup('::1', { all: true }, (error, all) => {
  assert.deepStrictEqual(all, [{ address: '::1', family: 6 }]);
  log.push('all');
});
dns.lookup('localhost', (error, address) => {
  assert.ok(['127.0.0.1', '::1'].includes(address));
  log.push('localhost');
});
log.push('called');
process.on('exit', () => assert.deepStrictEqual(log, ['called', 'null 127.0.0.1 4', 'all', 'localhost']));
