'use strict';
// H6
const assert = require('assert');

const net = require('net');

const count = (name) => process.getActiveResourcesInfo().filter((is) => is === name).length;
assert.strictEqual(count('Timeout'), 0);
const timer = setTimeout(() => {}, 10_000);
setTimeout(() => {}, 10_000).unref();
assert.strictEqual(count('Timeout'), 1);
clearTimeout(timer);
assert.strictEqual(count('Timeout'), 0);
const immediate = setImmediate(() => {});
assert.strictEqual(count('Immediate'), 1);
clearImmediate(immediate);
const server = net.createServer().listen(0, () => {
  assert.strictEqual(count('TCPServerWrap') + count('TCPSERVERWRAP'), 1);
  server.close();
});
require('fs').readFile(__filename, () => {});
