'use strict';
const assert = require('assert');
const net = require('net');

const server = net.createServer(() => assert.fail('nobody connects'));
server.listen(0, () => {
  assert.strictEqual(server.unref(), server);
  assert.strictEqual(server.listening, true);
});
